"""`connectbot directory duplicates` and `merge`: what stands there twice is made one."""

from __future__ import annotations

from pathlib import Path

from tests.cli.test_directory_edit import ALL, asked, do, hillside

__all__ = ["hillside"]  # a fixture of theirs

BENCHES = """
- id: bench
  name: Chatty Bench
  needs: [company]
  where: {outcode: LS8}
  when: Tuesdays 2pm to 4pm
  contact: {phone: 07700 900123}
- id: benches
  name: Chatty Benches
  needs: [company]
  who: anyone
  where: {outcode: LS8}
  when: Tuesdays 2pm to 4pm
  contact: {phone: 07700 900123}
"""


def test_twice_is_found_and_made_one(hillside: Path) -> None:
    """A pair is shown side by side with its reasons; after merging the old id answers."""
    assert "Nothing stands there twice." in do(hillside, "duplicates").out
    with (hillside / ALL).open("a") as file:
        file.write(BENCHES)
    (pair,) = asked(hillside, "duplicates", "--place", "hillside")
    assert (pair["a"], pair["b"]) == ("bench", "benches")
    out = do(hillside, "duplicates").out
    assert "bench and benches: the same name, the same phone, the same time" in out
    assert "   when: Tue 2pm to 4pm (both)\n   phone: 07700 900123 (both)\n" in out
    assert "   who: (nothing) | anyone\n" in out
    merged = asked(hillside, "merge", "bench", "benches", "--yes")
    assert [change["field"] for change in merged["changes"]] == ["who"]
    assert asked(hillside, "show", "benches")["id"] == "bench"
    assert "that is bench already" in do(hillside, "merge", "bench", "benches", code=1).err
    assert "There is no place 'x'" in do(hillside, "duplicates", "--place", "x", code=2).err
