"""Telegram, sending only: the one file that imports its library, and only when first needed."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from connectbot.channels.base import Traits, Unlisted
from connectbot.channels.plain import plain
from connectbot.model.delivery import Claimed, Lost, Meaning, Outcome, Refused, Sent
from connectbot.model.message import Inbound

if TYPE_CHECKING:
    import telegram
    from telegram.request import HTTPXRequest


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """The bot's token and where the Bot API is."""

    token: str = field(repr=False)
    api_url: str = "https://api.telegram.org"
    patience: float = 10.0


class TelegramChannel:
    """Words to a chat: options become numbered lines, and there are no buttons yet."""

    def __init__(self, settings: TelegramSettings) -> None:
        self._settings = settings
        self._bot: telegram.Bot | None = None
        self._asking: HTTPXRequest | None = None
        self._opening = asyncio.Lock()

    @property
    def traits(self) -> Traits:
        """One message a second to a chat is what Telegram asks for; 20 a second over all."""
        return Traits("telegram", False, False, 20.0, 4096)

    async def send(self, claimed: Claimed) -> Outcome:
        """Send one message, once."""
        bot = await self._open()
        text = plain(claimed.message).encode("utf-8", "replace").decode()
        try:
            said = await bot.send_message(chat_id=claimed.address.value, text=text[:4096])
        except Exception as broken:
            return _outcome_of(broken)
        return Sent(str(said.message_id))

    async def _open(self) -> telegram.Bot:
        async with self._opening:
            if self._bot is None:
                bot, self._asking = await asyncio.to_thread(_bot, self._settings)
                self._bot = bot
            return self._bot

    async def find_sent(self, claimed: Claimed) -> str | None:
        """Telegram has no list of what was sent."""
        raise Unlisted

    async def missed(self, since: datetime) -> Sequence[Inbound]:
        """Nothing comes in by Telegram yet."""
        return ()

    async def close(self) -> None:
        """Let go of connections."""
        if self._asking is not None:
            await self._asking.shutdown()
        self._bot = self._asking = None


def _bot(settings: TelegramSettings) -> tuple[telegram.Bot, HTTPXRequest]:
    # Asked for by the library: without it every time span it hands out comes with a warning.
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    import telegram
    from telegram.request import HTTPXRequest

    # Its HTTP library writes every address at INFO, and the token is in the address.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    patience = settings.patience
    asking = HTTPXRequest(
        connect_timeout=min(3.0, patience), read_timeout=patience, write_timeout=patience
    )
    base_url = f"{settings.api_url.rstrip('/')}/bot"
    bot = telegram.Bot(
        settings.token, base_url=base_url, request=asking, get_updates_request=asking
    )
    return bot, asking


def _outcome_of(broken: Exception) -> Refused | Lost:
    from telegram import error

    if isinstance(broken, error.RetryAfter):
        wait = broken.retry_after
        after = wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
        return Refused("429", Meaning.RETRY, after)
    if isinstance(broken, error.Forbidden):
        return Refused("403", Meaning.ADDRESS)
    if isinstance(broken, error.ChatMigrated):
        return Refused("migrated", Meaning.ADDRESS)
    if isinstance(broken, error.InvalidToken | error.Conflict):
        return Refused("401", Meaning.HALT)
    if isinstance(broken, error.BadRequest):
        gone = "not found" in broken.message.lower()
        return Refused("400", Meaning.ADDRESS if gone else Meaning.MESSAGE)
    return _unreached(broken)


def _unreached(broken: Exception) -> Refused | Lost:
    import httpx

    never_left = httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout
    if isinstance(broken.__cause__, never_left):
        return Refused("unreachable", Meaning.RETRY)
    return Lost(type(broken).__name__)
