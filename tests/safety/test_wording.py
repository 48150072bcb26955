"""Fixed wording fits into two plain texts and has its numbers filled in."""

from __future__ import annotations

import pytest

from connectbot.safety.wording import TWO_TEXTS, BadWording, filled

NUMBERS = {"samaritans": "116 123"}


def test_numbers_are_filled_in_and_one_word_waits() -> None:
    """A helpline's number stands where its name is braced; the word for later stays."""
    assert filled("Ring {samaritans}.", NUMBERS) == "Ring 116 123."
    assert filled("Ring {samaritans}, {team}.", NUMBERS, later="team") == "Ring 116 123, {team}."


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Ring {samaritan}.", "known: `{samaritans}`"),
        ("Ring {team}.", "unknown `{team}`"),
        ("It’s hard", "double the price"),
        ("Brackets [so]", "double the price"),
        ("x" * (TWO_TEXTS + 1), "two texts hold"),
    ],
)
def test_a_wording_that_cannot_go_says_why(text: str, why: str) -> None:
    """Unknown words, dear letters and long texts are refused with their mend."""
    with pytest.raises(BadWording) as raised:
        filled(text, NUMBERS)
    assert why in str(raised.value)


def test_the_word_for_later_counts() -> None:
    """What is filled in later is counted with thirty letters."""
    with pytest.raises(BadWording):
        filled("x" * 280 + "{team}", NUMBERS, later="team")
