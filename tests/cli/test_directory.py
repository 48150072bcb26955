"""`connectbot directory`: what would be offered, and one listing wholly."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.typed import really_typed, typed

PLACE = """\
id: hillside
name: Hillside
team: Hillside team
outcodes: [LS8, LS17]
staffed: Monday
"""

LISTINGS = """\
- id: tea
  name: Tea and Talk
  needs: [company]
  where: {venue: The Hall, outcode: LS8}
  when: [{byday: "MO,TU,WE,TH,FR,SA,SU", opens_at: "00:00", closes_at: "24:00"}]
  access: {step_free: yes}
  languages: [English, Urdu]
  ages: {least: 50}
- id: loft
  name: The Loft
  needs: [company]
  where: {venue: Mill Loft, outcode: LS8}
  access: {step_free: no}
- id: safe-house
  name: A safe house
  needs: [company]
  where: {confidential: yes, venue: Zebulon Lodge, outcode: LS17}
"""

PHRASES = {
    "company": "im lonely, i want to meet people, nobody to see",
    "food": "im hungry, nothing to eat, a food parcel",
    "money": "im skint, debts and bills, behind with rent",
    "warmth": "my house is cold, the heating is off",
    "active": "i want to walk, a keep fit class",
    "creative": "painting and drawing, knitting",
    "housing": "the landlord wants me out, a damp flat",
    "learning": "learn english, a computer course",
    "nature": "gardening outside, an allotment",
    "work": "find a job, help with my cv",
}
NEEDS = "".join(
    f"- id: {id}\n  title: {id.title()} things\n  warm: Many feel that.\n"
    f"  confirm: You would like {id}.\n  upstream: 5\n  phrases: [{phrases}]\n"
    for id, phrases in PHRASES.items()
)


@pytest.fixture
def hillside(tmp_path: Path) -> Path:
    """A community with one place and three listings."""
    folder = tmp_path / "hillside"
    (folder / "directory/places/hillside").mkdir(parents=True)
    (folder / "directory/needs.yaml").write_text(NEEDS)
    (folder / "directory/places/hillside/place.yaml").write_text(PLACE)
    (folder / "directory/places/hillside/all.yaml").write_text(LISTINGS)
    return folder


def found(hillside: Path, *command: str) -> dict[str, Any]:
    """What `directory find --json` finds."""
    ended = typed("directory", "find", *command, "--json", "--community", str(hillside))
    assert ended.code == 0, ended.err
    answer: dict[str, Any] = json.loads(ended.out)
    return answer


def said(hillside: Path, *command: str) -> str:
    """What `directory` says in words."""
    ended = typed("directory", *command, "--community", str(hillside))
    assert ended.code == 0, ended.err
    return ended.out


def test_by_need(hillside: Path) -> None:
    """The need it heard, and what would be offered with its reasons."""
    out = said(hillside, "find", "im lonely", "--near", "LS8")
    assert out.startswith("I heard: company things.\n\nHillside near LS8\n")
    assert "Tea and Talk (tea)\n   any time. The Hall, LS8.\n   in LS8, any time today, free" in out
    assert "The Loft (loft)\n   by arrangement. Mill Loft, LS8." in out


def test_near_is_heard_in_the_text(hillside: Path) -> None:
    """A district or a postcode in the words is where it looks."""
    assert "Hillside near LS8 2\n" in said(hillside, "find", "im lonely, LS8 2AA")
    assert found(hillside, "im lonely ls17")["near"] == "LS17"
    assert found(hillside, "im lonely")["near"] is None


@pytest.mark.parametrize(
    ("wish", "ids"),
    [
        ([], ["loft", "safe-house", "tea"]),
        (["--open", "now"], ["tea"]),
        (["--open", "now", "--open", "monday"], ["tea"]),
        (["--open", "tomorrow", "--open", "evening"], ["tea"]),
        (["--access", "steps"], ["safe-house", "tea"]),
        (["--age", "49"], ["loft", "safe-house"]),
        (["--age", "12"], []),
        (["--most", "1"], ["loft"]),
        (["--most", "1", "--age", "70"], ["tea"]),
        (["--language", "Urdu", "--most", "1"], ["tea"]),
    ],
)
def test_wishes(hillside: Path, wish: list[str], ids: list[str]) -> None:
    """When, for whom and in which language can be wished."""
    answer = found(hillside, "im lonely", "--near", "LS8", *wish)
    assert sorted(row["id"] for row in answer["listings"]) == ids
    assert answer["needs"] == ["company"]


def test_by_name(hillside: Path) -> None:
    """A name finds its listing, without any need."""
    out = said(hillside, "find", "the lofft")
    assert "I heard no need in that; I looked for words." in out
    assert "1. The Loft (loft)" in out
    assert "2. " not in out


def test_further_out_and_late(hillside: Path) -> None:
    """What is only further out, or on at another time, is said honestly."""
    (hillside / "directory/places/hillside/all.yaml").write_text(LISTINGS.split("- id: safe")[0])
    assert "Nothing in LS17; two in LS8, about 3 miles." in said(
        hillside, "find", "im lonely", "--near", "LS17"
    )
    asked = ("find", "loft", "--open", "now")
    assert "Nothing is on at that time. At other times:\n1. The Loft" in said(hillside, *asked)


def test_not_sure(hillside: Path) -> None:
    """Where it is not sure what they need and no word helps, it shows what the closest need has,
    and says that it is not sure."""
    answer = found(hillside, "lonely evenings with nobody at number nine")
    assert (answer["needs"], answer["sure"]) == (["company"], False)
    out = said(hillside, "find", "lonely evenings with nobody at number nine")
    assert out.startswith("I am not sure. The closest need is: company things.\n\nHillside\n1. ")


def test_nothing(hillside: Path) -> None:
    """Nothing found is said kindly, with who may know of something; for a program it is empty."""
    out = said(hillside, "find", "quagga racing")
    assert "Nothing there fits. The Hillside team may know of something." in out
    assert found(hillside, "quagga racing")["listings"] == []


def test_rows_for_programs(hillside: Path) -> None:
    """Each listing as it stands in its file, with its reasons and its miles."""
    answer = found(hillside, "im lonely", "--near", "LS17", "--open", "now")
    row = next(row for row in answer["listings"] if row["id"] == "tea")
    assert (answer["widened"], answer["late"]) == (True, False)
    assert (row["near"], row["miles"], row["reasons"][0]) == (False, 2.5, "about 3 miles")
    assert row["languages"] == ["English", "Urdu"]


def test_show(hillside: Path) -> None:
    """One listing, a line for each thing that is known or should be."""
    out = said(hillside, "show", "tea").splitlines()
    assert out[:3] == ["Tea and Talk", "id: tea", "run by: nobody in particular"]
    assert "ages: 50 and over" in out
    assert "checked: never" in out
    assert out[-1] == "written in: directory/places/hillside/all.yaml:1"
    row = json.loads(said(hillside, "show", "tea", "--json"))
    assert (row["name"], row["where"]["outcode"]) == ("Tea and Talk", "LS8")


def test_show_on_a_terminal(hillside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal it is a table with the same words."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    out = said(hillside, "show", "tea")
    assert "\x1b[1mTea and Talk" in out
    assert "50 and over" in out
    assert "ages: " not in out


def test_a_secret_is_kept(hillside: Path) -> None:
    """A confidential address is in nothing that is printed."""
    printed = [
        said(hillside, "show", "safe-house"),
        said(hillside, "show", "safe-house", "--json"),
        said(hillside, "find", "im lonely", "--near", "LS17"),
        said(hillside, "find", "im lonely", "--near", "LS17", "--json"),
        said(hillside, "find", "zebulon lodge"),
    ]
    assert not [text for text in printed if "Zebulon" in text]
    assert "where: Address given by phone" in printed[0]


@pytest.mark.parametrize(
    ("command", "code", "sentence"),
    [
        (["show", "teaa"], 1, "teaa: there is no such listing. Did you mean tea? `connectbot"),
        (["show", "quagga"], 1, "quagga: there is no such listing. `connectbot directory find`"),
        (["find", "tea", "--near", "Leeds"], 2, "There is no postcode district 'Leeds'"),
        (["find", "tea", "--place", "mars"], 2, "There is no place 'mars'; there is hillside."),
        (["find", "tea", "--open", "sometime"], 2, "'sometime' is not one of 'now'"),
        (["find"], 2, "Missing argument 'TEXT'"),
    ],
)
def test_wrong(hillside: Path, command: list[str], code: int, sentence: str) -> None:
    """What is wrong is named with its mend."""
    ended = typed("directory", *command, "--community", str(hillside))
    assert ended.code == code
    assert sentence in ended.err


def test_one_place_or_all() -> None:
    """Without a place or a district every place is looked through; a place can be chosen."""
    one = typed("directory", "find", "tea and talk", "--place", "oakfield")
    assert "Oakfield\n1. Tea and Talk (tea-and-talk)" in one.out
    everywhere = typed("directory", "find", "childline")
    assert everywhere.out.count("(childline)") == 1


def test_as_a_process() -> None:
    """It works when really typed, piped, in a folder with nothing in it."""
    ended = really_typed("directory", "show", "tea-and-talk")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("Tea and Talk\nid: tea-and-talk\n")
