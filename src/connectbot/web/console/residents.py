"""Residents: the people somebody looks after, and for a lead all of a place; found by how they
stand, by where their referrals stand, and by the beginning of a first name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from urllib.parse import urlencode

from aiohttp import web

from connectbot.desk.leave import stands_for
from connectbot.desk.ports import Tx
from connectbot.flows.leaving import PAUSED
from connectbot.model.casework import Known
from connectbot.model.referral import ENDINGS, WITH_GROUP
from connectbot.model.staff import Staff
from connectbot.web.console import referred, telling
from connectbot.web.console.entrance import Visitor
from connectbot.web.console.room import Room, number_in

RESIDENTS = "/console/residents"
MOST = 50
"""Rows on one page."""

LOOKED_AT = 500
"""Of how many in a place a page looks at names, which are sealed one by one."""

SAID = {"handed": "Handed on."}
"""What the page tells first, by the word in its address."""


def _quiet(one: Known) -> bool:
    return PAUSED in one.tags


def _open(one: Known) -> bool:
    return one.referral is not None and one.referral not in ENDINGS


_SHOWN: Mapping[str, Callable[[Known], bool]] = {
    "dead": lambda one: one.unreachable,
    "stopped": lambda one: one.stopped,
    "paused": lambda one: one.paused or _quiet(one),
    "alone": lambda one: not one.kept,
    "fine": lambda one: not (one.unreachable or one.stopped or one.paused or _quiet(one)),
}
_REFERRED: Mapping[str, Callable[[Known], bool]] = {
    "open": _open,
    "asked": lambda one: one.referral == "awaiting_consent",
    "group": lambda one: one.referral in WITH_GROUP,
    "over": lambda one: one.referral in ENDINGS,
    "none": lambda one: not _open(one),
}
SHOW_CHOICES = (
    ("", "All"),
    ("dead", "Phone dead"),
    ("stopped", "Asked us to stop"),
    ("paused", "Paused"),
    ("alone", "Nobody looks after them"),
    ("fine", "Fine"),
)
REFERRED_CHOICES = (
    ("", "All"),
    ("open", "Open"),
    ("asked", "They are asked first"),
    ("group", "With the group"),
    ("over", "Over"),
    ("none", "None open"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for; a word that means nothing is "". `whole` is a lead's look at all of
    `place`."""

    name: str
    show: str
    referral: str
    place: str
    skip: int

    @property
    def narrows(self) -> bool:
        """Whether not everybody is wanted."""
        return bool(self.name or self.show or self.referral)

    def wants(self, one: Known) -> bool:
        """Whether this resident is wanted."""
        named = one.name.casefold().startswith(self.name.casefold())
        stands = not self.show or _SHOWN[self.show](one)
        return named and stands and (not self.referral or _REFERRED[self.referral](one))

    def at(self, skip: int) -> str:
        """The address of the same further on."""
        asked = {
            "name": self.name,
            "show": self.show,
            "referral": self.referral,
            "place": self.place,
            "skip": skip or "",
        }
        return f"{RESIDENTS}?{urlencode({name: word for name, word in asked.items() if word})}"


class ResidentsPage:
    """The list."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def read(self, request: web.Request, visitor: Visitor) -> web.Response:
        """Whom they look after; for a lead all of a place, too."""
        room, staff = self._room, visitor.staff
        names, asked = telling.places(room), _asked(request.query, staff)
        if asked.place:
            people, older = await room.store.read(_in_place, asked)
        else:
            people, older = await room.store.read(_own, asked, staff, room.today)
        return visitor.page(
            "residents",
            said=SAID.get(request.query.get("said", ""), ""),
            people=people,
            asked=asked,
            shows=SHOW_CHOICES,
            referreds=REFERRED_CHOICES,
            told=referred,
            stands=_stands,
            places=[(id, names[id]) for id in staff.places if id and id in names],
            place_names=names,
            older=asked.at(older) if older else "",
            newer=asked.at(_before(asked)) if asked.skip else "",
            since=lambda at: telling.since(at, room.now()),
        )


def _asked(query: Mapping[str, str], staff: Staff) -> Asked:
    show, referral, place = (query.get(name, "") for name in ("show", "referral", "place"))
    return Asked(
        query.get("name", "")[:40].strip(),
        show if show in _SHOWN else "",
        referral if referral in _REFERRED else "",
        place if staff.role == "lead" and place in staff.places else "",
        number_in(query, "skip"),
    )


def _before(asked: Asked) -> int:
    """Where the page before began; the first one where pages are of no one length."""
    return 0 if asked.place and asked.narrows else max(asked.skip - MOST, 0)


def _stands(one: Known) -> list[tuple[str, str]]:
    """How they stand, each as words and how they are marked."""
    found = [
        *([("phone dead", "bad")] if one.unreachable else []),
        *([("asked us to stop", "wait")] if one.stopped else []),
        *([("check-ins paused", "calm")] if one.paused else []),
        *([("quiet until they write", "calm")] if _quiet(one) else []),
    ]
    alone = [] if one.kept else [("nobody looks after them", "wait")]
    return [*(found or [("fine", "good")]), *alone]


def _own(tx: Tx, asked: Asked, staff: Staff, today: date) -> tuple[Sequence[Known], int]:
    """Those wanted of their caseload, and where the list goes on (0 nowhere)."""
    found = tx.caseloads.known(stands_for(tx.staff.everybody(), staff, today))
    wanted = [one for one in found if asked.wants(one)]
    end = asked.skip + MOST
    return wanted[asked.skip : end], end if len(wanted) > end else 0


def _in_place(tx: Tx, asked: Asked) -> tuple[Sequence[Known], int]:
    """The same of a place. One page looks at so many; the next goes on where it ended."""
    limit = LOOKED_AT if asked.narrows else MOST
    found = tx.caseloads.known_in((asked.place,), asked.skip, limit)
    wanted = list(islice((n for n, one in enumerate(found) if asked.wants(one)), MOST))
    full = len(wanted) == MOST and wanted[-1] + 1 < len(found)
    end = wanted[-1] + 1 if full else len(found)
    more = full or len(found) == limit
    return [found[n] for n in wanted], asked.skip + end if more else 0
