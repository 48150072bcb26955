"""No two printed groups that differ by a few people: this release beside itself and all before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import combinations

from connectbot.measures.released.cells import Cell, Draft, mask
from connectbot.measures.released.ledger import Refused, Was
from connectbot.measures.released.subtracting import Pool, small

DEEP = 8
"""For so many quarters groups are subtracted up to three at a time; older ones, one by one."""

Key = tuple[str, str]
"""A whole, and by what it is told apart."""


def apart(draft: Draft) -> Draft:
    """No printed groups, of this release or any before, that differ by one to nine people.

    Whoever subtracts one figure from another has a figure of the difference: everybody less the
    groups that are printed, this quarter less the last. A cell that would leave so few is printed
    as it was before, or kept back, the less important one first. The whole release is refused where
    what is printed already, or in the end, leaves so few.
    """
    bits = draft.bits()
    told = _Told.of(draft, bits)
    told.check("what was released before")
    kept: list[Cell] = []
    for cell in draft.cells:
        if cell.kept_back or not cell.about:
            kept.append(cell)
            continue
        was = draft.ledger.last.get(cell.key)
        before = mask(was.people, bits) if was and was.shown is not None else 0
        group = before if cell.repeats else cell.people
        if not cell.repeats and not told.fits(cell, group):
            cell, group = (cell.again(was), before) if was and before else (cell.but("apart"), 0)
        if group:
            told.take(cell, group)
        kept.append(cell)
    told.check("this release")
    return replace(draft, cells=tuple(kept))


class _Told:
    """What is known of which groups, by what it is about."""

    def __init__(self) -> None:
        self._pools: dict[str, Pool] = {}
        self._wholes: dict[str, int] = {}
        self._rests: dict[Key, int] = {}
        self._again: dict[Key, list[int]] = {}

    @classmethod
    def of(cls, draft: Draft, bits: Mapping[bytes, int]) -> _Told:
        """All that was released before."""
        told = cls()
        quarters = list(draft.ledger.printed())
        for ago, past in zip(range(len(quarters), 0, -1), quarters, strict=True):
            groups = {key: mask(was.people, bits) for key, was in past.items() if was.about}
            rests: dict[Key, int] = {}
            for key, group in groups.items():
                was = past[key]
                for one in (group, _less(groups, rests, was, group)):
                    told._learn(was.about, one, deep=ago <= DEEP)
        for cell in draft.cells:
            if cell.repeats and cell.whole and cell.about:
                was = draft.ledger.last[cell.key]
                told._again.setdefault((cell.whole, cell.by), []).append(mask(was.people, bits))
        return told

    def fits(self, cell: Cell, group: int) -> bool:
        """Whether this group may be told, beside all that is."""
        found = [group, *self._left(cell, group)]
        if any(small(one) for one in found[1:]):
            return False
        return not any(self._pool(about).clashes(one) for about in cell.about for one in found)

    def take(self, cell: Cell, group: int) -> None:
        """It is told, and with it what is left of its whole."""
        left = self._left(cell, group)
        if cell.whole:
            self._rests[cell.whole, cell.by] = left[0] if left else 0
        else:
            self._wholes[cell.key] = group
        for one in (group, *left):
            self._learn(cell.about, one)

    def check(self, what: str) -> None:
        """Raises Refused where two of the groups differ by a few people."""
        for about, pool in self._pools.items():
            if any(small(one ^ two) for one, two in combinations(pool, 2)):
                raise Refused(
                    f"nothing is released: in {what}, two groups that tell of {about} differ by "
                    "fewer than ten people, who could be told apart by subtracting them. This is a "
                    "fault of the rules or of the ledger and not of yours: please report it"
                )

    def _left(self, cell: Cell, group: int) -> list[int]:
        """What is left of the whole without this part and those before it; of a whole, what is left
        without the parts that are printed as they were, one after the other.

        What lies in a part and not in its whole (somebody who has gone since) is in it, too: it
        would be in what subtracting leaves.
        """
        if cell.whole:
            rest = self._rests.get((cell.whole, cell.by), self._wholes.get(cell.whole, 0))
            return [rest ^ group] if rest else []
        found = []
        for (whole, _), parts in self._again.items():
            rest = group
            for part in parts if whole == cell.key else ():
                rest ^= part
                found.append(rest)
        return found

    def _learn(self, about: Iterable[str], group: int, deep: bool = True) -> None:
        for name in about:
            self._pool(name).add(group, deep)

    def _pool(self, about: str) -> Pool:
        return self._pools.setdefault(about, Pool())


def _less(groups: Mapping[str, int], rests: dict[Key, int], was: Was, group: int) -> int:
    """What was left of a whole after this part of it; 0 for what is no part of it."""
    if was.whole not in groups:
        return 0
    rest = rests.get((was.whole, was.by), groups[was.whole]) ^ group
    rests[was.whole, was.by] = rest
    return rest
