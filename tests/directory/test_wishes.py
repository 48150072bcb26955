"""What somebody wishes: what leaves a listing out, what ranks it, and the words for it."""

from __future__ import annotations

from datetime import datetime

import pytest

from connectbot.directory.listing import Listing
from connectbot.directory.wishes import NONE, Wishes, granted, left_out, on_when_wished, session
from tests.directory.making import listing

TUESDAY = datetime(2026, 11, 17, 10)
HALL = {"where": {"outcode": "LS8"}}
CHILDREN = {"national": True, "place": "", "where": {}, "ages": {"most": 19}}

LEFT_OUT = [
    ({}, NONE, False),
    ({}, Wishes(age=40), False),
    ({"ages": {"least": 55}}, Wishes(age=54), True),
    ({"ages": {"least": 55}}, Wishes(age=55), False),
    ({"ages": {"most": 25}}, Wishes(age=26), True),
    ({"ages": {"most": 25}}, Wishes(age=25), False),
    ({"ages": {"least": 55}}, Wishes(), False),
    ({}, Wishes(age=17), True),
    ({"ages": {"most": 25}}, Wishes(age=17), True),
    (CHILDREN, Wishes(age=17), False),
    ({**CHILDREN, "ages": {"least": 13, "most": 19}}, Wishes(age=12), True),
    ({**CHILDREN, "ages": {"most": 60}}, Wishes(age=12), True),
    ({**CHILDREN, "ages": {}}, Wishes(age=12), True),
    ({"access": {"step_free": False}}, Wishes(access=frozenset({"step_free"})), True),
    ({"access": {"step_free": False}}, Wishes(access=frozenset({"toilet"})), False),
    ({"access": {"toilet": False}}, Wishes(access=frozenset({"toilet"})), True),
    ({"access": {"step_free": None}}, Wishes(access=frozenset({"step_free"})), False),
    ({"access": {"loop": False}}, Wishes(access=frozenset({"loop"})), False),
    ({}, Wishes(access=frozenset({"a swing"})), False),
    ({}, Wishes(languages=("Urdu",)), False),
]


@pytest.mark.parametrize(("more", "wishes", "out"), LEFT_OUT)
def test_left_out(more: dict[str, object], wishes: Wishes, out: bool) -> None:
    """The wrong age, an adult's contact for a child, and what somebody cannot come without leave
    a listing out; what nobody knows does not."""
    assert left_out(listing("a", **more), wishes) is out


def has(**access: bool) -> dict[str, object]:
    return {**HALL, "access": access}


GRANTED = [
    (HALL, NONE, ()),
    (has(step_free=True), Wishes(access=frozenset({"step_free"})), ("no steps",)),
    (HALL, Wishes(access=frozenset({"step_free"})), ("ask about steps",)),
    (HALL, Wishes(access=frozenset({"a swing"})), ("ask about a swing",)),
    (
        has(loop=False, quiet=True),
        Wishes(access=frozenset({"loop", "quiet", "toilet"})),
        ("quiet", "ask about a toilet", "no hearing loop"),
    ),
    (has(parking=False), Wishes(access=frozenset({"parking"})), ("no parking",)),
    (has(quiet=False), Wishes(access=frozenset({"quiet"})), ("can be loud",)),
    ({"where": {}}, Wishes(access=frozenset({"step_free"})), ()),
    ({"where": {"visits": ["LS8"]}}, Wishes(access=frozenset({"step_free"})), ()),
    (
        {"where": {"confidential": True, "outcode": "LS8"}},
        Wishes(access=frozenset({"step_free"})),
        ("ask about steps",),
    ),
    ({"languages": ["English", "Urdu"]}, Wishes(languages=("urdu",)), ("Urdu spoken",)),
    (
        {"languages": ["English", "Urdu", "Polish"]},
        Wishes(languages=("Polish", "Urdu", "Welsh")),
        ("Polish and Urdu spoken",),
    ),
    ({"languages": ["English", "BSL"]}, Wishes(languages=("BSL",)), ("BSL used",)),
    ({}, Wishes(languages=("Urdu",)), ()),
    ({}, Wishes(languages=("English",)), ()),
    (
        {"when": [{"byday": "SA", "opens_at": "18:00"}]},
        Wishes(times=frozenset({"evening", "weekend"})),
        ("in the evening", "at the weekend"),
    ),
    (
        {"when": [{"byday": "TU", "opens_at": "10:00"}, {"byday": "FR", "opens_at": "14:00"}]},
        Wishes(times=frozenset({"afternoon"})),
        ("in the afternoon",),
    ),
    ({"when": [{"byday": "TU", "opens_at": "10:00"}]}, Wishes(times=frozenset({"evening"})), ()),
    ({}, Wishes(times=frozenset({"evening"})), ()),
    ({"when": [{"byday": "TU"}]}, Wishes(times=frozenset({"TU"})), ()),
]


@pytest.mark.parametrize(("more", "wishes", "reasons"), GRANTED)
def test_granted(more: dict[str, object], wishes: Wishes, reasons: tuple[str, ...]) -> None:
    """Each wish that is granted is said, and what has to be asked about; nobody asks about steps
    where nobody has to go."""
    assert granted(listing("a", **more), wishes).reasons == reasons


RANKED = [
    ("step_free", [{"step_free": True}, {}]),
    ("loop", [{"loop": True}, {}, {"loop": False}]),
    ("quiet", [{"quiet": True}, {}, {"quiet": False}]),
    ("parking", [{"parking": True}, {}, {"parking": False}]),
]


@pytest.mark.parametrize(("need", "order"), RANKED)
def test_known_before_unknown(need: str, order: list[dict[str, bool]]) -> None:
    """What is there stands before what nobody knows, and that before what is not there."""
    wishes = Wishes(access=frozenset({need}))
    scores = [granted(listing("a", **has(**access)), wishes).score for access in order]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_a_language_and_a_time_that_suit_count() -> None:
    """Who speaks it, and what is on when it suits, stands before the others."""
    urdu, evening = Wishes(languages=("Urdu",)), Wishes(times=frozenset({"evening"}))
    spoken = listing("a", languages=["Urdu"])
    late = listing("a", when=[{"byday": "TU", "opens_at": "19:00"}])
    early = listing("a", when=[{"byday": "TU", "opens_at": "09:00"}])
    assert granted(spoken, urdu).score > 0 > granted(listing("a"), urdu).score
    assert granted(late, evening).score > 0 > granted(early, evening).score
    assert granted(listing("a"), evening).score == 0


def test_when_wished() -> None:
    """What must be on then is; without such a wish everything is."""
    tea: Listing = listing("a", when=[{"byday": "TU", "opens_at": "09:00", "closes_at": "11:00"}])
    assert on_when_wished(tea, NONE, TUESDAY)
    assert on_when_wished(tea, Wishes(open_now=True), TUESDAY)
    assert on_when_wished(tea, Wishes(times=frozenset({"evening"})), TUESDAY)
    assert not on_when_wished(tea, Wishes(times=frozenset({"WE"})), TUESDAY)
    assert not on_when_wished(listing("a"), Wishes(open_now=True), TUESDAY)


def test_the_next_session_that_suits() -> None:
    """Its next session is one of those that suit."""
    two = [{"byday": "TU", "opens_at": "11:00"}, {"byday": "FR", "opens_at": "19:00"}]
    tea = listing("a", when=two)
    evening = session(tea, Wishes(times=frozenset({"evening"})), TUESDAY)
    anyhow = session(tea, NONE, TUESDAY)
    assert evening is not None
    assert anyhow is not None
    assert (anyhow.starts.day, evening.starts.day) == (17, 20)


def test_at_any_time() -> None:
    """Letting go of when it must be keeps all else, and when it should be."""
    all_of_it = Wishes(
        age=70,
        access=frozenset({"loop"}),
        languages=("Urdu",),
        times=frozenset({"TU", "today", "evening"}),
        open_now=True,
        interests=frozenset({"food"}),
    )
    left = all_of_it.at_any_time()
    assert all_of_it.timed
    assert not left.timed
    assert left.times == {"evening"}
    assert (left.age, left.access, left.languages) == (70, {"loop"}, ("Urdu",))
    assert left.interests == {"food"}
