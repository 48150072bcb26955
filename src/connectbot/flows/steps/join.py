"""`join`: a code is sent to the phone they say is theirs too, and they type it here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from pydantic import Field

from connectbot.flows.question import Question
from connectbot.flows.scene import Scene
from connectbot.flows.step import Edge, FieldName, Move, Next, Said, Text, Wait
from connectbot.model.effect import Join, SendCode
from connectbot.safety.reserved import Keyword

_NOT_DIGITS = re.compile(r"\D+")


class JoinStep(Question):
    """The field that holds the number, and the words that ask for the code.

    The words are the same whether a code goes out or not: nobody learns here who writes to us.
    """

    word = "join"
    field: FieldName = Field(alias="join")
    text: Text = Field(alias="say")

    def enter(self, scene: Scene) -> Move:
        """Have a code sent, and ask for it."""
        others = dict(scene.conversation.saved)
        number = others.pop(self.field, "")  # kept with the code alone, for as long as that lasts
        scene.change(saved=others, code="", tries=0, options=(), shown=(), seen=())
        scene.do(SendCode(number))
        return self.ask(scene)

    def ask(self, scene: Scene) -> Move:
        """Ask for the code."""
        scene.say(self.text, sms=self.sms)
        return Wait()

    def answer(self, scene: Scene) -> Move:
        """The right code joins them; a wrong one is said to be wrong, and in the end leads on."""
        typed = _NOT_DIGITS.sub("", scene.said)
        sent, until, number = (*scene.conversation.code.split(" "), "", "")[:3]
        if sent and typed == sent and scene.now < datetime.fromisoformat(until):
            scene.do(Join(number))
            scene.change(code="")
            return Next()
        return self.again(scene, ())

    def reserved(self, scene: Scene) -> Keyword | None:
        """A code is no option."""
        return None

    def texts(self) -> Iterator[Said]:
        """The words."""
        return self.wording("say", self.text)

    def edges(self) -> Iterator[Edge]:
        """On with the right code, or where a wrong one leads."""
        yield Edge("join", None)
        yield from self.unanswered()
