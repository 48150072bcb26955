"""Figures about a group are those of the textbooks, to nine digits."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectbot.measures.released.figures import change, if_unchanged, mean, sd, tipping
from connectbot.measures.released.student import quantile

# Three questions about loneliness, twelve people, at the start and six weeks later.
START = (8, 7, 9, 6, 5, 7, 8, 6, 9, 7, 6, 5)
LATER = (6, 6, 8, 6, 4, 7, 6, 5, 9, 5, 6, 4)


def test_the_worked_example_comes_out_to_nine_digits() -> None:
    """The example of the reference, where less is better."""
    found = change([then - before for before, then in zip(START, LATER, strict=True)], "down")
    assert found.n == 12
    assert (found.improved, found.same, found.worse) == (8, 4, 0)
    wanted = (-0.9166666666666666, 0.7929614610987591, -1.4204903422702324, -0.4128429910631008)
    for one, exact in zip((found.mean, found.sd, found.low, found.high), wanted, strict=True):
        assert math.isclose(one, exact, rel_tol=1e-9)


def test_it_is_what_another_library_says() -> None:
    """Interval and spread beside those of scipy, for differences of whole numbers."""
    from scipy import stats

    differences = [then - before for before, then in zip(START, LATER, strict=True)]
    interval = stats.ttest_rel(LATER, START).confidence_interval()
    found = change(differences, "down")
    assert math.isclose(found.low, interval.low, rel_tol=1e-9)
    assert math.isclose(found.high, interval.high, rel_tol=1e-9)
    assert math.isclose(found.sd, stats.tstd(differences), rel_tol=1e-9)


@pytest.mark.parametrize("share", [0.5, 0.9, 0.975, 0.995, 0.9999])
def test_the_quantile_is_that_of_another_library(share: float) -> None:
    """One to a thousand degrees of freedom, to 1e-9 of its size."""
    from scipy import stats

    df = range(1, 1001) if share == 0.975 else (1, 2, 3, 9, 29, 100, 1000)
    for of, wanted in zip(df, stats.t.ppf(share, list(df)), strict=True):
        assert math.isclose(quantile(share, of), wanted, rel_tol=1e-9, abs_tol=1e-12)


@pytest.mark.parametrize(("share", "df"), [(0.4, 5), (1.0, 5), (0.975, 0)])
def test_what_has_no_quantile_is_refused(share: float, df: int) -> None:
    """Outside of what was tried nothing is said."""
    with pytest.raises(ValueError, match="degrees of freedom"):
        quantile(share, df)


@given(st.lists(st.integers(-10, 10), min_size=2, max_size=80))
def test_a_measure_turned_round_tells_the_same(differences: list[int]) -> None:
    """Where less is better, better and worse change places, and nothing else does."""
    up, down = change(differences, "up"), change(differences, "down")
    assert (up.improved, up.worse, up.same) == (down.worse, down.improved, down.same)
    assert (up.mean, up.sd, up.low, up.high) == (down.mean, down.sd, down.low, down.high)
    assert up.low - 1e-9 <= up.mean <= up.high + 1e-9


def test_one_answer_has_no_spread() -> None:
    """And its mean is itself."""
    assert (mean([7]), sd([7])) == (7, 0.0)


def test_the_missing_may_not_have_changed() -> None:
    """Forty of 80 answered again and are a point better: if the others are as they were, half."""
    assert if_unchanged(-1.0, 40, 40) == -0.5


@pytest.mark.parametrize(
    ("low", "high", "missing", "tips"),
    [(-1.4, -0.6, 40, 1.434), (0.6, 1.4, 40, 1.434), (-0.1, 0.5, 40, None), (0.6, 1.4, 0, None)],
)
def test_how_bad_the_missing_would_have_to_be(
    low: float, high: float, missing: int, tips: float | None
) -> None:
    """Forty answered; the tipping point is the same in both directions, and there is none where the
    interval holds nothing already or nobody is missing."""
    found = tipping((low + high) / 2, low, high, 40, missing)
    assert found == (None if tips is None else pytest.approx(tips, abs=1e-3))
    if tips is not None:
        # With the missing that much worse, the end of everybody's interval is 0.
        everybody = (40 * 1.0 + missing * (1.0 - found)) / (40 + missing)
        assert everybody == pytest.approx((high - low) / 2 * math.sqrt(40 / (40 + missing)))
