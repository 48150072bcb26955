"""Nobody is told more than somebody said, however they say it."""

import pytest

from connectbot.flows import narrowing


@pytest.mark.parametrize(
    ("said", "name", "back"),
    [
        ("just my name", True, True),
        ("dont give them my name", False, True),
        ("dont ring, just my name", True, True),
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


@pytest.mark.parametrize(
    ("said", "reads", "without", "objects"),
    [
        ("what did sam write", True, None, False),
        ("no let me read it first", True, None, False),
        ("not until i see what she wrote", True, None, False),
        ("i dont know what she wrote", True, None, False),
        ("gad i mi ei ddarllen", True, None, False),
        ("beth mae hi wedi ei ysgrifennu", True, None, False),
        ("no thanks, i dont like what he wrote", False, "no", True),
        ("yes but not what sam wrote", False, "number", True),
        ("just my number, not what was written", False, "number", True),
        ("dont tell them what she wrote", False, None, True),
        ("i dont want to read it", False, None, True),
        ("thats not true she got that wrong", False, None, True),
        ("leave that bit out", False, None, True),
        ("dydy hynny ddim yn wir", False, None, True),
        ("iawn ond dim beth mae hi wedi ysgrifennu", False, "number", True),
        ("dragons", False, None, False),
    ],
)
def test_what_was_written_is_read_or_left_out(said, reads, without, objects) -> None:
    """Only a request to read brings the words; a "not" before them keeps them back."""
    assert narrowing.asks_to_read(said) is reads
    assert narrowing.without_words(said, "number") == without
    assert narrowing.objects(said) is objects


@pytest.mark.parametrize(
    ("said", "narrows"),
    [
        ("ok but not my number", True),
        ("yes but dont tell them what she wrote", True),
        ("dont give them my number", True),
        ("this is not my number", False),
        ("dont give them my name", False),
        ("dont share name or number", False),
        ("dont tell them", False),
    ],
)
def test_a_part_is_kept_back_or_all_of_it(said, narrows) -> None:
    """Where it is asked what may be told, a part kept back answers that, and nothing else does."""
    assert narrowing.narrows(said) is narrows
