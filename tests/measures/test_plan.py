"""What a plan's file may say."""

from __future__ import annotations

import pytest

from connectbot.measures.library import Library
from tests.measures.making import ADDED, PLAN, plan

FAULTS = [
    ("{after: 6 weeks}", "{after: soon}", "write a time like `24 hours`, `6 weeks` or `3 months`"),
    ("{after: 6 weeks}", "{after: 37 months}", "36 months at most"),
    ("{after: 6 weeks}", "{after: [6, weeks]}", "`after` should be lines like"),
    ("{after: 6 weeks}", "{after: 0 days}", "in the order they are due"),
    ("{after: 6 weeks}", "{after: 6 days}", "a week apart"),
    ("{after: 6 weeks}", "{after: 6 weeks, instruments: [other]}", "no instrument `other`"),
    ("[aside]", "[aside, aside]", "stands there twice"),
    ("title: Tea", "title: Tea\nreminders: [72 hours, 24 hours]", "one after the other"),
    ("title: Tea", "title: Tea\nreminders: [8 days]", "one after the other"),
    ("title: Tea", "title: Tea\nreminders: [1 day, 2 days, 3 days]", "hold less"),
    ("title: Tea", "title: Tea\ncloses: 8 days", "let it close by then"),
]


@pytest.mark.parametrize(("was", "written", "sentence"), FAULTS)
def test_a_fault_is_told(was: str, written: str, sentence: str) -> None:
    """A plan that cannot be kept is left out, and one sentence says why."""
    library, problems = Library.parse({"a.yaml": ADDED}, {"tea.yaml": PLAN.replace(was, written)})
    assert not library.plans
    assert [sentence in str(problem) for problem in problems] == [True]


def test_two_plans_cannot_have_one_name() -> None:
    """The second is left out."""
    library, problems = Library.parse({"a.yaml": ADDED}, {"tea.yaml": PLAN, "cup.yaml": PLAN})
    assert list(library.plans) == ["tea"]
    assert "there are two plans called `tea`" in str(problems[0])


def test_figures_need_a_baseline() -> None:
    """A plan whose first wave is called otherwise is kept, and what it will not print is said."""
    other = PLAN.replace("baseline:", "start:")
    library, (problem,) = Library.parse({"a.yaml": ADDED}, {"tea.yaml": other})
    assert list(library.plans) == ["tea"]
    assert problem.warning
    assert "here the first is `start`: call it `baseline`" in str(problem)


def test_a_wave_may_ask_something_else() -> None:
    """Instruments of a wave stand in place of the plan's."""
    one = plan(PLAN.replace("{after: 6 weeks}", "{after: 6 weeks, instruments: [short]}"))
    assert (one.asks("baseline"), one.asks("later")) == (("aside",), ("short",))
    with pytest.raises(KeyError):
        one.asks("never")
