"""A name becomes an id that can be typed, whatever letters it is written with."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectbot.directory.ids import id_of

NAMES = [
    ("Tea and Talk", "tea-and-talk"),
    ("St Mary's Cross", "st-marys-cross"),
    ("St Mary\u2019s Cross", "st-marys-cross"),
    ("T\u0177 Gwyn, Caf\u00e9", "ty-gwyn-cafe"),
    ("  -- 50+ club! --  ", "50-club"),
    ("\u6771\u4eac", ""),
]


@pytest.mark.parametrize(("name", "id"), NAMES)
def test_a_name_as_an_id(name: str, id: str) -> None:
    """Accents and apostrophes go, everything else parts words."""
    assert id_of(name) == id


@settings(max_examples=50)
@given(st.text(), st.integers(1, 60))
def test_it_fits_and_is_its_own_id(name: str, longest: int) -> None:
    """Whatever the name: short enough, no dash at an end, and the id of itself."""
    found = id_of(name, longest)
    assert len(found) <= longest
    assert found == found.strip("-") == id_of(found)
