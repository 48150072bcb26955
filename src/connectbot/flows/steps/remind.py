"""`remind`: whether we shall write again about the listing they chose; the talk waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from pydantic import Field, model_validator

from connectbot.directory.hours import local
from connectbot.flows import choosing, hearing, introducing, reminding
from connectbot.flows.question import Question
from connectbot.flows.scene import Scene
from connectbot.flows.step import Edge, FieldName, Move, Said, Text, onward
from connectbot.model.effect import Remind
from connectbot.model.reminder import DAY, WEEK
from connectbot.safety.reserved import Keyword

_INTRODUCES = frozenset({introducing.TELL, introducing.COMPANY})


class RemindStep(Question):
    """Offers to remind them (`day`, where it is known when it is on next) and to come back and ask
    (`week`); to tell the group of them (`tell`) and to find somebody to go with (`company`), where
    that can be, each by the step that `go` names. What will be sent, and when, is said by those who
    know it. Passed over where there is no listing, and where nothing can be sent later."""

    word = "remind"
    field: FieldName = Field(alias="remind")
    say: Text

    @model_validator(mode="after")
    def _offers_something(self) -> Self:
        if not {DAY, WEEK} & self.options.keys():
            raise ValueError(f"`remind` needs `{DAY}` or `{WEEK}` among its `options`")
        return self

    def enter(self, scene: Scene) -> Move:
        """Ask, where there is something to offer."""
        if scene.fleeting or not {DAY, WEEK} & self._offered(scene).keys():
            return onward(self.go)
        return self.ask(scene)

    def ask(self, scene: Scene) -> Move:
        """Ask."""
        return self.put(scene, self.say, tuple(self._offered(scene).values()))

    def answer(self, scene: Scene) -> Move:
        """Promise it, or say kindly that it was not understood."""
        offered = self._offered(scene)
        number = choosing.chosen(scene, tuple(offered.values()))
        if number is None:
            hearing.keep_in_mind(scene)
            return self.again(scene, tuple(offered.values()))
        value = tuple(offered)[number]
        if value in (DAY, WEEK):
            scene.do(Remind(scene.conversation.saved[self.field], value))
        scene.answered()
        return onward(self.go, value)

    def _offered(self, scene: Scene) -> dict[str, str]:
        """The options that can be kept."""
        listing = scene.knowledge.book.listing(scene.conversation.saved.get(self.field, ""))
        beside = introducing.offered(scene, listing)
        options = {
            value: label
            for value, label in self.options.items()
            if value not in _INTRODUCES or value in beside
        }
        if listing is None:
            return {value: label for value, label in options.items() if value not in (DAY, WEEK)}
        here = local(scene.now, listing.timezone)
        session = reminding.meeting(listing, here)
        soon = session is None or session.starts - here < reminding.LEAST_AHEAD
        return {v: label for v, label in options.items() if not (v == DAY and soon)}

    def reserved(self, scene: Scene) -> Keyword | None:
        """What an option such as "Talk to a person" stands for."""
        return choosing.reserved(scene, self.options, tuple(self._offered(scene).values()))

    def texts(self) -> Iterator[Said]:
        """The question, and what is said when the reply was not understood."""
        return self.wording("say", self.say)

    def edges(self) -> Iterator[Edge]:
        """Where each option leads, and where none leads."""
        yield from (Edge("go", step) for step in self.go.values())
        if "" not in self.go:
            yield Edge("remind", None)
        yield from self.unanswered()

    def asks_about(self) -> Iterator[tuple[str, str]]:
        """The listing."""
        yield "remind", self.field
