"""Referring somebody: first the group, of which only checked ones may be chosen, then who."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from aiohttp import web

from connectbot.desk.caring import cared
from connectbot.desk.ports import Tx
from connectbot.desk.referring import seeing
from connectbot.desk.referring.fitting import LONGEST
from connectbot.desk.referring.making import New
from connectbot.desk.referring.moving import Refused
from connectbot.directory.listing import Listing
from connectbot.directory.saying import whole
from connectbot.directory.shown import place
from connectbot.flows.answers.phone import phone
from connectbot.model.casework import Known
from connectbot.model.message import Address
from connectbot.model.referral import Referral
from connectbot.model.staff import Staff
from connectbot.web.console import reading, referred
from connectbot.web.console.entrance import Visitor, see_other
from connectbot.web.console.referrals import REFERRALS
from connectbot.web.console.room import Room, line_in, number_in

NEW = f"{REFERRALS}/new"
_WORDS = ("first_name", "phone", "matters", "access", "area", "urgency", "shared", "under_18")
_NO_PHONE = "phone: this is no mobile that takes texts; write it like 07700 900123."
_NO_GROUP = "Nobody can be referred to this group from here now: choose another one."


@dataclass(frozen=True, slots=True)
class Group:
    """A listing that was found, and why nobody may be referred to it ("" where they may)."""

    listing: Listing
    why_not: str


@dataclass(frozen=True, slots=True)
class Meant:
    """Somebody known here who is, or may be, meant: their id, and their first name ("" none)."""

    id: int
    name: str


class ReferPages:
    """Two pages: which group, and who; `nudge` has the first text sent at once."""

    def __init__(self, room: Room, nudge: Callable[[], None]) -> None:
        self._room = room
        self._nudge = nudge

    async def read(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """The group to be chosen, or, once it is, the form."""
        meant = await self._meant(visitor, number_in(request.query, "who"))
        group = group_at(self._room, request.query.get("to", ""), visitor.staff)
        if group is None or group.why_not:
            return await self._groups(request, visitor, meant)
        given = {"urgency": "routine", "first_name": meant.name if meant else ""}
        return await self._form(visitor, group, meant, given)

    async def make(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """They are asked, or why they cannot be is said."""
        room, form = self._room, visitor.form
        meant = await self._meant(visitor, number_in(form, "who"))
        group = group_at(room, form.get("to", ""), visitor.staff)
        if group is None or group.why_not:
            return await self._groups(request, visitor, meant, _NO_GROUP)
        number = None if meant else phone(line_in(form, "phone"))
        if meant is None and number is None:
            return await self._form(visitor, group, meant, form, ("phone", _NO_PHONE), 422)
        new = New(
            listing=group.listing.id,
            to=Address("sms", number) if number else None,
            resident=meant.id if meant else None,
            first_name=line_in(form, "first_name") or (meant.name if meant else ""),
            matters=line_in(form, "matters", 1_000),
            access=line_in(form, "access", 1_000),
            area=line_in(form, "area"),
            urgency=form.get("urgency") or "routine",
            under_18=bool(form.get("under_18")),
            shared=bool(form.get("shared")),
        )
        made = await attempt(room, new, visitor.staff)
        if isinstance(made, str):
            return await self._form(visitor, group, meant, form, ("", made), 409)
        self._nudge()
        return see_other(f"{REFERRALS}/{made.id}?said=made")

    async def _meant(self, visitor: Visitor, id: int) -> Meant | None:
        """Somebody of theirs. Raises HTTPForbidden for everybody else."""
        if not id:
            return None
        found = await self._room.store.read(_meant, id, visitor.staff, self._room.today)
        if found is None:
            raise web.HTTPForbidden
        return found

    async def _groups(
        self, request: web.Request, visitor: Visitor, meant: Meant | None, problem: str = ""
    ) -> web.Response:
        room, staff = self._room, visitor.staff
        words = request.query.get("words", "")[:200].replace("\0", "")
        found: Sequence[Listing] = ()
        if words.strip():
            places = (*staff.places, "")
            found = await asyncio.to_thread(reading.found, room.known.book, words, places)
        return visitor.page(
            "refer_to",
            status=409 if problem else 200,
            faults=[("words", problem)] if problem else [],
            words=words,
            meant=meant,
            found=[_group(room, one, staff) for one in found],
            most=reading.MOST,
            place_of=place,
            times_of=lambda one: f"{whole(one.when)}." if one.when else "",
        )

    async def _form(
        self,
        visitor: Visitor,
        group: Group,
        meant: Meant | None,
        given: Mapping[str, str],
        problem: tuple[str, str] | None = None,
        status: int = 200,
    ) -> web.Response:
        room = self._room
        known = () if meant else await room.store.read(_theirs, visitor.staff)
        return visitor.page(
            "refer",
            status=status,
            faults=[problem] if problem else [],
            fault_of=dict([problem] if problem else []),
            group=group.listing,
            meant=meant,
            known=[(one.resident_id, _told(one, room)) for one in known],
            given={name: given.get(name, "")[:1_000] for name in _WORDS},
            longest=LONGEST,
            urgencies=list(referred.URGENCIES.items()),
        )


async def attempt(room: Room, new: New, staff: Staff) -> Referral | str:
    """Refer somebody; why they were refused, in words for a page."""
    try:
        return await room.store.run(seeing.refer, new, staff, room.desk(), room.now())
    except Refused as refused:
        return str(refused).replace(" (--shared)", "")


def group_at(room: Room, id: str, staff: Staff) -> Group | None:
    """The group of this id, as it is known here; None where there is none."""
    listing = room.known.book.listing(id)
    return _group(room, listing, staff) if listing else None


def _group(room: Room, listing: Listing, staff: Staff) -> Group:
    if not staff.serves(room.desk().place_of(listing.place or None)):
        return Group(listing, "It is in a place where you talk to nobody.")
    return Group(listing, why_not(listing, room.today))


def why_not(listing: Listing, today: date) -> str:
    """Why nobody's name is given to a group."""
    checked = listing.checked
    if listing.may_introduce(today):
        return ""
    if listing.suspended is not None:
        return f"Nobody is referred to it since {listing.suspended:%-d %b %Y}."
    if checked is None:
        return "Nobody has checked it yet. You may tell people of it."
    if "insurance" in listing.due and (checked.insurance is None or checked.insurance < today):
        return "Its insurance has to be seen first. You may tell people of it."
    if "safeguarding" in listing.due and checked.safeguarding is None:
        return "Its safeguarding has to be seen first. You may tell people of it."
    return f"It was last checked on {checked.on:%-d %b %Y}: it has to be checked again."


def _meant(tx: Tx, id: int, staff: Staff, today: date) -> Meant | None:
    found = cared(tx, id, staff, today)
    if found is None:
        return None
    return Meant(id, found.resident.conversation.saved.get("name", ""))


def _theirs(tx: Tx, staff: Staff) -> Sequence[Known]:
    """Whom they look after themselves and may refer, by name."""
    found = [one for one in tx.caseloads.known([staff.id]) if one.name and not one.stopped]
    return sorted(found, key=lambda one: one.name.casefold())


def _told(one: Known, room: Room) -> str:
    """Two may have one name: what tells them apart is when they wrote last."""
    if one.heard_at is None:
        return f"{one.name}, never heard from"
    return f"{one.name}, heard from {one.heard_at.astimezone(room.zone):%-d %b %Y, %H:%M}"
