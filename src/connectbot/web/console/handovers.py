"""Handovers: who waits, who has whom, and a talk in which one of our people answers."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web

from connectbot.desk import audit, handover, talks
from connectbot.desk.desk import Desk
from connectbot.desk.leave import covered
from connectbot.desk.ports import Tx
from connectbot.desk.rota import HANDOVER, is_there
from connectbot.desk.talks import NotNow, Waiting, held_by
from connectbot.model.resident import Line
from connectbot.model.staff import Staff
from connectbot.web.browser import form_id
from connectbot.web.console import telling
from connectbot.web.console.entrance import Visitor, see_other
from connectbot.web.console.room import Room
from connectbot.web.talk import TEXT_LIMIT, too_long

QUEUE = "/console/handovers"

SAID = {
    "back": "Thank you. The automatic helper answers them again.",
    "gone": "That talk was given back, or it is not one of yours.",
}
"""What the queue tells first, by the word in its address."""

_SHOWN = {"waits": ("waits", "passed on"), "mine": ("mine",)}


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody on the list of those who are told: their hours, whether they are there now, and
    whether they are on leave."""

    name: str
    hours: str
    there: bool
    away: bool


@dataclass(frozen=True, slots=True)
class Talk:
    """One talk as its page shows it; what was said only for whoever has it."""

    waiting: Waiting
    lines: Sequence[Line]
    stopped: bool
    shared: bool


class HandoverPages:
    """The queue, and a talk in it; `nudge` has what was decided sent at once."""

    def __init__(self, room: Room, nudge: Callable[[], None]) -> None:
        self._room = room
        self._nudge = nudge

    async def queue(self, request: web.Request, visitor: Visitor) -> web.Response:
        """Who waits, since when, and who has them."""
        room, staff = self._room, visitor.staff
        names = telling.places(room)
        show, place = request.query.get("show", ""), request.query.get("place", "")
        found = await room.store.read(talks.queue, staff, room.today)
        desk = await room.store.read(covered, room.desk(), room.now())
        states = _SHOWN.get(show)
        return visitor.page(
            "handovers",
            said=SAID.get(request.query.get("said", ""), ""),
            waiting=[
                one
                for one in found
                if (states is None or one.state in states)
                and (not place or one.handover.place == place)
            ],
            show=show if states else "",
            place=place,
            places=[(id, names[id]) for id in staff.places if id and id in names],
            place_names=names,
            rota=[(names[id], _asked(desk, id, room.now())) for id in staff.places if id],
            promise=int(desk.promise.total_seconds() // 60),
            zone=room.zone,
            since=lambda at: telling.since(at, room.now()),
            why=telling.why,
            next=lambda one: _next(one, desk, room),
        )

    async def read(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """One talk: taken by a press, read and answered by whoever has it."""
        return await self._page(request, visitor)

    async def take(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """It is theirs from now on, unless somebody was quicker."""
        room, id = self._room, request.match_info["id"]
        try:
            await room.store.run(
                talks.take,
                id,
                visitor.staff,
                _moment(visitor.form.get("seen", "")),
                room.desk(),
                room.now(),
            )
        except NotNow as refused:
            return await self._page(request, visitor, str(refused), status=409)
        return see_other(f"{QUEUE}/{id}#text")

    async def say(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """What they typed goes; the same form twice goes once."""
        room, id = self._room, request.match_info["id"]
        text = visitor.form.get("text", "").strip()
        if len(text) > TEXT_LIMIT:
            told = too_long(text)
            return await self._page(request, visitor, told, "text", draft=text, status=422)
        if text:
            said = await room.store.run(
                handover.answer,
                id,
                held_by(visitor.staff),
                text,
                form_id(visitor.form, text),
                room.desk(),
                room.now(),
                staff=visitor.staff.id,
            )
            if not said:
                told = "This talk is not with you any more. Nothing was sent."
                return await self._page(request, visitor, told, draft=text, status=409)
            self._nudge()
        return see_other(f"{QUEUE}/{id}#text")

    async def keep(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """They look after this resident from now on."""
        room, id = self._room, request.match_info["id"]
        try:
            kept = await room.store.run(talks.keep, id, visitor.staff, room.today, room.now())
        except NotNow as refused:
            return await self._page(request, visitor, str(refused), status=409)
        return see_other(f"/console/residents/{kept.resident_id}")

    async def give_back(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """They have finished."""
        room, id = self._room, request.match_info["id"]
        given = await room.store.run(
            handover.give_back,
            id,
            held_by(visitor.staff),
            room.desk(),
            room.now(),
            staff=visitor.staff.id,
        )
        self._nudge()
        return see_other(f"{QUEUE}?said={'back' if given else 'gone'}")

    async def _page(
        self,
        request: web.Request,
        visitor: Visitor,
        problem: str = "",
        field: str = "",
        *,
        draft: str = "",
        status: int = 200,
    ) -> web.StreamResponse:
        room, staff = self._room, visitor.staff
        talk = await room.store.read(_talk, request.match_info["id"], staff, room)
        if talk is None:
            return see_other(f"{QUEUE}?said=gone") if problem else visitor.closed()
        if talk.waiting.mine and request.headers.get("Sec-Fetch-Dest") != "empty":
            await room.store.run(_note_reading, talk.waiting, staff, room.now())
        at = talk.waiting.handover
        return visitor.page(
            "handover",
            status=status,
            faults=[(field, problem)] if problem else [],
            waiting=talk.waiting,
            may_take=talks.may_take(talk.waiting, staff),
            may_keep=talks.may_keep(talk.waiting, staff),
            looks_after=staff.id in talk.waiting.keepers,
            transcript=talk.lines,
            stopped=talk.stopped,
            shared=talk.shared,
            place_name=telling.places(room).get(at.place, at.place),
            since_words=telling.since(at.opened_at, room.now()),
            why=telling.why,
            zone=room.zone,
            draft=draft,
            form=secrets.token_urlsafe(16),
            promise=int(room.desk().promise.total_seconds() // 60),
        )


def _talk(tx: Tx, id: str, staff: Staff, room: Room) -> Talk | None:
    waiting = talks.look(tx, id, staff, room.today)
    if waiting is None:
        return None
    if not waiting.mine:
        return Talk(waiting, (), stopped=False, shared=False)
    return Talk(
        waiting,
        handover.transcript(tx, id),
        handover.has_stopped(tx, id),
        handover.is_shared(tx, id),
    )


def _note_reading(tx: Tx, waiting: Waiting, staff: Staff, now: datetime) -> None:
    audit.note(
        tx,
        "record.read",
        now,
        actor="staff",
        who=staff.id,
        resident=waiting.handover.resident_id,
        place=waiting.handover.place,
        result="talk",
    )


def _asked(desk: Desk, place: str, now: datetime) -> list[Asked]:
    local = now.astimezone(desk.rota.zone)
    return [
        Asked(
            one.name,
            one.hours,
            is_there(one.hours, local) and one.address not in desk.rota.away,
            one.address in desk.rota.away,
        )
        for one in desk.rota.contacts(HANDOVER, place)
    ]


def _next(waiting: Waiting, desk: Desk, room: Room) -> str:
    """Who has seen it or was asked, and who is asked next, and when."""
    handover = waiting.handover
    people = desk.rota.contacts(handover.kind, handover.place)
    asked = " and ".join(people[at].name for at in handover.told if at < len(people))
    was = f"{asked} {'were' if len(handover.told) > 1 else 'was'} asked" if asked else ""
    if handover.acknowledged_at is not None:
        return telling.seen_by(handover, room)
    if handover.next_at is None:
        return f"{was}; nobody else is on the list." if was else "Nobody could be asked."
    found = desk.rota.next_contact(handover.kind, handover.place, handover.told, room.now())
    if found is None:
        return f"{was}; nobody else is on the list."
    _, contact, there = found
    when = telling.clock(max(handover.next_at, there), room)
    return (
        f"{was}; {contact.name} is next, at {when}."
        if was
        else f"{contact.name} is asked at {when}."
    )


def _moment(words: str) -> datetime | None:
    """When a page says that somebody took the talk; None where nobody had, or it says nonsense."""
    try:
        return datetime.fromisoformat(words)
    except ValueError:
        return None
