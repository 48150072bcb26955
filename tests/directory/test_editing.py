"""A listing written out and read back is the same; faults keep their lines."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectbot.directory.body import body_of, listing_of
from connectbot.directory.editing import (
    anew,
    assigned,
    confirmed,
    data_of,
    read_back,
    text_of,
    with_problems,
)
from connectbot.model.kept import Body
from connectbot.written.problem import Problem
from tests.directory import oakfield
from tests.directory.making import listing

TODAY = date(2026, 11, 24)
TEA = body_of(listing("tea", name="Tea and Talk", cost="50p"))
REFUGE = body_of(listing("refuge", where={"confidential": "yes", "venue": "Zebulon Lodge"}))


def test_every_shipped_listing_comes_back_as_it_was() -> None:
    """Whatever a listing says, leaving the editor without a change changes nothing."""
    for one in oakfield.book().listings.values():
        body = body_of(one)
        assert read_back(text_of(data_of(body)), body) == (body, [])


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=2, max_size=30))
def test_any_words_come_back(words: str) -> None:
    """Words that look like YAML, too."""
    one = body_of(listing("tea", description=words, cost=words, door={"tip": words}))
    back, problems = read_back(text_of(data_of(one)), one)
    assert problems == []
    assert back == one


@pytest.mark.parametrize("text", ["", "- name: x\n", "name: [\n", "just words\n", "a: 1\na: 2\n"])
def test_what_is_no_listing_is_told(text: str) -> None:
    """A sentence for whatever is written, never an error."""
    body, problems = read_back(text, TEA)
    assert body is None
    assert problems


def test_a_secret_stays_unless_another_is_given() -> None:
    """Left alone it is kept; opened it is gone, for the text says where it is."""
    text = text_of(data_of(REFUGE))
    assert "Zebulon" not in text
    assert read_back(text, REFUGE)[0] == REFUGE
    other = read_back(text.replace("true", "true\n  venue: Other Lodge"), REFUGE)[0]
    assert other is not None
    assert listing_of(other).where.for_staff() == "Other Lodge"
    opened = read_back(text.replace("confidential: true", "outcode: LS8"), REFUGE)[0]
    assert opened is not None
    assert opened.secret == ""
    assert read_back("name: Refuge\nneeds: [company]\nwhere: here\n", REFUGE)[0] is None


def test_faults_stand_at_the_top_with_their_lines() -> None:
    """Those of the last time go, and the numbers fit the text that is shown."""
    text = "name: Tea\ncots: 1\n"
    _, problems = read_back(text, TEA)
    once = with_problems(text, problems)
    _, problems = read_back(once, TEA)
    twice = with_problems(once, problems)
    assert once == twice
    lines = once.splitlines()
    numbers = [int(line.split()[2].rstrip(":")) for line in lines if line.startswith("#! line")]
    assert lines[numbers[-1] - 1] == "cots: 1"
    world = with_problems(text, [Problem("", 0, "there is no need `x`")])
    assert world.startswith("#! there is no need `x`\nname")
    assert with_problems("#! old\nname: x\n", []) == "name: x\n"


def test_assignments() -> None:
    """Dots go inside, commas part lists, nothing takes out, and what is empty then goes too."""
    data = assigned(data_of(TEA), ["door.tip=Ring", "needs=company, talk", "postcode=ls8"])
    assert (data["door"], data["needs"]) == ({"tip": "Ring"}, ["company", "talk"])
    assert data["where"] == {"outcode": "LS8"}
    assert "door" not in assigned(data, ["door.tip="])
    assert "where" not in assigned(data, ["where.postcode="])
    assert "cost" not in assigned(data, ["cost="])


def test_what_was_changed_is_said_to_be_so_today() -> None:
    """The thing that was changed alone; where the day itself was written, that day."""
    cheaper = body_of(listing("tea", name="Tea and Talk", cost="20p"))
    after = listing_of(anew(TEA, cheaper, TODAY)).assured
    assert (after.cost, after.on, after.when) == (TODAY, None, None)
    told = body_of(listing("tea", name="Tea", assured={"cost": "2026-01-01"}))
    assert anew(TEA, told, TODAY) == told
    said = body_of(listing("tea", name="Tea and Talk", cost="50p", description="x"))
    assert anew(TEA, said, TODAY) == said
    assert listing_of(confirmed(TEA, ("on",), TODAY)).assured.on == TODAY
    assert json.loads(Body(TEA.text).text)["id"] == "tea"
