"""One referral: what was said of it and by whom, what our people say of it, and files of it."""

from __future__ import annotations

import json
from collections.abc import Callable

from aiohttp import web

from connectbot.desk.ports import Tx
from connectbot.desk.referring import by_us, fhir, seeing, written
from connectbot.desk.referring.moving import Refused
from connectbot.desk.referring.seeing import Seen
from connectbot.model.staff import Staff
from connectbot.web.console import referred, telling
from connectbot.web.console.entrance import Visitor, see_other
from connectbot.web.console.referrals import REFERRALS, download, group_of
from connectbot.web.console.room import Room, line_in

SAID = {
    "made": "Done. They are asked first; the group is told nothing before they agree.",
    "moved": "Kept.",
}
"""What the page tells first, by the word in its address."""

LONGEST_NOTE = 300


class ReferralPage:
    """Reading one, moving it by our word, and its files; `nudge` has what was decided sent."""

    def __init__(self, room: Room, nudge: Callable[[], None]) -> None:
        self._room = room
        self._nudge = nudge

    async def read(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """All of it; that it was read is logged."""
        return await self._page(request, visitor)

    async def move(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """One of our people says how it stands."""
        room, id = self._room, request.match_info["id"]
        word, _, reason = visitor.form.get("to", "").partition(":")
        to = referred.state_of(word)
        if to is None:
            return await self._page(request, visitor, "Choose what happened.", status=422)
        note = line_in(visitor.form, "note", LONGEST_NOTE)
        try:
            await room.store.run(
                seeing.move,
                id,
                to,
                visitor.staff,
                room.desk(),
                room.now(),
                reason=reason,
                note=note,
            )
        except Refused as refused:
            return await self._page(request, visitor, _why(refused, id), status=409)
        self._nudge()
        return see_other(f"{REFERRALS}/{id}?said=moved")

    async def dealt_with(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """What its end needed of them is done; back to what else there is to do."""
        room, id = self._room, request.match_info["id"]
        try:
            await room.store.run(seeing.dealt_with, id, visitor.staff, room.desk(), room.now())
        except Refused as refused:
            return await self._page(request, visitor, _why(refused, id), status=409)
        return see_other("/console?said=dealt-with#tasks")

    async def file(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """It as a file, for another system; that it was written is logged."""
        room = self._room
        seen = await room.store.read(
            seeing.seen, request.match_info["id"], visitor.staff, room.today
        )
        if seen is None:
            return visitor.closed()
        await room.store.run(_note_export, seen, visitor.staff, room)
        one = seen.referral
        if visitor.form.get("kind") == "fhir":
            bundle = json.dumps(fhir.bundle(one, group_of(room, one)), ensure_ascii=False, indent=2)
            return download(bundle, "application/fhir+json", f"{one.id}-fhir.json")
        whole = written.whole(one, seen.log, names=True)
        return download(
            json.dumps(whole, ensure_ascii=False, indent=2), "application/json", f"{one.id}.json"
        )

    async def _page(
        self, request: web.Request, visitor: Visitor, problem: str = "", *, status: int = 200
    ) -> web.StreamResponse:
        room, staff = self._room, visitor.staff
        seen = await room.store.read(seeing.seen, request.match_info["id"], staff, room.today)
        if seen is None:
            return visitor.closed()
        await room.store.run(by_us.read, seen.referral, room.now(), staff=staff.id)
        one, group = seen.referral, group_of(room, seen.referral)
        return visitor.page(
            "referral",
            status=status,
            said=SAID.get(request.query.get("said", ""), ""),
            faults=[("to" if status == 422 else "", problem)] if problem else [],
            one=one,
            name=one.details.first_name or "Somebody",
            group=group,
            cared=seen.cared,
            place_name=telling.places(room).get(one.place, one.place),
            made_by=referred.made_by(one, seen.names),
            told=referred,
            lines=referred.lines(seen),
            they_say=referred.last_word(seen, "resident"),
            group_says=referred.last_word(seen, "provider"),
            choices=referred.choices(one),
            record=written.record(one, group, room.zone),
            zone=room.zone,
            note=visitor.form.get("note", "")[:LONGEST_NOTE] if problem else "",
            most=LONGEST_NOTE,
        )


def _note_export(tx: Tx, seen: Seen, staff: Staff, room: Room) -> None:
    by_us.exported(tx, seen.referral, room.now(), staff=staff.id)


def _why(refused: Refused, id: str) -> str:
    """Why it was not done, in words for its own page."""
    return str(refused).replace(id, "This one")
