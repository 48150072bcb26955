"""What somebody wrote is heard again in what a listing says of itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from connectbot.directory.book import Book
from connectbot.directory.echoes import Echo, echoes
from connectbot.directory.listing import Listing
from connectbot.directory.place import Place
from connectbot.directory.search import Query, find
from tests.directory import oakfield
from tests.directory.making import listing

NOW = datetime(2026, 11, 17, 10, tzinfo=UTC)
HERE = Place(id="here", name="Here", team="Team", outcodes=("LS7", "LS8", "LS17"), staffed="Monday")
BETS = listing("bets", who="people who gamble")
CHOIR = listing("song", description="A choir without a conductor.")
PLAIN = listing("plain")

HEARD = [
    ("gambling again", "bets", Echo(1.0, named=True)),
    ("i keep GAMBLING.", "bets", Echo(1.0, named=True)),
    ("choir", "song", Echo(0.7)),
    ("i sang in a choir when my children were small in Bradford", "song", Echo(0.4)),
    ("gambling", "plain", None),
    ("", "bets", None),
    ("it is too much again", "bets", None),
]


@pytest.mark.parametrize(("story", "id", "echo"), HEARD)
def test_heard(story: str, id: str, echo: Echo | None) -> None:
    """A word counts in a name or in whom it is for, less in a description, more among few words."""
    assert echoes([BETS, CHOIR, PLAIN], story).get(id) == echo


ALIKE = [
    ("im a bloke on my own", "men of any age"),
    ("any woman my age about", "women"),
    ("something for my kids", "children and their grown-ups"),
    ("my mam is ill", "mums"),
    ("im deaf", "Deaf people"),
    ("gay and 40", "gay men"),
]


@pytest.mark.parametrize(("story", "who"), ALIKE)
def test_alike(story: str, who: str) -> None:
    """Whom it is for is heard in the words that people have for it."""
    assert echoes([listing("a", who=who), PLAIN], story)["a"].named


def test_a_word_of_three_letters_stands_alone() -> None:
    """ "Men" is not in "mental", nor "gay" in a name that begins so."""
    assert echoes([listing("a", who="mental rest"), PLAIN], "men") == {}
    assert echoes([listing("a", who="Gaynor and friends"), PLAIN], "gay") == {}


def test_a_word_that_all_have_tells_nothing() -> None:
    """The more of them hold a word, the less it tells; the name of their need tells nothing."""
    walks = [listing(letter, who="walkers") for letter in "abcd"]
    assert echoes(walks, "walking")["a"].share == pytest.approx(0.25)
    assert echoes(walks[:1], "talk", ("talk",)) == {}


def ids(*listings: Listing, story: str = "") -> list[str]:
    query = Query("here", ("company",), "LS8", NOW, story=story)
    found = find(Book([HERE], listings), oakfield.districts(), oakfield.needs(), query)
    return [hit.listing.id for hit in found.hits]


def test_for_a_few() -> None:
    """What is for a few stands behind, and before all else where they say that they are one."""
    dads = listing("dads", narrow=True, who="dads")
    assert ids(dads, PLAIN) == ["plain", "dads"]
    assert ids(dads, PLAIN, story="a dad with nobody to talk to") == ["dads", "plain"]


def test_perhaps_for_a_few() -> None:
    """Where only its description holds their words, it stands less far behind."""
    beds = listing("beds", narrow=True, description="For those who sleep in the car.")
    far = listing("far", where={"outcode": "LS17"})
    assert ids(beds, far, PLAIN) == ["plain", "far", "beds"]
    assert ids(beds, far, PLAIN, story="we sleep in the car") == ["plain", "beds", "far"]


def test_for_an_age() -> None:
    """Who says an age group in words is one of it."""
    young = listing("young", who="teenagers", ages={"least": 13, "most": 19})
    assert ids(young, PLAIN) == ["plain", "young"]
    assert ids(young, PLAIN, story="for a teenager") == ["young", "plain"]


def test_a_national_line_for_just_that() -> None:
    """A national line stands behind what is there, save where it alone is for what they said."""
    line = listing("line", national=True, place="", where={}, who="people who gamble")
    other = listing("other", where={"outcode": "LS17"})
    assert ids(line, PLAIN, other) == ["plain", "other", "line"]
    assert ids(line, PLAIN, other, story="gambling") == ["plain", "line", "other"]
    near = listing("near", who="people who gamble")
    assert ids(line, near, story="gambling") == ["near", "line"]
