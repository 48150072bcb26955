"""What safety.yaml may hold: helplines with dates, fixed wording, phrases."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from connectbot.safety.standin import TEXTS


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Helpline(_Part):
    """A number to ring or text, and when somebody last made sure of it."""

    name: str = Field(min_length=1)
    ring: str = ""
    text: str = ""
    hours: str = Field(min_length=1)
    free: bool = True
    nations: str = "UK"
    source: str = Field(min_length=1)
    checked: date


class RuleText(_Part):
    """A named rule: what people say, and what near by shows that it is not meant."""

    rule: str = Field(min_length=1)
    says: tuple[str, ...] = Field(min_length=1)
    unless: tuple[str, ...] = ()


class Kind(_Part):
    """One kind of urgent words: its fixed reply, its special line, and how people say it.

    `say` is the first text, `line` the special line that stands in the second. `{samaritans}`
    stands for the number of the helpline of that name.
    """

    title: str = Field(min_length=1)
    say: str
    line: str
    plain: tuple[str, ...] = Field(min_length=1)
    rules: tuple[RuleText, ...] = ()


class Texts(_Part):
    """Fixed wording that belongs to no kind; `then` ends the second text of every reply."""

    then: str
    neutral: str
    help: str
    stop: str
    start: str
    young: str = TEXTS["young"]


class SafetyFile(_Part):
    """The whole of safety.yaml. The order of `kinds` is the order of urgency."""

    helplines: dict[str, Helpline] = Field(min_length=1)
    texts: Texts
    kinds: dict[str, Kind] = Field(min_length=1)
    groups: dict[str, str] = Field(default_factory=dict)
    spellings: dict[str, str] = Field(default_factory=dict)
    long_words: str = ""
