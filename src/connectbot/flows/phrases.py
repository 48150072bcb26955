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
    """All phrases that the questions of some flows hear."""

    __slots__ = ("_phrases",)

    def __init__(self, phrases: Iterable[Phrase] = ()) -> None:
        self._phrases = tuple(phrases)

    def heard(self, text: str) -> tuple[Phrase, ...]:
        """Those said in a text, in the order of their files; not where a "not" turns them round."""
        clauses = [f" {plain(clause)} " for clause in _CLAUSE.split(text)] if self._phrases else []
        return tuple(
            phrase for phrase in self._phrases if any(_said(phrase.says, part) for part in clauses)
        )


def _said(phrase: str, clause: str) -> bool:
    before, found, _ = clause.partition(f" {phrase} ")
    return bool(found) and _TURNS.isdisjoint(before.split()[-_REACH:])


def plain(text: str) -> str:
    """Words alone, in small letters, "can't" and "cant" the same."""
    return _BESIDE_WORDS.sub(" ", _INSIDE.sub("", text)).strip().casefold()
