"""What every kind of step that waits for a reply has in common."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator

from pydantic import Field

from connectbot.flows import choosing
from connectbot.flows.scene import Scene
from connectbot.flows.step import Edge, Go, Move, Routes, Said, Step, Text, Wait
from connectbot.flows.waiting import NoReply
from connectbot.safety.reserved import Keyword


class Question(Step):
    """A step at which the talk stands until they write.

    `options` are what the author offers, `go` where an answer leads, `retry` what a puzzling reply
    gets, `no_reply` what silence gets (None leaves that to the flow).
    """

    sms: Text | None = None
    options: choosing.Options = Field(default_factory=dict)
    retry: choosing.Retrying = choosing.Retry()
    no_reply: NoReply | None = None
    go: Routes = Field(default_factory=dict)

    @abstractmethod
    def ask(self, scene: Scene) -> Move:
        """Say the open question (again)."""

    @abstractmethod
    def answer(self, scene: Scene) -> Move:
        """Take the reply `scene.said`, or say kindly that it was not understood."""

    @abstractmethod
    def reserved(self, scene: Scene) -> Keyword | None:
        """The reserved word that the option they chose stands for, as "Please stop" does."""

    def narrows(self, said: str) -> bool:
        """Whether words that mean something else elsewhere say here what may be told."""
        return False

    def reopen(self, scene: Scene) -> None:
        """BACK has come here: what was answered last is to be answered again."""

    def recognises(self, scene: Scene) -> bool:
        """Whether one of its own phrases is in what they wrote."""
        return False

    @property
    def takes_anything(self) -> bool:
        """Whether any words at all are an answer."""
        return False

    @property
    def several(self) -> bool:
        """Whether more than one of the options may be chosen."""
        return False

    @property
    def labels(self) -> tuple[str, ...]:
        """The author's options as they are read."""
        return tuple(self.options.values())

    def put(self, scene: Scene, text: str, options: tuple[str, ...]) -> Move:
        """Say the question as if for the first time; the talk waits."""
        scene.change(tries=0, options=(), shown=(), seen=())
        scene.say(text, sms=self.sms, options=options, several=self.several)
        return Wait()

    def wording(self, word: str, text: str) -> Iterator[Said]:
        """The question, which stands under `word`, and what is said to a puzzling reply."""
        yield Said(word, text, self.sms, self.labels)
        if self.retry.say:
            yield Said("retry", self.retry.say, None, self.labels)

    def again(self, scene: Scene, options: tuple[str, ...]) -> Move:
        """The reply was not understood."""
        step = choosing.again(scene, self.retry, options, self.several)
        return Go(step) if step else Wait()

    def unanswered(self) -> Iterator[Edge]:
        """Where the talk goes without an answer."""
        if self.retry.go:
            yield Edge("retry", self.retry.go)
        if self.no_reply and self.no_reply.go:
            yield Edge("no_reply", self.no_reply.go)
