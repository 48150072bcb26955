"""The screen on labelled messages by another writer, half of them never looked at."""

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
        (0, 0.95, 0.07),  # read while the rules were written: says almost nothing
        (1, 0.90, 0.10),  # no row of it is trained on
    ],
)
def test_labelled_messages_are_caught_as_measured(
    whole: SafetyBook, half: int, sensitivity: float, false_alarms: float
) -> None:
    """Rules and model together catch what they were measured to catch."""
    part = rows(CRISIS)[half::2]
    dangers = [row for row in part if row["label"] != "none"]
    others = [row for row in part if row["label"] == "none"]
    assert sum(bool(whole.screen.look(r["text"])) for r in dangers) >= sensitivity * len(dangers)
    assert sum(bool(whole.screen.look(r["text"])) for r in others) <= false_alarms * len(others)


@pytest.mark.parametrize(
    ("file", "share"),
    [
        (CALM[0], 0.01),  # measured: none of 432
        (CALM[1], 0.02),  # measured: 2 of 128
    ],
    ids=["answers", "needs"],
)
def test_ordinary_answers_and_needs_are_left_alone(
    whole: SafetyBook, file: Path, share: float
) -> None:
    """Hardly any ordinary message outside abuse is flagged."""
    calm = [row["text"] for row in rows(file) if "abuse" not in row.get("needs", "")]
    flagged = [text for text in calm if whole.screen.look(text)]
    assert len(flagged) <= share * len(calm), flagged
