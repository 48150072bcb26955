"""`outcome`: what came of going there, in their own word, for whoever sent them and the group."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from connectbot.flows.scene import Scene
from connectbot.flows.step import FieldName, Move, Passing
from connectbot.model.effect import Outcome

WHAT = frozenset({"went", "not-gone", "closed", "helped", "helped-a-bit", "not-helped", "thanks"})


class OutcomeStep(Passing):
    """Passes on what the field `what` holds of the listing in this one, with the `reason` in that
    field. Nothing comes of a value that is none of: went, not-gone, closed, helped, helped-a-bit,
    not-helped, thanks; nor where nobody introduced them there."""

    word = "outcome"
    field: FieldName = Field(alias="outcome")
    what: FieldName
    reason: FieldName | None = None

    def enter(self, scene: Scene) -> Move:
        """Pass it on."""
        saved = scene.conversation.saved
        listing, what = saved.get(self.field, ""), saved.get(self.what, "")
        if listing and what in WHAT:
            scene.do(Outcome(listing, what, saved.get(self.reason or "", "")))
        return self.onward()

    def asks_about(self) -> Iterator[tuple[str, str]]:
        """The listing, and what came of it."""
        yield "outcome", self.field
        yield "what", self.what
        yield from (("reason", field) for field in (self.reason,) if field)
