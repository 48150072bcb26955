"""The ledger holds every release with whom it was of, and knows when something of it is missing."""

from dataclasses import replace
from random import Random

import pytest

from connectbot.measures.released.cells import Cell, Draft
from connectbot.measures.released.ledger import Ledger, Past, Refused, Was, digest, read, written
from connectbot.measures.released.release import parsed
from connectbot.measures.released.rules import passed
from tests.attacks.pilots import Pilot, crowd


@pytest.fixture(scope="module")
def pilot() -> Pilot:
    """Two releases of a place."""
    people = crowd(Random(1), 70, age="25-64")
    return Pilot().then(people[:40]).then(people)


def test_what_is_written_is_read_again(pilot: Pilot) -> None:
    """Everything of printed cells, and of the others that they were not printed and since when they
    could have been."""
    found = read(written(past) for past in reversed(pilot.ledger.releases))
    for one, wanted in zip(found.releases, pilot.ledger.releases, strict=True):
        assert (one.quarter, one.hash, one.previous) == (
            wanted.quarter,
            wanted.hash,
            wanted.previous,
        )
        for key, was in wanted.cells.items():
            kept = was if was.shown is not None else Was(None, was.warm, was.as_at)
            assert one.cells[key] == kept


def test_each_release_names_the_one_before(pilot: Pilot) -> None:
    """By the hash of what was printed, in the artefact as in the ledger."""
    first, second = pilot.made
    assert parsed(second.artefact)["previous"] == digest(first.artefact) == second.past.previous


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "connectbot ledger 9"}'])
def test_what_cannot_be_read_is_refused(text: str) -> None:
    """And a release of a form that this version does not know is none."""
    with pytest.raises(Refused, match="cannot be read"):
        read([text])
    with pytest.raises(Refused, match="no release"):
        parsed(text)


def test_a_release_that_is_missing_in_between_is_noticed(pilot: Pilot) -> None:
    """The second names a first that is not there."""
    with pytest.raises(Refused, match="lacks what came before 2027Q2"):
        Ledger(pilot.ledger.releases[1:]).check("2027Q3")


@pytest.mark.parametrize("found", [{}, {"2027Q1": "another"}, {"2027Q2": "", "2027Q1": ""}])
def test_what_was_printed_and_the_record_of_it_belong_together(
    pilot: Pilot, found: dict[str, str]
) -> None:
    """Where one is missing or another than it was, nothing is released."""
    with pytest.raises(Refused, match="one backup"):
        replace(pilot.ledger, found=found).check("2027Q3")


def test_a_quarter_is_released_once(pilot: Pilot) -> None:
    """Neither again, nor after a later one."""
    right = {past.quarter: past.hash for past in pilot.ledger.releases}
    ledger = replace(pilot.ledger, found=right)
    ledger.check("2027Q3")
    for quarter in ("2027Q1", "2027Q2"):
        with pytest.raises(Refused, match="once and never again"):
            ledger.check(quarter)


def test_a_ledger_that_gives_somebody_away_releases_nothing() -> None:
    """Two groups that were printed and differ by three people: the whole release is refused."""
    names = [bytes([number]) * 16 for number in range(40)]
    about = ("their answers",)
    cells = {
        key: Was({"n": 40}, 2, "2027Q1", n, frozenset(names[:n]), about)
        for key, n in (("all", 40), ("some", 37))
    }
    ledger = Ledger((Past("2027Q1", "", "", cells),))
    draft = Draft("2027Q2", (), ledger, tuple(frozenset([name]) for name in names))
    with pytest.raises(
        Refused, match="what was released before, two groups that tell of their ans"
    ):
        passed(draft)


def test_a_release_is_of_a_quarter() -> None:
    """A day or a month is finer than a release may be."""
    with pytest.raises(Refused, match="2026Q4"):
        passed(Draft("2026-11-22", (Cell("n", "tally", 50),)))
