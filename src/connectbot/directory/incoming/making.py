"""Facts made a listing: what does not hold together is left out field by field, never guessed."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from connectbot.directory.body import listing_of
from connectbot.directory.incoming import people, placing, rhythms, sorting
from connectbot.directory.incoming.cleaning import (
    calm_name,
    calm_sentences,
    clean,
    marked_up,
    shortened,
    shouted,
)
from connectbot.directory.incoming.facts import Draft, Facts, Row
from connectbot.directory.incoming.naming import LONGEST, short_name, slug
from connectbot.directory.incoming.services import running
from connectbot.directory.listing import Listing
from connectbot.directory.needs import Needs
from connectbot.directory.place import Place
from connectbot.directory.postcodes import Districts, outcode_of
from connectbot.model.kept import Body, State

_TEST = re.compile(
    r"^(?:test(?:ing|er)?|dummy|sample|example|asdf\w*|qwerty\w*|xx+|aaa+|foo|bar)"
    r"(?: (?:test|service|record|entry|listing|group|organi[sz]ation|org|row|data|activity))*"
    r"[\s\d.!#-]*$|do not use|please ignore|delete ?me|lorem ipsum|\basdf"
    r"|\btest (?:service|record|entry|listing|row|data)\b",
    re.IGNORECASE,
)
_DESCRIPTION = 600
_FEW = ("name", "description", "organisation", "who", "venue", "address")
_NOT_OURS = ("checked", "due", "assured", "suspended", "national")
"""What a file of ours may say and a stranger may not."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a record is held against: the needs, where districts lie, the places by id; `place` is
    where records go that do not say; `trusted` is whether the source is a file of our own."""

    needs: Needs
    districts: Districts
    places: dict[str, Place]
    place: str
    today: date
    trusted: bool = True


def draft_of(facts: Facts, known: Known) -> Draft:
    """The listing that a record is to be; None in it, with a note why, where it cannot be one."""
    own = _own(facts, known)
    if own is not None:
        return own
    _plainly(facts)
    name = facts.take("name")
    if not any(char.isalpha() for char in name):
        facts.note("name", "it has no name", "left out; give it one", "look")
        return _without(facts)
    organisation = facts.take("organisation")
    if not organisation:
        facts.note("organisation", "nobody in particular runs it", "", "told")
    where, abroad = placing.where(facts, known.districts)
    place = _place(where, known)
    if not place:
        told = "its postcode tells no place of ours, and there is more than one"
        facts.note("place", told, "left out; import it with --place", "look")
        return _without(facts)
    state = _state(facts, abroad)
    listing = _made(facts, {**_told(facts, known), "where": where, "place": place})
    if listing is None:
        return _without(facts)
    return Draft(
        facts.label,
        (clean(facts.key) or _key(facts))[:120],
        name,
        listing,
        tuple(facts.notes),
        state,
        facts.uid,
        partial=facts.partial,
    )


def _without(facts: Facts) -> Draft:
    return Draft(facts.label, facts.key, facts.take("name"), None, tuple(facts.notes))


def _own(facts: Facts, known: Known) -> Draft | None:
    """The listing itself, where we wrote the record; None where we did not, or where it was
    changed so that it does not hold together any more."""
    if facts.body is None:
        return None
    data = json.loads(facts.body.text)
    if not known.trusted:
        data = {name: value for name, value in data.items() if name not in _NOT_OURS}
        data["uid"] = facts.uid
        data["place"] = _place(data.get("where", {}), known)
    elif not data.get("national") and data.get("place") not in known.places:
        if known.place:
            told = f"there is no place {data.get('place')} here"
            facts.note("place", told, f"put under {known.place}", "look")
        data["place"] = known.place
    try:
        listing = listing_of(Body(json.dumps(data)))
    except ValidationError:
        facts.note("connectbot", "its own part does not hold together", "read as anybody's", "told")
        return None
    if not (listing.national or listing.place):
        return None
    key = listing.id if known.trusted else facts.uid
    notes = tuple(facts.notes)
    return Draft(facts.label, key, listing.name, listing, notes, uid=facts.uid, ours=known.trusted)


def _plainly(facts: Facts) -> None:
    """Words without markup and shouting; each mended with a note."""
    for field in _FEW:
        said = facts.said.get(field, "")
        if not said:
            continue
        text = clean(said)
        if marked_up(said):
            facts.note(field, "there is HTML in it", "taken out")
        if shouted(text):
            facts.note(field, "it is written in capitals", "written small")
            text = calm_sentences(text) if field == "description" else calm_name(text)
        facts.said[field] = text


def _told(facts: Facts, known: Known) -> Row:
    """Everything but where it is."""
    name = short_name(facts.take("name"), facts.take("organisation"))
    when, words = rhythms.when(facts, known.today)
    found: Row = {
        "id": slug(name),
        "name": name,
        "uid": facts.uid or None,
        "organisation": facts.take("organisation") or None,
        "needs": sorting.needs_of(facts, known.needs),
        "when": when,
        "cost": people.cost(facts),
        "ages": people.ages(facts),
        "access": people.access(facts),
        "languages": people.languages(facts),
        "contact": people.reach(facts),
        "assured": people.assured(facts, known.today),
        "door": {"ask_for": clean(facts.take("ask_for"))[:40] or None},
    }
    who = facts.take("who").strip(" .")
    found["who"] = who if 0 < len(who) <= 40 else None
    found["description"] = _description(facts, name, words, found)
    return found


def _description(facts: Facts, name: str, when: str, found: Row) -> str:
    """What it is, with what fits nowhere else: the whole of a long name, times that could not be
    read, whom it is for, where to read more."""
    whole, who = facts.take("name"), facts.take("who").strip(" .")
    before = f"{whole}. " if name != whole and len(whole) > LONGEST else ""
    if before:
        facts.note(
            "name", f"it is longer than {LONGEST} letters", f"{name!r}, whole in description"
        )
    after = f" When: {when[:120]}." if when else ""
    after += f" For {shortened(who, 100)}." if who and found["who"] is None else ""
    website = clean(facts.take("website"))
    if website and not found["contact"]:
        after += f" More: {website[:80]}"
    about = facts.take("description")
    room = _DESCRIPTION - len(after)
    if len(before + about) > room:
        facts.note("description", f"it is longer than {_DESCRIPTION} letters", "shortened", "told")
    return (shortened(before + about, room) + after).strip()[:_DESCRIPTION]


def _place(where: Row, known: Known) -> str:
    if known.place or "outcode" not in where:
        return known.place
    served = (
        id for id, one in known.places.items() if outcode_of(where["outcode"]) in one.outcodes
    )
    return next(served, "")


def _made(facts: Facts, data: dict[str, Any]) -> Listing | None:
    """The listing; what is refused is left out, field by field."""
    data = {name: value for name, value in data.items() if value not in (None, "", [], (), {})}
    while True:
        try:
            return Listing.model_validate(data)
        except ValidationError as error:
            fields = {str(one["loc"][0]) for one in error.errors() if one["loc"]} & data.keys()
            fields -= {"id", "name", "needs", "place"}
            if not fields:
                facts.note("name", "it does not hold together as a listing", "left out", "look")
                return None
            for field in sorted(fields):
                del data[field]
                facts.note(field, "it cannot be read", "left out; write it with edit", "look")


def _state(facts: Facts, abroad: bool) -> State:
    """Whether it is found at once, or only after somebody has looked."""
    if _TEST.search(facts.take("name")) or _TEST.search(facts.take("description")):
        facts.note("name", "it looks like a test", "kept hidden until you say it is real", "look")
    elif abroad:
        facts.note("latitude", "it lies outside the UK", "kept hidden until you mend it", "look")
    elif not running(facts.take("status")):
        told = f"its status is {facts.take('status')[:30]!r}"
        facts.note("status", told, "kept hidden until it is active again", "look")
    else:
        return "active"
    return "hidden"


def _key(facts: Facts) -> str:
    """What tells it from the others of its source where that gives it no id."""
    parts = (facts.take("name"), facts.take("venue"), facts.take("postcode"))
    return "/".join(slug(part) for part in parts if part)
