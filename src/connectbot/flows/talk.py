"""A talk written down as a test: what they write, what we must answer, what must come of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from connectbot.flows.step import Word
from connectbot.flows.waiting import Duration
from connectbot.written.problem import Problem
from connectbot.written.reading import Document, Unreadable, read
from connectbot.written.shaping import problems_of

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
"""When a talk takes place unless it says `at`: a Tuesday morning."""


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Given(_Shape):
    """What is known of them before the talk."""

    saved: dict[str, str] = Field(default_factory=dict)
    tags: frozenset[str] = frozenset()
    with_person: bool = False
    promised: str = ""


class Line(_Shape):
    """One line of a talk; exactly one of these words stands in it.

    `them` they write; `picture` they send that many pictures; `later` so long nobody writes.
    `us` a part of what we answer; `not us` what is in no answer; `options` exactly what the last
    answer offers; `quiet` that we say nothing. `saved`, `tagged`, `handover`, `alert`, `opted`,
    `unmet`, `met`, `feedback`, `suggested`, `remind`, `introduced`, `agreed` ("no": declined),
    `taken back`, `outcome`, `answered`, `consented`, `check-ins` and `over` what has come of it.
    """

    them: str | None = None
    picture: int | None = None
    later: Duration | None = None
    us: str | None = None
    not_us: str | None = Field(alias="not us", default=None)
    options: tuple[str, ...] | None = None
    quiet: bool | None = None
    saved: dict[str, str] | None = None
    tagged: str | None = None
    handover: str | None = None
    alert: str | None = None
    opted: str | None = None
    unmet: str | None = None
    met: str | None = None
    forgotten: bool | None = None
    joined: str | None = None
    feedback: dict[str, str] | None = None
    suggested: dict[str, str] | None = None
    remind: dict[str, str] | None = None
    introduced: dict[str, str] | None = None
    agreed: str | None = None
    taken_back: str | None = Field(alias="taken back", default=None)
    outcome: dict[str, str] | None = None
    answered: dict[str, int] | None = None
    consented: dict[str, str] | None = None
    check_ins: str | None = Field(alias="check-ins", default=None)
    over: bool | None = None

    @property
    def word(self) -> str:
        """The one word that stands in it."""
        return next(iter(self.model_fields_set))

    @property
    def value(self) -> Any:
        """What stands behind that word."""
        return getattr(self, self.word)


class Talk(_Shape):
    """One talk: `covers` are steps of `flow` (or flow/step) that it must come to."""

    test: Annotated[str, Field(min_length=1)]
    flow: Word
    place: str | None = None
    at: Annotated[datetime, AfterValidator(_aware)] = NOW
    given: Given = Given()
    talk: tuple[Line, ...]
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Script:
    """A talk and where it stands: `within` is its path in the document."""

    talk: Talk
    document: Document
    within: tuple[int, ...]

    def problem(self, sentence: str, *path: str | int) -> Problem:
        """A problem with a part of this talk."""
        return self.document.problem((*self.within, *path), sentence)


def scripts(text: str | bytes, file: str) -> tuple[Script, ...]:
    """The talks in a YAML text: one, or a list of them. Raises Unreadable with every fault."""
    document = read(text, file)
    data = document.data
    items: Sequence[tuple[tuple[int, ...], Any]] = [((), data)]
    if isinstance(data, list):
        items = [((number,), item) for number, item in enumerate(data)]
    found: list[Script] = []
    problems: list[Problem] = []
    for within, item in items:
        try:
            script = Script(Talk.model_validate(item), document, within)
        except ValidationError as error:
            problems += problems_of(error, document, Talk, within)
            continue
        found.append(script)
        for number, line in enumerate(script.talk.talk):
            if len(line.model_fields_set) != 1:
                sentence = "each line of a talk has exactly one word, like `- them: hello`"
                problems.append(script.problem(sentence, "talk", number))
    if problems:
        raise Unreadable(sorted(problems))
    return tuple(found)
