"""Where something is; a confidential address is shut away where no rendering reaches it."""

from __future__ import annotations

import re
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import CoreSchema, core_schema

OUTCODE = r"^[A-Z]{1,2}[0-9][A-Z0-9]?$"
SECTOR = r"^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9]$"
_NO = frozenset({"", "no", "false", "off", "n", "0"})
_PLACE = ("venue", "address", "outcode", "sector")
_NUMBER = re.compile(r"^(?:flat |unit )?\d+[a-z]?(?:-\d+)? +", re.IGNORECASE)


class Hidden:
    """Words that no printing, dumping, copying or pickling gives away."""

    __slots__ = ("__words",)

    def __init__(self, words: str = "") -> None:
        self.__words = words

    def for_staff(self) -> str:
        """The words themselves, for a member of staff who must know."""
        return self.__words

    def in_any(self, texts: tuple[str, ...]) -> bool:
        """Whether one of these texts gives a part of the words away."""
        parts = [part.strip() for part in re.split(r"[\n,]", self.__words.casefold())]
        parts += [_NUMBER.sub("", part) for part in parts]
        return any(_holds(text.casefold(), part) for text in texts for part in parts if part)

    def __repr__(self) -> str:
        return "Hidden()"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Hidden) and other.__words == self.__words

    def __hash__(self) -> int:
        return hash(self.__words)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self

    def __reduce__(self) -> str | tuple[Any, ...]:
        return (Hidden, ())

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> CoreSchema:
        return core_schema.is_instance_schema(cls)


def _holds(text: str, part: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text) is not None


class Where(BaseModel):
    """Where one goes, or where they come to.

    `outcode` is the district one goes to, `sector` the smaller area of it ("LS8 2"), from which
    the distance is truer; `visits` are districts in which they come to the door; with neither it
    is by phone or online. Of a `confidential` one venue, address, outcode and sector are None:
    `for_staff` alone has them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    venue: str | None = Field(default=None, max_length=60)
    address: str | None = Field(default=None, max_length=80)
    outcode: str | None = Field(default=None, pattern=OUTCODE)
    sector: str | None = Field(default=None, pattern=SECTOR)
    visits: tuple[str, ...] = ()
    confidential: bool = False
    hidden: Hidden = Field(default=Hidden(), exclude=True, repr=False)

    @model_validator(mode="before")
    @classmethod
    def _sealed(cls, data: Any) -> Any:
        return sealed(data)

    @model_validator(mode="after")
    def _one_district(self) -> Self:
        if self.sector is not None and self.sector.split(" ")[0] != self.outcode:
            raise ValueError("the `sector` lies in another district than `outcode`; mend one")
        return self

    def for_staff(self) -> str:
        """The whole address on one line, confidential or not, for staff."""
        if self.confidential:
            return ", ".join(part for part in self.hidden.for_staff().split("\n") if part)
        return ", ".join(part for part in (self.venue, self.address, self.outcode) if part)


def sealed(data: Any) -> Any:
    """What was written under `where`, with all that says where shut away where it is
    confidential. Done before anything is checked, so that no error can quote them."""
    if not isinstance(data, dict) or not _meant_secret(data):
        return data
    words = [str(data.get(part) or "") for part in _PLACE]
    kept = {word: value for word, value in data.items() if word not in _PLACE}
    return {"hidden": Hidden("\n".join(words)), **kept}


def _meant_secret(data: dict[str, Any]) -> bool:
    """Whether `confidential`, even misspelt, says anything but no: a slip must not publish it."""
    said = [value for word, value in data.items() if str(word).lower().startswith("conf")]
    return any(str(value).strip().lower() not in _NO for value in said)
