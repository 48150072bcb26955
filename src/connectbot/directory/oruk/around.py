"""What a listing does not say itself and the standard asks for: its place, its needs, its point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from connectbot.directory.needs import Needs
from connectbot.directory.place import Place
from connectbot.directory.postcodes import Districts

EVERYWHERE = "United Kingdom"
"""Where a national one is."""


@dataclass(frozen=True, slots=True)
class Around:
    """The places by id, the needs, and where districts lie."""

    places: Mapping[str, Place] = field(default_factory=dict)
    needs: Needs = field(default_factory=lambda: Needs(()))
    districts: Districts = field(default_factory=lambda: Districts({}))

    def named(self, place: str) -> str:
        """The name of a place; of none, the country."""
        known = self.places.get(place)
        return known.name if known is not None else place or EVERYWHERE
