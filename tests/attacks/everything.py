"""One known person against all that two releases print of a measure: which first scores are left.

Each figure alone, and those of one release together: the two means beside the change between them,
those who answered again beside those who did not, the shares, the bands, the funnel.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tests.attacks.pilots import LONELY, SCORES, UCLA
from tests.attacks.solving import TOKEN, band, left_over, of_row, people

START = f"start|{UCLA.id}"
CHANGE = f"change|6-weeks|{UCLA.id}"
PAIRS = f"pairs|6-weeks|{UCLA.id}"
AGAIN = f"completers|6-weeks|{UCLA.id}|again"
NOT_AGAIN = f"completers|6-weeks|{UCLA.id}|not-again"
PAIRED = "funnel|6-weeks|paired"
MOVED = f"moved|6-weeks|{UCLA.id}"
MOVES = range(-6, 7)

Rows = Mapping[str, Mapping[str, object]]


def solved(less: Rows, more: Rows, now: int, others: int) -> set[int]:
    """The first scores that two releases leave for somebody who answered twice and is in `more`
    alone, with so many others of whom nothing is known; they tell how they are `now`."""
    left = set(SCORES)
    for cell in (START, CHANGE, AGAIN):
        if not (rows := _renewed(less, more, cell)):
            continue
        before, after = (of_row(row) for row in rows)
        if before is None or after is None:
            continue
        if cell == CHANGE:
            moves = left_over(before, after, [now - then for then in SCORES], MOVES, others)
            left &= {now - move for move in moves}
        else:
            before, after = _whole(less, cell, before), _whole(more, cell, after)
            left &= left_over(before, after, SCORES, SCORES, others)
    if _renewed(less, more, PAIRS):
        left &= _by_both_means(less, more, now, others)
    return {
        then
        for then in left
        if all(_fits(*counts, others) for counts in _counted(less, more, then, now))
    }


def _renewed(less: Rows, more: Rows, cell: str) -> list[Mapping[str, object]]:
    """A row of both, where it is printed in both and not repeated."""
    rows = [release[cell] for release in (less, more) if cell in release]
    printed = len(rows) == 2 and all(row["n"] != TOKEN for row in rows)
    return rows if printed and rows[0].get("as_at", 0) != rows[1].get("as_at", 1) else []


def _whole(release: Rows, cell: str, sums):
    """Where people began, less what those who answered again and those who did not rule out."""
    parts = [release[one] for one in (AGAIN, NOT_AGAIN)]
    if cell != START or any(part["as_at"] != release[START]["as_at"] for part in parts):
        return sums
    again, rest = ({(n, total) for n, total, _ in of_row(part) or ()} for part in parts)
    fits = {(n + m, total + sum_) for n, total in again for m, sum_ in rest}
    return frozenset(one for one in sums if one[:2] in fits) if fits else sums


def _by_both_means(less: Rows, more: Rows, now: int, others: int) -> set[int]:
    low, high = min(SCORES) * others, max(SCORES) * others
    found = set()
    sooner: dict[int, list[tuple[int, int]]] = {}
    for n, first, then in _totals(less):
        sooner.setdefault(n + 1 + others, []).append((first, then))
    for n, first, then in _totals(more):
        for one, two in sooner.get(n, ()):
            if low <= then - two - now <= high:
                found |= {score for score in SCORES if low <= first - one - score <= high}
    return found


def _totals(release: Rows) -> Iterator[tuple[int, int, int]]:
    """Every (number, first sum, second sum) of a release's pairs that its figures leave."""
    row, change, again = release[PAIRS], release[CHANGE], release[AGAIN]
    moved = _beside(row, change)
    began = _beside(row, again)
    told = release.get(PAIRED, {}).get("n", TOKEN)
    for n in people(row["n"]):
        if told != TOKEN and n not in people(told):
            continue
        for first in _sums(row["before"], n):
            for then in _sums(row["after"], n):
                if (moved is None or (n, then - first) in moved) and (
                    began is None or (n, first) in began
                ):
                    yield n, first, then


def _beside(row: Mapping[str, object], other: Mapping[str, object]) -> set[tuple[int, int]] | None:
    """What another row of the same people leaves; None where it is of another quarter."""
    found = of_row(other)
    if found is None or other["as_at"] != row["as_at"]:
        return None
    return {(n, total) for n, total, _ in found}


def _sums(mean: object, n: int) -> range:
    low, high = band(mean)
    return range(math.ceil(low * n), math.floor(high * n) + 1)


Counted = tuple[Iterable[int], Iterable[int], bool]
"""How many there may be in either release, and whether the known one is among those of `more`."""


def _counted(less: Rows, more: Rows, then: int, now: int) -> Iterator[Counted]:
    """Every count of people by how they moved."""
    bands = ["lonely" if score >= LONELY else "not-lonely" for score in (then, now)]
    for first in ("not-lonely", "lonely"):
        for second in ("not-lonely", "lonely"):
            if rows := _renewed(less, more, f"{MOVED}|{first}|{second}"):
                one, two = (people(row["n"]) for row in rows)
                yield one, two, [first, second] == bands
    how = "improved" if now < then else "same" if now == then else "worse"
    if rows := _renewed(less, more, CHANGE):
        for share in ("improved", "same", "worse", "not_improved"):
            if all(row[share] != TOKEN for row in rows):
                theirs = share == how or (share == "not_improved" and how != "improved")
                one, two = (_of_share(row, share) for row in rows)
                yield one, two, theirs


def _of_share(row: Mapping[str, object], share: str) -> Sequence[int]:
    """How many people a printed share may be."""
    n, told = row["n"], row[share]
    if int(n) % 5:
        return range(int(n) + 1)
    fives = (five for five in range(0, n + 5, 5) if round(100 * five / n) == told)
    return [five + off for five in fives for off in range(-2, 3)]


def _fits(before: Iterable[int], after: Iterable[int], theirs: bool, others: int) -> bool:
    return any(theirs <= two - one <= theirs + others for one in before for two in after)
