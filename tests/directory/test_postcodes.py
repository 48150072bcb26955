"""Postcode districts: found in what people write, and measured between."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectbot.directory.postcodes import Districts, outcode_of
from tests.directory import oakfield

CASES = [
    ("LS8", "LS8"),
    ("ls8", "LS8"),
    ("LS8 2AA", "LS8"),
    ("ls8 2aa", "LS8"),
    ("ls82aa", "LS8"),
    ("LS 8", "LS8"),
    ("ls 8", "LS8"),
    ("LS17.", "LS17"),
    ("ls11!!", "LS11"),
    ("im lonely since my husband died, LS8", "LS8"),
    ("im lonely since my husband died ls8", "LS8"),
    ("I live near LS 8 by the park", "LS8"),
    ("in ls 8", "LS8"),
    ("postcode is ls9 thanks", "LS9"),
    ("(LS9)", "LS9"),
    ("LS9/LS8", "LS9"),
    ("SW1A 1AA", "SW1A"),
    ("i am at sw1a1aa now", "SW1A"),
    ("near E1", "E1"),
    ("in n1 atm", "N1"),
    ("no money, M1", "M1"),
    ("M1", "M1"),
    ("b12", "B12"),
    ("I moved from LS8 to LS11 4AB", "LS11"),
    ("me1 1aa", "ME1"),
    ("", None),
    ("MS4 paint", None),
    ("LS77", None),
    ("I need b12 injections", None),
    ("alright m8", None),
    ("is it ok for me 2 come", None),
    ("me2", "ME2"),
    ("me2 mate, want to come", None),
    ("so 14 of us", None),
    ("do you know ne1 there", None),
    ("W8 for me", None),
    ("wait b4 tea", None),
    ("10 cm 3 wide", None),
    ("LS", None),
    ("8", None),
    ("xLS8", None),
    ("LS8x", None),
    ("LS8_", "LS8"),
    ("room LS8A", None),
]


@pytest.mark.parametrize(("text", "outcode"), CASES)
def test_found(text: str, outcode: str | None) -> None:
    """An outcode, or that of a whole postcode, is found where it is meant as a place."""
    assert oakfield.districts().find(text) == outcode


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(), max_size=80) | st.text("LSls8 12aAbBmMe,.", max_size=30))
def test_only_real_districts(text: str) -> None:
    """Whatever is written, what is found is a district of the table."""
    found = oakfield.districts().find(text)
    assert found is None or found in oakfield.districts()


AREAS = [
    ("ls8 2aa", "LS8 2"),
    ("im at LS8 2AA, near the park", "LS8 2"),
    ("LS8 2", "LS8 2"),
    ("near ls8 2.", "LS8 2"),
    ("LS8 2 kids", "LS8"),
    ("LS8", "LS8"),
    ("LS8 6ZZ", "LS8"),
    ("LS8 6", "LS8"),
    ("LS98X 9ZZ", None),
    ("hello", None),
]


@pytest.mark.parametrize(("text", "area"), AREAS)
def test_area(text: str, area: str | None) -> None:
    """The sector where it is said and known, else the district; never more of a postcode."""
    assert oakfield.districts().area(text) == area


def test_sectors() -> None:
    """A sector is known like a district, and lies nearer to the truth; where the table of sectors
    is missing, it stands where its district does."""
    districts, plain = oakfield.districts(), Districts({"LS8": (53.8, -1.5), "LS7": (53.8, -1.6)})
    assert "LS8 2" in districts
    assert "LS8 6" not in districts
    assert "LS8 2" not in plain
    assert plain.area("ls8 2aa") == "LS8"
    assert plain.miles("LS8 2", "LS7") == plain.miles("LS8", "LS7")
    apart, centre = districts.miles("LS8 1", "LS8 5"), districts.miles("LS8 1", "LS8")
    assert apart is not None
    assert centre is not None
    assert 0 < centre < apart < 3
    assert outcode_of("LS8 2") == outcode_of("LS8") == "LS8"


def test_every_sector_can_be_read() -> None:
    """Each line of the shipped table gives a centre near that of its district."""
    districts = oakfield.districts()
    lines = (oakfield.FOLDER / "postcodes/gb_sectors.csv").read_text("utf-8").splitlines()
    assert len(lines) == 10_849
    for line in (*lines[1::97], lines[-1]):
        sector = line.split(",")[0]
        miles = districts.miles(sector, outcode_of(sector))
        assert miles is not None
        assert miles < 40, sector


def test_long_text_is_quick() -> None:
    """A hundred thousand characters are looked through without getting stuck."""
    assert oakfield.districts().find("l s 8 " * 16_000 + "near LS8") == "LS8"


@pytest.mark.parametrize(
    ("a", "b", "least", "most"),
    [("LS8", "LS8", 0, 0), ("LS8", "LS7", 1, 2), ("LS8", "LS17", 2, 3), ("LS8", "SW1A", 160, 180)],
)
def test_miles(a: str, b: str, least: float, most: float) -> None:
    """Distances are miles as the crow flies, the same both ways."""
    districts = oakfield.districts()
    there, back = districts.miles(a, b), districts.miles(b, a)
    assert there is not None
    assert back == pytest.approx(there)
    assert least <= there <= most


@pytest.mark.parametrize(("a", "b"), [("LS8", "XX1"), ("XX1", "LS8")])
def test_unknown_distance(a: str, b: str) -> None:
    """Where a district is not in the table nobody can say how far it is."""
    assert oakfield.districts().miles(a, b) is None


@pytest.mark.parametrize("row", ["LS8", "LS8,north,west", "LS8,53.8"])
def test_broken_table(row: str) -> None:
    """A broken row is named by its line."""
    with pytest.raises(ValueError, match=r"line 3: expected district,latitude,longitude"):
        Districts.parse(f"district,lat,lon\nLS7,53.8,-1.5\n{row}\n")


def test_the_whole_table() -> None:
    """Every district of Great Britain is there, and is read quickly."""
    text = (oakfield.FOLDER / "postcodes/gb_districts.csv").read_text("utf-8")
    spent = []
    for _ in range(3):
        started = time.process_time()
        districts = Districts.parse(text)
        spent.append(time.process_time() - started)
    assert min(spent) < 0.1
    assert len(districts) == 2865


def test_attribution() -> None:
    """The table goes with the words its licence asks for."""
    said = (oakfield.FOLDER / "postcodes/LICENCE.md").read_text("utf-8")
    for owner in (
        "OS data (c) Crown",
        "Royal Mail data (c) Royal Mail",
        "National Statistics data",
    ):
        assert f"ontains {owner}" in said


def test_districts_outward_are_never_told_too_far() -> None:
    """Each comes before any of its sectors can be nearer; one that nobody knows comes first; what
    is too far off is left out, to the north and to the east."""
    centres = {"AA1": (53.0, -1.5), "AA2": (53.2, -1.5), "AA3": (55.0, -1.5), "AA4": (53.0, 1.5)}
    sectors = "sector,lat,lon\nAA2 1,53.1,-1.5\nAA2 2,53.25,-1.5"
    districts = Districts(centres, sectors)
    outward = districts.outward("AA1", ["AA3", "AA2", "AA4", "ZZ9"], 15.0)
    assert [outcode for _, outcode in outward] == ["ZZ9", "AA2"]
    nearest = districts.miles("AA1", "AA2 1")
    assert nearest is not None
    assert 0 <= outward[1][0] <= nearest
    assert districts.outward("AA1", ["AA2"], 15.0) == outward[1:]
    assert districts.outward("QQ1", ["AA2"], 15.0) == [(0.0, "AA2")]
