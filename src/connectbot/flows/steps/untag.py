"""`untag`: a word taken off this resident."""

from __future__ import annotations

from pydantic import Field

from connectbot.flows.scene import Scene
from connectbot.flows.step import Move, Next, Step, Word


class Untag(Step):
    """A tag off; `if: tag welcomed` asks for it."""

    word = "untag"
    name: Word = Field(alias="untag")

    def enter(self, scene: Scene) -> Move:
        """Take it off."""
        scene.change(tags=scene.conversation.tags - {self.name})
        return Next()
