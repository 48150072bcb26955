"""What is told of somebody's answers: as much as can be found, and that the rest cannot."""

from connectbot.desk.answered import NONE, Answered, copied, removed, shown, stays
from connectbot.model.checkin import Reading


def reading(wave: str, **strata: str) -> Reading:
    values = {"worthwhile": 6, "satisfied": 7}
    return Reading(b"k", b"p", "2026Q4", "oakfield", "usual", wave, "ons4", "1", values, strata)


FOUND = Answered((reading("baseline", age="25-64"), reading("6-weeks")), ())
GONE = Answered((), ("2026Q1",))


def test_nothing_is_said_of_nothing() -> None:
    """Who answered nothing is not told of readings."""
    assert shown(NONE) == removed(NONE) == stays(NONE) == copied(NONE) == []


def test_what_is_found_is_called_pseudonymised() -> None:
    """How many, and by what they are found; what was answered only with the words."""
    (line,) = shown(FOUND)
    assert line.startswith("2 readings of check-ins in the readings database, pseudonymised")
    assert shown(FOUND, words=True)[1:] == [
        "2026Q4, 6-weeks, ons4: satisfied 7, worthwhile 6",
        "2026Q4, baseline, ons4: satisfied 7, worthwhile 6 (said of themselves: age 25-64)",
    ]
    assert removed(FOUND) == ["2 readings of check-ins, in the readings database"]


def test_what_cannot_be_found_is_said_to_be_so() -> None:
    """After its key was destroyed nobody pretends that a quarter's answers were removed, or that
    they are anonymous."""
    (line,) = shown(GONE)
    assert "2026Q1" in line
    assert "nobody can tell which are theirs, nor can we" in line
    assert removed(GONE) == []
    assert stays(GONE)[0].endswith("they cannot be found, and not removed.")
    assert not any("anonymous" in one for one in shown(GONE) + stays(GONE)[:1])


def test_released_figures_stay_and_are_anonymous() -> None:
    """The one thing that is called so."""
    assert "Released figures, which are anonymous" in stays(FOUND)[-1]


def test_their_own_copy_has_every_answer() -> None:
    """In JSON, by wave, without pseudonym and key."""
    assert copied(FOUND)[1] == {
        "quarter_of_enrolment": "2026Q4",
        "wave": "baseline",
        "instrument": "ons4",
        "version": "1",
        "answers": {"satisfied": 7, "worthwhile": 6},
        "said_of_themselves": {"age": "25-64"},
    }
