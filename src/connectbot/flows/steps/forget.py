"""`forget`: everything held about this resident goes."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from connectbot.flows.scene import Scene
from connectbot.flows.step import End, Move, Step
from connectbot.model.effect import Forget


class ForgetStep(Step):
    """Erase them. Nobody is left to answer, so say before it what will be and what stays."""

    word = "forget"
    who: Literal["me"] = Field(alias="forget")

    def enter(self, scene: Scene) -> Move:
        """Ask for it; the talk is over."""
        scene.do(Forget())
        return End()
