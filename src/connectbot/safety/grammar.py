"""How a phrase is written: words, `a/b`, `{group}`, `(maybe)`, `...` for a gap, `.` for an end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from connectbot.safety.phrases import GAP, Element, Phrase
from connectbot.safety.plain import BREAK, Spelling
from connectbot.written.shaping import guess

_MARKS = frozenset("(){}")


class BadPhrase(Exception):
    """A phrase that cannot be used; says why and how to mend it."""


class Grammar:
    """Reads written phrases; `groups` are lists of words with commas between, by name."""

    def __init__(self, groups: Mapping[str, str], spelling: Spelling) -> None:
        self._spelling = spelling
        self._known = {".": Element(frozenset({BREAK}))}
        for name, words in groups.items():
            self._known[f"{{{name}}}"] = self._any_of(words.split(","))
        self._groups = [f"{{{name}}}" for name in groups]

    def phrase(self, text: str) -> Phrase:
        """A written phrase made ready. Raises BadPhrase."""
        found: list[Element] = []
        skip = 0
        for piece in text.split():
            if piece == "...":
                skip = GAP
                continue
            found.append(replace(self._element(piece, text), skip=skip))
            skip = 0
        if not found or skip or found[0].skip or found[0].maybe or found[-1].maybe:
            raise BadPhrase(
                f"`{text}` must begin and end with a word that is always there; "
                "take away the `...` or the `( )` at its ends"
            )
        return Phrase(found)

    def _element(self, piece: str, text: str) -> Element:
        if piece.startswith("(") and piece.endswith(")"):
            return replace(self._element(piece[1:-1], text), maybe=True)
        elements = [self._part(part, piece, text) for part in piece.split("/")]
        words = frozenset[str]().union(*(element.words for element in elements))
        return Element(words, tuple(longer for element in elements for longer in element.longer))

    def _part(self, part: str, piece: str, text: str) -> Element:
        if part not in self._known:
            if part.startswith("{") and part.endswith("}"):
                raise BadPhrase(f"`{part}` in `{text}` is no group; {guess(part, self._groups)}")
            if not _MARKS.isdisjoint(part) or not self._spelling.words(part):
                raise BadPhrase(
                    f"`{piece}` in `{text}`: write it like `a/b`, `(a/b)` or `{{group}}`"
                )
            self._known[part] = self._any_of([part])
        return self._known[part]

    def _any_of(self, options: Iterable[str]) -> Element:
        spelt = [self._spelling.words(option) for option in options]
        single = frozenset(words[0] for words in spelt if len(words) == 1)
        return Element(single, tuple(words for words in spelt if len(words) > 1))
