"""The ten rules a release passes: what is printed, what is kept back, and when nothing is released.

Each is a function from draft to draft with its reason. A test takes each out of the list in turn
and shows the attack that then succeeds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from connectbot.measures.released.apart import apart
from connectbot.measures.released.cells import (
    NOT_IMPROVED,
    QUARTERS,
    SHARES,
    Cell,
    Draft,
    Figures,
    mask,
)
from connectbot.measures.released.ledger import Refused, Was
from connectbot.measures.released.subtracting import FEWEST
from connectbot.measures.released.words import STRATIFIERS

Rule = Callable[[Draft], Draft]

FEWEST_PAIRS = 30
"""A change with its interval needs this many people who answered twice."""
MOST_ALIKE = 0.9
MOST_OF_ONE = 0.8
MOST_BANDS = 4
_OUTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?")
_BAND = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_QUARTER = re.compile(r"\d{4}Q[1-4]")


def recorded(draft: Draft) -> Draft:
    """A release is made only beside a whole ledger, and once for each quarter.

    What a figure gives away depends on all that were printed before it. Where a record is missing
    (a database put back from an older backup), the other rules would look at nothing.
    """
    draft.ledger.check(draft.quarter)
    return draft


def fixed(draft: Draft) -> Draft:
    """Only the fixed tables, by one thing people said of themselves at a time, never by who
    enrolled them.

    Somebody who may choose groups can choose everybody but one. So nobody chooses: the same tables
    come every quarter, and two things at once, or a link worker's own people, are no table.
    """
    return _each(draft, lambda cell: cell if _is_fixed(cell) else cell.but("no table of ours"))


def _is_fixed(cell: Cell) -> bool:
    return not cell.by or cell.by in STRATIFIERS


def coarse(draft: Draft) -> Draft:
    """No free text, no time finer than a quarter, at most four bands of age, no area smaller than a
    postcode district.

    A group that is named finely enough is one person, whatever is counted of it; and words that
    somebody wrote themselves are theirs.
    """
    if not _QUARTER.fullmatch(draft.quarter):
        raise Refused(f"a release is of a quarter, like 2026Q4, and not of {draft.quarter!r}")
    bands = {cell.band for cell in draft.cells if cell.by == "age" and cell.band}
    many = len(bands - {"not-said"}) > MOST_BANDS

    def look(cell: Cell) -> Cell:
        fine = not (_OUTCODE if cell.by == "area" else _BAND).fullmatch(cell.band or "all")
        if cell.by == "area" and cell.band in ("", "not-said"):
            fine = False
        return cell.but("too fine") if fine or (many and cell.by == "age") else cell

    return _each(draft, look)


def sticky(draft: Draft) -> Draft:
    """A figure is printed anew only when ten or more people came or went; until then the old
    repeats.

    Two figures of nearly the same people tell of those who came or went between them. What was
    printed stays as it was then, for it is known already; it says of which quarter it is. A funnel
    is renewed as one: its stages are of the same people.
    """
    earlier, bits = draft.ledger.last, draft.bits()
    moved: dict[str, int] = {}
    for cell in draft.cells:
        was = earlier.get(cell.key)
        if was is not None and was.shown is not None and not cell.fresh:
            chain = cell.whole if cell.kind == "tally" else cell.key
            moved[chain] = max(moved.get(chain, 0), _moved(cell, was, bits))

    def look(cell: Cell) -> Cell:
        was = earlier.get(cell.key)
        if was is None or was.shown is None or cell.fresh:
            return cell
        chain = cell.whole if cell.kind == "tally" else cell.key
        return cell if moved[chain] >= FEWEST else cell.again(was)

    return _each(draft, look)


def _moved(cell: Cell, was: Was, bits: Mapping[bytes, int]) -> int:
    if cell.kind == "tally":
        return abs(cell.count - was.count)
    return (cell.people ^ mask(was.people, bits)).bit_count()


def enough(draft: Draft) -> Draft:
    """Ten people behind every figure, thirty pairs behind a change and the two means that it is the
    difference of; fewer, and none, look alike.

    One to nine are a group that somebody may know by sight. Nobody at all is told in the same way,
    for otherwise the other mark would mean one to nine. Below thirty an interval is mostly chance.
    """

    def look(cell: Cell) -> Cell:
        least = FEWEST_PAIRS if cell.kind in ("change", "pairs") else FEWEST
        if cell.count < least:
            return cell.but("too few")
        return replace(cell, figures=_shares(cell.figures))

    return _each(draft, look)


def _shares(figures: Figures) -> Figures:
    """Shares of which each has ten people behind it: all three, two of them as one, or none."""
    if "same" not in figures or all(figures[name] >= FEWEST for name in SHARES):
        return figures
    others = figures["same"] + figures["worse"]
    left = {name: value for name, value in figures.items() if name not in SHARES}
    if figures["improved"] < FEWEST or others < FEWEST:
        return left
    return {**left, "improved": figures["improved"], NOT_IMPROVED: others}


def alike(draft: Draft) -> Draft:
    """Nothing of a group in which more than nine in ten answered the same, or are the same; and no
    shares where more than nine in ten got better, or did not.

    A figure of a group then is a figure of each in it: who is known to be one of twelve who all
    said "often" has no secret left, though there are twelve.
    """
    whole = draft.by_key()

    def look(cell: Cell) -> Cell:
        if any(_share(column) > MOST_ALIKE for column in cell.values if column):
            return cell.but("alike")
        of = whole.get(cell.whole)
        if cell.kind == "count" and of is not None and cell.count > MOST_ALIKE * of.count:
            return cell.but("alike")
        return replace(cell, figures=_unlike(cell))

    return _each(draft, look)


def _unlike(cell: Cell) -> Figures:
    """Without its shares where nearly everybody got better, or nearly nobody; mean and interval are
    of moves that differ, and stay."""
    better = cell.figures.get("improved")
    if better is None or max(better, cell.count - better) <= MOST_ALIKE * cell.count:
        return cell.figures
    shares = (*SHARES, NOT_IMPROVED)
    return {name: value for name, value in cell.figures.items() if name not in shares}


def _share(column: tuple[float, ...]) -> float:
    return Counter(column).most_common(1)[0][1] / len(column)


def many_hands(draft: Draft) -> Draft:
    """People enrolled by two or more, none of whom enrolled more than four in five; and no sum that
    two people make up.

    A link worker knows the names behind the figures they sent. Of a cell in which nine in ten are
    theirs, they know nearly everybody, and can ask until the rest is told. Where it cannot be told
    any more who enrolled somebody (their key is gone), it is taken to have been whoever enrolled
    most, unless ten are surely not theirs.
    """
    return _each(
        draft, lambda cell: cell.but("few hands") if _one_hand(cell) or _heavy(cell) else cell
    )


def _one_hand(cell: Cell) -> bool:
    by = Counter(hand for hand in cell.hands if hand)
    if not by:
        return False  # all came by themselves, or nobody can tell: no one has a list of them
    most = by.most_common(1)[0][1]
    unknown = sum(hand is None for hand in cell.hands)
    if unknown and len(cell.hands) - unknown - most >= FEWEST:
        return False
    return most + unknown > MOST_OF_ONE * len(cell.hands)


def _heavy(cell: Cell) -> bool:
    """Whether the two largest answers are nine tenths of the sum, or it all but gives away the
    largest to the second: the usual rules for sums."""
    for column in cell.values:
        sizes = sorted((abs(value) for value in column), reverse=True)
        total, first, two = sum(sizes), sum(sizes[:1]), sum(sizes[:2])
        if total and (two > MOST_ALIKE * total or total - two < first / 10):
            return True
    return False


def waited(draft: Draft) -> Draft:
    """What was kept back is printed in its second quarter in a row in which it could be.

    Otherwise the mark for "kept back" would go the very quarter a tenth person answered, and
    whoever knows who came last would know that they did.
    """
    earlier, first = draft.ledger.last, not draft.ledger.releases

    def look(cell: Cell) -> Cell:
        was = earlier.get(cell.key)
        if cell.kept_back:
            return cell
        warm = QUARTERS if first else min(QUARTERS, (was.warm if was else 0) + 1)
        cell = replace(cell, warm=warm)
        return cell if warm >= QUARTERS else cell.but("one quarter more")

    return _each(draft, look)


def rounded(draft: Draft) -> Draft:
    """People to the nearest five, shares in whole per cent of rounded numbers, all else to one
    decimal.

    A mean to two decimals and the number of people behind it are their exact sum, and two such sums
    are what a single person answered.
    """

    def look(cell: Cell) -> Cell:
        return cell if cell.kept_back else replace(cell, figures=_rounded(cell.figures))

    return _each(draft, look)


def _rounded(figures: Figures) -> Figures:
    n = five(int(figures["n"]))
    told: dict[str, float] = {}
    for name, value in figures.items():
        if name == "n":
            told[name] = n
        elif name in (*SHARES, NOT_IMPROVED):
            told[name] = round(100 * five(int(value)) / max(n, 1))
        else:
            told[name] = round(value, 1) + 0.0  # and never -0.0
    return told


def five(count: int) -> int:
    """To the nearest five."""
    return (count + 2) // 5 * 5


def _each(draft: Draft, look: Callable[[Cell], Cell]) -> Draft:
    """Every cell looked at, but what is repeated: that is known already."""
    cells = tuple(cell if cell.repeats else look(cell) for cell in draft.cells)
    return replace(draft, cells=cells)


RULES: tuple[Rule, ...] = (
    recorded,
    fixed,
    coarse,
    sticky,
    enough,
    alike,
    many_hands,
    waited,
    apart,
    rounded,
)
"""All ten, in the order in which they look."""


def passed(draft: Draft, rules: Sequence[Rule] = RULES) -> Draft:
    """The draft after each rule in turn. Raises Refused where nothing may be released."""
    for rule in rules:
        draft = rule(draft)
    return draft
