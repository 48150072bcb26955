"""What somebody learns by subtracting printed cells from each other: sets of people too small."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

FEWEST = 10
"""A group of fewer people than this is never told apart."""


def small(people: int) -> bool:
    """Whether these are somebody, but fewer than ten."""
    return 0 < people.bit_count() < FEWEST


class Pool:
    """Groups of which something is known about the same answers, and what follows from them.

    A new group clashes where its sum less, or plus, that of up to three others would be the sum of
    fewer than ten people. Three reach what was found to work: two quarters of a whole less two
    quarters of a part. Longer sums are those of a whole and all its parts, whose rests are in the
    pool as groups of their own.
    """

    def __init__(self, groups: Iterable[int] = ()) -> None:
        self._groups: list[int] = []
        self._known: set[int] = set()
        self._pairs: list[tuple[int, int, int]] = []
        for group in groups:
            self.add(group)

    def __iter__(self) -> Iterator[int]:
        return iter(self._groups)

    def add(self, group: int) -> None:
        """One more that is known."""
        if group in self._known or not group:
            return
        self._pairs += [(group ^ other, group, other) for other in self._groups]
        self._groups.append(group)
        self._known.add(group)

    def clashes(self, group: int) -> bool:
        """Whether this group and some of the pool give away fewer than ten people."""
        if group in self._known or not group:
            return False
        # A sum of groups holds at least whoever lies in an odd number of them, whatever is added
        # and what taken away: where those are ten or more, it is of no fewer.
        if any(small(group ^ other) for other in self._groups):
            return True
        for both, one, two in self._pairs:
            if (group ^ both).bit_count() < FEWEST and gives_away((group, one, two)):
                return True
        for other in self._groups:
            odd = group ^ other
            for both, one, two in self._pairs:
                if (odd ^ both).bit_count() < FEWEST and gives_away((group, other, one, two)):
                    return True
        return False


def gives_away(groups: Sequence[int]) -> bool:
    """Whether some sum of these groups, each added or taken away, is of fewer than ten people."""
    if len(set(groups)) < len(groups):
        return False
    regions = list(_regions(groups))
    for signs in product((1, -1), repeat=len(groups) - 1):
        left = 0
        for inside, people in regions:
            if sum(sign for sign, there in zip((1, *signs), inside, strict=True) if there):
                left += people
        if 0 < left < FEWEST:
            return True
    return False


def _regions(groups: Sequence[int]) -> Iterator[tuple[tuple[bool, ...], int]]:
    """For each way of lying in some of the groups and not in the others: how many do."""
    whole = 0
    for group in groups:
        whole |= group
    for inside in product((True, False), repeat=len(groups)):
        people = whole
        for there, group in zip(inside, groups, strict=True):
            people &= group if there else ~group
        if any(inside) and people:
            yield inside, people.bit_count()
