"""`if`: another way on where something is so."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from connectbot.flows.condition import Tested
from connectbot.flows.scene import Scene
from connectbot.flows.step import Edge, Go, Move, Next, Step


class If(Step):
    """To `go` where the test holds, else to the step below."""

    word = "if"
    test: Tested = Field(alias="if")
    go: str = Field(min_length=1)

    def enter(self, scene: Scene) -> Move:
        """Look, and go on."""
        return Go(self.go) if self.test.holds(scene.conversation) else Next()

    def edges(self) -> Iterator[Edge]:
        """Both ways on."""
        yield Edge("go", self.go, self.test.filled_when[True])
        yield Edge("if", None, self.test.filled_when[False])

    def asks_about(self) -> Iterator[tuple[str, str]]:
        """The field that is tested."""
        if self.test.field:
            yield "if", self.test.field
