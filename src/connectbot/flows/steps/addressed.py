"""`addressed`: whether it is this person whom a neutral text of ours was for, on a phone that
others see."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from connectbot.flows import sending
from connectbot.flows.scene import Scene
from connectbot.flows.step import Edge, FieldName, Go, Move, Next, Step


class Addressed(Step):
    """The field that holds the first name they gave. Where it is not the name of whoever is sent,
    or whom we come back to, or nothing waits for them any more, on to `another`. The name is not
    kept."""

    word = "addressed"
    field: FieldName = Field(alias="addressed")
    another: str

    def enter(self, scene: Scene) -> Move:
        """On, or to `another`."""
        saved = dict(scene.conversation.saved)
        name = saved.pop(self.field, "")
        scene.change(saved=saved, heard="", trail=())
        if not sending.is_theirs(scene.conversation, name):
            return Go(self.another)
        scene.theirs = True
        return Next()

    def edges(self) -> Iterator[Edge]:
        """On, and for somebody else."""
        yield Edge("addressed", None)
        yield Edge("another", self.another)

    def asks_about(self) -> Iterator[tuple[str, str]]:
        """The name."""
        yield "addressed", self.field
