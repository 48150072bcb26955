"""A language that a resident reads: for each English text its own, and what has none is English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Tongue:
    """Called with an English text it gives the text in this language, placeholders and all.

    `code` is its ISO code ("cy"); `texts` English -> its own; `special` the same in one context
    alone, as (context, English), such as ("welcome/hello", "OK?"). A text without a translation
    stays English: nobody is left without an answer.
    """

    code: str
    texts: Mapping[str, str] = field(default_factory=dict)
    special: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def __call__(self, text: str, context: str = "") -> str:
        """The text in this language; `context` is the step it stands in."""
        if not self.texts and not self.special:
            return text
        own = self.special.get((context, text)) if context else None
        return own or self.texts.get(text) or text

    def ways(self, context: str) -> tuple[str, ...]:
        """Every way to say what is heard in a context: the lines of its translation."""
        found = (own for (where, _), own in self.special.items() if where == context)
        return tuple(line.strip() for own in found for line in own.split("\n") if line.strip())


ENGLISH = Tongue("en")
"""The language that everything is written in first."""
