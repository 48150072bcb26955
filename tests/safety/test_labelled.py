"""The rules on labelled messages by another writer, half of them never looked at."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from connectbot.safety.book import SafetyBook

SHARED = Path(__file__).parents[3] / "shared"
CRISIS = SHARED / "safety" / "crisis_dev.csv"
CALM = [SHARED / "answers" / "answers_dev.csv", SHARED / "needs" / "phrases_dev.csv"]

pytestmark = pytest.mark.skipif(not CRISIS.exists(), reason="the labelled rows are not here")


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize(
    ("half", "sensitivity", "false_alarms"),
    [
        (0, 0.90, 0.05),  # read while the rules were written: says almost nothing
        (1, 0.65, 0.15),  # held back: measured 0.71 (51 of 72) and 0.13 (7 of 54)
    ],
)
def test_labelled_messages_are_caught_as_measured(
    book: SafetyBook, half: int, sensitivity: float, false_alarms: float
) -> None:
    """Of messages kept apart the rules alone catch two in three; a trained model comes later."""
    part = rows(CRISIS)[half::2]
    dangers = [row for row in part if row["label"] != "none"]
    others = [row for row in part if row["label"] == "none"]
    assert sum(bool(book.screen.look(r["text"])) for r in dangers) >= sensitivity * len(dangers)
    assert sum(bool(book.screen.look(r["text"])) for r in others) <= false_alarms * len(others)


@pytest.mark.parametrize("file", CALM, ids=lambda file: file.name)
def test_ordinary_answers_and_needs_are_left_alone(book: SafetyBook, file: Path) -> None:
    """At most 1 in 100 ordinary messages outside abuse is flagged."""
    calm = [row["text"] for row in rows(file) if "abuse" not in row.get("needs", "")]
    flagged = [text for text in calm if book.screen.look(text)]
    assert len(flagged) <= 0.01 * len(calm), flagged
