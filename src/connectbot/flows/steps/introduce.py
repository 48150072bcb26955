"""`introduce`: a resident has a group told of them, and says how much; the talk waits for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Self

from pydantic import Field, model_validator

from connectbot.flows import choosing, hearing, introducing, narrowing
from connectbot.flows.question import Question
from connectbot.flows.scene import Scene
from connectbot.flows.step import Edge, FieldName, Go, Move, Said, Text, Wait, onward
from connectbot.model.effect import Introduce
from connectbot.safety.reserved import Keyword

SHARES: Mapping[str, str] = {"number": "name-and-number", "name": "first-name"}
"""What each option lets the group know."""

NO = "no"


class IntroduceStep(Question):
    """Asks for their consent to tell the group in this field that they come. `seen` is the wording
    on a phone that others see, where a first name is all that a group gets; `company` asks for
    somebody to go with them as well. Where the group may not be told, on to `over`."""

    word = "introduce"
    field: FieldName = Field(alias="introduce")
    say: Text
    seen: Text
    company: bool = False
    over: str

    @model_validator(mode="after")
    def _asks_all(self) -> Self:
        wanted = {*SHARES, NO}
        if self.options.keys() != wanted:
            raise ValueError(
                f"`introduce` needs exactly these `options`: {', '.join(sorted(wanted))}"
            )
        return self

    def enter(self, scene: Scene) -> Move:
        """Ask, where the group may be told."""
        return self.ask(scene)

    def ask(self, scene: Scene) -> Move:
        """Ask."""
        listing = scene.knowledge.book.listing(scene.conversation.saved.get(self.field, ""))
        if not introducing.may(scene, listing):
            return Go(self.over)
        safe = introducing.number_is_safe(scene)
        scene.change(tries=0, options=(), shown=(), seen=())
        scene.say(self.say if safe else self.seen, options=self._offered(scene))
        return Wait()

    def answer(self, scene: Scene) -> Move:
        """Their word, or say kindly that it was not understood."""
        offered = self._offered(scene)
        number = choosing.chosen(scene, offered)
        label = None if number is None else offered[number]
        value = narrowing.meant(scene.said, self.options, label, "number")
        if value is None:
            hearing.keep_in_mind(scene)
            return self.again(scene, offered)
        if value in SHARES:
            listing = scene.conversation.saved.get(self.field, "")
            scene.do(Introduce(listing, SHARES[value], self.company))
        scene.answered()
        return onward(self.go, value)

    def reserved(self, scene: Scene) -> Keyword | None:
        """No option here stands for a reserved word."""
        return None

    def narrows(self, said: str) -> bool:
        """Whether they keep back a part of what would be told."""
        return narrowing.narrows(said)

    def _offered(self, scene: Scene) -> tuple[str, ...]:
        safe = introducing.number_is_safe(scene)
        return tuple(label for value, label in self.options.items() if safe or value != "number")

    def texts(self) -> Iterator[Said]:
        """The question in both wordings, and what is said when the reply was not understood."""
        yield from self.wording("say", self.say)
        yield Said("seen", self.seen, None, self.labels)

    def edges(self) -> Iterator[Edge]:
        """Where each answer leads, and where the group may not be told."""
        yield from (Edge("go", step) for step in self.go.values())
        if "" not in self.go and not self.options.keys() <= self.go.keys():
            yield Edge("introduce", None)
        yield Edge("over", self.over)
        yield from self.unanswered()

    def asks_about(self) -> Iterator[tuple[str, str]]:
        """The listing."""
        yield "introduce", self.field
