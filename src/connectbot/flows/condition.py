"""What an `if` may ask: a closed list of tests on saved fields and tags."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator

from connectbot.model.conversation import Conversation

_TAG = re.compile(r"(no )?tag ([a-z][a-z0-9-]*)")
_FIELD = re.compile(
    r"(?P<field>[a-z][a-z0-9_]*) is "
    r"(?P<test>not set|set|not|one of|at least|at most|)\s*(?P<value>.*)"
)
_GRAMMAR = (
    "write it like `area is set`, `area is not set`, `phone is shared`, `phone is not shared`, "
    "`need is one of money, food`, `age is at least 18`, `age is at most 17`, `tag welcomed` or "
    "`no tag welcomed`"
)


@dataclass(frozen=True, slots=True)
class Condition:
    """One test. `field` is "" for a test of a tag; `test` is the middle part as it is written."""

    field: str
    test: str
    values: tuple[str, ...]

    def holds(self, conversation: Conversation) -> bool:
        """Whether it is so."""
        if not self.field:
            return (self.values[0] in conversation.tags) is (self.test == "tag")
        return _TESTS[self.test](conversation.saved.get(self.field, ""), self.values)

    @property
    def filled_when(self) -> Mapping[bool, frozenset[str]]:
        """The fields that are surely filled when it holds, and when it does not."""
        field = frozenset({self.field} - {""})
        none = frozenset[str]()
        if self.test in ("not set", "not"):
            return {True: none, False: field}
        return {True: field, False: none}


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _compared(saved: str, value: str, low: bool) -> bool:
    mine, bound = _number(saved), _number(value)
    if mine is None or bound is None:
        return False
    return mine >= bound if low else mine <= bound


_TESTS: Mapping[str, Callable[[str, tuple[str, ...]], bool]] = {
    "set": lambda saved, values: bool(saved),
    "not set": lambda saved, values: not saved,
    "": lambda saved, values: _plain(saved) == _plain(values[0]),
    "not": lambda saved, values: _plain(saved) != _plain(values[0]),
    "one of": lambda saved, values: _plain(saved) in {_plain(value) for value in values},
    "at least": lambda saved, values: _compared(saved, values[0], low=True),
    "at most": lambda saved, values: _compared(saved, values[0], low=False),
}


def condition(text: object) -> object:
    """A condition from its words. Raises ValueError with the mend."""
    if not isinstance(text, str):
        return text
    said = " ".join(text.split())
    if tag := _TAG.fullmatch(said):
        return Condition("", "no tag" if tag[1] else "tag", (tag[2],))
    found = _FIELD.fullmatch(said)
    if found is None:
        raise ValueError(_GRAMMAR)
    test, value = found["test"], found["value"].strip()
    values = tuple(part.strip() for part in value.split(",")) if test == "one of" else (value,)
    bare = test in ("set", "not set")
    if bare is any(values) or (test.startswith("at ") and _number(value) is None):
        raise ValueError(_GRAMMAR)
    return Condition(found["field"], test, () if bare else values)


Tested = Annotated[Condition, BeforeValidator(condition)]
