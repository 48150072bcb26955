"""Opening times in people's words: read, or asked about, and never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectbot.directory.opening.lexing import LONGEST
from connectbot.directory.opening.reading import read_hours
from connectbot.directory.opening.words import meanings
from scores import hours
from scores.rows import HERE, rows

TABLE = hours.judged(rows(HERE / "hours.csv"))


def test_the_table_is_read_right() -> None:
    """Of 300 lifelike phrasings at least 95 in 100 are right, and at most one is silently wrong."""
    assert len(TABLE) >= 300
    assert sum(row.right for row in TABLE) >= 0.95 * len(TABLE)
    assert [row.text for row in TABLE if row.wrong] == []


# What the table does not reach: the ends of the grammar.
MORE = [
    ("Tuesdays 10am-12", "TU 10:00-12:00"),
    ("Mondays 6-7am", "MO 06:00-07:00"),
    ("Fridays 8am-10", "FR 08:00-10:00"),
    ("Fridays 14:00pm-16:00pm", "FR 14:00-16:00"),
    ("Mon 09:00-12:00", "MO 09:00-12:00"),
    ("Mon 9:00-17:00", "MO 09:00-17:00"),
    ("Tuesdays until 12.30", "TU -12:30"),
    ("Tuesdays until 2am", "TU -02:00"),
    ("Tuesdays from midnight", "TU 00:00-"),
    ("Mondays 10am for an hour", "MO 10:00-11:00"),
    ("Sat 11pm for 2 hours", "SA 23:00-01:00"),
    ("Sun 3 at night to 5am", "SU 03:00-05:00"),
    ("Wed 1015 to 1145", "WE 10:15-11:45"),
    ("every 6 weeks on Monday 10-12", "6w MO 10:00-12:00"),
    ("every 4 months, 1st Monday 10-12", "4m 1MO 10:00-12:00"),
    ("Fortnightly.\nMondays 2-4", "2w MO 14:00-16:00"),
    ("Mondays 2-4. Fortnightly.", "2w MO 14:00-16:00"),
    ("1st and 15th every 2 months, 2pm", "2m day 1,15 14:00-"),
    ("Monday to Friday 9-5 inc bank holidays and school holidays", "MO-FR 09:00-17:00"),
    ("closed Sundays and bank holidays, every day 9-5", "MO,TU,WE,TH,FR,SA 09:00-17:00"),
    ("Mon-Fri 9-5, no dogs", "MO-FR 09:00-17:00"),
    ("Mondays 10-12, Monday 10-12", "MO 10:00-12:00"),
    ("Fri-Mon 10-4", "MO,FR,SA,SU 10:00-16:00"),
    ("Tuesday 10-12 tea for all", "TU 10:00-12:00"),
    ("Evenings: Tue 7-9", "TU 19:00-21:00"),
    ("Mon-Fri 24 hours; Sat 9-12", "MO-FR 00:00-24:00 + SA 09:00-12:00"),
    ("over 50s Tuesdays 10-12, 60+ welcome", "TU 10:00-12:00"),
    ("Tuesdays 10-12 (up to 11 years)", "TU 10:00-12:00"),
    ("24 hours", "MO-SU 00:00-24:00"),
    ("Tuesdays 7-9 evenings", "TU 19:00-21:00"),
    ("Tuesdays 2-4 evenings 6-8", "TU 14:00-16:00 + TU 18:00-20:00"),
    ("Tuesdays 10am for all", "TU 10:00-"),
    ("Tuesdays 2-4, Wed 9-5, closed Wed", "TU 14:00-16:00"),
    ("Tuesday x 2-4", "TU 14:00-16:00"),
    ("10-12 Monday, and 2-4", "MO 10:00-12:00 + MO 14:00-16:00"),
    ("Tue 3 o'clock [hall]", "TU 15:00-"),
    ("Mon - coffee 10-12", "MO 10:00-12:00"),
]

ASKED = [
    "Mon-Fry 9-5",
    "Mon - Thirs 9-5",
    "Monday to Whenever 10-2",
    "Tuesday 7-9, evenings",
    "Tuesday evenings. 7-9",
    "Tuesdays from 2026",
    "every 20 weeks on Monday",
    "Mon 10-4, closed",
    "Monday 20th of the month",
    "Mon 2-4, 1st Tue closed",
    "every 0 weeks on Monday",
    "every 2 hours on Mondays",
    "Mondays 10am for 500 hours",
    "Mondays 10am for 1.30 hours",
    "Mon-Wed 2-4, 1st and 2nd of the month",
    "Tuesdays 99",
    "Tuesdays 40 - 50",
    "Tuesdays at 10 for 2 thirty",
    "Mon 10-12, 2-4 Tue, Wed 5-6, 3",
    "10-12 Mon, 2-4, Tue, Wed",
    "Mondays 12345",
    "Tuesdays 24:30",
    "first Mon-Wed of the month",
    "20th Monday",
    "the last of the month",
    "Mon-Wed, 1st and 2nd of the month",
    "1st Monday except Mondays",
    "1st Monday and 2nd Tuesday closed",
    "Mondays except 1st Mondays",
    "closed",
    "closed Mon 9-12",
    "10-12, closed",
    "Mon 10-4, closed 9-5",
    "Mon 10-4, closed from 2pm",
    "Mon 10-4 not sure",
    "Mon 10-4 not in term time",
    "Mon morning 2-4pm",
    "Mondays 12-12",
    "Mondays till 10",
    "Mondays 6pm to 5pm",
    "Mondays 9 til midnight",
    "Mondays 7-12pm",
    "10-12 Mon, Tue, Wed 2-4",
    "Tuesdays for 2 hours at ten for some",
    "every Monday of alternate weeks and Tuesday, Thursday 4",
    "M T F 9-5",
    "",
    "x" * (LONGEST + 1),
]


@pytest.mark.parametrize(("text", "expected"), MORE)
def test_read(text: str, expected: str) -> None:
    """Words that can only mean one thing are read."""
    (row,) = hours.judged([{"text": text, "expected": expected}])
    assert row.taken == row.wanted


@pytest.mark.parametrize("text", ASKED)
def test_asked(text: str) -> None:
    """Where nobody could know it asks, says what to write, and keeps the words."""
    found = read_hours(text)
    assert found.schedules == ()
    assert found.words == text
    assert all(ask and not ask.endswith(".") for ask in found.asks)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mondays 2-4", [None]),
        ("Mondays 2-4 term time only", ["term-time-only"]),
        ("Mondays 2-4 not bank or school holidays", ["school-holidays,bank-holidays"]),
        ("Term time only: Mon 2-4, Wed 10-12", ["term-time-only", "term-time-only"]),
        ("Mon 2-4 (term time), Wed 10-12", ["term-time-only", None]),
        ("Mon 2-4, Wed 10-12, not bank hols", ["bank-holidays", "bank-holidays"]),
        ("Mon 2-4; Wed 10-12 (not bank hols)", [None, "bank-holidays"]),
        ("Mon 2-4; Wed 10-12. Not bank hols", ["bank-holidays", "bank-holidays"]),
        ("Mon 2-4, bank holidays: closed", ["bank-holidays"]),
    ],
)
def test_when_it_is_not(text: str, names: list[str | None]) -> None:
    """School and bank holidays are kept with the times that they were said of."""
    assert [one.except_ for one in read_hours(text).schedules] == names


@pytest.mark.parametrize(
    ("text", "parts"),
    [("Sat mornings", ["morning"]), ("Mon am", ["morning"]), ("Tues eves from 7", [None])],
)
def test_a_part_of_the_day_without_a_time(text: str, parts: list[str | None]) -> None:
    """What was said is kept; a time says more."""
    assert [one.part for one in read_hours(text).schedules] == parts


_WORDS = sorted(meanings())


@given(
    st.lists(
        st.sampled_from(
            [
                *_WORDS,
                "7",
                "10",
                "0",
                "20",
                "99",
                "45",
                "2026",
                "500",
                "00:00",
                "24:00",
                "3pm",
                "10.30",
                "2pm",
                "1030",
                "-",
                ",",
                ";",
                "(",
                "50s",
                "x",
            ]
        ),
        max_size=12,
    )
)
def test_any_words_are_read_or_asked_about(words: list[str]) -> None:
    """No row of words breaks it: there are schedules, or a reason to ask, never both."""
    found = read_hours(" ".join(words))
    assert bool(found.schedules) != bool(found.asks)
