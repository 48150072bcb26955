"""Listings found by the words in their names, venues and descriptions, slips forgiven."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from math import fsum, log

from rapidfuzz import process
from rapidfuzz.distance import OSA

from connectbot.directory.listing import Listing

_WORD = re.compile(r"[^\W_]+")
_POSTCODE = re.compile(r"[a-z]{1,2}\d[a-z\d]?|\d[a-z]{2}")
_INSIDE = re.compile(r"(?<=\w)['\u2019](?=\w)")
_PLAIN = frozenset(
    "a about after all also am an and any anyone anything are area around as at be been but by "
    "can cant closed club could day days did do does dont for from get give go going good got "
    "group groups had happening has have havent he hello help her here hey hi him his how i id "
    "if ill im in info is isnt it its ive join just know like live local look looking looks "
    "love make me meet meeting more my name near nearby need no not now of off oh ok on one "
    "open or our out people person place please really round run running s see session she so "
    "some somebody someone something somewhere start still t tell than thank thanks that the "
    "their them then there theres they thing things this time times to today tonight too u up "
    "us visit was way we week were what whats when where which who why will with would yes you "
    "your".split()
)
"""Words that name nothing."""

_SHORT = 5  # words of weight; in a message no longer than that a part of a name is a name
_MANY = 300  # a word in so many listings alone does not find them all
_SURE = 0.65  # the share of a short message that must stand in a name
_ENOUGH = 0.5  # the share of what is looked for that must be there at all
_BESIDE = 0.7  # and so much of what the best one has: beside a men's shed no men's choir
_MENDED = 4  # letters; a shorter word is taken as it is
_FEW_TIMES = 3  # a list so many times as long is looked into at places, not through
_TWO_SLIPS = 8  # letters; from here on two slips are forgiven


def tokens(text: str) -> list[str]:
    """The words of a text that can name something, in its order, each in one plain form: "Men's
    sheds" is ["men", "shed"]."""
    return [
        _stem(word) for word in _words(text) if word not in _PLAIN and not _POSTCODE.fullmatch(word)
    ]


def _words(text: str) -> list[str]:
    return _WORD.findall(_INSIDE.sub("", text.casefold()))


@lru_cache(maxsize=16_384)
def _stem(word: str) -> str:
    for ending in ("ing", "ers", "s"):
        if len(word) > len(ending) + 2 and word.endswith(ending) and not word.endswith("ss"):
            word = word[: -len(ending)]
            return word[:-1] if ending != "s" and word[-1] == word[-2] else word
    return word


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was said, the listings looked at for it, what each word weighs, and which of the
    listings have it in who or where and which in what they say."""

    said: list[str]
    words: frozenset[str]
    found: list[int]
    weights: dict[str, float]
    all_told: float
    title: dict[str, set[int]]
    text: dict[str, set[int]]

    def weight(self, words: Iterable[str]) -> float:
        """How telling words are: rare ones more; one that is nowhere half as much as the rarest."""
        return fsum(self.weights[word] for word in words)

    def matched(self, number: int) -> float:
        """How telling the words are that a listing has."""
        return self.weight(
            w for w in self.words if number in self.title[w] or number in self.text[w]
        )

    def share(self, whole: tuple[str, ...], number: int) -> float:
        """How much of what was said it has: a word in the name counts in full, one in who or where
        two thirds, one in what it says a third; a little more where its whole name was said."""
        name = self.words.intersection(whole)
        title = {word for word in self.words - name if number in self.title[word]}
        rest = {word for word in self.words - name - title if number in self.text[word]}
        has = 3 * self.weight(name) + 2 * self.weight(title) + self.weight(rest)
        return has / (3 * self.all_told) + 0.1 * len(name) / (1 + len(whole))


def _among(found: Sequence[int], numbers: array[int] | None) -> set[int]:
    """Those of the listings that stand in a list of numbers in their order."""
    if not numbers:
        return set()
    if len(numbers) <= _FEW_TIMES * len(found):
        return set(found).intersection(numbers)
    return {one for one in found if _stands(numbers, one)}


def _stands(numbers: array[int], number: int) -> bool:
    place = bisect_left(numbers, number)
    return place < len(numbers) and numbers[place] == number


class Named:
    """The words of the listings of one place: which stand where, and how telling each one is."""

    __slots__ = ("_ends", "_ids", "_little", "_live", "_names", "_outcodes", "_said", "_title")

    def __init__(self, listings: Iterable[Listing] = ()) -> None:
        self._ids: list[str] = []  # "" for one that is no more
        self._live = 0
        self._names: list[tuple[str, ...]] = []
        self._outcodes: list[str | None] = []
        self._little: dict[int, frozenset[str]] = {}  # small words of names with one telling word
        self._title: dict[str, array[int]] = {}  # word -> listings with it in who or where
        self._said: dict[str, array[int]] = {}  # word -> listings with it in what they say
        self._ends: dict[str, list[str]] = {}  # first or last letter -> words, for slips
        for listing in listings:
            self.put(listing)
        self.settle()

    def settle(self) -> None:
        """Take note of all words, after listings were put here one by one."""
        self._ends = {}
        for word in {**self._title, **self._said}:
            for end in _ends(word):
                self._ends.setdefault(end, []).append(word)

    def put(self, listing: Listing) -> None:
        """One more listing; `settle` when all are there. Nobody has searched it yet."""
        number = len(self._ids)
        self._ids.append(listing.id)
        self._live += 1
        name = tokens(listing.name)
        self._names.append(tuple(name))
        if len(name) == 1:
            self._little[number] = _PLAIN.intersection(_words(listing.name))
        self._outcodes.append(listing.where.outcode)
        named, said = _heard(listing)
        for word in named:
            self._title.setdefault(word, array("I")).append(number)
        for word in said:
            self._said.setdefault(word, array("I")).append(number)

    def after(self, old: Iterable[Listing], new: Iterable[Listing]) -> Named:
        """The same without some listings and with others; what they do not touch is shared, so
        that one edit among 100,000 costs little."""
        old, new = tuple(old), tuple(new)
        changed = Named(())
        changed._ids, changed._live = list(self._ids), self._live
        changed._names, changed._outcodes = list(self._names), list(self._outcodes)
        changed._little = dict(self._little)
        changed._title, changed._said = dict(self._title), dict(self._said)
        changed._ends = dict(self._ends)
        words = {word for one in (*old, *new) for heard in _heard(one) for word in heard}
        for book in (changed._title, changed._said):
            book.update((word, array("I", book[word])) for word in words if word in book)
        for listing in old:
            changed._take_out(listing)
        for listing in new:
            changed.put(listing)
        changed._end_anew({word for word in words if self._has(word) != changed._has(word)})
        return changed

    def _take_out(self, listing: Listing) -> None:
        number = self._ids.index(listing.id)
        self._ids[number] = ""
        self._live -= 1
        for book, words in zip((self._title, self._said), _heard(listing), strict=True):
            for word in words:
                book[word].remove(number)
                if not book[word]:
                    del book[word]

    def _end_anew(self, words: set[str]) -> None:
        """Words that are new stand under their letters; those that nobody has any more do not."""
        for end in {end for word in words for end in _ends(word)}:
            mine = [word for word in words if end in _ends(word)]
            kept = [word for word in self._ends.get(end, ()) if word not in words]
            self._ends[end] = kept + [word for word in mine if self._has(word)]

    def sure(self, text: str, outcode: str | None = None) -> list[tuple[float, str]]:
        """Listings that a text names, best first, as (how much of its words, up to about 1; id):
        by all of their name, or a short text by most of its words. Ordinary talk names nothing.
        Of very many those in `outcode` are looked at."""
        said = self._mended(tokens(text))
        asked = self._asked(said, (self._title,), outcode)
        little = _PLAIN.intersection(_words(text))
        return self._sorted(asked, [n for n in asked.found if self._is_name(asked, little, n)])

    def _is_name(self, asked: _Asked, little: frozenset[str], number: int) -> bool:
        """Whether its name is said; of one with a single telling word ("New Here") the small words
        too."""
        name, words = self._names[number], asked.words
        if len(name) == 1:
            return asked.said == list(name) and self._little[number] <= little
        if name and words.issuperset(name) and _runs(name, asked.said):
            return True
        if len(asked.said) > _SHORT:
            return False
        common = words.intersection(name)
        if len(common) < 2:
            return False  # a word alone is as often an answer: "money", "tuesday"
        there = [word for word in words if word in common or number in asked.title[word]]
        return asked.weight(there) >= _SURE * asked.all_told

    def search(self, text: str, outcode: str | None = None) -> list[tuple[float, str]]:
        """Listings with at least half of what is looked for in any of their words, and not much
        less than the best of them has; best first, as above."""
        said = self._mended(tokens(text))
        if not said:
            return []
        asked = self._asked(said, (self._title, self._said), outcode)
        matched = {number: asked.matched(number) for number in asked.found}
        best = max(matched.values(), default=0.0)
        enough = max(_ENOUGH * asked.all_told, _BESIDE * best)
        return self._sorted(asked, [n for n, weight in matched.items() if weight >= enough])

    def _sorted(self, asked: _Asked, numbers: Iterable[int]) -> list[tuple[float, str]]:
        shares = ((asked.share(self._names[number], number), number) for number in numbers)
        ranked = sorted((-share, self._ids[number]) for share, number in shares)
        return [(-share, id) for share, id in ranked]

    def _asked(
        self, said: list[str], books: Sequence[dict[str, array[int]]], outcode: str | None
    ) -> _Asked:
        words, found = frozenset(said), self._gathered(said, books, outcode)
        weights = {word: self._telling(word) for word in words}
        title, text = (
            {w: _among(found, book.get(w)) for w in words} for book in (self._title, self._said)
        )
        return _Asked(said, words, found, weights, fsum(weights.values()), title, text)

    def _gathered(
        self, said: Iterable[str], books: Sequence[dict[str, array[int]]], outcode: str | None
    ) -> list[int]:
        """Listings with one of the words, the most telling words first; those with only a word
        that many have are looked at where nothing better is there, the near ones first."""
        found: dict[int, None] = {}
        lists = (book[word] for word in dict.fromkeys(said) for book in books if word in book)
        for numbers in sorted(lists, key=len):
            if len(numbers) <= _MANY:
                found.update(dict.fromkeys(numbers))
            elif not found:
                near = (number for number in numbers if self._outcodes[number] == outcode)
                found.update(dict.fromkeys((*islice(near, _MANY), *numbers[:_MANY])))
        return list(found)[:_MANY]

    def _telling(self, word: str) -> float:
        often = len(self._title.get(word, ())) + len(self._said.get(word, ()))
        return log(2 + self._live / often) if often else log(2 + self._live) / 2

    def _mended(self, words: Iterable[str]) -> list[str]:
        return [mended for word in words for mended in self._known(word)]

    def _known(self, word: str) -> Sequence[str]:
        """The word itself where it stands somewhere, else the one a slip away from it, or the two
        it was made of ("foodbank")."""
        if self._has(word) or len(word) < _MENDED:
            return (word,)
        ends = (*self._ends.get(word[0], ()), *self._ends.get(f"-{word[-1]}", ()))
        slips = 1 if len(word) < _TWO_SLIPS else 2
        near = process.extractOne(word, ends, scorer=OSA.distance, score_cutoff=slips)
        if near:
            return (near[0],)
        halves = ((_stem(word[:at]), word[at:]) for at in range(3, len(word) - 2))
        return next((two for two in halves if all(map(self._has, two))), (word,))

    def _has(self, word: str) -> bool:
        return word in self._title or word in self._said


def _heard(listing: Listing) -> tuple[set[str], set[str]]:
    """The words in its name or where it is, and the other words it says."""
    where = listing.where
    title = (listing.name, listing.organisation, where.venue, where.address)
    named = {word for part in title if part for word in tokens(part)}
    return named, {*tokens(f"{listing.description} {listing.who or ''}")} - named


def _ends(word: str) -> tuple[str, str]:
    return word[0], f"-{word[-1]}"


def _runs(name: Sequence[str], said: Sequence[str]) -> bool:
    """Whether all of a name stands in what was said, in one piece."""
    first, length = name[0], len(name)
    starts = (at for at, word in enumerate(said) if word == first)
    return any(tuple(said[at : at + length]) == name for at in starts)
