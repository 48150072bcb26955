"""What an `if` may ask, and what it answers."""

from __future__ import annotations

import pytest

from connectbot.flows.condition import condition
from connectbot.model.conversation import Conversation

KNOWN = Conversation(
    "oakfield",
    saved={"phone": "shared", "age": "17", "area": "LS8", "empty": ""},
    tags=frozenset({"welcomed"}),
)


@pytest.mark.parametrize(
    ("written", "holds"),
    [
        ("area is set", True),
        ("empty is set", False),
        ("name is set", False),
        ("name is not set", True),
        ("area is not set", False),
        ("phone is shared", True),
        ("phone is Shared ", True),
        ("phone is mine", False),
        ("phone is not mine", True),
        ("phone is not shared", False),
        ("name is not Jo", True),
        ("area is one of LS7, LS8", True),
        ("area is one of LS7, LS9", False),
        ("age is at least 17", True),
        ("age is at least 18", False),
        ("age is at most 17", True),
        ("age is at most 16.5", False),
        ("name is at least 1", False),
        ("area is at most 1", False),
        ("tag welcomed", True),
        ("no tag welcomed", False),
        ("tag lost", False),
        ("no tag lost", True),
    ],
)
def test_a_test_holds_or_not(written: str, holds: bool) -> None:
    """Each test of the closed list, on a field that is there and one that is not."""
    assert condition(written).holds(KNOWN) is holds


@pytest.mark.parametrize(
    "written",
    [
        "",
        "area",
        "area is",
        "area is set now",
        "area is not",
        "area is one of",
        "age is at least",
        "age is at least old",
        "age > 18",
        "Area is set",
        "tag",
        "tag a b",
        "no tag",
    ],
)
def test_anything_else_is_refused_with_examples(written: str) -> None:
    """There are no other tests: whatever else is written is refused, with the list."""
    with pytest.raises(ValueError, match="write it like `area is set`"):
        condition(written)


def test_a_condition_is_left_as_it_is() -> None:
    """What is a condition already needs no reading."""
    assert condition(condition("area is set")) == condition("area is set")


@pytest.mark.parametrize(
    ("written", "when_true", "when_false"),
    [
        ("area is set", {"area"}, set()),
        ("area is LS8", {"area"}, set()),
        ("area is not set", set(), {"area"}),
        ("area is not LS8", set(), {"area"}),
        ("tag welcomed", set(), set()),
    ],
)
def test_a_condition_tells_what_is_filled(
    written: str, when_true: set[str], when_false: set[str]
) -> None:
    """Whoever comes past a test is known to have the field, or may not have it."""
    filled = condition(written).filled_when
    assert (set(filled[True]), set(filled[False])) == (when_true, when_false)
