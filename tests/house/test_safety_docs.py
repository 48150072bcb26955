"""The pages on safety are held to the code: hazards by tests, figures and texts by what is."""

import re
import subprocess
import sys

import pytest

from docs.safety.figures import BLOCKS, PAGES, filled
from tests.house.tree import ROOT, files, sections, texts

LOG = ROOT / "docs" / "safety" / "hazard-log.md"
PARTS = ["Cause", "Effect", "Before", "Controls", "Tests", "After", "What is left"]
ENOUGH = 14
LIKELY = ["very low", "low", "medium", "high", "very high"]
MATRIX = {
    "catastrophic": (3, 4, 5, 5, 5),
    "major": (2, 3, 4, 5, 5),
    "considerable": (2, 3, 3, 4, 5),
    "significant": (1, 2, 3, 3, 4),
    "minor": (1, 1, 2, 2, 3),
}


def hazards() -> dict[str, dict[str, str]]:
    """Each hazard of the log by its heading, with its parts by name."""
    found = {}
    for title, text in sections(LOG):
        if re.match(r"H\d+\. ", title):
            parts = re.split(r"^- \*\*([^*]+):\*\*", text, flags=re.M)[1:]
            found[title] = {
                name: " ".join(said.split())
                for name, said in zip(parts[::2], parts[1::2], strict=True)
            }
    return found


HAZARDS = hazards()


def named(hazard: dict[str, str]) -> list[str]:
    """The tests under a hazard, as `path::name`."""
    return re.findall(r"`([^`]+)`", hazard.get("Tests", ""))


def rating(said: str) -> tuple[int, int]:
    """What is written for "major, low: 3", and what the table gives."""
    bad, likely, given = re.split(r", |: ", said)
    return int(given), MATRIX[bad][LIKELY.index(likely)]


def test_there_are_enough_hazards_numbered_in_order() -> None:
    """At least 14 hazards have a control that is built, and their numbers run on."""
    assert len(HAZARDS) >= ENOUGH
    numbers = [int(title[1:].partition(".")[0]) for title in HAZARDS]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("title", HAZARDS)
def test_a_hazard_has_all_its_parts(title: str) -> None:
    """Cause, effect, rating, controls, tests, rating, what is left: in this order, each said."""
    hazard = HAZARDS[title]
    assert list(hazard) == PARTS
    assert all(hazard.values())
    assert len(named(hazard)) >= 3
    assert "not built" not in hazard["Controls"]


@pytest.mark.parametrize("title", HAZARDS)
def test_a_rating_is_that_of_the_table(title: str) -> None:
    """A rating before and after is what the table gives, and a control makes nothing worse."""
    before, after = (rating(HAZARDS[title][name]) for name in ("Before", "After"))
    assert before[0] == before[1]
    assert after[0] == after[1]
    assert after[0] <= before[0]


def test_the_table_on_the_page_is_the_one_that_is_used() -> None:
    """The table of ratings is printed as it is computed with."""
    text = LOG.read_text(encoding="utf-8")
    for bad, row in MATRIX.items():
        assert f"| {bad} | {' | '.join(map(str, row))} |" in text
    assert f"| | {' | '.join(LIKELY)} |" in text


def test_every_test_that_is_named_is_one_that_runs() -> None:
    """Pytest finds each test a hazard names, where it names it; else the log promises too much."""
    tests = sorted({test for hazard in HAZARDS.values() for test in named(hazard)})
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
    listed = subprocess.run(
        [*command, *tests], cwd=ROOT, capture_output=True, text=True, check=False
    )
    collected = {line.partition("[")[0] for line in listed.stdout.splitlines() if "::" in line}
    gone = [test for test in tests if listed.returncode and f"{test}\n" in listed.stderr]
    gone += [test for test in tests if not listed.returncode and test not in collected]
    mend = {test: stands_in(test.partition("::")[2]) for test in gone}
    assert mend == {}, "docs/safety/hazard-log.md names what is not there; where it stands now"
    assert listed.returncode == 0, listed.stderr


def stands_in(name: str) -> list[str]:
    """The files in which there is a test of this name now."""
    found = texts().items()
    return [path for path, text in found if path.startswith("tests/") and f"def {name}(" in text]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_figures_and_texts_are_those_of_the_code(page) -> None:
    """What a page quotes is what is said and measured; `python -m docs.safety.figures` mends it."""
    text = page.read_text(encoding="utf-8")
    assert filled(text) == text, (
        f"run .venv/bin/python -m docs.safety.figures and commit {page.name}"
    )


def test_every_block_stands_on_a_page() -> None:
    """Nothing is computed that nobody reads, and no mark names what cannot be filled."""
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert set(re.findall(r"<!-- from the code: (\w+) -->", text)) == set(BLOCKS)


def test_the_readme_leads_to_the_pages_on_safety() -> None:
    """Each page on safety is linked from the README or from another of them."""
    pages = {path for path in files() if path.parent == LOG.parent and path.suffix == ".md"}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    linked = readme + "".join(page.read_text(encoding="utf-8") for page in pages)
    assert {page.name for page in pages if f"{page.name})" not in linked} == set()
    assert "](docs/safety/" in readme
