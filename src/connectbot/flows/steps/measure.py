"""`measure`: the questions of the check-in that is due, one by one; the talk waits for each."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from connectbot.flows import asked_back, measuring, sentences
from connectbot.flows.question import Question
from connectbot.flows.scene import Scene
from connectbot.flows.step import Move, Wait, onward
from connectbot.model.conversation import Checkpoint
from connectbot.model.effect import Answering, Completed
from connectbot.safety.reserved import Keyword


class Measure(Question):
    """Asks every item of the instruments that the plan has for this wave. What they are worded
    like, and what they may be answered with, the instruments say. Each reply is kept at once; one
    that is not understood twice is left out. With `go` it does not go on to the step below."""

    word = "measure"
    which: Literal["due"] = Field(alias="measure")

    @model_validator(mode="after")
    def _words_are_in_the_instruments(self) -> Self:
        if self.options or self.sms or self.retry != type(self.retry)():
            raise ValueError(
                "`measure` takes its questions and options from the instruments; leave `options`, "
                "`sms` and `retry` out"
            )
        return self

    @property
    def speaks(self) -> bool:
        """It asks, though no text of the author's stands here."""
        return True

    def enter(self, scene: Scene) -> Move:
        """Ask the first question that is open; BACK goes to those before it."""
        now = scene.conversation
        if now.answers and not now.trail:
            scene.change(trail=tuple(Checkpoint(now.frames, {}) for _ in now.answers))
        return self.ask(scene)

    def ask(self, scene: Scene) -> Move:
        """Ask what is open, or go on where nothing is."""
        asked = measuring.first_open(scene)
        if asked is None:
            return self._over(scene)
        scene.change(tries=0)
        measuring.put(scene, asked)
        return Wait()

    def answer(self, scene: Scene) -> Move:
        """Take the reply, ask once more, or leave the question out."""
        asked = measuring.first_open(scene)
        if asked is None or scene.early:
            return self.ask(scene)
        if measuring.skips(scene.said):
            return self._take(scene, asked, None)
        value = measuring.value(scene, asked)
        if value is not None:
            return self._take(scene, asked, value)
        if asked_back.asks(scene) and not measuring.echoes(scene):
            scene.puzzled = True
            scene.say(sentences.NOT_MORE)
            measuring.put(scene, asked)
            return Wait()
        if not scene.conversation.tries:
            scene.change(tries=1)
            measuring.again(scene, asked)
            return Wait()
        scene.puzzled = True
        move = self._take(scene, asked, None)
        if isinstance(move, Wait):
            scene.lead(sentences.LEAVE_THAT)
        return move

    def _take(self, scene: Scene, asked: measuring.Asked, value: int | None) -> Move:
        scene.answered()
        scene.change(
            answers=(*scene.conversation.answers, (asked.instrument.id, asked.name, value))
        )
        if measuring.first_open(scene) is not None:
            self._keep(scene)
        return self.ask(scene)

    def _keep(self, scene: Scene) -> None:
        under_way = measuring.opened(scene.conversation)
        assert under_way is not None  # noqa: S101 - there is, or was, a question of it
        scene.do(Answering(under_way.enrolment, under_way.wave, measuring.given(scene)))

    def _over(self, scene: Scene) -> Move:
        """The answers leave the conversation."""
        under_way = measuring.opened(scene.conversation)
        if under_way is not None:
            scene.do(Completed(under_way.enrolment, under_way.wave, measuring.given(scene)))
        scene.change(checkin="", answers=(), trail=(), tries=0)
        return onward(self.go)

    def reopen(self, scene: Scene) -> None:
        """The last answer is taken back, wherever it is kept."""
        scene.change(answers=scene.conversation.answers[:-1])
        self._keep(scene)

    def reserved(self, scene: Scene) -> Keyword | None:
        """No option of an instrument stands for a reserved word."""
        return None
