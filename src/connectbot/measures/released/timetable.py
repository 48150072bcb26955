"""When a release may be made: once for each quarter, from the fifteenth day after it ended."""

from __future__ import annotations

from datetime import date, timedelta

from connectbot.measures.released.ledger import Refused
from connectbot.model.checkin import quarter_of

AFTER = timedelta(days=14)
"""So long after a quarter its last answers have left: a round is open for seven days, and finished
answers wait a week at most for others to leave with."""


def begins(quarter: str) -> date:
    """The first day of a quarter. Raises ValueError for what is none."""
    year, _, number = quarter.partition("Q")
    if not year.isdecimal() or number not in ("1", "2", "3", "4"):
        raise ValueError(f"a quarter is written like 2026Q4, not {quarter!r}")
    return date(int(year), int(number) * 3 - 2, 1)


def following(quarter: str) -> str:
    """The quarter after."""
    return quarter_of(begins(quarter) + timedelta(days=100))


def before(quarter: str) -> str:
    """The quarter before."""
    return quarter_of(begins(quarter) - timedelta(days=1))


def release_day(quarter: str) -> date:
    """The first day on which a quarter may be released."""
    return begins(following(quarter)) + AFTER


def releasable(today: date, done: str = "") -> str:
    """The quarter that may be released today, `done` being the last that was. Raises Refused, with
    the day on which the next can be, where none may."""
    last = before(quarter_of(today))
    if today < release_day(last):
        raise Refused(
            f"{last} can be released from {release_day(last)} on: answers to its last questions "
            "may still come until then"
        )
    if done >= last:
        following_one = following(done)
        raise Refused(
            f"{done} has been released, and a quarter is released once; {following_one} can be "
            f"from {release_day(following_one)} on"
        )
    return last
