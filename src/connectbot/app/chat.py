"""A talk in the terminal with the real desk and the real store; nothing leaves the machine."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from pydantic import SecretStr

from connectbot.app.building import build
from connectbot.app.screens import Lines, Screen
from connectbot.app.service import Service
from connectbot.channels.terminal import TerminalChannel
from connectbot.clock import utc_now
from connectbot.desk.rota import Rota
from connectbot.model.message import Address, Inbound
from connectbot.model.resident import Contact
from connectbot.settings import Settings

PRETEND_PERSON = "Sam +447700900999"
NO_CAP = 1_000_000
STAFF = "terminal-staff"
"""The channel on which people are told here, so that nobody's real texts are taken for it."""


async def run_chat(
    settings: Settings,
    sender: str,
    at: datetime | None,
    lines: Iterable[str],
    shown: Screen | None = None,
) -> None:
    """Each line is one message; what the bot says to it is shown before the next is read.

    Without a screen of its own each reply is printed as `bot: ...`.
    """
    talk = Talk(sender, at, shown or Lines())
    screens = {"terminal": talk.screen, STAFF: talk.staff}
    built = await build(_kept_here(settings), now=talk.now, also=screens)
    desk = built.service.desk
    # At a pretended time that stands still every answer seems to come within one hour.
    here = replace(desk, rota=_told_here(desk.rota), texts_per_hour=NO_CAP)
    built.service.desk = here
    try:
        await talk.run(built.service, lines)
    finally:
        await built.service.stop()


def _kept_here(settings: Settings) -> Settings:
    nothing = SecretStr("")
    return settings.model_copy(
        update={
            "channels": "webchat",
            "twilio_account_sid": "",
            "smtp_url": nothing,
            "telegram_token": nothing,
            "handover_to": settings.handover_to or PRETEND_PERSON,
            "safeguarding_to": settings.safeguarding_to or PRETEND_PERSON,
        }
    )


def _told_here(rota: Rota) -> Rota:
    return replace(
        rota,
        handover={place: _shown(contacts) for place, contacts in rota.handover.items()},
        safeguarding={place: _shown(contacts) for place, contacts in rota.safeguarding.items()},
    )


def _shown(contacts: Iterable[Contact]) -> list[Contact]:
    return [replace(one, address=Address(STAFF, one.address.value)) for one in contacts]


@dataclass
class Talk:
    """One talk: who writes, at what time, and where it is shown."""

    sender: str
    at: datetime | None
    shown: Screen
    screen: TerminalChannel = field(default_factory=TerminalChannel)
    staff: TerminalChannel = field(default_factory=TerminalChannel)

    def now(self) -> datetime:
        """The pretended time, or the real one."""
        return self.at or utc_now()

    async def run(self, service: Service, lines: Iterable[str]) -> None:
        """Take line after line until there are no more.

        Nothing else goes on here while a line is waited for, so that waiting may hold up the loop.
        """
        self.shown.open(self.sender)
        for line in lines:
            await self._say(service, line)
        self.shown.close()

    async def _say(self, service: Service, line: str) -> None:
        sender = Address("terminal", self.sender)
        await service.receive(Inbound(sender, uuid.uuid4().hex, line.rstrip("\n"), self.now()))
        for name in ("terminal", STAFF):
            await service.sender.drain(name)
        for message in self.screen.take():
            self.shown.show(message)
        for message in self.staff.take():
            self.shown.tell(message)
