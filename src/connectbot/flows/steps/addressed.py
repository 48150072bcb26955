"""`addressed`: whether it is this person whom somebody sends, on a phone that others see."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from connectbot.flows.scene import Scene
from connectbot.flows.sending import Sending
from connectbot.flows.step import Edge, FieldName, Go, Move, Next, Step


class Addressed(Step):
    """The field that holds the first name they gave. Where it is not the name of whoever is sent,
    or nobody is any more, on to `another`. The name is not kept."""

    word = "addressed"
    field: FieldName = Field(alias="addressed")
    another: str

    def enter(self, scene: Scene) -> Move:
        """On, or to `another`."""
        saved = dict(scene.conversation.saved)
        name = saved.pop(self.field, "")
        scene.change(saved=saved, heard="", trail=())
        sending = Sending.of(scene.conversation)
        return Next() if sending and sending.is_for(name) else Go(self.another)

    def edges(self) -> Iterator[Edge]:
        """On, and for somebody else."""
        yield Edge("addressed", None)
        yield Edge("another", self.another)

    def asks_about(self) -> Iterator[tuple[str, str]]:
        """The name."""
        yield "addressed", self.field
