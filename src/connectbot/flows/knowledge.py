"""What a turn may look things up in: the directory, the needs, the districts, the safety rules."""

from __future__ import annotations

from dataclasses import dataclass, field

from connectbot.directory.book import Book
from connectbot.directory.needs import Needs
from connectbot.directory.place import Place
from connectbot.directory.postcodes import Districts
from connectbot.flows.phrases import Phrases
from connectbot.safety.book import SafetyBook


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything read-only besides the flows themselves; `phrases` are what their questions hear in
    passing."""

    book: Book
    needs: Needs
    districts: Districts
    safety: SafetyBook
    phrases: Phrases = field(default=Phrases(), kw_only=True)

    def place(self, id: str) -> Place:
        """The place with this id. Raises KeyError where there is none."""
        return self.book.places[id]
