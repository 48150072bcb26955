"""Phrases that people say in passing, and what each one tells us: "no stairs", "it was shut"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_INSIDE = re.compile(r"(?<=\w)['\u2019](?=\w)")
_BESIDE_WORDS = re.compile(r"[\W_]+")
_CLAUSE = re.compile(r"[.,;:!?\n]+|\b(?:but|and|then|so)\b", re.IGNORECASE)
_TURNS = frozenset(
    "not no never cant dont doesnt didnt isnt wasnt arent wont hate without except avoid".split()
)
_REACH = 3  # words before a phrase in which one of those turns it round


@dataclass(frozen=True, slots=True)
class Phrase:
    """`says` in plain words means that `field` is `value`, as a question of `flow` has it."""

    says: str
    flow: str
    field: str
    value: str


class Phrases:
    """All phrases that the questions of some flows hear, found by their first words."""

    __slots__ = ("_beginning",)

    def __init__(self, phrases: Iterable[Phrase] = ()) -> None:
        self._beginning: dict[str, list[_Entry]] = {}
        for place, phrase in enumerate(phrases):
            words = phrase.says.split()
            self._beginning.setdefault(words[0], []).append((place, words, phrase))

    def heard(self, text: str) -> tuple[Phrase, ...]:
        """Those said in a text, in the order of their files; not where a "not" turns them round."""
        found: dict[int, Phrase] = {}
        for clause in _CLAUSE.split(text):
            words = plain(clause).split()
            for at, word in enumerate(words):
                for place, said, phrase in self._beginning.get(word, ()):
                    turned = _TURNS.intersection(words[max(0, at - _REACH) : at])
                    if words[at : at + len(said)] == said and not turned:
                        found[place] = phrase
        return tuple(phrase for _, phrase in sorted(found.items()))


_Entry = tuple[int, list[str], Phrase]
"""Its place in the order, its words, and the phrase."""


def plain(text: str) -> str:
    """Words alone, in small letters, "can't" and "cant" the same."""
    return _BESIDE_WORDS.sub(" ", _INSIDE.sub("", text)).strip().casefold()
