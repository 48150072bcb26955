"""What a record becomes, read as an import reads it; with the starter's needs and districts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from connectbot.directory.incoming.facts import Draft, Facts, Note
from connectbot.directory.incoming.making import Known, draft_of
from connectbot.directory.incoming.services import facts_of
from connectbot.directory.listing import Listing
from connectbot.directory.needs import Needs
from connectbot.directory.place import Place
from connectbot.directory.postcodes import Districts
from connectbot.files import community_at, starter

TODAY = date(2026, 11, 22)
UUID = "ac148810-d857-441c-9679-408f346de14b"


def _place(id: str, *outcodes: str) -> Place:
    return Place(id=id, name=id.title(), team="Team", outcodes=outcodes, staffed="weekdays")


@cache
def known() -> Known:
    """Two places, of which `here` takes what does not say."""
    there = community_at(starter())
    needs, _ = Needs.parse(there.needs or "", "needs.yaml")
    districts = Districts.parse(there.districts, there.sectors)
    places = {"here": _place("here", "LS8"), "there": _place("there", "LL57", "LL48")}
    return Known(needs, districts, places, "here", TODAY)


def nowhere() -> Known:
    """The same, but nobody said where records belong."""
    return replace(known(), place="")


def service(**more: Any) -> Draft:
    """The draft of a service that says this; None takes a field out."""
    usual = {"id": UUID, "name": "Tea and chat", "description": "Company and a chat over tea."}
    return draft_of(facts_of({**usual, **more}, "service 1"), known())


def row(**said: str) -> Draft:
    """The draft of a row of a table."""
    return draft_of(Facts("row 2", said={"name": "Tea and chat", **said}), known())


def made(draft: Draft) -> Listing:
    """Its listing, which there is."""
    assert draft.listing is not None, draft.notes
    return draft.listing


def noted(draft: Draft) -> dict[str, Note]:
    """Its notes by field."""
    return {note.field: note for note in draft.notes}
