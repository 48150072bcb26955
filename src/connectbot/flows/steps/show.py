"""`show`: one listing in full."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from connectbot.directory import shown
from connectbot.flows import sentences
from connectbot.flows.scene import Scene
from connectbot.flows.step import Move, Passing, Said


class Show(Passing):
    """Everything a resident needs to get to the listing they chose."""

    word = "show"
    field: Literal["listing"] = Field(alias="show")

    def enter(self, scene: Scene) -> Move:
        """Say it in full, or kindly that it is gone."""
        listing = scene.knowledge.book.listing(scene.conversation.saved.get(self.field, ""))
        if listing is None:
            scene.say(sentences.LISTING_GONE)
        else:
            keeping = scene.knowledge.place(scene.conversation.place).keeping
            scene.say(shown.full(listing, scene.now, scene.tongue, keeping))
        return self.onward()

    def texts(self) -> Iterator[Said]:
        """No words of the author's, but as many characters as a listing in full may have."""
        yield Said("show", "", extra=shown.FULL)
