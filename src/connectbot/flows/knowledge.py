"""What a turn may look things up in: the directory, the needs, the districts, the safety rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from connectbot.directory.book import Book
from connectbot.directory.needs import Needs
from connectbot.directory.place import Place
from connectbot.directory.postcodes import Districts
from connectbot.flows.phrases import Phrases
from connectbot.measures.library import Library
from connectbot.model.conversation import Conversation
from connectbot.safety.book import SafetyBook
from connectbot.written.tongue import ENGLISH, Tongue

LANGUAGE = "language"
"""The saved field that holds the code of the language somebody chose."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything read-only besides the flows themselves; `phrases` are what their questions hear in
    passing, `tongues` the languages besides English, by code, `measures` what check-ins ask."""

    book: Book
    needs: Needs
    districts: Districts
    safety: SafetyBook
    phrases: Phrases = field(default=Phrases(), kw_only=True)
    tongues: Mapping[str, Tongue] = field(default_factory=dict, kw_only=True)
    measures: Library = field(default=Library(), kw_only=True)

    def place(self, id: str) -> Place:
        """The place with this id. Raises KeyError where there is none."""
        return self.book.places[id]

    def tongue(self, conversation: Conversation) -> Tongue:
        """The language that somebody reads; English where they chose none that is here."""
        return self.tongues.get(conversation.saved.get(LANGUAGE, ""), ENGLISH)
