"""A check is of the group that was reached: by another number it is nobody's word any more."""

import pytest

from connectbot.directory.body import body_of, listing_of
from connectbot.directory.unchecked import unchecked, without_check
from tests.directory.making import listing

CHECK = {"on": "2026-09-01", "by": "Sam", "how": "visited"}
PHONE, MAIL = "07700 900333", "dot@darts.example"


def darts(**more: object):
    """Darts, with a phone, checked."""
    given = {"contact": {"phone": PHONE}, "checked": CHECK, **more}
    return body_of(listing("darts", **given))


@pytest.mark.parametrize(
    ("contact", "stays"),
    [
        ({"phone": PHONE}, True),
        ({"phone": "+44 7700 900333"}, True),
        ({}, True),
        ({"phone": "07700 900334"}, False),
        ({"phone": PHONE, "email": MAIL}, False),
        ({"email": MAIL}, False),
    ],
)
def test_another_way_to_reach_it_ends_the_check(contact, stays) -> None:
    """A number that is written otherwise is the same; one that is taken out harms nobody."""
    after = listing_of(unchecked(darts(), darts(contact=contact)))
    assert (after.checked is not None) is stays


def test_mail_in_capitals_is_the_same_mail() -> None:
    """As mail servers have it."""
    before, after = darts(contact={"email": MAIL}), darts(contact={"email": MAIL.upper()})
    assert unchecked(before, after) == after


def test_a_new_check_is_of_the_new_number() -> None:
    """Whoever checks it and writes the number down in one edit has reached that number."""
    again = {**CHECK, "on": "2026-11-01"}
    after = darts(contact={"phone": "07700 900334"}, checked=again)
    assert unchecked(darts(), after) == after


def test_what_was_seen_of_the_rest_is_still_known() -> None:
    """The hall stands where it stood; only how to reach them is new."""
    left = listing_of(without_check(darts(assured={"where": "2026-10-01", "cost": "2026-01-01"})))
    assured = left.assured
    days = [str(one) for one in (assured.name, assured.where, assured.cost, assured.joining)]
    assert days == ["2026-09-01", "2026-10-01", "2026-09-01", "None"]


def test_nothing_to_take_away() -> None:
    """A group that nobody checked stays as it is."""
    bare = darts(checked=None)
    assert without_check(bare) == bare
    assert unchecked(bare, darts(checked=None, contact={"email": MAIL})).text.count(MAIL) == 1
