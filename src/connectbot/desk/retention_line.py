"""What a line of the list of what is kept how long says, and what an operator chose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

KEYS = timedelta(days=180)
"""How long a repeat is known: a provider that lists its messages again must not start them anew."""

ERASED = "erased with the person"
STANDS = "nothing to let go of"
CROSSING = "crossing"
"""The tick that takes readings to their own database, and back out of it."""


@dataclass(frozen=True, slots=True)
class Keep:
    """What an operator chose: days that words are kept, months of silence after which somebody is
    erased."""

    words_days: int = 90
    silent_months: int = 24

    @property
    def words(self) -> timedelta:
        """How long what was said is kept."""
        return timedelta(days=self.words_days)

    @property
    def keys(self) -> timedelta:
        """How long a keyed hash tells a repeat: never shorter than the words."""
        return max(KEYS, self.words)

    @property
    def silent(self) -> timedelta:
        """How long somebody may be silent before they are erased; a month has 365/12 days."""
        return timedelta(days=round(self.silent_months * 365 / 12))


@dataclass(frozen=True, slots=True)
class Line:
    """One table: what it holds and of whom, how long, by which job of desk/tidy.py (or ERASED,
    STANDS), and which test shows it. `{words}` and `{silent}` stand for the operator's choice."""

    table: str
    holds: str
    kept: str
    job: str
    test: str

    def kept_for(self, keep: Keep) -> str:
        """How long, with the operator's choice filled in."""
        return self.kept.format(
            words=f"{keep.words_days} days",
            silent=f"{keep.silent_months} months",
            keys=f"{keep.keys.days} days",
        )


WITH_THEM = "until the person is erased: after {silent} of silence, or when they ask"
GONE = "tests/desk/test_privacy.py::test_nothing_of_an_erased_person_is_left_in_any_table"
