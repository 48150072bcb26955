"""A pilot is told beforehand what it may print, by the rules themselves."""

from connectbot.measures.released import forecast as of
from connectbot.measures.released.forecast import forecast
from tests.attacks.pilots import UCLA

ROUNDS = {"baseline": 0.0, "6-weeks": 0.46, "6-months": 2.0}


def test_120_people_print_change_in_the_third_quarter_of_everybody_alone() -> None:
    """Forty enrolled a quarter: by then thirty have answered twice, for two quarters in a row."""
    found = {one.table: one for one in forecast(120, 3, (UCLA,), ROUNDS)}
    assert found["change-6-weeks"].first == 3
    assert found["change-6-weeks"].by_quarter[:2] == (0, 0)
    assert found["change-6-weeks-by-age"].first is None
    assert found["change-6-months"].first == 5


def test_few_people_never_print_a_change() -> None:
    """Of thirty, too few answer twice; where they began may be said."""
    found = {one.table: one for one in forecast(30, 1, (UCLA,), ROUNDS)}
    assert found["change-6-weeks"].first is None
    assert found["start"].first == 1


def test_many_people_print_groups_too() -> None:
    """Of 250, the largest age group."""
    found = {one.table: one for one in forecast(250, 1, (UCLA,), ROUNDS)}
    assert found["change-6-weeks-by-age"].first is not None


def test_the_answer_is_the_same_whenever_it_is_asked() -> None:
    """The made-up people are spread out evenly, and not by chance."""
    assert forecast(60, 2, (UCLA,), ROUNDS) == forecast(60, 2, (UCLA,), ROUNDS)


def test_shares_that_do_not_add_up_still_give_a_group() -> None:
    """A rounding error at the end of the last group is the first group's."""
    assert of._chosen({"a": 0.3, "b": 0.6}, 0.95) == "a"
