"""Readings are put together by pseudonym, and scored as their instruments say."""

from dataclasses import replace
from pathlib import Path

import pytest

from connectbot.measures.library import Library
from connectbot.measures.released.people import measures, people, spans, waves
from connectbot.model.checkin import Reading

FLOWS = Path(__file__).parents[3] / "flows"
SPLIT = """
instrument: split
title: Two halves
version: "1"
licence: Made up for this test
source: This test
items:
  a: {text: A?, range: {from: 0, to: 3}}
  b: {text: B?, range: {from: 0, to: 3}}
scores:
  one: {of: [a], better: higher}
  two: {of: [b], type: lookup, lookup: {0: 0, 1: 1.5, 2: 2.25, 3: 4}, better: lower}
examples:
  - {answers: {a: 1, b: 2}, scores: {one: 1, two: 2.25}}
"""
PLAN = """
plan: more
title: More
instruments: [split]
waves:
  baseline: {after: 0 days}
  1-year: {after: 12 months, instruments: [split, pulse]}
"""


@pytest.fixture(scope="module")
def library() -> Library:
    """The starter's, and an instrument with two scores."""

    def texts(folder: str) -> dict[str, str]:
        return {path.name: path.read_text("utf-8") for path in (FLOWS / folder).glob("*.yaml")}

    found, problems = Library.parse(
        texts("instruments") | {"split.yaml": SPLIT}, texts("plans") | {"more.yaml": PLAN}
    )
    assert not problems
    return found


VERSIONS = {"ons4": "2020", "ucla3": "2018"}


def reading(name: bytes, wave: str, instrument: str, strata=None, **values: int) -> Reading:
    """One reading; its key says what it is of."""
    key = f"{wave}{instrument}".encode().ljust(16)[:16]
    given = {item.replace("_", "-"): value for item, value in values.items()}
    return Reading(
        key,
        name,
        "2026Q4",
        "oakfield",
        "usual",
        wave,
        instrument,
        VERSIONS.get(instrument, "1"),
        given,
        strata or {},
    )


def test_ons4_is_item_by_item_and_ucla3_one_sum(library: Library) -> None:
    """What is followed are scores where there are some, else items, with their direction."""
    found = {one.id: one for one in measures(library)}
    assert {id for id in found if id.startswith("ons4.")} == {
        "ons4.satisfied",
        "ons4.worthwhile",
        "ons4.happy",
        "ons4.anxious",
    }
    assert [id for id in found if id.startswith("ucla3.")] == ["ucla3.total"]
    assert found["ucla3.total"].better == found["ons4.anxious"].better == "down"
    assert found["ons4.satisfied"].better == "up"
    assert found["ucla3.total"].band(5) == "not-lonely"
    assert found["ucla3.total"].band(6) == "lonely"
    assert found["split.two"].title == "Two halves: two"
    assert found["split.one"].band(1) == ""


def test_a_person_is_all_their_readings(library: Library) -> None:
    """Their keys, their scores by round, what they said, and who enrolled them."""
    one, two = b"1" * 16, b"2" * 16
    readings = [
        reading(
            one, "baseline", "ucla3", {"age": "65-plus"}, companionship=3, left_out=2, isolated=3
        ),
        reading(one, "baseline", "split", a=1, b=2),
        reading(one, "6-weeks", "ucla3", {"age": "65-plus"}, companionship=1, isolated=3),
        reading(two, "baseline", "gone", a=1),
        reading(two, "6-weeks", "ons4", satisfied=77),
        reading(two, "3-months", "ons4", satisfied=7),
    ]
    first, second = sorted(people(readings, library, {one: "s1"}), key=lambda one: -len(one.values))
    assert first.values == {
        ("baseline", "ucla3.total"): 8,
        ("baseline", "split.one"): 1,
        ("baseline", "split.two"): 2.25,
    }
    assert first.waves == {"baseline", "6-weeks"}
    assert (first.referrer, second.referrer) == ("s1", None)
    assert (first.group("age"), second.group("age")) == ("65-plus", "not-said")
    assert second.values == {("3-months", "ons4.satisfied"): 7}
    assert len(first.labels) == 3


def test_two_versions_are_not_compared(library: Library) -> None:
    """Of another version than the one that is asked now only the round counts."""
    old = replace(reading(b"1" * 16, "baseline", "ons4", satisfied=3), version="2011")
    new = reading(b"1" * 16, "6-weeks", "ons4", satisfied=7)
    (one,) = people([old, new], library, {})
    assert one.values == {("6-weeks", "ons4.satisfied"): 7}
    assert one.waves == {"baseline", "6-weeks"}


def test_rounds_are_those_of_all_plans(library: Library) -> None:
    """The start first; how far on each is, in quarters."""
    assert waves(library) == ("baseline", "1-year", "6-weeks", "3-months", "6-months")
    assert spans(library)["6-weeks"] == pytest.approx(0.46, abs=0.01)
    assert spans(library)["baseline"] == 0
