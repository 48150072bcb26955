"""Every answer set there can be, of every built-in instrument, against rules written out here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product

import pytest

from connectbot.measures.instrument import Instrument
from connectbot.measures.scoring import differs, score
from tests.measures.making import ASIDE, instrument, shipped

LIBRARY = shipped()
Answers = Mapping[str, int]


def every(one: Instrument) -> Iterator[dict[str, int]]:
    """Every set of answers, with each item skipped as well."""
    values = [(None, *item.values) for item in one.items.values()]
    for row in product(*values):
        yield {n: v for n, v in zip(one.items, row, strict=True) if v is not None}


def well(value: int) -> str:
    """The published bands of the three questions in which more is better."""
    return next(
        n for n, top in (("low", 4), ("medium", 6), ("high", 8), ("very-high", 10)) if value <= top
    )


def anxious(value: int) -> str:
    """The published bands of the question in which less is better."""
    return next(
        n for n, top in (("very-low", 1), ("low", 3), ("medium", 5), ("high", 10)) if value <= top
    )


def test_ons4_is_four_figures_and_never_one() -> None:
    """No score is made of the four; each answer has its own band, whatever the others are."""
    one = LIBRARY.instrument("ons4")
    assert list(one.items) == ["satisfied", "worthwhile", "happy", "anxious"]
    assert not one.scores
    seen = 0
    for name, item in one.items.items():
        assert item.values == tuple(range(11))
        for value in item.values:
            for others in ({}, {other: 10 for other in one.items if other != name}):
                found = score(one, {**others, name: value})
                assert not found.scores
                assert found.items[name] == value
                assert found.bands[name] == (anxious if name == "anxious" else well)(value)
                seen += 1
    assert seen == 88
    assert score(one, {}).bands == dict.fromkeys(one.items)


def test_ucla3_needs_all_three() -> None:
    """27 full answer sets sum to 3 to 9, lonely from 6 on; every set with a gap has no score."""
    one = LIBRARY.instrument("ucla3")
    full = 0
    for given in every(one):
        found = score(one, given)
        if len(given) < 3:
            assert (found.scores["total"], found.bands["total"]) == (None, None)
            continue
        full += 1
        total = sum(given.values())
        assert found.scores["total"] == total
        assert found.bands["total"] == ("lonely" if total >= 6 else "not-lonely")
    assert full == 27


@pytest.mark.parametrize(
    ("value", "band"), [(1, "often"), *((v, "not-often") for v in (2, 3, 4, 5))]
)
@pytest.mark.parametrize("id", ["ons-loneliness", "pulse"])
def test_the_direct_question_counts_who_says_often(id: str, value: int, band: str) -> None:
    """Only "Often/always" is reported as lonely, by itself and in the pulse."""
    one = LIBRARY.instrument(id)
    assert one.items["lonely"].values == (1, 2, 3, 4, 5)
    assert score(one, {"lonely": value}).bands["lonely"] == band


def test_a_pulse_is_two_figures() -> None:
    """Every pulse of two answers, one or none gives just those back, and no sum."""
    one = LIBRARY.instrument("pulse")
    sets = list(every(one))
    assert len(sets) == 12 * 6
    for given in sets:
        found = score(one, given)
        assert (found.items, found.scores) == (given, {})
        assert found.bands["satisfied"] == (
            well(given["satisfied"]) if "satisfied" in given else None
        )


def test_a_communitys_own_stands_item_by_item() -> None:
    """What residents of a place made up is kept as it was answered, in whichever language."""
    for language in ("en", "cy"):
        one = LIBRARY.instrument("good-month", language)
        assert one.language == language
        assert all(score(one, given).items == given for given in every(one))


EMOTIONAL = ("empty-pot", "miss-pot", "cracked-pot")
SOCIAL = ("pour-pot", "trust-pot", "near-pot")
DICHOTOMISED = (
    ASIDE
    + "items:\n"
    + "".join(
        f"  {name}: {{text: 'The pot {name}?', options: {{1: no, 2: more or less, 3: yes}}, "
        f"ones: [{ones}]}}\n"
        for names, ones in ((EMOTIONAL, "2, 3"), (SOCIAL, "1, 2"))
        for name in names
    )
    + f"""
scores:
  total: {{of: all, missing: 1, better: lower, bands: {{hardly: 0, moderate: 2, severe: 5}}}}
  emotional: {{of: [{", ".join(EMOTIONAL)}], better: lower}}
  social: {{of: [{", ".join(SOCIAL)}], better: lower}}
examples:
  - answers: {{{", ".join(f"{name}: 2" for name in (*EMOTIONAL, *SOCIAL))}}}
    scores: {{total: 6, emotional: 3, social: 3}}
    bands: {{total: severe}}
"""
)


def test_answers_that_count_one_or_nothing() -> None:
    """Six items of which some answers count 1, with subscales: all 4,096 sets; "more or less"
    always counts, the total bears one gap and a subscale none."""
    one = instrument(DICHOTOMISED)
    assert differs(one, one.examples[0]) == ""
    sets = 0
    for given in every(one):
        sets += 1
        found = score(one, given)
        emotional = [given[n] in (2, 3) for n in EMOTIONAL if n in given]
        social = [given[n] in (1, 2) for n in SOCIAL if n in given]
        assert found.scores["emotional"] == (sum(emotional) if len(emotional) == 3 else None)
        assert found.scores["social"] == (sum(social) if len(social) == 3 else None)
        total = sum(emotional) + sum(social)
        if len(given) < 5:
            assert (found.scores["total"], found.bands["total"]) == (None, None)
        else:
            assert found.scores["total"] == total
            assert found.bands["total"] == (
                "hardly" if total <= 1 else "moderate" if total <= 4 else "severe"
            )
    assert sets == 4**6


METRIC = (
    "7.00 9.51 11.25 12.40 13.33 14.08 14.75 15.32 15.84 16.36 16.88 17.43 17.98 18.59 19.25 19.98 "
    "20.73 21.54 22.35 23.21 24.11 25.03 26.02 27.03 28.13 29.31 30.70 32.55 35.00"
).split()
POTS = tuple(f"pot-{number}" for number in range(1, 8))
LOOKED_UP = (
    ASIDE
    + "items:\n"
    + "".join(
        f"  {name}: {{text: 'How often was {name} warm?', range: {{from: 1, to: 5}}}}\n"
        for name in POTS
    )
    + "scores:\n  metric:\n    of: all\n    type: lookup\n    lookup:\n"
    + "".join(f"      {raw}: {value}\n" for raw, value in enumerate(METRIC, start=7))
    + "examples:\n"
    + f"  - answers: {{{', '.join(f'{name}: 3' for name in POTS)}}}\n"
    + "    scores: {metric: 19.25}\n"
)


def test_a_sum_is_looked_up_in_a_table() -> None:
    """Every sum of seven items has its own figure, to two places, and more is more; every way to
    reach a sum gives the same, and with an item skipped there is none."""
    one = instrument(LOOKED_UP)
    assert differs(one, one.examples[0]) == ""
    found: dict[int, Decimal] = {}
    for row in product(
        range(1, 6), repeat=3
    ):  # the other four at one end, the middle and the other
        for rest in (1, 3, 5):
            given = dict(zip(POTS, (*row, rest, rest, rest, rest), strict=True))
            value = score(one, given).scores["metric"]
            assert value is not None
            assert found.setdefault(sum(given.values()), value) == value
    for raw in range(7, 36):
        lows = (raw - 7) // 4
        given = dict.fromkeys(POTS, 1) | dict.fromkeys(POTS[:lows], 5)
        if lows < 7:
            given[POTS[lows]] = 1 + (raw - 7) % 4
        found[raw] = score(one, given).scores["metric"] or Decimal(0)
    assert [str(found[raw]) for raw in range(7, 36)] == METRIC
    assert sorted(set(found.values())) == [found[raw] for raw in range(7, 36)]
    assert score(one, dict.fromkeys(POTS[1:], 5)).scores["metric"] is None


def test_a_reversed_item_is_turned_round() -> None:
    """Where agreeing means the contrary, 1 of 1 to 5 counts 5."""
    one = instrument(
        ASIDE
        + """
items:
  warm: {text: Is it warm?, range: {from: 1, to: 5}}
  cold: {text: Is it cold?, range: {from: 1, to: 5}, reverse: yes}
scores:
  total: {of: [warm, cold]}
examples:
  - answers: {warm: 5, cold: 1}
    scores: {total: 10}
"""
    )
    for warm, cold in product(range(1, 6), repeat=2):
        assert score(one, {"warm": warm, "cold": cold}).scores["total"] == warm + 6 - cold


@pytest.mark.parametrize("given", [{"lonely": 0}, {"lonely": 6}, {"happy": 1}])
def test_what_nobody_can_answer_is_no_answer(given: Answers) -> None:
    """A value or an item that is not there is refused, not scored."""
    with pytest.raises(ValueError, match="ons-loneliness: nobody can answer"):
        score(LIBRARY.instrument("ons-loneliness"), given)
