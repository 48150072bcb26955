"""How long readings are kept, and what the contacts database knows of them."""

from __future__ import annotations

from connectbot.desk.retention_line import CROSSING, STANDS, Line

_HERE = "tests/app/test_crossing.py::"
_SHREDDED = "until the key of that quarter is destroyed, sixty days after its last check-in"

BESIDE = (
    Line(
        "readings_erasing",
        "random ids of enrolments whose readings are to go or went; they lead to nobody",
        _SHREDDED,
        CROSSING,
        _HERE + "test_what_needed_the_key_goes_with_it",
    ),
    Line(
        "contributors",
        "who stands behind each released figure, by a random key that leads to nobody, sealed",
        "as long as the release: without it nobody could tell how far the next one lies from it",
        STANDS,
        "",
    ),
)
"""The tables of the contacts database that have to do with readings."""

APART = (
    Line(
        "readings",
        "scored answers under a pseudonym: quarter, place, plan, wave, and what somebody chose to "
        "say of themselves; no number, no name, no time, no word",
        f"pseudonymised {_SHREDDED}; from then on without any way back to a person, without end",
        CROSSING,
        _HERE + "test_a_cohort_is_unlinked_in_its_time",
    ),
    Line(
        "cohorts",
        "quarters of enrolment, and the id of the key of each; of nobody",
        "as long as the readings",
        STANDS,
        "",
    ),
    Line(
        "releases",
        "what was released: figures about ten people at least",
        "without end",
        STANDS,
        "",
    ),
    Line("marks", "whether the file is in order; of nobody", "until it is", STANDS, ""),
)
"""The tables of the readings database."""
