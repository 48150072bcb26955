"""`suggest`: what they say of a listing, or of one that is missing, for those who keep the list."""

from __future__ import annotations

from pydantic import Field

from connectbot.flows.scene import Scene
from connectbot.flows.step import FieldName, Move, Passing
from connectbot.model.effect import Suggest


class SuggestStep(Passing):
    """Passes on the words in this field. `about` holds the listing they are about, and `what` what
    is the matter with it; without them it is something new. Nothing in the directory changes by
    it. Then the words are used up."""

    word = "suggest"
    field: FieldName = Field(alias="suggest")
    about: FieldName | None = None
    what: FieldName | None = None

    def enter(self, scene: Scene) -> Move:
        """Pass it on."""
        saved = scene.conversation.saved
        said = saved.get(self.field, "")
        listing, what = saved.get(self.about or "", ""), saved.get(self.what or "", "")
        if said or listing:
            scene.do(Suggest(said, listing, what))
        scene.change(saved={**saved, self.field: ""}, heard="", trail=())
        return self.onward()
