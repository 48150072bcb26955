"""Referrals as a list, with what narrows it in the address; and the same list as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from urllib.parse import urlencode

from aiohttp import web

from connectbot.desk.ports import Tx, Wanted
from connectbot.desk.referring import by_us, seeing, written
from connectbot.desk.referring.tasks import GROUP_SILENT
from connectbot.directory.outgoing.cells import table
from connectbot.model.referral import Referral
from connectbot.model.staff import Staff
from connectbot.web.console import referred, telling
from connectbot.web.console.entrance import Visitor
from connectbot.web.console.room import Room, number_in

REFERRALS = "/console/referrals"
MOST = 50
"""Rows on one page."""

MOST_WRITTEN = 1000
"""Rows of a file: each is told in the audit log."""

SHOW = (
    ("", "All of them"),
    ("mine", "Of the people I look after"),
    ("made", "Made by me"),
    ("overdue", "Nothing has happened for ten days"),
    ("dead", "Their phone is dead"),
)
FILTERS = ("state", "show", "place", "group")


class ReferralPages:
    """Those that somebody may see."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def read(self, request: web.Request, visitor: Visitor) -> web.Response:
        """The newest of those asked for."""
        room, staff = self._room, visitor.staff
        asked = _asked(request.query)
        skip = number_in(request.query, "skip")
        found = await room.store.read(
            seeing.listed, staff, _wanted(asked, staff, room.now()), room.today, MOST + 1, skip
        )
        names = telling.places(room)
        return visitor.page(
            "referrals",
            found=found[:MOST],
            asked=asked,
            narrowed=any(asked.values()),
            states=referred.STATE_CHOICES,
            show=SHOW,
            places=[(id, names.get(id, id)) for id in staff.places if id],
            place_names=names,
            group_of=lambda one: group_of(room, one),
            told=referred,
            zone=room.zone,
            most=MOST_WRITTEN,
            older=_at(asked, skip + MOST) if len(found) > MOST else "",
            newer=_at(asked, max(skip - MOST, 0)) if skip else "",
        )

    async def export(self, request: web.Request, visitor: Visitor) -> web.Response:
        """The same as CSV: no name and no number, and no cell that a spreadsheet runs."""
        room, staff = self._room, visitor.staff
        wanted = _wanted(_asked(visitor.form), staff, room.now())
        found = await room.store.run(_exported, staff, wanted, room)
        return download(
            table(written.COLUMNS, (written.row(one) for one in found)),
            "text/csv",
            "referrals.csv",
        )


def download(text: str, kind: str, name: str) -> web.Response:
    """A file to keep."""
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return web.Response(text=text, content_type=kind, charset="utf-8", headers=disposition)


def group_of(room: Room, referral: Referral) -> str:
    """The name of the group; its id where it is gone."""
    listing = room.known.book.listing(referral.listing)
    return listing.name if listing else referral.listing


def _asked(given: Mapping[str, str]) -> dict[str, str]:
    asked = {name: given.get(name, "")[:60] for name in FILTERS}
    if asked["state"] not in referred.SHOWN:
        asked["state"] = ""
    return asked


def _wanted(asked: Mapping[str, str], staff: Staff, now: datetime) -> Wanted:
    show = asked["show"]
    return Wanted(
        places=(asked["place"],) if asked["place"] else None,
        states=referred.SHOWN[asked["state"]],
        listing=asked["group"],
        caseload=staff.id if show == "mine" else "",
        made_by=staff.id if show == "made" else "",
        unreached=show == "dead",
        quiet=now - GROUP_SILENT if show == "overdue" else None,
    )


def _at(asked: Mapping[str, str], skip: int) -> str:
    words = {name: word for name, word in asked.items() if word}
    query = urlencode({**words, **({"skip": str(skip)} if skip else {})})
    return f"{REFERRALS}?{query}" if query else REFERRALS


def _exported(tx: Tx, staff: Staff, wanted: Wanted, room: Room) -> Sequence[Referral]:
    found = seeing.listed(tx, staff, wanted, room.today, MOST_WRITTEN)
    for one in found:
        by_us.exported(tx, one, room.now(), staff=staff.id)
    return found
