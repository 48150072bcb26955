"""Which pairs of a directory are worth comparing, so that many listings take seconds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from connectbot.directory.duplicates.judging import Pair, judged
from connectbot.directory.duplicates.likening import Likeness, likeness
from connectbot.directory.listing import Listing

_CROWD = 40  # listings under one key; among more each is compared with its neighbours by name
_NEIGHBOURS = 6
_STEM = 5  # first letters of a word, so that a slip behind them does no harm


def duplicates(listings: Iterable[Listing]) -> list[Pair]:
    """The pairs that are likely one thing, the surest first."""
    known = [likeness(listing) for listing in listings]
    found = (judged(known[one], known[other]) for one, other in sorted(_worth_it(known)))
    return sorted(
        (pair for pair in found if pair is not None),
        key=lambda pair: (-pair.score, pair.a.id, pair.b.id),
    )


def like(listing: Listing, others: Iterable[Listing]) -> list[Pair]:
    """The others that are likely the same thing as this one, the surest first."""
    mine = likeness(listing)
    pairs = (judged(mine, likeness(other)) for other in others if other.id != listing.id)
    return sorted((pair for pair in pairs if pair is not None), key=lambda pair: -pair.score)


def _worth_it(known: Sequence[Likeness]) -> set[tuple[int, int]]:
    blocks: dict[tuple[str, ...], list[int]] = {}
    for number, one in enumerate(known):
        for key in set(_keys(one)):
            blocks.setdefault(key, []).append(number)
    return {pair for block in blocks.values() for pair in _pairs(block, known)}


def _keys(one: Likeness) -> Iterator[tuple[str, ...]]:
    """What two listings of one thing have in common, at least one of these."""
    where = one.outcode or one.listing.place
    if one.phone:
        yield "phone", one.phone
    if one.venue:
        yield "venue", where, one.venue[: 2 * _STEM]
    for word in one.core:
        yield "word", where, word[:_STEM]
    for letters in one.letters:
        yield "letters", where, letters
    for word in one.words:
        yield "letters", where, word


def _pairs(block: Sequence[int], known: Sequence[Likeness]) -> Iterator[tuple[int, int]]:
    reach = len(block)
    if reach > _CROWD:
        block = sorted(block, key=lambda number: (known[number].core, number))
        reach = _NEIGHBOURS
    for place, one in enumerate(block):
        for other in block[place + 1 : place + 1 + reach]:
            yield min(one, other), max(one, other)
