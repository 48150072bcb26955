"""`claim`: they say that they run a listing; a code goes to its published phone or e-mail."""

from __future__ import annotations

from pydantic import Field

from connectbot.flows.scene import Scene
from connectbot.flows.step import FieldName, Move, Passing
from connectbot.model.effect import Claim


class ClaimStep(Passing):
    """Sends a code to where the listing in this field can be reached; with `code`, looks at what
    they wrote in that field, and says whether it is the one. Then the code is forgotten."""

    word = "claim"
    field: FieldName = Field(alias="claim")
    code: FieldName | None = None

    def enter(self, scene: Scene) -> Move:
        """Ask for it to be sent, or looked at."""
        saved = scene.conversation.saved
        listing = saved.get(self.field, "")
        if self.code is None:
            scene.do(Claim(listing))
            return self.onward()
        scene.do(Claim(listing, saved.get(self.code, "") or "0"))
        scene.change(saved={**saved, self.code: ""}, heard="", trail=())
        return self.onward()
