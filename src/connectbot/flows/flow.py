"""One flow: its steps in their order, how it starts, and how long it waits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from connectbot.flows.kinds import kind_of
from connectbot.flows.phrases import Phrase, plain
from connectbot.flows.step import Step, Word
from connectbot.flows.waiting import Duration, NoReply
from connectbot.written.problem import Problem
from connectbot.written.reading import Document, Unreadable, read
from connectbot.written.shaping import problems_of, shaped

FIRST_MESSAGE = "first message"
ANYTHING_ELSE = "anything else"
ASKS_FOR_A_PERSON = "asks for a person"
ASKS_TO_BE_FORGOTTEN = "asks to be forgotten"
HAS_A_LANDLINE = "only has a landline"
COMES_BACK = "comes back to ask"
OWN_WORDS = "own words"
CHECKIN_DUE = "check-in is due"
CHECKIN_OFFERED = "check-in is offered"
SENT_THEM = "somebody sends them"
GROUP_ANSWERED = "a group has answered"
DID_IT_HELP = "asks if it helped"
ASKS_WHOSE = "asks who says GO"
OCCASIONS = (
    FIRST_MESSAGE,
    ANYTHING_ELSE,
    ASKS_FOR_A_PERSON,
    ASKS_TO_BE_FORGOTTEN,
    HAS_A_LANDLINE,
    COMES_BACK,
    OWN_WORDS,
    CHECKIN_DUE,
    CHECKIN_OFFERED,
    SENT_THEM,
    GROUP_ANSWERED,
    DID_IT_HELP,
    ASKS_WHOSE,
)
"""What may start a flow besides a word; written small, as words are written in capitals."""

_SAYING = frozenset({"say", "end"})

WELCOMED = "welcomed"
"""The tag that ends being new here."""


class Head(BaseModel):
    """The words of a flow outside its steps."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    flow: Word
    title: Annotated[str, Field(min_length=1, max_length=40)]
    starts: tuple[Annotated[str, Field(min_length=1, max_length=40)], ...] = ()
    expires: Duration = timedelta(days=7)
    no_reply: NoReply | None = None
    steps: Annotated[dict[Word, dict[str, Any]], Field(min_length=1)]

    @field_validator("starts")
    @classmethod
    def _in_capitals(cls, starts: tuple[str, ...]) -> tuple[str, ...]:
        for start in starts:
            if start != start.upper() and start not in OCCASIONS:
                raise ValueError(
                    f"write the start word `{start}` in capitals, or one of these as it is: "
                    f"{', '.join(OCCASIONS)}"
                )
        return starts


@dataclass(frozen=True, slots=True)
class Flow:
    """A conversation as data. `words` and `occasions` start it; `steps` by name, in file order."""

    id: str
    title: str
    words: tuple[str, ...]
    occasions: tuple[str, ...]
    expires: timedelta
    no_reply: NoReply | None
    steps: Mapping[str, Step]
    document: Document

    @classmethod
    def parse(cls, text: str | bytes, file: str) -> Flow:
        """The flow in a YAML text. Raises Unreadable with every fault found."""
        return cls.of(read(text, file))

    @classmethod
    def of(cls, document: Document) -> Flow:
        """The flow in a document. Raises Unreadable with every fault found."""
        head = shaped(Head, document)
        steps: dict[str, Step] = {}
        problems: list[Problem] = []
        for name, data in head.steps.items():
            try:
                kind = kind_of(data)
            except ValueError as error:
                problems.append(document.problem(("steps", name), str(error)))
                continue
            try:
                steps[name] = kind.model_validate(data)
            except ValidationError as error:
                problems += problems_of(error, document, kind, ("steps", name))
        if problems:
            raise Unreadable(sorted(problems))
        return cls(
            id=head.flow,
            title=head.title,
            words=tuple(start for start in head.starts if start not in OCCASIONS),
            occasions=tuple(start for start in head.starts if start in OCCASIONS),
            expires=head.expires,
            no_reply=head.no_reply,
            steps=steps,
            document=document,
        )

    @property
    def answers(self) -> bool:
        """Whether it only says something: an answer to a question that may come at any time, after
        which the talk stands where it stood."""
        return all(step.word in _SAYING for step in self.steps.values())

    @property
    def first(self) -> str:
        """The step it begins with."""
        return next(iter(self.steps))

    def below(self, step: str) -> str | None:
        """The step below this one; None for the last. Raises ValueError for an unknown one."""
        names = list(self.steps)
        place = names.index(step) + 1
        return names[place] if place < len(names) else None

    def hears(self) -> Iterator[Phrase]:
        """The phrases that its questions hear in passing."""
        for step in self.steps.values():
            for field, value, phrase in step.hears():
                yield Phrase(plain(phrase), self.id, field, value)

    def calls(self) -> Iterator[str]:
        """The flows it calls."""
        return (step.calls for step in self.steps.values() if step.calls)
