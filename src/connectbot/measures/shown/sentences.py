"""What each chart says, in one plain sentence, and what it does not say."""

from __future__ import annotations

from connectbot.measures.released.words import BY, wave_title
from connectbot.measures.shown.names import Row, in_words, listed, plain, signed
from connectbot.measures.shown.told import Told

NOT_WHY_CHANGE = (
    "It does not say what brought it about: there is no group to compare with, and people who "
    "begin when things are bad tend to feel better later whatever is done."
)
NOT_WHY_MISSING = "It does not say why the others did not answer, or how they are."
NOT_ALL = "It does not count people who were never asked, or who did not say."
NOT_PEOPLE = (
    "It counts searches, not people: one person may look for several things, and again in another "
    "month. That something is in the directory does not mean that it was near, open or right for "
    "whoever looked."
)
NOT_HELP = "It does not say whether the group was the reason for what came after."
_MOST = 3


def funnel(told: Told, wave: str) -> str:
    """How many were due, and how many of them answered."""
    found = {row["stage"]: row for row in told.rows(f"funnel-{wave}")}
    last = found.get("paired") or found["complete"]
    due, n = found["due"]["n"], last["n"]
    if told.token in (due, n):
        return f"Not all stages of the round {wave_title(wave)} can be printed."
    share = last.get("of_due", told.token)
    of = f" ({share} %)" if share != told.token else ""
    return f"{due} people were due {wave_title(wave)}, and {n} of them{of} {last['label']}."


def pairs(told: Told, wave: str) -> str:
    """From which mean to which."""
    said = [
        f"{in_words(plain(row))} from {row['before']} to {row['after']}"
        for row in told.printed(f"before-after-{wave}", "before")
    ]
    return f"The same people at the start and {wave_title(wave)}: {'; '.join(said)}."


def changes(told: Told, wave: str) -> str:
    """Which changed for the better or the worse, and which may not have changed."""
    sorted_by: dict[str, list[str]] = {"better": [], "worse": [], "open": []}
    for row in told.printed(f"change-{wave}", "change"):
        crosses = row["low"] <= 0 <= row["high"]
        good = (row["change"] > 0) is (row["better"] == "up")
        name = f"{in_words(plain(row))} ({signed(row['change'])})"
        sorted_by["open" if crosses else "better" if good else "worse"].append(name)
    said = {
        "better": "changed for the better",
        "worse": "changed for the worse",
        "open": "may not have changed at all, because the interval holds 0",
    }
    parts = [f"{listed(names)} {said[how]}" for how, names in sorted_by.items() if names]
    title = wave_title(wave)
    return f"{title[:1].upper()}{title[1:]}, beside the start: {'; '.join(parts)}."


def reach(told: Told, by: str) -> str:
    """The groups of those who answered, the largest first."""
    rows = sorted(told.printed(f"reach-by-{by}"), key=lambda row: -row["n"])
    said = listed([f"{row['n']} {_who(row)}" for row in rows])
    all_ = told.printed("reach")
    of = f"Of {all_[0]['n']} people who answered" if all_ else "Of the people who answered"
    return f"{of}, by {BY.get(by, by)}: {said}."


def _who(row: Row) -> str:
    return "did not say" if row["band"] == "not-said" else f"({row['label']})"


SEARCHES = {
    "sought-needs": "Most looked for",
    "unmet-needs": "Most looked for and not found",
}
"""The tables of searches that are drawn, and how their sentences begin."""


def looked_for(told: Told, id: str) -> str:
    """What was looked for most, or not found most, beside what the directory has."""
    rows = sorted(told.printed(id), key=lambda row: -row["n"])[:_MOST]
    said = [f"{in_words(row['label'])} ({row['n']} searches{_has(row)})" for row in rows]
    return f"{SEARCHES[id]}: {listed(said)}."


def _has(row: Row) -> str:
    listings = row.get("listings")
    return "" if listings is None else f", {listings} in the directory"


def introductions(told: Told) -> str:
    """How introductions came out."""
    rows = sorted(told.printed("referrals"), key=lambda row: -row["n"])
    said = "; ".join(f"{row['n']} {row['label']}" for row in rows)
    return f"Of the people introduced in the quarter before: {said}."
