"""A community served here: its districts, its numbers, its clock and who answers."""

from __future__ import annotations

from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from connectbot.directory.where import OUTCODE


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError("this is no time zone; in the UK write Europe/London") from None
    return name


class Place(BaseModel):
    """A place: `numbers` are its own for texts ("+44..."), `outcodes` the districts it serves.

    `team` is who answers there, `staffed` when, in words; `languages` are codes of those offered to
    whoever writes first, besides English ("cy"). The id is the name of its folder.
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
