"""`withdraw`: they take back what they agreed to; the answer never tells whether there was any."""

from __future__ import annotations

from pydantic import Field

from connectbot.flows import needing
from connectbot.flows.scene import Scene
from connectbot.flows.sending import REFERRAL
from connectbot.flows.step import FieldName, Move, Passing
from connectbot.model.effect import TakeBack


class WithdrawStep(Passing):
    """Nothing more is passed on to the group that they named in their own words, or to any. The
    field is empty then, and there is no way back to before."""

    word = "withdraw"
    field: FieldName = Field(alias="withdraw")

    def enter(self, scene: Scene) -> Move:
        """Ask for it."""
        now = scene.conversation
        named = needing.listing(scene, now.heard) or needing.listing(scene, scene.said)
        scene.do(TakeBack(named or ""))
        waits = now.promised.startswith(f"{REFERRAL} ")
        scene.change(
            saved={**now.saved, self.field: ""},
            heard="",
            trail=(),
            promised="" if waits else now.promised,
        )
        return self.onward()
