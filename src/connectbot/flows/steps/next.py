"""`next`: one need is settled, and the next of those they named takes its place."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from connectbot.flows import liking
from connectbot.flows.scene import Scene
from connectbot.flows.step import FieldName, Move, Passing


class NextStep(Passing):
    """Drops the first of several needs, and those that the listing in `met_by` meets as well.
    With none left the field is empty."""

    word = "next"
    field: FieldName = Field(alias="next")
    met_by: FieldName | None = None

    def enter(self, scene: Scene) -> Move:
        """Drop, and go on."""
        saved = scene.conversation.saved
        met = scene.knowledge.book.listing(saved.get(self.met_by or "", ""))
        left = liking.several(saved.get(self.field, ""))[1:]
        scene.keep(
            **{self.field: ",".join(need for need in left if not met or need not in met.needs)}
        )
        return self.onward()

    def asks_about(self) -> Iterator[tuple[str, str]]:
        """The needs, and what meets them."""
        yield "next", self.field
        yield from (("met_by", field) for field in (self.met_by,) if field)
