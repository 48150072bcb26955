"""Ways in: a word on a leaflet, or a link on a screen, that stands for a place and for what one
would say there. A way in names nobody, and leads to nothing that is anybody's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from connectbot.directory.place import Place
from connectbot.flows.flow import Flow
from connectbot.flows.phrases import plain
from connectbot.flows.world import World
from connectbot.model.message import Inbound
from connectbot.safety.reserved import keyword, provider_keyword
from connectbot.written.problem import Problem


@dataclass(frozen=True, slots=True)
class WayIn:
    """Which place it is in, and what coming through it says."""

    place: str
    says: str


def of(inbound: Inbound, world: World) -> WayIn | None:
    """The way in that a message or a link is; None where it is none. What means something anywhere,
    or starts a flow, is never one."""
    said = inbound.about if inbound.manner == "opened" else inbound.text
    word = plain(said.replace("-", " ").replace("_", " "))
    if not word or inbound.manner not in ("said", "opened"):
        return None
    if keyword(said) is not None or world.started_by(said) is not None:
        return None
    places = world.book.places.values()
    named = sorted(places, key=lambda place: place.id != inbound.place)  # their own place first
    for place in named:
        for way, says in place.ways_in.items():
            if plain(way) == word:
                return WayIn(place.id, says)
    return None


def problems(places: Sequence[Place], flows: Sequence[Flow]) -> Iterator[Problem]:
    """Ways in that cannot work: reserved words, start words, and one word for two places."""
    starts = {plain(word): flow.id for flow in flows for word in flow.words}
    taken: dict[str, str] = {}
    for place in places:
        for way in place.ways_in:
            file, word = f"directory/places/{place.id}/place.yaml", plain(way)
            if keyword(way) or provider_keyword(way):
                sentence = f"the way in `{way}` means something everywhere; choose another word"
                yield Problem(file, 1, sentence)
            elif word in starts:
                sentence = (
                    f"the way in `{way}` already starts `{starts[word]}`; choose another word"
                )
                yield Problem(file, 1, sentence)
            elif word in taken:
                sentence = f"the way in `{way}` is one of {taken[word]} too; choose another word"
                yield Problem(file, 1, sentence)
            taken[word] = place.id
