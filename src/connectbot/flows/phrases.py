"""Phrases that people say in passing, and what each one tells us: "no stairs", "it was shut"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
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
            if words := phrase.says.split():
                self._beginning.setdefault(words[0], []).append((place, words, phrase))

    def heard(self, text: str) -> tuple[Phrase, ...]:
        """Those said in a text, in the order of their files; not where a "not" turns them round."""
        found = {
            place: phrase
            for clause in _CLAUSE.split(text)
            for _, (place, _, phrase) in self._said(plain(clause).split())
        }
        return tuple(phrase for _, phrase in sorted(found.items()))

    def without(self, text: str, fields: Collection[str]) -> str:
        """The text with the phrases for these fields taken out; as it is where it has none."""
        left, taken = [], False
        for clause in _CLAUSE.split(text):
            words = plain(clause).split()
            for at, (_, said, phrase) in self._said(words):
                if phrase.field in fields:
                    words[at : at + len(said)] = [""] * len(said)
                    taken = True
            left.append(" ".join(filter(None, words)))
        return ". ".join(filter(None, left)) if taken else text

    def _said(self, words: list[str]) -> list[tuple[int, _Entry]]:
        return [
            (at, entry)
            for at, word in enumerate(words)
            for entry in self._beginning.get(word, ())
            if words[at : at + len(entry[1])] == entry[1]
            and _TURNS.isdisjoint(words[max(0, at - _REACH) : at])
        ]


_Entry = tuple[int, list[str], Phrase]
"""Its place in the order, its words, and the phrase."""


def plain(text: str) -> str:
    """Words alone, in small letters, "can't" and "cant" the same."""
    return _BESIDE_WORDS.sub(" ", _INSIDE.sub("", text)).strip().casefold()
