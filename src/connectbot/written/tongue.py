"""A language that a resident reads: for each English text its own, and what has none is English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Tongue:
    """Called with an English text it gives the text in this language, placeholders and all.

    `code` is its ISO code ("cy"); `texts` English -> its own; `elsewhere` the same for one place
    alone, as (place, English), such as ("welcome/hello", "OK?"). A text without a translation
    stays English: nobody is left without an answer.
    """

    code: str
    texts: Mapping[str, str] = field(default_factory=dict)
    elsewhere: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def __call__(self, text: str, place: str = "") -> str:
        """The text in this language; `place` is where it stands."""
        if not self.texts and not self.elsewhere:
            return text
        special = self.elsewhere.get((place, text)) if place else None
        return special or self.texts.get(text) or text

    def ways(self, place: str) -> tuple[str, ...]:
        """Every way to say what is heard at a place: the lines of its translation."""
        found = (own for (where, _), own in self.elsewhere.items() if where == place)
        return tuple(line.strip() for own in found for line in own.split("\n") if line.strip())


ENGLISH = Tongue("en")
"""The language that everything is written in first."""
