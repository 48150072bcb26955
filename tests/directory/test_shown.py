"""A listing as a resident reads it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectbot.directory.hours import local
from connectbot.directory.listing import Listing
from connectbot.directory.saying import brief, soon
from connectbot.directory.search import Hit
from connectbot.directory.shown import FULL, SHORT, full, short

NOW = datetime(2026, 11, 17, 10, tzinfo=UTC)  # a Tuesday


def hit(listing: Listing, where: str, near: bool) -> Hit:
    """A hit with the reasons a search would give, but for the one about where."""
    when = soon(listing.when, local(NOW, listing.timezone)) or brief(listing.when)
    return Hit(listing, (where, when, listing.cost), near)


TEA = {
    "id": "tea",
    "name": "Tea and Talk",
    "needs": ["bereavement"],
    "assured": {"on": "2026-11-01"},
    "who": "people who have lost someone",
    "where": {"venue": "Oakfield Hall", "address": "12 Chapel Row", "outcode": "LS8"},
    "when": [{"byday": "WE", "opens_at": "14:00", "closes_at": "16:00"}],
    "door": {
        "ask_for": "Jean",
        "bus": "Bus 49 stops outside",
        "steps": "No steps",
        "tip": "Come in",
    },
    "contact": {"phone": "07700 900123"},
}
THURSDAY = [{"byday": "TH", "opens_at": "14:00", "closes_at": "16:00"}]


def test_wishes_in_the_line() -> None:
    """What they wished and what they have to ask about stands after the cost, where it fits."""
    tea = Listing.model_validate({**TEA, "when": THURSDAY})
    said = Hit(tea, ("in LS8", "Thu 2pm", "free", "no steps", "Urdu spoken"), True)
    assert short(said) == "Tea and Talk, Thu 2pm, free, no steps, Urdu spoken"
    asked = Hit(tea, ("in LS8", "Thu 2pm", "free", "ask about steps"), True)
    assert short(asked) == "Tea and Talk, Thu 2pm, free, ask about steps"


SHORTS = [
    ({}, "in LS8", True, "Tea and Talk, tomorrow at 2pm, free, for people who have lost someone"),
    (
        {"when": THURSDAY},
        "in LS8",
        True,
        "Tea and Talk, Thu 2pm, free, for people who have lost someone",
    ),
    ({"when": THURSDAY, "who": None}, "in LS8", True, "Tea and Talk, Thu 2pm, free"),
    (
        {"when": THURSDAY},
        "in LS8",
        False,
        "Tea and Talk, Thu 2pm, free, in LS8, for people who have lost someone",
    ),
    ({}, "about 2 miles", False, "Tea and Talk, tomorrow at 2pm, free, about 2 miles"),
    (
        {"ages": {"least": "60"}},
        "about 2 miles",
        False,
        "Tea and Talk, tomorrow at 2pm, free, about 2 miles",
    ),
    (
        {"name": "A long table at noon", "cost": "£4.50 a meal", "who": "all"},
        "about 2 miles",
        False,
        "A long table at noon, tomorrow at 2pm, £4.50 a meal, about 2 miles",
    ),
    (
        {"name": "A supper with everybody who comes", "cost": "£4.50 a meal"},
        "about 2 miles",
        False,
        "A supper with everybody who comes, £4.50 a meal, about 2 miles",
    ),
    (
        {"where": {}, "who": "all"},
        "by phone",
        True,
        "Tea and Talk, tomorrow at 2pm, free, by phone, for all",
    ),
    (
        {"when": []},
        "in LS8",
        True,
        "Tea and Talk, by arrangement, free, for people who have lost someone",
    ),
    ({"name": "N" * 40, "cost": "C" * 30}, "in LS8", True, f"{'N' * 40}, tomorrow at 2pm"),
]


@pytest.mark.parametrize(("more", "where", "near", "line"), SHORTS)
def test_short(more: dict[str, object], where: str, near: bool, line: str) -> None:
    """One line among others: name, when, cost, how far where it is not here, and for whom."""
    listing = Listing.model_validate({**TEA, **more})
    assert short(hit(listing, where, near)) == line


FULLS = [
    (
        {},
        "Tea and Talk, for people who have lost someone. Oakfield Hall, 12 Chapel Row, LS8. "
        "Wed 2pm to 4pm (tomorrow at 2pm). Free. Ask for Jean. Bus 49 stops outside. No steps. "
        "Come in. Phone 07700 900123.",
    ),
    (
        {"when": THURSDAY, "door": {}, "contact": {}, "who": None},
        "Tea and Talk. Oakfield Hall, 12 Chapel Row, LS8. Thu 2pm to 4pm. Free.",
    ),
    (
        {"where": {"confidential": "yes", "venue": "Lodge"}, "when": [], "door": {}, "who": None},
        "Tea and Talk. Address given by phone. By arrangement, ring first. Free. "
        "Phone 07700 900123.",
    ),
    (
        {"where": {}, "when": [], "door": {}, "who": None, "cost": "£2"},
        "Tea and Talk. By phone. By arrangement, ring first. £2. Phone 07700 900123.",
    ),
    (
        {"where": {"visits": ["LS8"]}, "when": [], "door": {}, "who": None, "contact": {}},
        "Tea and Talk. They come to you. By arrangement, ring first. Free.",
    ),
    (
        {
            "where": {"venue": "Tea and Talk", "outcode": "LS8"},
            "when": THURSDAY,
            "door": {},
            "who": None,
            "contact": {},
        },
        "Tea and Talk. LS8. Thu 2pm to 4pm. Free.",
    ),
    (
        {
            "where": {},
            "door": {},
            "who": None,
            "contact": {},
            "when": [{"byday": "MO,TU,WE,TH,FR,SA,SU", "opens_at": "00:00", "closes_at": "24:00"}],
        },
        "Tea and Talk. By phone. Any time. Free.",
    ),
]


@pytest.mark.parametrize(("more", "said"), FULLS)
def test_full(more: dict[str, object], said: str) -> None:
    """Everything needed to get there: where, when, cost, who to ask for, bus, steps, phone."""
    assert full(Listing.model_validate({**TEA, **more}), NOW) == said


def test_full_leaves_out_the_least() -> None:
    """Where there is too much to say, the tip goes first and the phone stays."""
    door = {**TEA["door"], "tip": "t" * 80, "steps": "s" * 60}  # type: ignore[dict-item]
    said = full(Listing.model_validate({**TEA, "door": door}), NOW)
    assert "T" + "t" * 79 not in said
    assert said.endswith("Phone 07700 900123.")
    assert "Ask for Jean" in said


def words(most: int) -> st.SearchStrategy[str]:
    return st.text("abc ", min_size=2, max_size=most)


@settings(max_examples=80, deadline=None)
@given(
    name=words(40),
    who=st.none() | words(40),
    venue=words(60),
    cost=words(30),
    door=st.fixed_dictionaries({"ask_for": words(40), "bus": words(60), "tip": words(80)}),
    days=st.lists(st.sampled_from(["MO", "TU,TH", "MO,WE,FR", "SA,SU"]), max_size=9),
    reason=st.sampled_from(["in LS8", "about 12 miles", "address given by phone"]),
    near=st.booleans(),
)
def test_never_too_long(
    name: str,
    who: str | None,
    venue: str,
    cost: str,
    door: dict[str, str],
    days: list[str],
    reason: str,
    near: bool,
) -> None:
    """However much a listing has to say, it keeps to its room and begins with its name."""
    when = [{"byday": day, "opens_at": "09:30", "closes_at": "18:30"} for day in days]
    where = {"venue": venue, "address": "a" * 80, "outcode": "LS17"}
    more = {"name": name, "who": who, "cost": cost, "door": door, "when": when, "where": where}
    listing = Listing.model_validate({**TEA, **more})
    line = short(hit(listing, reason, near))
    assert len(line) <= SHORT
    assert line.startswith(name)
    assert len(full(listing, NOW)) <= FULL
