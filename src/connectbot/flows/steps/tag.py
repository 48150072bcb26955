"""`tag`: a word put on this resident."""

from __future__ import annotations

from pydantic import Field

from connectbot.flows.scene import Scene
from connectbot.flows.step import Move, Next, Step, Word


class Tag(Step):
    """A tag on; `if: tag welcomed` asks for it."""

    word = "tag"
    name: Word = Field(alias="tag")

    def enter(self, scene: Scene) -> Move:
        """Put it on."""
        scene.change(tags=scene.conversation.tags | {self.name})
        return Next()
