"""A small town for tests: the starter community, a real store, and time that only tests move."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from connectbot.app.worlds import world_of
from connectbot.desk import deliver, receive
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Store, Traits
from connectbot.desk.rota import QuietHours, Rota, contacts_of
from connectbot.files import community_at, starter
from connectbot.model.delivery import Claimed, Outcome, Sent
from connectbot.model.message import Address, Inbound
from connectbot.settings.reading import quiet_hours
from connectbot.store.opening import open_store

LONDON = ZoneInfo("Europe/London")
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)  # a Tuesday
JEAN = "+447700900101"
SAM = "+447700900999"
LEE = "+447700900998"
WORLD = world_of(community_at(starter()))
TRAITS = {
    "sms": Traits("sms", False, True, 1.0, 1600),
    "webchat": Traits("webchat", True, False, 100.0, 10_000),
    "email": Traits("email", False, False, 1.0, 10_000),
}


def desk_for_tests(**changes: object) -> Desk:
    """A desk with Sam and then Lee to hand over to, and Lee as safeguarding lead."""
    tokens = (f"token-{number}" for number in itertools.count(1))
    desk = Desk(
        world=WORLD,
        rota=Rota(
            LONDON,
            {"": contacts_of(f"Sam {SAM}; Lee {LEE}")},
            {"": contacts_of(f"Lee {LEE}")},
        ),
        quiet=quiet_hours("20:00-09:00", "Europe/London"),
        traits=TRAITS,
        public_url="https://bot.oakfield.example",
        token=lambda: next(tokens),
        default_place="oakfield",
    )
    return replace(desk, **changes)  # type: ignore[arg-type]


@dataclass
class Town:
    """Somebody texts, the desk answers, and what leaves is handed over at once."""

    store: Store
    desk: Desk
    now: datetime = NOON
    number: int = 0

    def later(self, **time: float) -> None:
        """Let time pass."""
        self.now += timedelta(**time)

    async def text(self, words: str, sender: str = JEAN, **fields: object) -> receive.Received:
        """Somebody writes; only the desk's turn, nothing leaves yet."""
        self.number += 1
        inbound = Inbound(Address("sms", sender), f"SM{self.number}", words, self.now)
        inbound = replace(inbound, **fields)  # type: ignore[arg-type]
        return await self.store.run(receive.receive, inbound, self.desk, self.now)

    async def say(self, words: str, sender: str = JEAN) -> list[str]:
        """Somebody writes and reads what comes back."""
        await self.text(words, sender)
        return [text for to, text in await self.leave() if to == sender]

    async def claim(self, channel: str = "sms") -> list[Claimed]:
        """What may leave now."""
        return list(await self.store.run(deliver.claim, channel, self.desk, self.now, 50, None))

    async def settle(self, claimed: Claimed, outcome: Outcome) -> None:
        """What the provider answered."""
        await self.store.run(deliver.settle, claimed, outcome, self.desk, self.now)

    async def leave(self, channel: str = "sms") -> list[tuple[str, str]]:
        """Everything that may leave now is delivered: (to, text) in order."""
        gone = []
        while claimed := await self.claim(channel):
            for message in claimed:
                gone.append((message.address.value, message.message.text))
                await self.settle(message, Sent(f"SM-out-{message.id}"))
        return gone


def open_town(folder: Path, **changes: object) -> Town:
    """A town in a folder of its own."""
    store = open_store(f"sqlite:///{folder}/data/connectbot.db", folder / "keys")
    return Town(store, desk_for_tests(**changes))


__all__ = ["JEAN", "LEE", "NOON", "SAM", "QuietHours", "Town", "desk_for_tests", "open_town"]
