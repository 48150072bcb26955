"""What somebody asks the feed for: read where it can be, refused with its mend where not."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectbot.directory.oruk.query import Query, Unclear, read_query
from tests.directory.oakfield import districts

_NAMES = (
    "page per_page full search taxonomy_term_id taxonomy_id minimum_age maximum_age day start_time "
    "end_time postcode proximity modified_after"
).split()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page", "0"),
        ("page", "-1"),
        ("page", "one"),
        ("page", "1.5"),
        ("page", "²"),
        ("page", "99999999999"),
        ("per_page", "0"),
        ("per_page", "501"),
        ("full", "maybe"),
        ("search", "x" * 201),
        ("minimum_age", "-1"),
        ("minimum_age", "old"),
        ("minimum_age", "nan"),
        ("minimum_age", "٣"),
        ("maximum_age", "151"),
        ("maximum_age", "inf"),
        ("day", "someday"),
        ("day", "MO,XX"),
        ("start_time", "banana"),
        ("start_time", "24:01"),
        ("end_time", "25:00"),
        ("postcode", "ZZ99 9ZZ"),
        ("postcode", "LS8 " * 99),
        ("modified_after", "yesterday"),
        ("modified_after", "2026-13-01"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_name(name, text):
    """Each refusal names the parameter and says how to write it."""
    with pytest.raises(Unclear, match=f"^{name}: write") as refusal:
        read_query({name: text}, districts())
    assert text not in str(refusal.value).removeprefix(name) or len(text) < 3


def test_every_fault_is_told_at_once():
    """Nobody mends one to find the next."""
    with pytest.raises(Unclear, match=r"day: .*; page: .*"):
        read_query({"day": "x", "page": "x"}, districts())


def test_a_distance_wants_a_middle():
    """Metres from nowhere mean nothing; those that are no number are told as such."""
    with pytest.raises(Unclear, match="proximity: say from where"):
        read_query({"proximity": "500"}, districts())
    with pytest.raises(Unclear, match="proximity: write metres"):
        read_query({"proximity": "near", "postcode": "LS8"}, districts())


def test_what_says_nothing_asks_for_nothing():
    """Blank parameters, and those of somebody else, change nothing."""
    assert read_query(dict.fromkeys(_NAMES, " "), districts()) == Query()
    assert read_query({"utm_source": "x"}, districts()) == Query()


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-01", datetime(2026, 11, 1, tzinfo=UTC)),
        ("2026-11-01T09:30", datetime(2026, 11, 1, 9, 30, tzinfo=UTC)),
        ("2026-11-01T09:30:15.123Z", datetime(2026, 11, 1, 9, 30, 15, 123000, tzinfo=UTC)),
        ("2026-11-01T09:30:00 01:00", datetime(2026, 11, 1, 8, 30, tzinfo=UTC)),
        (
            "2026-11-01T09:30:00+01:00",
            datetime(2026, 11, 1, 9, 30, tzinfo=timezone(timedelta(hours=1))),
        ),
    ],
)
def test_a_moment_is_read_as_people_write_it(text, moment):
    """A plus that an address turned into a blank is a plus; no zone is UTC."""
    assert read_query({"modified_after": text}, districts()).filter.modified_after == moment


@pytest.mark.parametrize(("text", "full"), [("true", True), ("1", True), ("False", False)])
def test_full_is_yes_or_no(text, full):
    """In either way of writing."""
    assert read_query({"full": text}, districts()).full is full


@given(st.dictionaries(st.sampled_from(_NAMES), st.text(max_size=30)))
def test_whatever_is_asked_is_read_or_refused(said):
    """No parameter breaks it."""
    with suppress(Unclear):
        query = read_query(said, districts())
        assert 1 <= query.size <= 500
        assert query.page >= 1
