"""What docs/measures.md shows is true."""

from __future__ import annotations

import re

from connectbot.flows import lint
from connectbot.flows.measuring import PAUSE_DAYS
from connectbot.measures.library import Library
from connectbot.safety.book import SafetyBook
from tests.measures.making import ROOT, shipped

PAGE = (ROOT / "docs/measures.md").read_text("utf-8")


def block(kind: str) -> str:
    """The one example of this kind."""
    return re.findall(rf"^```yaml {kind}\n(.*?)^```$", PAGE, flags=re.M | re.S)[0]


def test_the_instrument_on_the_page_can_be_used() -> None:
    """It is read, its worked examples hold, and each question of it is one text."""
    library, problems = Library.parse({"teapots.yaml": block("instrument")}, {})
    assert not problems
    assert not lint.measured(library, {}, SafetyBook.standing_in("safety.yaml").screen)


def test_the_plan_on_the_page_is_the_usual_one() -> None:
    """It says what flows/plans/usual.yaml says."""
    library = shipped()
    texts = {"plan.yaml": block("plan")}
    files = {p.name: p.read_text("utf-8") for p in (ROOT / "flows/instruments").glob("*.yaml")}
    assert Library.parse(files, texts)[0].plans == library.plans


def test_the_page_names_what_is_built_in() -> None:
    """Every built-in instrument has its row; a pause is as long as it says."""
    assert all(f"| `{id}` |" in PAGE for id in shipped().instruments)
    assert PAUSE_DAYS == 4 * 7
