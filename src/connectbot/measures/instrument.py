"""An instrument: the questions of a measure as they were published, and how their answers count."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _id(value: object) -> object:
    if isinstance(value, str) and (len(value) > 40 or not _ID.fullmatch(value)):
        raise ValueError(f"use small letters, digits and dashes, at most 40, not `{value}`")
    return value


def _nothing(value: object) -> object:
    return None if value in ("skip", "none") else value


Id = Annotated[str, BeforeValidator(_id)]
"""The name of an instrument, an item, a score or a plan: small letters, digits, dashes."""

Better = Literal["higher", "lower"]
Bands = dict[Id, Decimal]
"""Label -> the value at which the band begins; it ends where the next begins."""

ALL = "all"
"""In place of a list: every item."""


class Shape(BaseModel):
    """What everything in a file of measures has in common."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Range(Shape):
    """Whole numbers from `least` to `most`; `low` and `high` are what the two ends are called."""

    least: int = Field(alias="from")
    most: int = Field(alias="to")
    low: str = ""
    high: str = ""

    @model_validator(mode="after")
    def _upwards(self) -> Self:
        if self.least >= self.most:
            raise ValueError("`from` has to be less than `to`")
        return self


class Item(Shape):
    """One question. `text` is its published wording, `hint` what has to stand beside it; answers
    are a `range` of numbers or `options` (value -> wording, in the order they are offered).

    `reverse` turns the values round before they are added up, `ones` are those that count 1 (the
    others 0), `bands` name parts of the range.
    """

    text: Annotated[str, Field(min_length=1, max_length=400)]
    hint: Annotated[str, Field(max_length=120)] = ""
    range: Range | None = None
    options: dict[int, Annotated[str, Field(min_length=1, max_length=120)]] = Field(
        default_factory=dict
    )
    better: Better = "higher"
    reverse: bool = False
    ones: frozenset[int] = frozenset()
    bands: Bands = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one_way_to_answer(self) -> Self:
        if (self.range is None) is not bool(self.options):
            raise ValueError("a question has either a `range` or `options`; write one of them")
        if strange := sorted(self.ones.difference(self.values)):
            raise ValueError(f"`ones` has {strange[0]}, which nobody can answer")
        if self.reverse and self.ones:
            raise ValueError("`reverse` goes before adding up, `ones` in place of it; leave one")
        _in_order(self.bands, Decimal(min(self.values)), Decimal(max(self.values)))
        return self

    @property
    def values(self) -> tuple[int, ...]:
        """Every value that an answer may have."""
        if self.range is None:
            return tuple(self.options)
        return tuple(range(self.range.least, self.range.most + 1))

    def counted(self, value: int) -> int:
        """What an answer adds to a score."""
        if self.ones:
            return int(value in self.ones)
        return min(self.values) + max(self.values) - value if self.reverse else value

    @property
    def span(self) -> tuple[int, int]:
        """The least and the most that an answer adds to a score."""
        counted = [self.counted(value) for value in self.values]
        return min(counted), max(counted)


def _some(value: object) -> object:
    return () if value == ALL else value


class Score(Shape):
    """One figure made of several items (`of`, () for all): their sum, or what stands for the sum in
    the table `lookup`. More than `missing` skipped items, and there is none."""

    of: Annotated[tuple[Id, ...], BeforeValidator(_some)]
    type: Literal["sum", "lookup"] = "sum"
    lookup: dict[int, Decimal] = Field(default_factory=dict)
    missing: Annotated[int, Field(ge=0)] = 0
    better: Better = "higher"
    bands: Bands = Field(default_factory=dict)

    @model_validator(mode="after")
    def _table_where_looked_up(self) -> Self:
        if bool(self.lookup) is not (self.type == "lookup"):
            raise ValueError("`type: lookup` and a table `lookup` go together")
        if self.lookup and self.missing:
            raise ValueError("a table is for whole sums; take `missing` out")
        return self


class Example(Shape):
    """A worked example: what is answered (or `skip`), and the scores and bands it must give (or
    `none`)."""

    answers: dict[Id, Annotated[int | None, BeforeValidator(_nothing)]]
    scores: dict[Id, Annotated[Decimal | None, BeforeValidator(_nothing)]] = Field(
        default_factory=dict
    )
    bands: dict[Id, Annotated[str | None, BeforeValidator(_nothing)]] = Field(default_factory=dict)


class Instrument(Shape):
    """A published set of questions with its scoring. `id` is how plans call it, `version` which
    wording this is, `language` in what language it is asked.

    `licence` says who may use the wording and `source` where it was read; one that is not free to
    everybody needs `permission`, the reference of the operator's own licence. `copyright` is a line
    that must stand on every copy.
    """

    id: Id = Field(alias="instrument")
    title: Annotated[str, Field(min_length=1, max_length=80)]
    version: Annotated[str, Field(min_length=1, max_length=20)]
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] = "en"
    licence: Annotated[str, Field(min_length=1, max_length=300)]
    open: bool = True
    permission: Annotated[str, Field(max_length=120)] = ""
    copyright: Annotated[str, Field(max_length=300)] = ""
    source: Annotated[str, Field(min_length=1, max_length=300)]
    note: Annotated[str, Field(max_length=600)] = ""
    items: Annotated[dict[Id, Item], Field(min_length=1)]
    scores: dict[Id, Score] = Field(default_factory=dict)
    examples: Annotated[tuple[Example, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if not self.open and not self.permission:
            raise ValueError(
                "this wording is not free to everybody (`open: no`); write the reference of your "
                "own licence as `permission: ...`"
            )
        if same := sorted(self.items.keys() & self.scores.keys()):
            raise ValueError(f"`{same[0]}` is an item and a score; rename one")
        for name, score in self.scores.items():
            _has_its_items(name, score, self.items)
        for example in self.examples:
            _can_be_answered(example, self.items, self.scores)
        return self

    def items_of(self, score: str) -> Mapping[str, Item]:
        """The items a score is made of. Raises KeyError for an unknown score."""
        names = self.scores[score].of or tuple(self.items)
        return {name: self.items[name] for name in names}


def _has_its_items(name: str, score: Score, items: Mapping[str, Item]) -> None:
    if strange := [item for item in score.of if item not in items]:
        raise ValueError(f"the score `{name}` wants the item `{strange[0]}`, which is not there")
    parts = [items[item] for item in score.of or items]
    if score.missing >= len(parts):
        raise ValueError(f"the score `{name}` would need no answer at all; make `missing` smaller")
    least, most = (sum(part.span[end] for part in parts) for end in (0, 1))
    if score.lookup and score.lookup.keys() != {*range(least, most + 1)}:
        raise ValueError(
            f"the table of `{name}` has to have every sum from {least} to {most}, and no other"
        )
    found = score.lookup.values() or (Decimal(least), Decimal(most))
    _in_order(score.bands, min(found), max(found))


def _can_be_answered(
    example: Example, items: Mapping[str, Item], scores: Mapping[str, Score]
) -> None:
    if example.answers.keys() != items.keys():
        raise ValueError("an example answers every item; write `skip` for one that is skipped")
    for name, value in example.answers.items():
        if value is not None and value not in items[name].values:
            raise ValueError(f"an example answers `{name}` with {value}, which nobody can")
    if strange := sorted(example.scores.keys() - scores.keys()):
        raise ValueError(f"an example has the score `{strange[0]}`, which is not there")
    if strange := sorted(example.bands.keys() - scores.keys() - items.keys()):
        raise ValueError(f"an example has a band of `{strange[0]}`, which is not there")


def _in_order(bands: Bands, least: Decimal, most: Decimal) -> None:
    begins = list(bands.values())
    if "none" in bands:
        raise ValueError("`none` is what there is where too much was skipped; rename that band")
    if not begins:
        return
    if begins != sorted(set(begins)):
        raise ValueError(
            "write bands from the lowest up, each beginning higher than the one before"
        )
    if begins[0] != least or begins[-1] > most:
        raise ValueError(f"the first band begins at {least}, and none begins above {most}")
