"""What every kind of step promises: what happens when the talk comes to it, and where it leads."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from connectbot.flows.scene import Scene


@dataclass(frozen=True, slots=True)
class Next:
    """On to the step below."""


@dataclass(frozen=True, slots=True)
class Go:
    """To a step of this flow by its name."""

    step: str


@dataclass(frozen=True, slots=True)
class Call:
    """Into another flow, and back to the step below when it ends."""

    flow: str


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing more until they write."""


@dataclass(frozen=True, slots=True)
class End:
    """This flow is over: back to the one that called it."""


Move = Next | Go | Call | Wait | End


def _routes(value: object) -> object:
    return {"": value} if isinstance(value, str) else value


_FIELD = re.compile(r"[a-z][a-z0-9_]{0,39}")
_WORD = re.compile(r"[a-z][a-z0-9-]{0,39}")

Routes = Annotated[dict[str, str], BeforeValidator(_routes)]
"""Answer -> step; under "" the step for every answer."""


def _field(value: object) -> object:
    if isinstance(value, str) and not _FIELD.fullmatch(value):
        raise ValueError(f"name it with small letters, digits and _, not `{value}`")
    return value


def _word(value: object) -> object:
    if isinstance(value, str) and not _WORD.fullmatch(value):
        raise ValueError(f"use small letters, digits and dashes, at most 40, not `{value}`")
    return value


FieldName = Annotated[str, BeforeValidator(_field)]
"""The name of a saved field."""

Word = Annotated[str, BeforeValidator(_word)]
"""A tag, or the name of a step or flow."""

Text = Annotated[str, Field(min_length=1, max_length=1000)]
"""Words for a resident; may hold placeholders."""


def onward(routes: Mapping[str, str], answer: str = "") -> Move:
    """Where an answer leads: its own step, the one for all, or the step below."""
    step = routes.get(answer) or routes.get("")
    return Go(step) if step else Next()


@dataclass(frozen=True, slots=True)
class Said:
    """A text as the author wrote it, for those who check: `word` is the key it stands under.

    `options` are what is offered with it; `extra` characters the step itself may add at most.
    """

    word: str
    text: str
    sms: str | None = None
    options: tuple[str, ...] = ()
    extra: int = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """A way on from a step: to `step`, or to the one below for None. `word` is the key that says
    so; `fills` the fields that surely hold something for those who come this way."""

    word: str
    step: str | None
    fills: frozenset[str] = frozenset()


class Step(BaseModel, ABC):
    """One move in a conversation. A kind is a subclass in a file of flows/steps."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    word: ClassVar[str]

    @abstractmethod
    def enter(self, scene: Scene) -> Move:
        """The talk comes here."""

    def texts(self) -> Iterator[Said]:
        """Every text the author wrote here."""
        return iter(())

    def edges(self) -> Iterator[Edge]:
        """Every way on from here."""
        yield Edge(self.word, None)

    def hears(self) -> Iterator[tuple[str, str, str]]:
        """The phrases heard in passing: (field, value, phrase)."""
        return iter(())

    def asks_about(self) -> Iterator[tuple[str, str]]:
        """The saved fields that it looks at, each with the word it stands under."""
        return iter(())

    @property
    def speaks(self) -> bool:
        """Whether coming here says something."""
        return any(True for _ in self.texts())

    @property
    def calls(self) -> str | None:
        """The flow it calls."""
        return None


class Passing(Step):
    """A step the talk goes straight on from: to `go`, or to the step below."""

    go: str | None = None

    def onward(self) -> Move:
        """The one way on."""
        return Go(self.go) if self.go else Next()

    def edges(self) -> Iterator[Edge]:
        """The one way on, for those who check."""
        yield Edge("go" if self.go else self.word, self.go)
