"""The Telegram channel: updates brought or asked for, one request for each thing we say."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from aiohttp import web

from connectbot.channels.base import Traits, Unlisted
from connectbot.channels.telegram import library, wording
from connectbot.channels.telegram.gate import Gate
from connectbot.channels.telegram.library import BotApi
from connectbot.channels.telegram.polling import Polling
from connectbot.channels.telegram.settings import TelegramSettings
from connectbot.channels.telegram.taking import CHANNEL, Takers, Taking
from connectbot.channels.telegram.waits import HELD, Second, Waits
from connectbot.model.delivery import Claimed, Meaning, Outcome, Refused, Sent
from connectbot.model.message import Inbound

HEADER = "X-Telegram-Bot-Api-Secret-Token"
PACE = 30.0
APART = timedelta(seconds=1)
_LAST_SECONDS = 2.0

log = logging.getLogger("connectbot.telegram")


class TelegramChannel:
    """Keeps the promises of `channels.base.Channel` and `Inward` for one bot."""

    def __init__(
        self,
        settings: TelegramSettings,
        takers: Takers,
        clock: Callable[[], datetime],
        gate: Gate | None = None,
    ) -> None:
        self._settings = settings
        self._taking = Taking(settings, takers, clock)
        self._gate = gate or Gate()
        self._waits = Waits(_seconds)
        self._second = Second(int(PACE), _seconds)
        self._api: BotApi | None = None
        self._opening = asyncio.Lock()
        self._polling = Polling(settings, self._open, self._taking)

    @property
    def traits(self) -> Traits:
        """Buttons, no price, thirty messages a second in all and one a second to a chat."""
        return Traits(CHANNEL, True, False, PACE, wording.LONGEST_TEXT, APART)

    @property
    def dropped(self) -> Counter[str]:
        """What came in and was neither kept nor answered, by reason."""
        return self._taking.dropped

    def routes(self) -> Sequence[web.AbstractRouteDef]:
        """The webhook, where updates are brought."""
        brought = self._settings.mode == "webhook"
        return [web.post("/telegram", self._on_update)] if brought else []

    def start(self) -> None:
        """Tell Telegram how updates are to come, and ask for them where they are not brought."""
        if self._settings.mode != "sending":
            self._polling.start()

    def wind_down(self) -> None:
        """Ask for nothing more; what was brought is finished."""
        self._polling.stop()

    async def _on_update(self, request: web.Request) -> web.Response:
        given = request.headers.get(HEADER, "").encode("utf-8", "replace")
        if not hmac.compare_digest(given, self._settings.secret.encode()):
            return web.Response(status=403, text="Forbidden")
        body = await request.read()
        api = await self._open()
        what = api.read(_json(body))
        if what.number < 0:
            self.dropped["unreadable"] += 1
            return web.Response(text="OK")  # else it would be brought again for ever
        try:
            async with self._gate.turn(what.number, what.chat or str(what.number)):
                await self._taking.take(what, api)
        except Exception as broken:
            log.error("An update could not be kept: %s", type(broken).__name__)
            return web.Response(status=500, text="Please come again", headers={"Retry-After": "5"})
        return web.Response(text="OK")

    async def send(self, claimed: Claimed) -> Outcome:
        """Send one message, once."""
        api, chat = await self._open(), claimed.address.value
        if (wait := self._waits.left(chat)) > HELD:
            return Refused("429", Meaning.RETRY, wait)
        await asyncio.sleep(wait.total_seconds())
        await asyncio.sleep(self._second.slot())
        keys = wording.keys_of(claimed.message, claimed.id, chat, self._settings.key)
        try:
            return Sent(await api.say(chat, wording.text_of(claimed.message), keys))
        except Exception as broken:
            outcome = library.outcome_of(broken)
        if isinstance(outcome, Refused) and outcome.after is not None:
            self._waits.asked(chat, outcome.after)
        return outcome

    async def _open(self) -> BotApi:
        async with self._opening:
            if self._api is None:
                # The import takes a second: it would delay the loop if it ran there.
                self._api = await asyncio.to_thread(BotApi, self._settings)
            return self._api

    async def find_sent(self, claimed: Claimed) -> str | None:
        """Telegram has no list of what was sent."""
        raise Unlisted

    async def missed(self, since: datetime) -> Sequence[Inbound]:
        """Telegram keeps updates until they are taken, and brings them again by itself."""
        return ()

    async def close(self) -> None:
        """Finish what was brought, and let go of connections."""
        await self._polling.finish()
        await self._taking.finish(_LAST_SECONDS)
        if self._api is not None:
            await self._api.close()
        self._api = None


def _seconds() -> float:
    return asyncio.get_running_loop().time()


def _json(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
