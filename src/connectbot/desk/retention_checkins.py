"""How long everything about check-ins is kept in the contacts database."""

from __future__ import annotations

from datetime import timedelta

from connectbot.desk.retention_line import CROSSING, ERASED, GONE, WITH_THEM, Line

SHOWN = timedelta(days=365)
"""How long one of our people may see answers that somebody chose to show them."""

_HERE = "tests/desk/checking/test_ending.py::"

CHECKINS = (
    Line(
        "enrolments",
        "who is in which plan of check-ins, their hour and day, since when one of our people is to "
        "ask about its end; sealed: what they chose to say of themselves, and who may see their "
        "answers",
        WITH_THEM,
        ERASED,
        GONE,
    ),
    Line(
        "waves",
        "when somebody was asked, and whether they answered; never what",
        WITH_THEM,
        ERASED,
        GONE,
    ),
    Line(
        "answers_held",
        "answers to a check-in while they are given, sealed",
        "until the check-in is complete or closed, 7 days at most",
        "held",
        _HERE + "test_a_week_later_it_is_closed_and_what_was_answered_leaves",
    ),
    Line(
        "readings_leaving",
        "answers of a check-in that is over, sealed, on their way to the readings database",
        "until ten wait, or a week",
        CROSSING,
        "tests/app/test_crossing.py::test_after_a_week_it_leaves_even_alone",
    ),
    Line(
        "shown_answers",
        "answers that somebody chose to show one of our people, sealed",
        f"{SHOWN.days} days, or until they take it back",
        "shown",
        _HERE + "test_what_was_shown_goes_after_a_year",
    ),
)
"""The tables of check-ins."""
