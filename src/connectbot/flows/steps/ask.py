"""`ask`: a question, by options or by a kind of answer; the talk waits for the reply."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from pydantic import Field, model_validator

from connectbot.flows import answers, choosing, hearing, words
from connectbot.flows.question import Question
from connectbot.flows.scene import Scene
from connectbot.flows.step import Edge, FieldName, Move, Said, Text, Wait, onward
from connectbot.safety.reserved import Keyword

KINDS = answers.KINDS - {"choice", "many"}


class Ask(Question):
    """A question. `options` are chosen from; else `answer` is the kind of answer looked for.

    What was already said in their own words is not asked again, and a postcode known from before
    is passed over unless a `go` leads here.
    """

    word = "ask"
    text: Text = Field(alias="ask")
    kind: str = Field(alias="answer", default="")
    save: FieldName | None = None

    @model_validator(mode="after")
    def _one_way_to_answer(self) -> Self:
        if bool(self.options) is bool(self.kind):
            raise ValueError("a question has either `options` or an `answer`; write one of them")
        if self.kind and self.kind not in KINDS:
            raise ValueError(
                f"there is no kind of answer `{self.kind}`; write one of {', '.join(sorted(KINDS))}"
            )
        if self.kind in hearing.OVERHEARD and self.save is None:
            raise ValueError(f"an answer of the kind `{self.kind}` needs `save: ...`")
        return self

    def enter(self, scene: Scene) -> Move:
        """Ask, unless it is known already."""
        if self.save and self.kind in hearing.OVERHEARD:
            value = hearing.overhear(scene, self.kind, self.save)
            if value is not None:
                hearing.used(scene, self.save)
                return self._take(scene, value)
            known = scene.conversation.saved.get(self.save, "")
            if known and self.kind in hearing.LASTING and not scene.sent:
                return onward(self.go, known)
            if self.kind == "need" and hearing.something_said(scene, self.save):
                hearing.used(scene, self.save)
                if hearing.offer_closest(scene, scene.conversation.heard):
                    return Wait()
        return self.ask(scene)

    def ask(self, scene: Scene) -> Move:
        """Ask."""
        scene.change(tries=0, options=(), shown=(), seen=())
        scene.say(self.text, sms=self.sms, options=self.labels)
        return Wait()

    def answer(self, scene: Scene) -> Move:
        """Take the reply, or say kindly that it was not understood."""
        value = self._understood(scene)
        if value is not None:
            return self._take(scene, value)
        first = self.kind == "need" and scene.conversation.tries == 0
        if first and hearing.offer_closest(scene, scene.said):
            scene.change(tries=1)
            return Wait()
        if self.options:
            hearing.keep_in_mind(scene)
        return self.again(scene, self.labels or scene.conversation.options)

    def _understood(self, scene: Scene) -> str | None:
        if self.options:
            number = choosing.chosen(scene, self.labels)
            return None if number is None else tuple(self.options)[number]
        if self.kind == "need":
            return self._need(scene)
        value = answers.understand(self.kind, scene.said, today=scene.today)
        known = self.kind not in hearing.LASTING or hearing.is_somewhere(scene, value)
        return value if known else None

    def _need(self, scene: Scene) -> str | None:
        number = choosing.chosen(scene, scene.conversation.options)
        if number is not None:
            return scene.conversation.shown[number]
        now = scene.conversation
        heard = f"{now.heard}\n{scene.said}" if now.tries else scene.said
        scene.change(heard=words.clean(heard), overheard=(self.save,))
        return ",".join(scene.knowledge.needs.confident(scene.said)) or None

    def _take(self, scene: Scene, value: str) -> Move:
        scene.answered(**({self.save: value} if self.save else {}))
        return onward(self.go, value)

    def reserved(self, scene: Scene) -> Keyword | None:
        """What an option such as "Please stop" stands for."""
        return choosing.reserved(scene, self.options, self.labels)

    def texts(self) -> Iterator[Said]:
        """The question, and what is said when the reply was not understood."""
        yield Said("ask", self.text, self.sms, self.labels)
        if self.retry.say:
            yield Said("retry", self.retry.say, None, self.labels)

    def edges(self) -> Iterator[Edge]:
        """Where each answer leads, and where none leads."""
        fills = frozenset({self.save} if self.save else ())
        yield from (Edge("go", step, fills) for step in self.go.values())
        if "" not in self.go and not (self.options and self.options.keys() <= self.go.keys()):
            yield Edge("ask", None, fills)
        yield from self.unanswered()
