"""Answers: bounds, free text, and what is overheard in a longer sentence."""

from __future__ import annotations

from datetime import date

import pytest

from connectbot.flows.answers import overhear, understand

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("kind", "text", "least", "most", "expected"),
    [
        ("number", "3", 1, 5, "3"),
        ("number", "0", 1, 5, None),
        ("number", "6", 1, 5, None),
        ("number", "none", 1, None, None),
        ("number", "2.5", 2.5, 2.5, "2.5"),
        ("scale", "4", 1, 4, "4"),
        ("scale", "0", 1, 4, None),
        ("scale", "5", 1, 4, None),
        ("scale", "3/4", 1, 4, None),
        ("scale", "7/10", 0, 10, "7"),
        ("scale", "7/10", 0, 100, None),
        ("scale", "70", 0, 100, "70"),
    ],
)
def test_bounds_are_kept(
    kind: str, text: str, least: float | None, most: float | None, expected: str | None
) -> None:
    """A number outside what was asked for is asked again."""
    assert understand(kind, text, least=least, most=most, today=TODAY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("after 6", "18:00-00:00"),
        ("only text me after 6 please", "18:00-00:00"),
        ("6pm onwards", "18:00-00:00"),
        ("not before 11", "11:00-00:00"),
        ("please don't text me after 5", "00:00-17:00"),
        ("before half 3", "00:00-15:30"),
        ("between 10 and 4", "10:00-16:00"),
        ("10-4", "10:00-16:00"),
        ("from 9am till 11.30", "09:00-11:30"),
        ("8 to 4", "08:00-16:00"),
        ("8 till half 3", "08:00-15:30"),
        ("mornings only", "00:00-12:00"),
        ("afternoons and evenings", "12:00-00:00"),
        ("not evenings", "00:00-17:00"),
        ("bore", "00:00-12:00"),
        ("any time", "any"),
        ("i don't mind", "any"),
        ("after 7", None),
        ("7 to 8", None),
        ("4 to 10", None),
        ("after the kids are asleep", None),
        ("mornings and evenings", None),
        ("not afternoons", None),
        ("not between 5 and 9", None),
        ("in the mornings before 11", None),
        ("weekday mornings", None),
        ("only on mondays after 6", None),
        ("never", None),
        ("no", None),
        ("", None),
        ("why?", None),
    ],
)
def test_hours_of_the_day_are_taken_only_where_they_are_sure(
    text: str, expected: str | None
) -> None:
    """When somebody may be texted is never guessed: an hour of either half of the day, a day of the
    week, or what is turned round twice is asked again."""
    assert understand("hours", text, today=TODAY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5.30pm", "17:30"),
        ("around 11", "11:00"),
        ("7", "19:00"),
        ("not mornings", "12:00"),
        ("mornings", "10:00"),
        ("before 10", "09:00"),
        ("after 6", "18:00"),
        ("evenings after 6", "18:00"),
        ("in the afternoon before 4", "12:00"),
        ("tea time", "17:00"),
        ("any time", "10:00"),
        ("you choose", "10:00"),
        ("2am", None),
        ("8", None),
        ("after 9pm", None),
        ("mornings after 2", None),
        ("any time in the evening", "17:00"),
        ("any time mornings evenings", None),
        ("when he is at work", None),
    ],
)
def test_an_hour_is_one_at_which_somebody_is_written_to(text: str, expected: str | None) -> None:
    """Of a part of the day its usual hour, or where it begins; at night nobody is written to."""
    assert understand("hour", text, today=TODAY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("im lonely since my husband died, LS8", "LS8"),
        ("I'm not coping, I live in ls8 on my own", "LS8"),
        ("is there anything in LS8?", "LS8"),
        ("somewhere to go near LS17 6AB please", "LS17"),
        ("LS8. I've lost my wife", "LS8"),
        ("we live in M14 and get bored", "M14"),
        ("in l s 8", "LS8"),
        ("moved from LS6 to LS8", "LS8"),
        ("I used to live in LS6", None),
        ("LS6 or LS8 would do", None),
        ("cheers m8", None),
        ("gr8 c u l8r", None),
        ("my back, L4 and L5 disc", None),
        ("I get b12 jabs", None),
        ("stuck on the M1", None),
        ("the A64 is shut", None),
        ("im 82 and lonely", None),
        ("me 2", None),
        ("so 2 of us", None),
        ("at 2pm in 10 days", None),
        ("see you b4 lunch", None),
        ("I'm in B4", "B4"),
        ("flat B3, the towers", None),
        ("nothing in Leeds", None),
        ("", None),
    ],
)
def test_an_outcode_is_overheard_only_where_it_is_a_place(text: str, expected: str | None) -> None:
    """What they said about something else gives their area, and chat, roads and flats do not."""
    assert overhear("outcode", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("im lonely, ls8 4ht", "LS8 4HT"),
        ("is LS8 4HT any good?", "LS8 4HT"),
        ("not LS8 4HT any more", None),
        ("LS8 4HT or LS8 4HU", None),
        ("call 2nd time", None),
        ("LS8", None),
    ],
)
def test_a_postcode_is_overheard(text: str, expected: str | None) -> None:
    """A whole postcode in a sentence is theirs unless they say that it is not."""
    assert overhear("postcode", text) == expected


def test_nothing_else_is_overheard() -> None:
    """Only places are picked out of what was said about something else."""
    assert overhear("phone", "07700 900123") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("  fine\n", "fine"), ("a\0b", "ab"), ("🙂", "🙂"), ("", None), ("\u200b", None)],
)
def test_text_is_kept_as_typed(text: str, expected: str | None) -> None:
    """Free text is only cleaned; what nobody could have meant is asked again."""
    assert understand("text", text, today=TODAY) == expected


def test_an_unknown_kind_is_an_error_of_ours() -> None:
    """A flow that asks for a kind of answer that is not there never reaches a resident."""
    with pytest.raises(KeyError):
        understand("colour", "red", today=TODAY)
