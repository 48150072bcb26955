"""What somebody learns by subtracting printed cells from each other: sets of people too small."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from operator import add

FEWEST = 10
"""A group of fewer people than this is never told apart."""


def small(people: int) -> bool:
    """Whether these are somebody, but fewer than ten."""
    return 0 < people.bit_count() < FEWEST


_THIRDS = tuple(sum(1 << bit for bit in range(start, 30_000, 3)) for start in range(3))
_NEAR = tuple(product((-1, 0, 1), repeat=3))


class Pool:
    """Groups of which something is known about the same answers, and what follows from them.

    A new group clashes where its sum less, or plus, that of up to three others would be the sum of
    fewer than ten people. Three reach what was found to work: two quarters of a whole less two
    quarters of a part. Longer sums are those of a whole and all its parts, whose rests are in the
    pool as groups of their own. Groups of long ago (`deep` False) are subtracted one at a time.
    """

    def __init__(self, groups: Iterable[int] = ()) -> None:
        self._known: dict[int, None] = {}
        self._deep: list[int] = []
        # Differences of two groups, by how many people of each third they hold: two that differ by
        # fewer than ten people lie in the same box or in boxes side by side.
        self._boxes: dict[tuple[int, ...], list[tuple[int, int]]] = {}
        for group in groups:
            self.add(group)

    def __iter__(self) -> Iterator[int]:
        return iter(self._known)

    def add(self, group: int, deep: bool = True) -> None:
        """One more that is known."""
        if not group or group in self._known:
            return
        self._known[group] = None
        if deep:
            for other in self._deep:
                self._boxes.setdefault(_box(group ^ other), []).append((group, other))
            self._deep.append(group)

    def clashes(self, group: int) -> bool:
        """Whether this group and some of the pool give away fewer than ten people."""
        if group in self._known or not group:
            return False
        # A sum of groups holds at least whoever lies in an odd number of them, whatever is added
        # and what taken away: where those are ten or more, it is of no fewer.
        if any(small(group ^ other) for other in self._known):
            return True
        if any(gives_away((group, one, two)) for one, two in self._beside(group)):
            return True
        return any(
            gives_away((group, other, one, two))
            for other in self._deep
            for one, two in self._beside(group ^ other)
        )

    def _beside(self, people: int) -> Iterator[tuple[int, int]]:
        """Pairs of groups whose difference is these people, but for fewer than ten."""
        box = _box(people)
        for step in _NEAR:
            for one, two in self._boxes.get(tuple(map(add, box, step)), ()):
                if (people ^ one ^ two).bit_count() < FEWEST:
                    yield one, two


def _box(people: int) -> tuple[int, ...]:
    return tuple((people & third).bit_count() // FEWEST for third in _THIRDS)


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
