"""`go`: on at another step."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from connectbot.flows.scene import Scene
from connectbot.flows.step import Edge, Go, Move, Step


class GoStep(Step):
    """A jump within the flow."""

    word = "go"
    to: str = Field(alias="go", min_length=1)

    def enter(self, scene: Scene) -> Move:
        """Jump."""
        return Go(self.to)

    def edges(self) -> Iterator[Edge]:
        """The one way on."""
        yield Edge("go", self.to)
