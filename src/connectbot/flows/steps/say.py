"""`say`: one thing said, and on."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from connectbot.flows.scene import Scene
from connectbot.flows.step import Move, Passing, Said, Text


class Say(Passing):
    """Words for the resident; `sms` is a shorter wording for texts."""

    word = "say"
    text: Text = Field(alias="say")
    sms: Text | None = None

    def enter(self, scene: Scene) -> Move:
        """Say it."""
        scene.say(self.text, sms=self.sms)
        return self.onward()

    def texts(self) -> Iterator[Said]:
        """The words."""
        yield Said("say", self.text, self.sms)
