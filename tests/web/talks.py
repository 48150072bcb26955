"""A tiny desk of talks: one-time links, the browser each talk belongs to, what was said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from aiohttp import web

from connectbot.model.resident import Handover, Line
from connectbot.web.talk import talk_routes

NOW = datetime(2026, 7, 7, 13, 5, tzinfo=UTC)
LINK = "one-time-link-of-sam-0001"


class EchoTalks:
    """One talk, "t1", which `LINK` opens in one browser."""

    def __init__(self, kind: str = "handover", why: str = "asked") -> None:
        self.lines = [
            Line(NOW, "them", "im lonely since my husband died, LS8"),
            Line(NOW, "bot", "I'm sorry. The quiet after losing someone is hard."),
            Line(NOW + timedelta(minutes=1), "them", "PERSON"),
        ]
        self.said: dict[str, str] = {}
        self.browser = ""
        self.open = True
        self.stopped = False
        self.shared = False
        self._kind = kind
        self._why = why

    def routes(self, public_url: str = "") -> Sequence[web.AbstractRouteDef]:
        return talk_routes(
            open_talk=self.open_talk,
            talk_of=self.talk_of,
            transcript=self.transcript,
            say=self.say,
            give_back=self.give_back,
            has_stopped=self.has_stopped,
            is_shared=self.is_shared,
            public_url=public_url,
        )

    async def open_talk(self, token: str, browser: str) -> Handover | None:
        if token != LINK or self.browser not in ("", browser) or not self.open:
            return None
        self.browser = browser
        return self._handover()

    async def talk_of(self, id: str, browser: str) -> Handover | None:
        mine = id == "t1" and browser == self.browser and self.open
        return self._handover() if mine else None

    async def transcript(self, id: str) -> Sequence[Line]:
        return list(self.lines)

    async def say(self, id: str, browser: str, text: str, form_id: str) -> bool:
        if await self.talk_of(id, browser) is None:
            return False
        if form_id not in self.said:
            self.said[form_id] = text
            self.lines.append(Line(NOW + timedelta(minutes=2), "Sam", text))
        return True

    async def is_shared(self, id: str) -> bool:
        return self.shared

    async def has_stopped(self, id: str) -> bool:
        return self.stopped

    async def give_back(self, id: str, browser: str) -> bool:
        mine = await self.talk_of(id, browser) is not None
        self.open = self.open and not mine
        return mine

    def _handover(self) -> Handover:
        return Handover(
            id="t1",
            resident_id=1,
            place="oakfield",
            kind=self._kind,
            why=self._why,
            opened_at=NOW,
            told=(0,),
            next_at=None,
            taken_at=NOW,
            taken_by="Sam",
            closed_at=None,
        )
