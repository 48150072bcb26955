"""`end`: the flow is over, with a last word or without one."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from connectbot.flows.scene import Scene
from connectbot.flows.step import Edge, End, Move, Said, Step, Text


class EndStep(Step):
    """The end; a flow that was called goes back to its caller."""

    word = "end"
    text: Text | str = Field(alias="end", max_length=1000)
    sms: Text | None = None

    def enter(self, scene: Scene) -> Move:
        """Say the last word, if there is one."""
        if self.text:
            scene.say(self.text, sms=self.sms)
        return End()

    def texts(self) -> Iterator[Said]:
        """The last word."""
        if self.text:
            yield Said("end", self.text, self.sms)

    def edges(self) -> Iterator[Edge]:
        """None: this is where it ends."""
        return iter(())
