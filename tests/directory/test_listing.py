"""What a listing may say, and when a group may be given a person's name."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from connectbot.directory.listing import Listing

TODAY = date(2026, 11, 17)
LEAST = {"id": "a-bench", "name": "A bench", "needs": ["company"]}


def test_the_least() -> None:
    """A listing needs an id, a name and a need; it need not belong to an organisation."""
    bench = Listing.model_validate(LEAST)
    assert (bench.organisation, bench.cost, bench.languages) == (None, "free", ("English",))


@pytest.mark.parametrize(
    "fault",
    [
        {"id": "A Bench"},
        {"id": "a--b"},
        {"name": "x" * 41},
        {"name": "x"},
        {"needs": []},
        {"colour": "red"},
        {"ages": {"least": "50", "most": "16"}},
        {"ages": {"least": "-1"}},
        {"contact": {"email": "jean"}},
        {"where": {"outcode": "ls8"}},
        {"where": {"outcode": "LS8 2AA"}},
        {"due": ["tea"]},
        {"checked": {"on": "soon", "by": "Sam", "how": "rang"}},
        {"cost": ""},
        {"where": "Oakfield Hall"},
    ],
)
def test_refused(fault: dict[str, object]) -> None:
    """What cannot be meant is refused."""
    with pytest.raises(ValidationError):
        Listing.model_validate({**LEAST, **fault})


def test_never_changes() -> None:
    """A listing is a value: nobody changes it in place."""
    with pytest.raises(ValidationError):
        Listing.model_validate(LEAST).name = "Another"  # type: ignore[misc]


@pytest.mark.parametrize(
    "fine",
    [
        {},
        {"ages": {"least": "50"}},
        {"ages": {"most": "16"}},
        {"ages": {"least": "8", "most": "8"}},
    ],
)
def test_ages(fine: dict[str, object]) -> None:
    """Ages may have one end, both or none."""
    Listing.model_validate({**LEAST, **fine})


def checked(on: str, **more: str) -> dict[str, object]:
    return {"checked": {"on": on, "by": "Sam", "how": "visited", **more}}


@pytest.mark.parametrize(
    ("listing", "stale", "introduced"),
    [
        ({}, True, False),
        (checked("2026-11-17"), False, True),
        (checked("2026-05-18"), False, True),
        (checked("2026-05-17"), True, True),
        (checked("2025-11-17"), True, True),
        (checked("2025-11-16"), True, False),
        ({**checked("2026-11-01"), "due": ["safeguarding"]}, False, False),
        (
            {**checked("2026-11-01", safeguarding="2026-11-01"), "due": ["safeguarding"]},
            False,
            True,
        ),
        ({**checked("2026-11-01"), "due": ["insurance"]}, False, False),
        ({**checked("2026-11-01", insurance="2026-11-17"), "due": ["insurance"]}, False, True),
        ({**checked("2026-11-01", insurance="2026-11-16"), "due": ["insurance"]}, False, False),
        (
            {**checked("2026-11-01", insurance="2027-11-16"), "due": ["safeguarding", "insurance"]},
            False,
            False,
        ),
    ],
)
def test_checked(listing: dict[str, object], stale: bool, introduced: bool) -> None:
    """A group is introduced once somebody checked it within a year and what is due is held; a
    check older than half a year is stale."""
    one = Listing.model_validate({**LEAST, **listing})
    assert one.stale(TODAY) is stale
    assert one.may_introduce(TODAY) is introduced


WEEKLY = {"byday": "TU", "opens_at": "14:00", "closes_at": "16:00"}


@pytest.mark.parametrize(
    ("when", "byday"),
    [
        ("Tuesdays 2pm to 4pm", ["TU"]),
        (["Tuesdays 2pm to 4pm", "Wed 10-12, Fri 1-3"], ["TU", "WE", "FR"]),
        ([WEEKLY, "1st Mon"], ["TU", "1MO"]),
        ((), []),
    ],
)
def test_when_in_words(when: object, byday: list[str]) -> None:
    """When it is on may be written as people say it."""
    listing = Listing.model_validate({**LEAST, "when": when})
    assert [one.byday for one in listing.when] == byday


def test_when_in_words_that_tell_too_little() -> None:
    """Words from which nobody could know are refused, with the words and the mend."""
    with pytest.raises(ValidationError, match="`Tuesdays 8-10`: say am or pm"):
        Listing.model_validate({**LEAST, "when": ["Tuesdays 8-10"]})
