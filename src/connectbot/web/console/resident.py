"""The page of one resident: how they stand, what was said, referrals, check-ins, notes, safe hours,
and who looks after them. Their number is on it for whoever asks, and that is written down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from aiohttp import web

from connectbot.desk import caring, checkins_by_us, talks
from connectbot.desk.caring import NotDone
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.desk.record import LINES, Record, record
from connectbot.desk.talks import NotNow
from connectbot.flows.leaving import PAUSED
from connectbot.model.staff import Staff
from connectbot.web.console import followed, referred, telling
from connectbot.web.console.entrance import Visitor, see_other
from connectbot.web.console.handovers import QUEUE
from connectbot.web.console.referrals import group_of
from connectbot.web.console.residents import RESIDENTS
from connectbot.web.console.room import Room

SAID = {
    "noted": "Written down.",
    "hours": "Kept. We write first only within these hours.",
    "ask": "They will be asked, by a text that says nothing of what it is about.",
    "pause": "Paused. No check-in comes to them until you, or they, say so.",
    "go-on": "Check-ins go on.",
}
"""What the page tells first, by the word in its address."""

_LANGUAGES = {"en": "English", "cy": "Welsh"}
UseCase = Callable[[Tx, int, Staff, date, datetime], object]


class ResidentPage:
    """Reading it, and what is done there."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def read(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """All of it; that it was read is written down."""
        return await self._page(request, visitor, said=SAID.get(request.query.get("said", ""), ""))

    async def number(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """Where they can be reached, on this page alone."""
        room = self._room
        try:
            shown = await room.store.run(
                caring.number, _id(request), visitor.staff, room.today, room.now()
            )
        except NotDone:
            return visitor.closed()
        return await self._page(request, visitor, number=telling.number(shown))

    async def note(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """Something is written down."""
        text = visitor.form.get("note", "")

        def use_case(tx: Tx, id: int, staff: Staff, today: date, now: datetime) -> object:
            return caring.add_note(tx, id, staff, text, today, now)

        return await self._do(request, visitor, use_case, "noted", "note")

    async def hours(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """When we may write first."""
        words, desk = visitor.form.get("hours", "")[:80], self._room.desk()

        def use_case(tx: Tx, id: int, staff: Staff, today: date, now: datetime) -> object:
            return caring.set_safe_hours(tx, id, staff, words, desk, today, now)

        return await self._do(request, visitor, use_case, "hours", "hours")

    async def hand_on(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """Somebody else looks after them; whoever did sees them no more."""
        to = visitor.form.get("to", "")

        def use_case(tx: Tx, id: int, staff: Staff, today: date, now: datetime) -> object:
            return caring.hand_on(tx, id, staff, to, today, now)

        return await self._do(request, visitor, use_case, "handed", "to")

    async def check_ins(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """They are asked whether they want any, or a pause begins or ends."""
        do, desk = visitor.form.get("do", ""), self._room.desk()
        plan = visitor.form.get("plan", "")

        def ask(tx: Tx, id: int, staff: Staff, today: date, now: datetime) -> object:
            return checkins_by_us.ask(tx, id, plan, staff, today, desk, now)

        acts: dict[str, UseCase] = {"pause": checkins_by_us.pause, "go-on": checkins_by_us.go_on}
        said = do if do in acts else "ask"
        return await self._do(request, visitor, acts.get(do, ask), said, "check-ins")

    async def talk(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """They write to them; the rest is on the page of the talk."""
        room = self._room
        try:
            begun = await room.store.run(
                talks.begin, _id(request), visitor.staff, room.desk(), room.now()
            )
        except NotNow as refused:
            return await self._page(request, visitor, fault=("talk", str(refused)))
        return see_other(f"{QUEUE}/{begun.id}#text")

    async def _do(
        self, request: web.Request, visitor: Visitor, use_case: UseCase, said: str, field: str
    ) -> web.StreamResponse:
        room, id = self._room, _id(request)
        try:
            await room.store.run(use_case, id, visitor.staff, room.today, room.now())
        except NotDone as refused:
            return await self._page(request, visitor, fault=(field, str(refused)))
        where = RESIDENTS if said == "handed" else f"{RESIDENTS}/{id}"
        return see_other(f"{where}?said={said}")

    async def _page(
        self,
        request: web.Request,
        visitor: Visitor,
        *,
        said: str = "",
        number: str = "",
        fault: tuple[str, str] | None = None,
    ) -> web.StreamResponse:
        room, staff = self._room, visitor.staff
        read = await room.store.read(record, _id(request), staff, room.today, room.now())
        if read is None:
            return visitor.closed()
        await room.store.run(caring.note_read, read.found, staff, room.now())
        resident, desk = read.found.resident, room.desk()
        enrolments = [one.enrolment for one in read.checkins]
        return visitor.page(
            "resident",
            status=422 if fault else 200,
            said=said,
            faults=[fault] if fault else [],
            faults_of=dict([fault]) if fault else {},
            id=resident.id,
            name=read.found.known.name,
            rows=_rows(read, room),
            number=number,
            talks=read.talks,
            between=read.between,
            transcript=read.lines,
            longest_talk=LINES,
            tasks=[(one, telling.task_of(one, room)) for one in read.tasks],
            referrals=read.referrals,
            told=referred,
            group_of=lambda referral: group_of(room, referral),
            checkins=[followed.of(one, desk, room.zone) for one in read.checkins],
            plans=_plans(checkins_by_us.plans(enrolments, desk), desk),
            notes=read.notes,
            names={one.id: one.name for one in read.found.everybody},
            typed={name: visitor.form.get(name, "") if fault else "" for name in ("note", "hours")},
            hours=caring.told_hours(resident),
            others=[(one.id, one.name) for one in caring.may_take(read.found)],
            zone=room.zone,
            since=lambda at: telling.since(at, room.now()),
        )


def _plans(ids: list[str], desk: Desk) -> list[tuple[str, str]]:
    return [(id, desk.world.measures.plans[id].title) for id in ids]


def _rows(read: Record, room: Room) -> list[tuple[str, str]]:
    found, resident = read.found, read.found.resident
    heard, talk = resident.last_inbound_at, resident.conversation
    code = room.desk().world.tongue(talk).code
    shared = resident.sharing or resident.away
    return [
        ("Place", telling.places(room).get(talk.place, talk.place)),
        ("Last heard", telling.since(heard, room.now()) if heard else "never"),
        ("Writes by", resident.address.channel),
        ("Language", _LANGUAGES.get(code, code)),
        *([("Phone", "nothing arrives there any more")] if found.known.unreachable else []),
        *([("This phone", "others write from it, or read what is sent")] if shared else []),
        *([("Stopped", "they asked us to stop")] if resident.stopped else []),
        *([("Paused", "the helper is quiet until they write")] if PAUSED in talk.tags else []),
        ("Looked after by", ", ".join(one.name for one in found.keepers) or "nobody yet"),
        ("We write first", caring.told_hours(resident) or "at any hour, but not at night"),
    ]


def _id(request: web.Request) -> int:
    return int(request.match_info["id"])
