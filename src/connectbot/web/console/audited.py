"""The audit log as leads read it: which acts, by whom, to whose record; never a word or a name of
a resident."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from aiohttp import web

from connectbot.desk.audit import ACTIONS
from connectbot.desk.ports import Entry, Tx
from connectbot.model.staff import Staff
from connectbot.web.console.entrance import Visitor
from connectbot.web.console.room import Room, number_in

AUDIT = "/console/audit"
MOST = 50
"""Entries on one page."""

_LOOKED_AT = 500
_KINDS = {
    "operator": "whoever runs the service",
    "service": "the service",
    "resident": "a resident",
    "contact": "one of our people, by a link",
    "maintainer": "a maintainer",
    "staff": "one of our people",
    "system": "another system",
}


@dataclass(frozen=True, slots=True)
class Found:
    """Entries, who may have made them (id in the log -> name), and where older ones begin."""

    entries: Sequence[Entry]
    names: Mapping[str, str]
    people: Sequence[Staff]
    older: int


class AuditPage:
    """Who read or changed what."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def read(self, request: web.Request, visitor: Visitor) -> web.Response:
        """The newest entries of the lead's places, with the filters of the address."""
        asked = {name: request.query.get(name, "")[:60] for name in ("action", "who", "about")}
        before = number_in(request.query, "before")
        found = await self._room.store.read(_found, visitor.staff, asked, before)
        older = {**{k: v for k, v in asked.items() if v}, "before": str(found.older)}
        return visitor.page(
            "audit",
            entries=found.entries,
            names=found.names,
            kinds=_KINDS,
            what=lambda one: ACTIONS.get(one.action, one.action),
            actions=sorted(ACTIONS.items(), key=lambda one: one[1]),
            people=[(one.id, one.name) for one in found.people],
            action=asked["action"],
            by=asked["who"],
            about=asked["about"],
            older=f"{AUDIT}?{urlencode(older)}" if found.older else "",
            zone=self._room.zone,
        )


def _found(tx: Tx, lead: Staff, asked: Mapping[str, str], before: int) -> Found:
    people = [one for one in tx.staff.everybody() if set(one.places) & set(lead.places)]
    named = {one.name: one.name for one in people} | {one.id: one.name for one in people}
    ids = tx.audit.contacts(named)
    names = {id: named[said] for id, said in ids.items()}
    systems = {f"system:{one.id}": one.name for one in tx.systems.all()}
    shown_as = {**{id: systems[said] for id, said in tx.audit.contacts(systems).items()}, **names}
    about, who = asked["about"], asked["who"]
    subject = _subject(tx, about)
    actor = next((id for id, said in ids.items() if said == who), "")
    if (about and not subject) or (who and not actor):
        return Found((), shown_as, people, 0)
    seen = tx.audit.search(
        action=asked["action"],
        actor_id=actor,
        subject=subject,
        before=before or None,
        limit=_LOOKED_AT,
    )
    theirs = [one for one in seen if one.place in lead.places or one.actor_id in names]
    shown = theirs[:MOST]
    more = len(theirs) > MOST or len(seen) == _LOOKED_AT
    last = shown[-1].seq if len(theirs) > MOST else seen[-1].seq if seen else 0
    return Found(shown, shown_as, people, last if more else 0)


def _subject(tx: Tx, about: str) -> str:
    """The id in the log of a resident's number, or the id itself."""
    if about.isascii() and about.isdigit() and len(about) < 10:
        return next(iter(tx.audit.of(int(about))), "")
    return about
