"""`call`: another flow, and back here when it ends."""

from __future__ import annotations

from pydantic import Field

from connectbot.flows.scene import Scene
from connectbot.flows.step import Call, Move, Step


class CallStep(Step):
    """A flow within a flow; the talk comes back to the step below."""

    word = "call"
    flow: str = Field(alias="call", min_length=1)

    def enter(self, scene: Scene) -> Move:
        """Into the other flow."""
        return Call(self.flow)

    @property
    def calls(self) -> str:
        """The other flow."""
        return self.flow
