"""One's own page: passkeys, leave, and signing out everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web

from connectbot.desk import passkeys as desk
from connectbot.desk import staff as people
from connectbot.desk.ports import Tx
from connectbot.model.staff import Passkey, Staff
from connectbot.web.console import telling
from connectbot.web.console.entrance import Entrance, Visitor, see_other
from connectbot.web.console.keys import Keys, new_challenge
from connectbot.web.console.room import Room

ME = "/console/me"
SAID = {
    "made": "The passkey is made. Next time, sign in with it.",
    "removed": "The passkey is taken away.",
    "leave": "Kept.",
    "first": "You are in. Make a passkey now, and you need no link next time.",
}
"""What the page tells first, by the word in its address."""

_NOT_MADE = "That passkey could not be made. Load the page again and try once more."
_BUSY = "Too many are signing in just now. Please try again in a few minutes."


@dataclass(frozen=True, slots=True)
class Own:
    """What the page is made of: their passkeys, and everybody who could cover."""

    staff: Staff
    passkeys: Sequence[Passkey]
    covers: Sequence[Staff]


class AccountPages:
    """What somebody does for themselves."""

    def __init__(self, room: Room, keys: Keys, entrance: Entrance) -> None:
        self._room = room
        self._keys = keys
        self._entrance = entrance

    async def read(self, request: web.Request, visitor: Visitor) -> web.Response:
        """Their passkeys and their leave."""
        return await self._page(visitor, said=SAID.get(request.query.get("said", ""), ""))

    async def ask(self, request: web.Request, visitor: Visitor) -> web.Response:
        """What their browser is to make a passkey from, as JSON."""
        room, challenge = self._room, new_challenge()
        if not self._keys.name or not await room.store.run(
            desk.ask, challenge, visitor.browser, room.now()
        ):
            return web.json_response({"error": _BUSY}, status=503)
        known = await room.store.read(_passkeys, visitor.staff.id)
        return web.json_response(self._keys.to_make(challenge, visitor, [one.id for one in known]))

    async def add(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """A passkey that their browser made."""
        room, form = self._room, visitor.form
        challenge = form.get("challenge", "")
        made = self._keys.made(form.get("answer", ""), challenge, visitor.staff.id, room.now())
        kept = made is not None and await room.store.run(
            desk.add, made, challenge, visitor.browser, room.now()
        )
        if not kept:
            return await self._page(visitor, problem=_NOT_MADE)
        return see_other(f"{ME}?said=made")

    async def remove(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """One is taken away."""
        room = self._room
        await room.store.run(desk.remove, visitor.form.get("id", ""), visitor.staff, room.now())
        return see_other(f"{ME}?said=removed")

    async def everywhere(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """Signed out in every browser, this one too."""
        await self._room.store.run(people.leave_everywhere, visitor.staff, self._room.now())
        answer = visitor.page("left")
        self._entrance.browsers.forget(answer)
        return answer

    async def _page(self, visitor: Visitor, *, said: str = "", problem: str = "") -> web.Response:
        own = await self._room.store.read(_own, visitor.staff)
        staff = own.staff
        return visitor.page(
            "me",
            status=409 if problem else 200,
            said=said,
            faults=[("", problem)] if problem else [],
            role=telling.ROLES[staff.role],
            places=", ".join(telling.places(self._room).get(one, one) for one in staff.places),
            passkeys=own.passkeys,
            possible=bool(self._keys.name),
            zone=self._room.zone,
            given=given(staff),
            covers=choices(own.covers),
        )


def given(staff: Staff) -> dict[str, str]:
    """Their leave as a form shows it."""
    first, last = (day.isoformat() for day in staff.away) if staff.away else ("", "")
    return {"from": first, "until": last, "cover": staff.cover}


def choices(covers: Sequence[Staff]) -> list[tuple[str, str]]:
    """Whom one can choose to cover."""
    return [("", "Nobody"), *((one.id, one.name) for one in covers)]


def _passkeys(tx: Tx, id: str) -> Sequence[Passkey]:
    return tx.passkeys.of(id)


def _own(tx: Tx, staff: Staff) -> Own:
    everybody = tx.staff.everybody()
    covers = [one for one in everybody if people.may_cover(one, staff)]
    return Own(staff, tx.passkeys.of(staff.id), covers)
