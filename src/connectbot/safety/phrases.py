"""What people say in danger, as phrases made ready, and finding them in a text's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from connectbot.safety.plain import BREAK

GAP = 3
"""A gap stands for at most this many words, inside one sentence."""


@dataclass(frozen=True, slots=True)
class Element:
    """One place in a phrase: any of `words`, or the several words of one of `longer`.

    At most `skip` other words may stand before it; `maybe` ones may be missing.
    """

    words: frozenset[str]
    longer: tuple[tuple[str, ...], ...] = ()
    skip: int = 0
    maybe: bool = False

    def ends(self, words: Sequence[str], at: int) -> Iterator[int]:
        """Where the text goes on after this element, if it stands at `at`."""
        if at < len(words) and words[at] in self.words:
            yield at + 1
        for longer in self.longer:
            if words[at : at + len(longer)] == longer:
                yield at + len(longer)


class Phrase:
    """Elements one after the other; the first and the last are never `maybe`."""

    __slots__ = ("_elements", "_first", "needs")

    def __init__(self, elements: Iterable[Element]) -> None:
        self._elements = tuple(elements)
        starts = [(e, e.words.union(longer[0] for longer in e.longer)) for e in self._elements]
        self._first = starts[0][1]
        self.needs = tuple(words for element, words in starts if not element.maybe)

    def is_in(self, words: Sequence[str], bag: frozenset[str]) -> bool:
        """Whether it is somewhere in a list of words, of which `bag` is the set.

        The time grows with the number of words alone.
        """
        for need in self.needs:
            if need.isdisjoint(bag):
                return False
        return any(word in self._first and self._stands(words, at) for at, word in enumerate(words))

    def _stands(self, words: Sequence[str], at: int) -> bool:
        places = {at}
        for element in self._elements:
            starts = _with_gap(places, element.skip, words) if element.skip else places
            places = {end for start in starts for end in element.ends(words, start)}
            if element.maybe:
                places |= starts
            if not places:
                return False
        return True


def _with_gap(places: set[int], skip: int, words: Sequence[str]) -> set[int]:
    """The places, and those up to `skip` words later in the same sentence."""
    found = set(places)
    for place in places:
        for passed in range(place, min(place + skip, len(words))):
            if words[passed] == BREAK:
                break
            found.add(passed + 1)
    return found


class Index:
    """Finds which of many named phrases are in a text, trying each only by its rarest word."""

    def __init__(self, named: Iterable[tuple[str, Phrase]]) -> None:
        pairs = list(named)
        used = Counter(word for _, phrase in pairs for need in phrase.needs for word in need)
        self._by_word: dict[str, list[tuple[str, Phrase]]] = {}
        for name, phrase in pairs:
            for word in min(phrase.needs, key=lambda need: sum(used[word] for word in need)):
                self._by_word.setdefault(word, []).append((name, phrase))

    def found(self, words: Sequence[str], known: Collection[str] = ()) -> set[str]:
        """The names of the phrases in a list of words; `known` ones are not looked for again."""
        bag = frozenset(words)
        names = set(known)
        for word in bag & self._by_word.keys():
            for name, phrase in self._by_word[word]:
                if name not in names and phrase.is_in(words, bag):
                    names.add(name)
        return names.difference(known)
