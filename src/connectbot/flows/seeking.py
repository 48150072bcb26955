"""What a `find` looks for: from what is saved about somebody to a search, and where it looked."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from connectbot.directory import search
from connectbot.directory.postcodes import outcode_of
from connectbot.directory.widening import widening
from connectbot.flows import liking, sentences
from connectbot.flows.scene import Scene
from connectbot.flows.step import FieldName
from connectbot.model.effect import Met, Unmet

SECTOR = "sector"
"""The field that keeps where in their district they are, so that near is near."""


class Wanted(BaseModel):
    """The fields that say what is needed and near which district, and how many to offer at once."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    need: FieldName
    near: FieldName
    most: Annotated[int, Field(ge=1, le=5)] = 3


def needs(scene: Scene, wanted: Wanted) -> tuple[str, ...]:
    """What they need, the first to be looked after first."""
    return liking.several(scene.conversation.saved.get(wanted.need, ""))


def area(scene: Scene, wanted: Wanted) -> str:
    """The district they named, "" where they did not."""
    return scene.conversation.saved.get(wanted.near, "")


def spot(scene: Scene, area: str, text: str) -> dict[str, str]:
    """The field that keeps the sector ("LS8 2") of the area they named, where a text tells it; the
    rest of a postcode is kept nowhere."""
    finer = scene.knowledge.districts.area(text) or ""
    return {SECTOR: finer} if finer != area and outcode_of(finer) == area else {}


def _spot(scene: Scene, here: str) -> str:
    """The sector they named where it lies in their area, which they may have changed since."""
    sector = scene.conversation.saved.get(SECTOR, "")
    return sector if sector and outcode_of(sector) == here else here


def look(scene: Scene, wanted: Wanted, skip: tuple[str, ...]) -> search.Found:
    """What fits the first need, and one more than is offered, so that we know whether there is
    more. A listing that meets the other needs or their wishes as well stands higher."""
    known, here, heard = scene.knowledge, area(scene, wanted), scene.conversation.heard
    first, also = needs(scene, wanted)[:1], needs(scene, wanted)[1:]
    place = place_for(scene, here)
    # Where the need is known, words that name nothing would only find what is not meant.
    names = not first or (heard and known.book.named(place, heard))
    query = search.Query(
        place=place,
        needs=first,
        area=_spot(scene, here) or None,
        now=scene.now,
        skip=skip,
        most=wanted.most + 1,
        wishes=liking.wishes(scene.conversation.saved, also),
        words=heard if names else "",
        story=heard,
        tongue=scene.tongue,
    )
    return search.find(known.book, known.districts, known.needs, query)


def place_for(scene: Scene, area: str) -> str:
    """The place that serves a district; their own where none of ours does."""
    serving = scene.knowledge.book.place_of_area(area)
    return serving.id if serving else scene.conversation.place


def count(scene: Scene, wanted: Wanted, *, found: bool) -> None:
    """Count what a search is for, once a month for each person and need, as it first came out: who
    looks again and again makes no need larger."""
    month = f"{scene.today:%Y-%m} "
    before = tuple(one for one in scene.conversation.counted if one.startswith(month))
    for need in needs(scene, wanted)[:1]:
        if month + need not in before:
            scene.change(counted=(*before, month + need))
            scene.do((Met if found else Unmet)(need, area(scene, wanted)))


def headline(scene: Scene, wanted: Wanted, found: search.Found, *, more: bool) -> str:
    """Where what was found is, honestly: "Near LS8", "Nothing in LS17; two in LS8, about 3
    miles", "Nothing then, but at other times", "By phone"; `more` tells that nearer ones were
    shown before."""
    here, tongue = area(scene, wanted), scene.tongue
    if found.late:
        return tongue(sentences.LATE)
    if not here:
        return tongue(sentences.AROUND).format(place=scene.place.name)
    if not found.widened:
        return tongue(sentences.NEAR).format(area=here)
    if more and all(hit.miles is None for hit in found.hits[: wanted.most]):
        return tongue(sentences.BY_PHONE)
    if more:
        return tongue(sentences.FURTHER).format(area=here)
    return widening(found.hits[: wanted.most], here, tongue)
