"""Whether a text holds urgent words, and of which kinds; it recognises words, never risk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from connectbot.safety.phrases import Index, Phrase
from connectbot.safety.plain import BREAK, Spelling
from connectbot.safety.standin import plain_look

PIECE = 80
OVERLAP = 40


@dataclass(frozen=True, slots=True)
class Rule:
    """Urgent words of one kind under one name; not where one of `unless` is said near by."""

    name: str
    kind: str
    says: tuple[Phrase, ...]
    unless: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look found: kinds, the most urgent first; the rules that say so; what is broken."""

    kinds: tuple[str, ...]
    rules: tuple[str, ...] = ()
    broken: str = ""


class Screen:
    """The rules made ready. `kinds` is their order, `plain` the list that stands in for them.

    `broken` says what is wrong with the rules themselves ("" where nothing is).
    """

    def __init__(
        self,
        kinds: Sequence[str],
        rules: Sequence[Rule],
        spelling: Spelling,
        plain: Mapping[str, Sequence[str]],
        broken: str = "",
    ) -> None:
        self.kinds = tuple(kinds)
        self.broken = broken
        self._spelling = spelling
        self._plain = plain
        self._rules = {rule.name: rule for rule in rules}
        self._says = Index((rule.name, phrase) for rule in rules for phrase in rule.says)
        self._unless = {
            rule.name: Index((rule.name, phrase) for phrase in rule.unless) for rule in rules
        }

    def look(self, text: str) -> tuple[str, ...]:
        """The kinds of urgent words in a text, the most urgent first; () for none. Never raises."""
        return self.examine(text).kinds

    def examine(self, text: str) -> Seen:
        """The same, with the names of the rules, and what broke if the plain list stood in."""
        try:
            hits = self._hits(text)
        except Exception as error:  # a frightened person gets an answer whatever is wrong in here
            broken = f"the safety screen broke ({type(error).__name__}); a plain list stands in"
            return Seen(plain_look(text, self._plain), (), broken)
        rules = tuple(name for name in self._rules if name in hits)
        found = {self._rules[name].kind for name in rules}
        return Seen(tuple(kind for kind in self.kinds if kind in found), rules, self.broken)

    def _hits(self, text: str) -> set[str]:
        hits: set[str] = set()
        for words in self._spelling.views(text):
            for piece in _pieces((BREAK, *words, BREAK)):
                for name in self._says.found(piece, hits):
                    if not self._unless[name].found(piece):
                        hits.add(name)
        return hits


def _pieces(words: Sequence[str]) -> Iterator[Sequence[str]]:
    step = PIECE - OVERLAP
    for start in range(0, max(len(words) - OVERLAP, 1), step):
        yield words[start : start + PIECE]
