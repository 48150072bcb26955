"""`handover`: a person is asked to take over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from connectbot.flows.scene import Scene
from connectbot.flows.step import Edge, Go, Move, Next, Step
from connectbot.model.effect import HandOver


class HandoverStep(Step):
    """Tell a person of this team now. Who was told is said by those who know it."""

    word = "handover"
    team: Literal["link-workers"] = Field(alias="handover")
    go: str | None = None

    def enter(self, scene: Scene) -> Move:
        """Ask for the person."""
        scene.do(HandOver("asked"))
        return Go(self.go) if self.go else Next()

    def edges(self) -> Iterator[Edge]:
        """The one way on."""
        yield Edge("go" if self.go else "handover", self.go)
