"""Two listings of one thing made one, without losing what is better known."""

from __future__ import annotations

from typing import Any

from connectbot.directory.duplicates.merging import merged
from connectbot.directory.listing import Listing

HERE: dict[str, Any] = {
    "id": "tea",
    "name": "Tea and Talk",
    "needs": ["company"],
    "where": {"venue": "St Mark's Hall", "outcode": "LS8"},
    "when": "Tuesdays 2pm to 4pm",
    "access": {"toilet": True},
    "contact": {"phone": "07700 900123"},
    "assured": {"where": "2026-10-01", "name": "2026-01-01"},
}
THERE: dict[str, Any] = {
    "id": "talk",
    "name": "Tea & Talk",
    "organisation": "Age Friendly",
    "needs": ["talk", "company"],
    "where": {"venue": "Library", "outcode": "LS8"},
    "when": "Tuesdays 1pm to 3pm",
    "who": "anyone",
    "cost": "£1",
    "access": {"toilet": False, "loop": True},
    "contact": {"email": "tea@example.org"},
    "checked": {"on": "2026-09-01", "by": "Sam", "how": "rang"},
}


def one_of(mine: dict[str, Any], theirs: dict[str, Any]) -> tuple[Listing, tuple[str, ...]]:
    made = merged(Listing.model_validate(mine), Listing.model_validate(theirs))
    assert made.gone == theirs["id"]
    return made.listing, made.reasons


def test_of_each_thing_what_was_last_said_to_be_so() -> None:
    """The time was looked at later there, the place later here; each is kept, and said why."""
    found, reasons = one_of(HERE, THERE)
    assert (found.id, found.name, found.organisation) == ("tea", "Tea & Talk", "Age Friendly")
    assert found.where.venue == "St Mark's Hall"
    assert found.when[0].opens_at == "13:00"
    assert found.cost == "£1"
    assert reasons == (
        "name of talk: said to be so on 2026-09-01",
        "when of talk: said to be so on 2026-09-01",
        "joining of talk: said to be so on 2026-09-01",
        "cost of talk: said to be so on 2026-09-01",
    )


def test_what_one_does_not_say_the_other_does() -> None:
    """Needs and languages are those of both, gaps are filled, the later check counts."""
    found, _ = one_of(HERE, THERE)
    assert found.needs == ("company", "talk")
    assert (found.access.toilet, found.access.loop) == (True, True)
    assert (found.contact.phone, found.contact.email) == ("07700 900123", "tea@example.org")
    assert found.who == "anyone"
    assert found.checked is not None
    assert f"{found.assured.where} {found.assured.on}" == "2026-10-01 None"


def test_where_neither_is_later_it_stays() -> None:
    """Without a check nothing is replaced, but what is missing is taken."""
    found, reasons = one_of({"id": "a", "name": "Tea", "needs": ["talk"]}, {**HERE, "assured": {}})
    assert (found.name, found.when[0].byday) == ("Tea", "TU")
    assert reasons == (
        "when of tea: the other does not say",
        "where of tea: the other does not say",
        "joining of tea: the other does not say",
    )
    same, reasons = one_of(HERE, {"id": "b", "name": "Tea", "needs": ["talk"]})
    assert (same.when, reasons) == (Listing.model_validate(HERE).when, ())


def test_a_confidential_address_stays_so() -> None:
    """Whichever of the two keeps its address secret, the one listing does."""
    secret = {"venue": "Rose House", "outcode": "LS8", "confidential": True}
    for mine, theirs in (({"where": secret}, {}), ({}, {"where": secret})):
        found, reasons = one_of({**HERE, **mine}, {**THERE, **theirs})
        assert found.where.confidential
        assert found.where.venue is None
        assert "stays so" in reasons[-1]
