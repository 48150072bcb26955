"""Residents: the people somebody looks after, and one of them: number on request, notes, safe
hours, and who looks after them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from aiohttp import web

from connectbot.desk import caring
from connectbot.desk.caring import LONGEST_NOTE, Cared, NotDone
from connectbot.desk.leave import stands_for
from connectbot.desk.ports import Tx
from connectbot.model.casework import Known, Note
from connectbot.model.staff import Staff
from connectbot.web.console import telling
from connectbot.web.console.entrance import Visitor, see_other
from connectbot.web.console.room import Room, number_in

RESIDENTS = "/console/residents"
MOST = 50
"""Rows on one page."""

SAID = {
    "noted": "Written down.",
    "hours": "Kept. We write first only within these hours.",
    "handed": "Handed on.",
}
"""What a page tells first, by the word in its address."""

_SHOWN: dict[str, Callable[[Known], bool]] = {
    "dead": lambda one: one.unreachable,
    "stopped": lambda one: one.stopped,
    "fine": lambda one: not one.unreachable and not one.stopped,
}


@dataclass(frozen=True, slots=True)
class Person:
    """What the page of one resident is made of; `names` are of our people, by id."""

    found: Cared
    notes: Sequence[Note]
    names: dict[str, str]
    others: Sequence[Staff]


class ResidentPages:
    """The list, and one of them."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def list(self, request: web.Request, visitor: Visitor) -> web.Response:
        """Whom they look after; for a lead all of a place, too."""
        room, staff, asked = self._room, visitor.staff, request.query
        names = telling.places(room)
        place = asked.get("place", "")
        whole = staff.role == "lead" and place in staff.places and place != ""
        skip = number_in(asked, "skip")
        words, show = asked.get("name", "")[:40].strip(), asked.get("show", "")
        if whole:
            found = await room.store.read(_in_place, place, skip)
        else:
            found = await room.store.read(_own, staff, room.today)
        wanted = [one for one in found if _is_wanted(one, words, show)]
        older = f"{RESIDENTS}?place={place}&skip={skip + MOST}" if len(found) == MOST else ""
        return visitor.page(
            "residents",
            said=SAID.get(asked.get("said", ""), ""),
            people=wanted if whole else wanted[skip : skip + MOST],
            name=words,
            show=show if show in _SHOWN else "",
            place=place if whole else "",
            places=[(id, names[id]) for id in staff.places if id and id in names],
            place_names=names,
            older=older if whole else "",
            zone=room.zone,
            since=lambda at: telling.since(at, room.now()),
        )

    async def read(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """One resident; that it was read is written down."""
        return await self._page(request, visitor, said=SAID.get(request.query.get("said", ""), ""))

    async def number(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """Where they can be reached, on this page alone."""
        room = self._room
        try:
            shown = await room.store.run(
                caring.number, _id(request), visitor.staff, room.today, room.now()
            )
        except NotDone:
            return visitor.page("not_yours", status=403)
        return await self._page(request, visitor, number=shown)

    async def note(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """Something is written down."""
        text = visitor.form.get("note", "")

        def use_case(tx: Tx, id: int, staff: Staff, today: date, now: datetime) -> None:
            caring.add_note(tx, id, staff, text, today, now)

        return await self._do(request, visitor, use_case, "noted", "note")

    async def hours(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """When we may write first."""
        words = visitor.form.get("hours", "")[:80]

        def use_case(tx: Tx, id: int, staff: Staff, today: date, now: datetime) -> None:
            caring.set_safe_hours(tx, id, staff, words, today, now)

        return await self._do(request, visitor, use_case, "hours", "hours")

    async def hand_on(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """Somebody else looks after them; whoever did sees them no more."""
        to = visitor.form.get("to", "")

        def use_case(tx: Tx, id: int, staff: Staff, today: date, now: datetime) -> None:
            caring.hand_on(tx, id, staff, to, today, now)

        return await self._do(request, visitor, use_case, "handed", "to")

    async def _do(
        self,
        request: web.Request,
        visitor: Visitor,
        use_case: Callable[[Tx, int, Staff, date, datetime], None],
        said: str,
        field: str,
    ) -> web.StreamResponse:
        room, id = self._room, _id(request)
        if await room.store.read(caring.cared, id, visitor.staff, room.today) is None:
            return visitor.page("not_yours", status=403)
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
        person = await room.store.read(_person, _id(request), staff, room.today)
        if person is None:
            return visitor.page("not_yours", status=403)
        await room.store.run(caring.note_read, person.found, staff, room.now())
        resident = person.found.resident
        return visitor.page(
            "resident",
            status=422 if fault else 200,
            said=said,
            faults=[fault] if fault else [],
            faults_of=dict([fault]) if fault else {},
            id=resident.id,
            name=resident.conversation.saved.get("name", ""),
            rows=_rows(person, room),
            number=number,
            notes=person.notes,
            longest=LONGEST_NOTE,
            names=person.names,
            typed={name: visitor.form.get(name, "") if fault else "" for name in ("note", "hours")},
            hours=caring.told_hours(resident),
            others=[(one.id, one.name) for one in person.others],
            zone=room.zone,
        )


def _rows(person: Person, room: Room) -> list[tuple[str, str]]:
    resident = person.found.resident
    heard, place = resident.last_inbound_at, resident.conversation.place
    shared = resident.sharing or resident.away
    return [
        ("Place", telling.places(room).get(place, place)),
        ("Last heard", telling.since(heard, room.now()) if heard else "never"),
        ("Writes by", resident.address.channel),
        *([("This phone", "others write from it, or read what is sent")] if shared else []),
        *([("Stopped", "they asked us to stop")] if resident.stopped else []),
        ("Looked after by", ", ".join(one.name for one in person.found.keepers) or "nobody yet"),
        ("We write first", caring.told_hours(resident) or "at any hour, but not at night"),
    ]


def _id(request: web.Request) -> int:
    return int(request.match_info["id"])


def _is_wanted(one: Known, words: str, show: str) -> bool:
    named = one.name.casefold().startswith(words.casefold())
    return named and (show not in _SHOWN or _SHOWN[show](one))


def _own(tx: Tx, staff: Staff, today: date) -> Sequence[Known]:
    return tx.caseloads.known(stands_for(tx.staff.everybody(), staff, today))


def _in_place(tx: Tx, place: str, skip: int) -> Sequence[Known]:
    return tx.caseloads.known_in((place,), skip, MOST)


def _person(tx: Tx, id: int, staff: Staff, today: date) -> Person | None:
    found = caring.cared(tx, id, staff, today)
    if found is None:
        return None
    names = {one.id: one.name for one in tx.staff.everybody()}
    return Person(found, tx.notes.of(id), names, caring.may_take(found))
