"""Answers as people write them: two tables of our own, and the labelled rows kept beside us."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from connectbot.flows.answers import understand

HERE = Path(__file__).parent
LABELLED = HERE.parents[2].parent / "shared" / "answers" / "answers_dev.csv"
ASKED = "?"


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def taken(row: dict[str, str]) -> str:
    options = row["options"].split("|") if row["options"] else []
    today = date.fromisoformat(row["today"])
    return understand(row["expects"], row["text"], options=options, today=today) or ASKED


KINDS = sorted(
    {row["expects"] for name in ("voices", "more_voices") for row in rows(HERE / f"{name}.csv")}
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("table", ["voices", "more_voices"])
def test_a_reply_is_taken_as_it_was_meant(table: str, kind: str) -> None:
    """Each row's text gives its value, or "?" where the bot should ask again."""
    wrong = {
        (row["options"], row["text"]): (taken(row), row["value"])
        for row in rows(HERE / f"{table}.csv")
        if row["expects"] == kind and taken(row) != row["value"]
    }
    assert wrong == {}


@pytest.mark.skipif(not LABELLED.exists(), reason="the labelled answers are not beside us")
def test_the_labelled_answers_are_read() -> None:
    """At least 97 in 100 labelled answers right, and at most one in 100 silently wrong.

    Rows that expect "optout" are read by the safety room.
    """
    labelled = [row for row in rows(LABELLED) if row["expects"] != "optout"]
    right = sum(taken(row) == row["value"] for row in labelled)
    silent = [row["text"] for row in labelled if taken(row) not in {row["value"], ASKED}]
    assert right >= 0.97 * len(labelled)
    assert len(silent) <= 0.01 * len(labelled), silent
