"""All that a step may see and do while one message is answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from connectbot.directory.place import Place
from connectbot.flows import placeholders, words
from connectbot.flows.knowledge import Knowledge
from connectbot.model.conversation import Checkpoint, Conversation, Frame
from connectbot.model.effect import Effect
from connectbot.model.message import Message
from connectbot.safety.book import SafetyBook
from connectbot.written.tongue import ENGLISH, Tongue

MOST_BACK = 20
"""How many questions BACK can go back."""


@dataclass(slots=True)
class Scene:
    """One turn in the making; it lives no longer than that.

    `said` is the message answered, "" where nobody wrote; `fleeting` that nothing can be sent later
    to where it was written; `early` that it came before the open question was asked; `sent` tells
    that a `go` led to the step entered, rather than the step above it; `chosen` remembers which of
    some labels `said` means; `puzzled` that a step made nothing of it and went on; `theirs` that
    they have said their name, and what waits for their GO is for them.
    """

    conversation: Conversation
    knowledge: Knowledge
    now: datetime
    said: str = ""
    fleeting: bool = False
    early: bool = False
    sent: bool = False
    puzzled: bool = False
    theirs: bool = False
    replies: list[Message] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    walked: list[Frame] = field(default_factory=list)
    chosen: dict[tuple[str, ...], int | None] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """The place this conversation belongs to."""
        return self.knowledge.place(self.conversation.place)

    @property
    def today(self) -> date:
        """The date by the clock of the place."""
        return self.now.astimezone(ZoneInfo(self.place.timezone)).date()

    def change(self, **fields: Any) -> None:
        """Change where the conversation stands."""
        self.conversation = self.conversation.changed(**fields)

    def answered(self, **fields: str) -> None:
        """The question the talk stands at is answered, and this is saved: BACK can return to it
        from here."""
        saved = self.conversation.saved
        undo = {field: saved.get(field) for field in fields}
        trail = (*self.conversation.trail, Checkpoint(self.conversation.frames, undo))[-MOST_BACK:]
        self.change(saved={**saved, **fields}, trail=trail, tries=0, options=(), shown=(), seen=())

    def keep(self, **fields: str) -> None:
        """This is saved besides an answer: where BACK undoes the last answer, it undoes this."""
        saved, trail = self.conversation.saved, self.conversation.trail
        if trail:
            last = trail[-1]
            undo = {**{field: saved.get(field) for field in fields}, **last.undo}
            trail = (*trail[:-1], Checkpoint(last.frames, undo))
        self.change(saved={**saved, **fields}, trail=trail)

    def looked_at(self, field: str) -> tuple[str, ...]:
        """What this field has held since this talk began, the newest last."""
        trail, saved = self.conversation.trail, self.conversation.saved
        before = [point.undo[field] for point in trail if field in point.undo][1:]
        return tuple(value for value in (*before, saved.get(field)) if value)

    @property
    def tongue(self) -> Tongue:
        """The language they read."""
        return self.knowledge.tongue(self.conversation)

    @property
    def safety(self) -> SafetyBook:
        """The fixed words about safety, in the language they read."""
        return self.knowledge.safety.speaking(self.tongue.code)

    @property
    def here(self) -> str:
        """Where the talk stands, as flow/step; "" outside of flows."""
        frames = self.conversation.frames
        return f"{frames[-1].flow}/{frames[-1].step}" if frames else ""

    def say(
        self,
        text: str,
        *,
        sms: str | None = None,
        options: Sequence[str] = (),
        several: bool = False,
        extra: Mapping[str, str] | None = None,
    ) -> None:
        """Say one thing in their language, with its placeholders filled; `extra` are values of the
        step's own, and of the options one may be chosen or `several`."""
        if (tongue := self.tongue) is not ENGLISH:
            text, sms = tongue(text, self.here), sms and tongue(sms, self.here)
            options = [tongue(option, self.here) for option in options]
        wanted = words.placeholders(f"{text}\n{sms or ''}")
        if wanted:
            known = placeholders.values(wanted, self.conversation, self.knowledge)
            values = {**known, **(extra or {})}
            text, sms = words.fill(text, values), sms and words.fill(sms, values)
        self.replies.append(Message(text, tuple(options), sms=sms, several=several))

    def lead(self, text: str) -> None:
        """Put a sentence before the first thing said."""
        if not self.replies:
            self.say(text)
            return
        text, first = self.tongue(text), self.replies[0]
        short = None if first.sms is None else f"{text} {first.sms}"
        self.replies[0] = replace(first, text=f"{text} {first.text}", sms=short)

    def follow(self, text: str) -> None:
        """Put a sentence behind the first thing said, before what it offers."""
        if not self.replies:
            self.say(text)
            return
        text, first = self.tongue(text), self.replies[0]
        short = None if first.sms is None else f"{first.sms} {text}"
        self.replies[0] = replace(first, text=f"{first.text} {text}", sms=short)

    def do(self, effect: Effect) -> None:
        """Ask for something to be done."""
        self.effects.append(effect)
