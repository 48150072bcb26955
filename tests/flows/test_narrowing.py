"""Nobody is told more than somebody said, however they say it."""

import pytest

from connectbot.flows import narrowing


@pytest.mark.parametrize(
    ("said", "name", "back"),
    [
        ("just my name", True, True),
        ("name only please", True, True),
        ("yes but not my number", True, True),
        ("ok but dont ring me", True, True),
        ("I'd rather you didn't, do not give them my mobile", True, True),
        ("no calls, no phone", True, False),
        ("just my name and number", False, True),
        ("yes if its free", False, True),
        ("my name is Jean", False, False),
        ("yes that's fine", False, False),
        ("yes they can ring me", False, False),
    ],
)
def test_what_is_kept_back(said, name, back) -> None:
    """A number is told only where nothing speaks against it; a yes with a "but" is asked again."""
    assert (narrowing.only_a_name(said), narrowing.keeps_back(said)) == (name, back)
