"""Which listings serve a need in a place, laid out by district so that a search looks at few."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from connectbot.directory.card import Card
from connectbot.directory.postcodes import outcode_of

Shelves = Mapping[tuple[str, str], "Shelf"]
"""(place, need) -> shelf; national listings stand under place ""."""

Ids = dict[str, list[str]]
"""Ids of listings by where they are."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Ids of listings for one need in one place: by the sector or district one goes to, by the
    district they come to, and those that serve the whole place (by phone, online, at a hidden
    address). `spots` are the keys of `there` by district."""

    there: Ids = field(default_factory=dict)
    visiting: Ids = field(default_factory=dict)
    anywhere: list[str] = field(default_factory=list)
    spots: dict[str, list[str]] = field(default_factory=dict)

    def put(self, card: Card) -> None:
        """Stand a listing where it belongs."""
        where = card.where
        for outcode in where.visits:
            self.visiting.setdefault(outcode, []).append(card.id)
        if where.outcode is not None:
            spot = where.sector or where.outcode
            if spot not in self.there:
                self.spots.setdefault(outcode_of(spot), []).append(spot)
            self.there.setdefault(spot, []).append(card.id)
        elif not where.visits:
            self.anywhere.append(card.id)

    def changed(self, gone: Iterable[Card], come: Iterable[Card]) -> Shelf:
        """The same without some listings and with others; this one stays as it is, and what they do
        not touch is shared."""
        gone, come = tuple(gone), tuple(come)
        out = {card.id for card in gone}
        visited = {outcode for card in (*gone, *come) for outcode in card.where.visits}
        gone_to = {spot for card in (*gone, *come) if (spot := _spot(card))}
        there, visiting = _less(self.there, gone_to, out), _less(self.visiting, visited, out)
        spots = dict(self.spots)
        for outcode in {outcode_of(spot) for spot in gone_to}:
            spots[outcode] = [spot for spot in spots.get(outcode, ()) if spot in there]
            if not spots[outcode]:
                del spots[outcode]
        anywhere = [id for id in self.anywhere if id not in out]
        changed = Shelf(there, visiting, anywhere, spots)
        for card in come:
            changed.put(card)
        return changed


def _spot(card: Card) -> str | None:
    return card.where.sector or card.where.outcode


def _less(ids: Ids, touched: Iterable[str], out: set[str]) -> Ids:
    """Lists of one's own where something changes, without what is gone; no empty ones."""
    mine = dict(ids)
    for at in touched:
        if stay := [id for id in mine.get(at, ()) if id not in out]:
            mine[at] = stay
        else:
            mine.pop(at, None)
    return mine


def reshelved(shelves: Shelves, old: Iterable[Card], new: Iterable[Card]) -> Shelves:
    """The shelves without some listings and with others; those they do not touch are shared."""
    changed = dict(shelves)
    gone, come = _by_shelf(old), _by_shelf(new)
    for key in {**gone, **come}:
        changed[key] = changed.get(key, Shelf()).changed(gone.get(key, ()), come.get(key, ()))
    return changed


def _by_shelf(cards: Iterable[Card]) -> dict[tuple[str, str], list[Card]]:
    found: dict[tuple[str, str], list[Card]] = {}
    for card in cards:
        for need in dict.fromkeys(card.needs):
            found.setdefault((card.shelved_under, need), []).append(card)
    return found


def shelve(shelves: dict[tuple[str, str], Shelf], card: Card) -> None:
    """Stand one more listing on the shelf of each of its needs; nobody has looked at them yet."""
    for need in dict.fromkeys(card.needs):
        shelves.setdefault((card.shelved_under, need), Shelf()).put(card)
