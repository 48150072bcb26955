"""Ways in: which words and links are some, and which cannot work."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from connectbot.directory.book import Book
from connectbot.directory.place import Place
from connectbot.flows import ways_in
from connectbot.flows.flow import Flow
from connectbot.flows.ways_in import WayIn
from connectbot.flows.world import World
from connectbot.model.message import Address, Inbound
from tests.flows.village import knowledge

FIND = "flow: find\ntitle: Find\nstarts: [FIND IT]\nsteps:\n  a:\n    end: Found.\n"
WAYS = {"TEA ROOM": "tea and talk", "STOP": "hello", "FIND IT": "hello"}


def place(id: str, ways: dict[str, str]) -> Place:
    """A place with these ways in."""
    outcode = {"oakfield": "LS8"}.get(id, "LL49")
    return Place(
        id=id, name=id.title(), team="team", outcodes=(outcode,), staffed="always", ways_in=ways
    )


def world() -> World:
    """Two places, each with a tea room."""
    places = (place("ash", {"TEA ROOM": "the ash tea"}), place("oakfield", WAYS))
    known = replace(knowledge(), book=Book(places))
    return World.build(known, [Flow.parse(FIND, "find.yaml")])


def inbound(text: str, **more: object) -> Inbound:
    """Somebody writes, or opens a link."""
    at = datetime(2026, 11, 24, 12, tzinfo=UTC)
    said = Inbound(Address("sms", "+447700900101"), "SM1", text, at, place="oakfield")
    return replace(said, **more)  # type: ignore[arg-type]


TEA = WayIn("oakfield", "tea and talk")


@pytest.mark.parametrize(
    ("came", "way"),
    [
        (inbound("Tea room"), TEA),
        (inbound("tea room!"), TEA),
        (inbound("", manner="opened", about="tea-room"), TEA),
        (inbound("", manner="opened", about="tea_room", place="ash"), WayIn("ash", "the ash tea")),
        (inbound("tea room", place="nowhere"), WayIn("ash", "the ash tea")),
        (inbound("is there a tea room"), None),
        (inbound("STOP"), None),
        (inbound("find it"), None),
        (inbound(""), None),
        (inbound("", manner="opened", about="referral"), None),
        (inbound("tea room", manner="edited"), None),
        (inbound("1", manner="pressed", about="tea-room"), None),
    ],
)
def test_a_way_in_is_a_word_of_its_own(came: Inbound, way: WayIn | None) -> None:
    """Alone in a message or in a link; what means something everywhere goes first, and of two
    places with one word their own."""
    assert ways_in.of(came, world()) == way


def test_ways_in_that_cannot_work_are_found() -> None:
    """A reserved word, a start word, and one word for two places: each with its mend."""
    places = list(world().book.places.values())
    found = ways_in.problems(places, [Flow.parse(FIND, "find.yaml")])
    assert [str(one) for one in found] == [
        "directory/places/oakfield/place.yaml:1: the way in `TEA ROOM` is one of ash too; choose "
        "another word",
        "directory/places/oakfield/place.yaml:1: the way in `STOP` means something everywhere; "
        "choose another word",
        "directory/places/oakfield/place.yaml:1: the way in `FIND IT` already starts `find`; "
        "choose another word",
    ]
