"""`consent`: their yes or no to check-ins is given, with what they chose to say of themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from connectbot.flows import measuring, resting
from connectbot.flows.scene import Scene
from connectbot.flows.step import FieldName, Move, Passing
from connectbot.measures.instrument import Id
from connectbot.model.effect import ConsentTo, PauseCheckins

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The values by which a field says which day suits them; any other means any day."""

RATHER_NOT = "rather-not"
"""The value of somebody who does not say."""


class ConsentStep(Passing):
    """Says yes or no for them. `hour`, `day` and `strata` (what it is called in reports -> field)
    name the fields that hold what they chose; `shows` the one that is "yes" where whoever enrolled
    them may see their answers. Those fields are forgotten here, and BACK does not undo it. A no of
    somebody who was not asked lets check-ins rest until they say so."""

    word = "consent"
    choice: Literal["yes", "no"] = Field(alias="consent")
    hour: FieldName | None = None
    day: FieldName | None = None
    shows: FieldName | None = None
    strata: dict[Id, FieldName] = Field(default_factory=dict)

    def enter(self, scene: Scene) -> Move:
        """Tell it, and forget what was asked for it."""
        under_way = measuring.opened(scene.conversation)
        if under_way is not None:
            scene.do(self._said(scene, under_way))
        elif self.choice == "no":
            scene.do(PauseCheckins(None))
        kept = {
            field: value
            for field, value in scene.conversation.saved.items()
            if not field.startswith(resting.PASSING)
        }
        scene.change(checkin="", saved=kept, trail=())
        return self.onward()

    def _said(self, scene: Scene, asked: measuring.Open) -> ConsentTo:
        if self.choice == "no":
            return ConsentTo(asked.enrolment, "no")
        saved = scene.conversation.saved
        day = saved.get(self.day or "", "")
        strata = ((name, saved.get(field, "")) for name, field in self.strata.items())
        return ConsentTo(
            asked.enrolment,
            "yes",
            strata=tuple((n, value) for n, value in strata if value not in ("", RATHER_NOT)),
            hour=saved.get(self.hour or "", ""),
            weekday=DAYS.index(day) if day in DAYS else None,
            shows_to=asked.staff if saved.get(self.shows or "") == "yes" else "",
        )

    def asks_about(self) -> Iterator[tuple[str, str]]:
        """What they chose to say."""
        for word, field in (("hour", self.hour), ("day", self.day), ("shows", self.shows)):
            if field:
                yield word, field
        yield from (("strata", field) for field in self.strata.values())
