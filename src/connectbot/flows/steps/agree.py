"""`agree`: who sends them where, and what that group would be told; the talk waits for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, Self

from pydantic import Field, model_validator

from connectbot.flows import choosing, hearing, introducing, narrowing
from connectbot.flows.question import Question
from connectbot.flows.scene import Scene
from connectbot.flows.sending import Sending
from connectbot.flows.step import Edge, Go, Move, Said, Text, Wait, onward
from connectbot.model.effect import Agree, Decline
from connectbot.safety.reserved import Keyword

SHARES: Mapping[str, str] = {"fine": "all", "number": "name-and-number", "name": "first-name"}
"""What each option lets the group know."""

NO = "no"
ON_A_SEEN_PHONE = frozenset({"name", NO})
"""A group gets no number at which others may read its answer."""


class AgreeStep(Question):
    """Asks for their consent. `say` names {sender} and {group}; `seen` is the wording on a phone
    that others see, where a first name is all that a group gets. Where nobody waits for their word
    any more, on to `over`."""

    word = "agree"
    what: Literal["referral"] = Field(alias="agree")
    say: Text
    seen: Text
    over: str

    @model_validator(mode="after")
    def _asks_all(self) -> Self:
        wanted = {*SHARES, NO}
        if self.options.keys() != wanted:
            raise ValueError(f"`agree` needs exactly these `options`: {', '.join(sorted(wanted))}")
        return self

    def enter(self, scene: Scene) -> Move:
        """Ask, where it still waits and the group is still here."""
        return self.ask(scene)

    def ask(self, scene: Scene) -> Move:
        """Ask."""
        if not self._stands(scene):
            return Go(self.over)
        scene.change(tries=0, options=(), shown=(), seen=())
        scene.say(self._wording(scene), options=self._offered(scene))
        return Wait()

    def answer(self, scene: Scene) -> Move:
        """Their word, or say kindly that it was not understood."""
        sending, offered = Sending.of(scene.conversation), self._offered(scene)
        if sending is None:
            return Go(self.over)
        value = self._meant(scene, offered)
        if value is None:
            hearing.keep_in_mind(scene)
            return self.again(scene, offered)
        share = SHARES.get(value, "")
        scene.do(Agree(sending.referral, share) if share else Decline(sending.referral))
        scene.change(promised="", trail=(), tries=0)
        return onward(self.go, value)

    def _meant(self, scene: Scene, offered: tuple[str, ...]) -> str | None:
        number = choosing.chosen(scene, offered)
        label = None if number is None else offered[number]
        return narrowing.meant(scene.said, self.options, label, "fine")

    def reserved(self, scene: Scene) -> Keyword | None:
        """No option here stands for a reserved word."""
        return None

    def _wording(self, scene: Scene) -> str:
        return self.say if introducing.number_is_safe(scene) else self.seen

    def _offered(self, scene: Scene) -> tuple[str, ...]:
        safe = introducing.number_is_safe(scene)
        return tuple(
            label for value, label in self.options.items() if safe or value in ON_A_SEEN_PHONE
        )

    def _stands(self, scene: Scene) -> bool:
        sending = Sending.of(scene.conversation)
        return bool(sending and scene.knowledge.book.listing(sending.listing))

    def texts(self) -> Iterator[Said]:
        """The question in both wordings, and what is said when the reply was not understood."""
        yield from self.wording("say", self.say)
        some = tuple(self.options[value] for value in self.options if value in ON_A_SEEN_PHONE)
        yield Said("seen", self.seen, None, some)

    def edges(self) -> Iterator[Edge]:
        """Where each answer leads, and where it is over."""
        yield from (Edge("go", step) for step in self.go.values())
        if "" not in self.go and not self.options.keys() <= self.go.keys():
            yield Edge("agree", None)
        yield Edge("over", self.over)
        yield from self.unanswered()
