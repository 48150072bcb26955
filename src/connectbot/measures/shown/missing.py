"""What a release does not print: why, and when it may."""

from __future__ import annotations

from datetime import date

from connectbot.measures.released.timetable import following, release_day
from connectbot.measures.shown.told import Told


def day(on: date) -> str:
    """ "15 April 2027"."""
    return f"{on.day} {on:%B %Y}"


def when(told: Told) -> str:
    """When the next release can be made, and what it may then print."""
    later = following(told.quarter)
    return (
        f"What could not be printed this time is printed in the second quarter in a row in which "
        f"it could be. The next release, of {later}, can be made from {day(release_day(later))} on."
    )


def why(told: Told, ids: list[str]) -> tuple[str, ...]:
    """The tables of which nothing at all is printed, by what each of them takes."""
    found: dict[str, list[str]] = {}
    for id in ids:
        if told.rows(id) and not told.printed(id):
            found.setdefault(_needs(told, id), []).append(told.tables[id]["title"])
    return tuple(
        f"Nothing is printed yet of: {'; '.join(titles)}. {takes}"
        for takes, titles in found.items()
    )


def _needs(told: Told, id: str) -> str:
    few, pairs = told.limit("fewest_people"), told.limit("fewest_pairs")
    if id.startswith("change-") and "-by-" in id:
        return f"It takes {pairs} people of one group who answered both times."
    if id.startswith("change-"):
        return f"It takes {pairs} people who answered both times."
    if id.startswith(("unmet-", "sought-")):
        return f"It takes {few} searches for one thing in a quarter."
    if id.startswith("referrals"):
        return f"It takes {few} people introduced in one quarter with the same outcome."
    if "-by-" in id:
        return f"It takes {few} people in each of two groups, and not nearly all in one."
    return f"It takes {few} people in a row of the table, and not nearly all of them alike."
