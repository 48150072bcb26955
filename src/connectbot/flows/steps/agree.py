"""`agree`: who sends them where, and what that group would be told; the talk waits for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, Self

from pydantic import Field, model_validator

from connectbot.flows import choosing, hearing, introducing, narrowing, sentences, tongues
from connectbot.flows.question import Question
from connectbot.flows.scene import Scene
from connectbot.flows.sending import Sending
from connectbot.flows.step import Edge, Go, Move, Said, Text, Wait, onward
from connectbot.model.effect import Agree, Decline, ReadFirst
from connectbot.safety.reserved import Keyword

SHARES: Mapping[str, str] = {"fine": "all", "number": "name-and-number", "name": "first-name"}
"""What each option lets the group know."""

NO, READ = "no", "read"
ON_A_SEEN_PHONE = frozenset({"name", NO})
"""A group gets no number at which others may read its answer."""

_BARE: Mapping[str, str] = {"fine": "name-and-number", "name": "first-name"}
WITH_WORDS = frozenset({"number", READ})
"""Where nothing more was written, a yes is name and number, and there is nothing to read."""
NUMBER, NAME = "number", narrowing.NAME


class AgreeStep(Question):
    """Asks for their consent. `say` names {sender} and {group}; `bare` is the wording where
    {sender} wrote nothing more, and `seen` on a phone that others see, where a first name is all
    that a group gets. `then` asks again once they have read what was written. Where nobody waits
    for their word any more, on to `over`."""

    word = "agree"
    what: Literal["referral"] = Field(alias="agree")
    say: Text
    bare: Text
    seen: Text
    then: Text
    over: str

    @model_validator(mode="after")
    def _asks_all(self) -> Self:
        wanted = {*SHARES, READ, NO}
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
        offered = scene.conversation.options or offered
        value = self._meant(scene, offered)
        if value is None and self.options["fine"] in offered and narrowing.objects(scene.said):
            return self._less(scene, offered)
        if value is None:
            hearing.keep_in_mind(scene)
            return self.again(scene, offered)
        if value == READ:
            scene.do(ReadFirst(sending.referral))
            scene.change(tries=0, options=(), shown=(), seen=())
            scene.say(self.then, options=offered)
            return Wait()
        share = SHARES.get(value, "") if sending.wrote else _BARE.get(value, "")
        scene.do(Agree(sending.referral, share) if share else Decline(sending.referral))
        scene.change(promised="", trail=(), tries=0)
        return onward(self.go, value)

    def _less(self, scene: Scene, offered: tuple[str, ...]) -> Move:
        """What was written is wrong, or not for the group: it can be left out."""
        less = [self.options[value] for value in (NUMBER, NAME, NO)]
        left = tuple(label for label in offered if label in less)
        scene.change(tries=0, options=left)
        scene.say(sentences.LEFT_OUT, options=left)
        return Wait()

    def _meant(self, scene: Scene, offered: tuple[str, ...]) -> str | None:
        if self.options[READ] in offered:
            if narrowing.asks_to_read(scene.said):
                return READ
            if value := narrowing.without_words(scene.said, NUMBER):
                return NAME if narrowing.only_a_name(scene.said) else value
        number = choosing.chosen(scene, offered)
        label = None if number is None else offered[number]
        most = next(one for one in ("fine", NUMBER, NAME) if self.options[one] in offered)
        if label is None and most != "fine" and tongues.understand(scene, "yesno") == "yes":
            label = self.options[most]
        return narrowing.meant(scene.said, self.options, label, most)

    def narrows(self, said: str) -> bool:
        """Whether they keep back a part of what would be told."""
        return narrowing.narrows(said)

    def reserved(self, scene: Scene) -> Keyword | None:
        """No option here stands for a reserved word."""
        return None

    def _wording(self, scene: Scene) -> str:
        if not introducing.number_is_safe(scene):
            return self.seen
        return self.say if _wrote(scene) else self.bare

    def _offered(self, scene: Scene) -> tuple[str, ...]:
        offered = frozenset(self.options)
        if not introducing.number_is_safe(scene):
            offered &= ON_A_SEEN_PHONE
        elif not _wrote(scene):
            offered -= WITH_WORDS
        return tuple(label for value, label in self.options.items() if value in offered)

    def _stands(self, scene: Scene) -> bool:
        sending = Sending.of(scene.conversation)
        return bool(sending and scene.knowledge.book.listing(sending.listing))

    def texts(self) -> Iterator[Said]:
        """The question in both wordings, and what is said when the reply was not understood."""
        yield from self.wording("say", self.say)
        yield Said("then", self.then, None, self.labels)
        for word, text, left in (("bare", self.bare, _BARE), ("seen", self.seen, ON_A_SEEN_PHONE)):
            some = (label for value, label in self.options.items() if value in {*left, NO})
            yield Said(word, text, None, tuple(some))

    def edges(self) -> Iterator[Edge]:
        """Where each answer leads, and where it is over."""
        yield from (Edge("go", step) for step in self.go.values())
        if "" not in self.go and not self.options.keys() - {READ} <= self.go.keys():
            yield Edge("agree", None)
        yield Edge("over", self.over)
        yield from self.unanswered()


def _wrote(scene: Scene) -> bool:
    sending = Sending.of(scene.conversation)
    return sending is not None and sending.wrote
