"""`handover`: a person is asked to take over."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from connectbot.flows.scene import Scene
from connectbot.flows.step import Move, Passing
from connectbot.model.effect import HandOver


class HandoverStep(Passing):
    """Tell a person of this team now. Who was told is said by those who know it."""

    word = "handover"
    team: Literal["link-workers"] = Field(alias="handover")

    def enter(self, scene: Scene) -> Move:
        """Ask for the person."""
        scene.do(HandOver("asked"))
        return self.onward()
