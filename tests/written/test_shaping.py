"""What does not fit a model, told as lines and sentences."""

from __future__ import annotations

from datetime import date, time
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from connectbot.written import Unreadable, guess, problems_of, read, shaped


class Cup(BaseModel):
    """A cup of something."""

    model_config = ConfigDict(extra="forbid")

    name: str
    sugar: int = Field(default=0, le=9)
    code: str = Field(default="", pattern="^[a-z]+$")
    price: float = 0.0
    hot: bool = True
    kind: Literal["tea", "coffee"] = "tea"
    on: date | None = None
    at: time | None = None
    with_: tuple[str, ...] = Field(alias="with", default=())
    label: str = Field(default="", max_length=5)
    spoons: int = Field(default=0, multiple_of=2)

    @field_validator("name")
    @classmethod
    def _not_water(cls, name: str) -> str:
        if name == "water":
            raise ValueError("water is no drink; write tea")
        return name


class Tray(BaseModel):
    """A tray of cups."""

    model_config = ConfigDict(extra="forbid")

    cups: dict[str, Cup]
    spare: list[Cup] = Field(default_factory=list)
    go: str | dict[str, str] = ""


def told(cup: str) -> str:
    """What is told about a cup with this line in it."""
    lines = f"cups:\n  mine:\n    name: Jean\n    {cup}\n"
    with pytest.raises(Unreadable) as caught:
        shaped(Tray, read(lines, "tray.yaml"))
    assert len(caught.value.problems) == 1
    return str(caught.value)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("suger: 1", "unknown word `suger`; did you mean `sugar`?"),
        ("spoons: 3", "`spoons`: input should be a multiple of 2"),
        (
            "zz: 1",
            "unknown word `zz`; these fit here: `at`, `code`, `hot`, `kind`, `label`, `name`",
        ),
        ("sugar: two", "`sugar` should be a whole number, like 3, not `two`"),
        ("sugar:", "`sugar` should be a whole number, like 3, not nothing"),
        ("price: dear", "`price` should be a number, like 2.5, not `dear`"),
        ("hot: perhaps", "`hot` should be yes or no, not `perhaps`"),
        ("kind: milk", "`kind` should be `tea` or `coffee`, not `milk`"),
        ("on: today", "`on` should be a date, like 2026-03-31, not `today`"),
        ("at: noon", "`at` should be a time, like 14:30, not `noon`"),
        ("with: milk", "`with` should be a list, like [one, two], not `milk`"),
        ("with: [a, [b]]", "`with` item 2 should be one text, not a list"),
        ("with: [a, b: c]", "(a colon in a text needs quotes round the whole text)"),
        (f"hot: {'x' * 60}", f"not `{'x' * 40}...`"),
        ("label: far too long", "`label` should be shorter (at most 5)"),
        ("sugar: 12", "`sugar` should be at most 9"),
        ("code: A", "`code` cannot be `A`; see the docs"),
    ],
)
def test_a_wrong_value_is_told_with_its_line(line: str, sentence: str) -> None:
    """What does not fit is told with the file, the line, the word and the mend."""
    assert told(line).startswith("tray.yaml:4: ")
    assert sentence in told(line)


@pytest.mark.parametrize(
    ("written", "sentences"),
    [
        ("spare: []\n", ["t:1: `cups` is missing; add a line `cups: ...`"]),
        (
            "cups: {}\nspare:\n  - name: a\n    nam: b\n",
            ["t:4: unknown word `nam`; did you mean `name`?"],
        ),
        ("cups: {a: b}\n", ["t:1: `a` should be lines like `word: value` under it, not `b`"]),
        ("cups: {}\ngo: [a]\n", ["t:2: `go` should be one text, not a list"]),
        ("cups:\n  a:\n    name: water\n", ["t:3: `name`: water is no drink; write tea"]),
        ("- a\n", ["t:1: this should be lines like `word: value` under it, not a list"]),
    ],
)
def test_each_place_is_told_once(written: str, sentences: list[str]) -> None:
    """There is one sentence for each place, wherever it stands and whatever was tried there."""
    with pytest.raises(Unreadable) as caught:
        shaped(Tray, read(written, "t"))
    assert [str(problem) for problem in caught.value.problems] == sentences


def test_what_fits_is_shaped() -> None:
    """A document that fits becomes the model."""
    assert shaped(Tray, read("cups: {a: {name: Jean}}\n", "t")).cups["a"].name == "Jean"


def test_a_part_can_be_judged_by_itself() -> None:
    """A model of one part is judged where that part stands in the document."""
    document = read("- name: a\n- name: b\n  milk: c\n", "t")
    with pytest.raises(ValidationError) as caught:
        Cup.model_validate({"name": "b", "milk": "c"})
    assert [str(p) for p in problems_of(caught.value, document, within=(1,))] == [
        "t:3: unknown word `milk`; take it out"
    ]


def test_a_guess_without_anything_known_is_to_take_it_out() -> None:
    """Where no word fits, the mend is to take the unknown one out."""
    assert guess("milk", []) == "take it out"
