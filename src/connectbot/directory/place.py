"""A community served here: its districts, its numbers, its clock and who answers."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from connectbot.directory.daysoff import Calendar, Nation, calendar
from connectbot.directory.where import OUTCODE


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError("this is no time zone; in the UK write Europe/London") from None
    return name


class Keeping(BaseModel):
    """After how many months without a word a listing is asked about, is shown with "check first",
    and is not found any more; 0 is never."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ask: int = Field(default=3, ge=0, le=120)
    check_first: int = Field(default=6, ge=0, le=120)
    leave: int = Field(default=9, ge=0, le=120)


USUAL = Keeping()
"""What holds where a place says nothing."""


class Term(BaseModel):
    """A school term: its first and its last day."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    first: date = Field(alias="from")
    last: date = Field(alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.first > self.last:
            raise ValueError("the term ends before it begins; swap `from` and `to`")
        return self


_Word = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]*( [A-Z0-9]+)*$", max_length=20)]
_Says = Annotated[str, Field(min_length=1, max_length=100)]


class Place(BaseModel):
    """A place: `numbers` are its own for texts ("+44..."), `outcodes` the districts it serves.

    `team` is who answers there, `staffed` when, in words; `languages` are codes of those offered to
    whoever writes first, besides English ("cy"). `nation` tells its bank holidays and `terms` its
    school terms; each is only known where it is written. `ways_in` are words on leaflets and
    screens (as in links), each with what somebody who comes by it would say: `WARM: we can't afford
    to heat the house`. The id is the name of its folder.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: str
    team: str
    outcodes: tuple[Annotated[str, Field(pattern=OUTCODE)], ...]
    numbers: tuple[Annotated[str, Field(pattern=r"^\+[1-9]\d{7,14}$")], ...] = ()
    timezone: Annotated[str, AfterValidator(_zone)] = "Europe/London"
    staffed: str
    languages: tuple[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")], ...] = ()
    keeping: Keeping = USUAL
    nation: Nation | None = None
    terms: tuple[Term, ...] = ()
    ways_in: dict[_Word, _Says] = Field(default_factory=dict)

    @cached_property
    def calendar(self) -> Calendar:
        """Its bank holidays and school terms."""
        return calendar(self.nation, sorted((term.first, term.last) for term in self.terms))
