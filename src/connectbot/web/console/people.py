"""Staff: who is here, who is away and who covers, inviting and sending away; for leads."""

from __future__ import annotations

import secrets
import string
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from aiohttp import web

from connectbot.desk import staff as desk
from connectbot.desk.ports import Tx
from connectbot.desk.staff import IDLE, NotThem
from connectbot.model.staff import Role, Staff
from connectbot.web.console import telling
from connectbot.web.console.account import ME, choices, given
from connectbot.web.console.entrance import SIGN_IN, Visitor, see_other
from connectbot.web.console.room import Room, line_in

STAFF = "/console/staff"
SAID = {
    "leave": "Kept.",
    "away": "They are signed out everywhere and cannot sign in again.",
    "handed": "Handed over.",
}
"""What a page tells first, by the word in its address."""

_INVITED: tuple[Role, ...] = ("link-worker", "maintainer")
"""What a lead can invite somebody as; whoever says nothing of it as the first."""


@dataclass(frozen=True, slots=True)
class Member:
    """One of our people as the list shows them."""

    staff: Staff
    places: str
    here: bool
    away: str
    cover: str


@dataclass(frozen=True, slots=True)
class Looked:
    """One of our people, with who could cover and how many they look after."""

    staff: Staff
    covers: Sequence[Staff]
    caseload: int


class PeoplePages:
    """The staff of a lead's places."""

    def __init__(self, room: Room, public_url: str) -> None:
        self._room = room
        self._public_url = public_url

    async def read(self, request: web.Request, visitor: Visitor) -> web.Response:
        """Who is here."""
        return await self._list(visitor, said=SAID.get(request.query.get("said", ""), ""))

    async def invite(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """A link for somebody new, shown once."""
        form, lead = visitor.form, visitor.staff
        asked = form.get("place", "")
        places = (asked,) if asked in lead.places else lead.places
        new = Staff(
            id="".join(secrets.choice(string.ascii_lowercase) for _ in range(12)),
            name=line_in(form, "name"),
            role=next((one for one in _INVITED if one == form.get("role")), _INVITED[0]),
            places=places,
            made_at=self._room.now(),
        )
        return await self._link(visitor, new)

    async def link(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """A new link for somebody who is here."""
        found = await self._looked(request, visitor)
        if not desk.looks_after(visitor.staff, found.staff):
            return visitor.closed()
        return await self._link(visitor, found.staff)

    async def look(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """One of them."""
        return self._member(visitor, await self._looked(request, visitor), request)

    async def set_leave(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """When they are away and who covers: each for themselves, a lead for theirs."""
        found = await self._looked(request, visitor)
        own = found.staff.id == visitor.staff.id
        if not own and not desk.looks_after(visitor.staff, found.staff):
            return visitor.closed()
        try:
            away = _away(visitor.form.get("from", ""), visitor.form.get("until", ""))
            await self._room.store.run(
                desk.set_leave,
                visitor.staff,
                found.staff,
                away,
                visitor.form.get("cover", ""),
                self._room.now(),
            )
        except NotThem as refused:
            return self._member(visitor, found, request, str(refused), "from")
        return see_other(f"{ME if own else f'{STAFF}/{found.staff.id}'}?said=leave")

    async def hand_over(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """Somebody else looks after all of theirs."""

        def use_case(tx: Tx, other: Staff, now: datetime) -> None:
            desk.hand_over(tx, visitor.staff, other, visitor.form.get("to", ""), now)

        return await self._do(request, visitor, use_case, "handed")

    async def revoke(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """They are sent away."""

        def use_case(tx: Tx, other: Staff, now: datetime) -> None:
            desk.revoke_by(tx, visitor.staff, other, now)

        return await self._do(request, visitor, use_case, "away")

    async def _do(
        self,
        request: web.Request,
        visitor: Visitor,
        use_case: Callable[[Tx, Staff, datetime], None],
        said: str,
    ) -> web.StreamResponse:
        found = await self._looked(request, visitor)
        if not desk.may_hand_over(visitor.staff, found.staff):
            return visitor.closed()
        try:
            await self._room.store.run(use_case, found.staff, self._room.now())
        except NotThem as refused:
            return self._member(visitor, found, request, str(refused), "to")
        return see_other(f"{STAFF}?said={said}")

    async def _link(self, visitor: Visitor, new: Staff) -> web.StreamResponse:
        room, code = self._room, secrets.token_urlsafe(24)
        try:
            staff = await room.store.run(desk.invite_by, visitor.staff, new, code, room.now())
        except NotThem as refused:
            return await self._list(visitor, fault=str(refused))
        link = f"{self._public_url}{SIGN_IN}/{code}"
        return await self._list(visitor, link=link, invited=staff.name)

    async def _looked(self, request: web.Request, visitor: Visitor) -> Looked:
        found = await self._room.store.read(_look, request.match_info["id"])
        shares = found is not None and set(found.staff.places) & set(visitor.staff.places)
        if found is None or not shares:
            raise web.HTTPNotFound
        if found.staff.revoked_at is not None and not _left(visitor.staff, found):
            raise web.HTTPNotFound
        return found

    def _member(
        self,
        visitor: Visitor,
        found: Looked,
        request: web.Request,
        problem: str = "",
        field: str = "",
    ) -> web.Response:
        names, one = telling.places(self._room), found.staff
        return visitor.page(
            "member",
            status=409 if problem else 200,
            said=SAID.get(request.query.get("said", ""), ""),
            faults=[(field, problem)] if problem else [],
            one=one,
            role=telling.ROLES[one.role],
            places=", ".join(names.get(id, id) for id in one.places),
            caseload=found.caseload,
            given={**given(one), **(_typed(visitor) if problem else {})},
            covers=choices(found.covers),
            may_change=desk.looks_after(visitor.staff, one),
            gone=one.revoked_at is not None,
        )

    async def _list(
        self,
        visitor: Visitor,
        *,
        said: str = "",
        fault: str = "",
        link: str = "",
        invited: str = "",
    ) -> web.Response:
        room, lead = self._room, visitor.staff
        names = telling.places(room)
        everybody, here, sizes = await room.store.read(_everybody, room.now())
        wait = [(one, sizes.get(one.id, 0)) for one in everybody if one.revoked_at is not None]
        return visitor.page(
            "staff",
            status=409 if fault else 200,
            said=said,
            faults=[("name", fault)] if fault else [],
            faults_of={"name": fault} if fault else {},
            waiting=[(one, many) for one, many in wait if many and desk.may_hand_over(lead, one)],
            people=_members(everybody, here, lead, names, room.today),
            roles=telling.ROLES,
            invited_as=[(one, telling.ROLES[one]) for one in _INVITED],
            link=link,
            invited=invited,
            given=_given(visitor, bool(fault)),
            places=[(id, names.get(id, id)) for id in lead.places],
        )


def _given(visitor: Visitor, again: bool) -> dict[str, str]:
    """What was filled in, to be mended; a new form begins at a place of people, where one is."""
    if again:
        return {name: visitor.form.get(name, "") for name in ("name", "role", "place")}
    return {"name": "", "role": "", "place": next(filter(None, visitor.staff.places), "")}


def _members(
    everybody: Sequence[Staff],
    here: Mapping[str, datetime],
    lead: Staff,
    names: Mapping[str, str],
    today: date,
) -> list[Member]:
    """Who shares a place with the lead and was not sent away."""
    known = {one.id: one.name for one in everybody}
    return [
        Member(
            one,
            ", ".join(names.get(id, id) for id in one.places),
            one.id in here,
            f"{one.away[1]:%-d %b}" if one.away and one.is_away(today) else "",
            known.get(one.cover, ""),
        )
        for one in everybody
        if one.revoked_at is None and set(one.places) & set(lead.places)
    ]


def _typed(visitor: Visitor) -> dict[str, str]:
    return {name: visitor.form.get(name, "")[:40] for name in ("from", "until", "cover")}


def _away(first: str, last: str) -> tuple[date, date] | None:
    if not first and not last:
        return None
    try:
        return date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        raise NotThem(
            "Give both days of the leave, like 2026-12-01, or leave both empty."
        ) from None


def _look(tx: Tx, id: str) -> Looked | None:
    everybody = tx.staff.everybody()
    one = next((each for each in everybody if each.id == id), None)
    if one is None:
        return None
    covers = [each for each in everybody if desk.may_cover(each, one)]
    return Looked(one, covers, len(tx.caseloads.of((id,))))


def _left(lead: Staff, found: Looked) -> bool:
    """Whether people of somebody who was sent away wait for this lead to give them to another."""
    return found.caseload > 0 and desk.may_hand_over(lead, found.staff)


def _everybody(
    tx: Tx, now: datetime
) -> tuple[Sequence[Staff], Mapping[str, datetime], Mapping[str, int]]:
    return tx.staff.everybody(), tx.staff.here(now - IDLE), tx.caseloads.sizes()
