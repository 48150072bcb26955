"""Answers as people write them: tables of our own, and the labelled rows kept beside us."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from connectbot.flows.answers import understand
from connectbot.safety.reserved import Keyword, keyword

HERE = Path(__file__).parent
LABELLED = HERE.parents[2].parent / "shared" / "answers" / "answers_dev.csv"
DOCS = HERE.parents[2] / "docs" / "answers.md"
ASKED = "?"


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def taken(row: dict[str, str]) -> str:
    options = row["options"].split("|") if row["options"] else []
    today = date.fromisoformat(row["today"])
    return understand(row["expects"], row["text"], options=options, today=today) or ASKED


TABLES = ("voices", "more_voices", "third_voices")
KINDS = sorted({row["expects"] for name in TABLES for row in rows(HERE / f"{name}.csv")})


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("table", TABLES)
def test_a_reply_is_taken_as_it_was_meant(table: str, kind: str) -> None:
    """Each row's text gives its value, or "?" where the bot should ask again."""
    wrong = {
        (row["options"], row["text"]): (taken(row), row["value"])
        for row in rows(HERE / f"{table}.csv")
        if row["expects"] == kind and taken(row) != row["value"]
    }
    assert wrong == {}


def test_every_table_says_what_it_means() -> None:
    """No reply to the same question stands in our tables with two values."""
    meant: dict[tuple[str, ...], set[str]] = {}
    for table in TABLES:
        for row in rows(HERE / f"{table}.csv"):
            asked = (row["expects"], row["options"], row["today"], row["text"])
            meant.setdefault(asked, set()).add(row["value"])
    assert {asked for asked, values in meant.items() if len(values) > 1} == set()


@pytest.mark.parametrize("row", [*rows(HERE / "optout.csv")], ids=lambda row: row["text"])
def test_stop_is_a_wish_to_hear_no_more(row: dict[str, str]) -> None:
    """ "Stop it now" ends all texts, and "I want to stop smoking" ends none."""
    assert ("stop" if keyword(row["text"]) is Keyword.STOP else "none") == row["value"]


@pytest.mark.skipif(not LABELLED.exists(), reason="the labelled answers are not beside us")
def test_the_labelled_answers_are_read() -> None:
    """At least 97 in 100 labelled answers right, at most one in 100 silently wrong, and every wrong
    one, with the figures, in docs/answers.md.

    Rows that expect "optout" are read by the safety room.
    """
    labelled = [row for row in rows(LABELLED) if row["expects"] != "optout"]
    wrong = [row for row in labelled if taken(row) != row["value"]]
    silent = [row["text"] for row in wrong if taken(row) != ASKED]
    assert len(wrong) <= 0.03 * len(labelled)
    assert len(silent) <= 0.01 * len(labelled), silent
    page = DOCS.read_text(encoding="utf-8")
    right = len(labelled) - len(wrong)
    assert f"{right} of {len(labelled)} labelled rows right, {len(silent)} silently wrong" in page
    listed = set(re.findall(r"^\| (\w+) \|.*\| `(.*)` \|", page, re.MULTILINE))
    assert listed == {(row["expects"], row["text"]) for row in wrong}
