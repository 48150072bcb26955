"""`feedback`: how they found a listing, kept for those who keep it true."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from connectbot.flows.scene import Scene
from connectbot.flows.step import FieldName, Move, Passing
from connectbot.model.effect import Feedback


class FeedbackStep(Passing):
    """Keeps what `what` holds about the listing in this field, without the person. Then both
    fields are empty, the words that told it are used up, and there is no way back to before."""

    word = "feedback"
    field: FieldName = Field(alias="feedback")
    what: FieldName

    def enter(self, scene: Scene) -> Move:
        """Keep it."""
        saved = scene.conversation.saved
        scene.do(Feedback(saved.get(self.field, ""), saved.get(self.what, "")))
        scene.change(saved={**saved, self.field: "", self.what: ""}, heard="", trail=())
        return self.onward()

    def asks_about(self) -> Iterator[tuple[str, str]]:
        """The listing, and how it was."""
        yield "feedback", self.field
        yield "what", self.what
