"""A listing as it is kept: JSON in one order, a secret apart, and what differs between two."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectbot.directory.body import (
    SECRET,
    body_of,
    fields_of,
    listing_of,
    readable,
    with_fields,
)
from connectbot.directory.differing import blended, differences, plainly, taken
from connectbot.model.kept import Body
from tests.directory.making import listing

WHEN = [{"byday": "TU", "opens_at": "14:00", "closes_at": "16:00"}]
FRI = [{"byday": "FR", "opens_at": "10:00"}]
REFUGE = listing(
    "refuge", where={"confidential": "yes", "venue": "Zebulon Lodge", "outcode": "LS17"}
)
TEA = listing("tea", name="Tea and Talk", when=WHEN, cost="50p", access={"step_free": True})


@pytest.mark.parametrize("one", [TEA, REFUGE, listing("line", place="", national=True)])
def test_a_listing_comes_back_as_it_was(one) -> None:
    """What is kept of a listing is all of it; its zone is given again by its place."""
    assert listing_of(body_of(one)) == one
    assert with_fields(fields_of(body_of(one))) == body_of(one)
    paris = listing_of(body_of(one), "Europe/Paris")
    assert paris.timezone == "Europe/Paris"
    assert body_of(paris) == body_of(one)


def test_a_secret_stands_apart() -> None:
    """A confidential address is in neither the JSON nor any words about a change."""
    body = body_of(REFUGE)
    assert "Zebulon" not in body.text
    assert listing_of(body).where.for_staff() == "Zebulon Lodge, LS17"
    moved = body_of(listing("refuge", where={"confidential": "yes", "venue": "Other Lodge"}))
    (one,) = differences(body, moved)
    assert str(one) == f"{SECRET}: one that is not shown -> one that is not shown"
    open_now = body_of(listing("refuge"))
    assert [str(d) for d in differences(open_now, body) if d.field == SECRET] == [
        f"{SECRET}: (nothing) -> one that is not shown"
    ]
    nowhere = body_of(listing("refuge", where={"confidential": "yes"}))
    assert nowhere.secret == ""
    assert listing_of(nowhere).where.confidential


def test_what_does_not_hold_together_is_told_by_none() -> None:
    """A body that a newer program wrote is no listing here."""
    assert readable(Body('{"id":"x","wings":2}')) is None
    assert readable(body_of(TEA)) == TEA


def test_differences_are_told_field_by_field() -> None:
    """Each field that differs, with its words before and after."""
    now = listing("tea", name="Tea and Talk", when=FRI, needs=["company", "talk"], description="x")
    assert [str(one) for one in differences(body_of(TEA), body_of(now))] == [
        "access.step_free: yes -> (nothing)",
        "cost: 50p -> (nothing)",
        "description: (nothing) -> x",
        "needs: company -> company, talk",
        "when: Tue 2pm to 4pm -> Fri from 10am",
    ]
    assert differences(body_of(now), body_of(now)) == ()


def test_what_sounds_the_same_is_told_plainly() -> None:
    """Two schedules that are said in the same words are told apart by their parts."""
    since = listing("tea", when=[{**WHEN[0], "valid_from": "2027-01-01"}])
    (one,) = differences(body_of(listing("tea", when=WHEN)), body_of(since))
    assert "valid_from 2027-01-01" in one.after
    assert "valid_from" not in one.before


def test_plain_words_of_values() -> None:
    """Every kind of value has words as it would be typed."""
    assert plainly([{"a": False, "b": [1, 2]}, {"a": None}]) == "a no, b 1, 2; a "


def edited(**more: object) -> Body:
    """The tea listing with something changed."""
    return body_of(TEA.model_copy(update=more))


@pytest.mark.parametrize(
    ("ours", "theirs", "name", "cost", "disputed"),
    [
        ({}, {"name": "Tea"}, "Tea", "50p", ()),
        ({"cost": "£1"}, {"name": "Tea"}, "Tea", "£1", ()),
        ({"name": "Tea!"}, {"name": "Tea"}, "Tea!", "50p", ("name",)),
        ({"name": "Tea!"}, {"name": "Tea", "cost": "free"}, "Tea!", "free", ("name",)),
        ({"name": "Tea"}, {"name": "Tea"}, "Tea", "50p", ()),
        ({"name": "Tea!"}, {}, "Tea!", "50p", ()),
    ],
)
def test_two_edits_are_brought_together(ours, theirs, name, cost, disputed) -> None:
    """What only the other side changed is taken; what both changed stays ours, and is told."""
    blend = blended(body_of(TEA), edited(**ours), edited(**theirs))
    both = listing_of(blend.body)
    assert (both.name, both.cost, blend.disputed) == (name, cost, disputed)


def test_edits_that_do_not_go_together_are_all_disputed() -> None:
    """Where the two together would be no listing, ours stays as it is."""
    base = body_of(listing("tea", ages={"least": 18, "most": 60}))
    ours = body_of(listing("tea", ages={"least": 50, "most": 60}))
    theirs = body_of(listing("tea", ages={"least": 18, "most": 30}))
    assert blended(base, ours, theirs).body == ours
    assert blended(base, ours, theirs).disputed == ("ages.most",)
    assert taken(ours, theirs, ["ages.most"]) is None
    assert taken(ours, theirs, ["ages.least", "ages.most"]) == theirs
    assert taken(ours, base, ["ages.least", "cost"]) == base


NAMES = st.sampled_from(["name", "where.venue", "cost", "when"])
VALUES = st.one_of(st.text(max_size=5), st.lists(st.text(max_size=3), max_size=2))


@settings(deadline=None)
@given(st.dictionaries(NAMES, VALUES))
def test_fields_are_the_body_the_other_way_round(fields) -> None:
    """Taken apart into fields and put together again it is the same."""
    assert fields_of(with_fields(fields)) == fields
    json.loads(with_fields(fields).text)
