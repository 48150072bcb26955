"""Days on which things are not: bank holidays of the four nations, and school terms of a place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

Nation = Literal["england", "wales", "scotland", "northern-ireland"]

NATIONS: dict[str, str] = {
    "england": "ENG",
    "wales": "WLS",
    "scotland": "SCT",
    "northern-ireland": "NIR",
}
"""The nations, each with what the library of holidays calls it."""

_YEARS = range(2025, 2051)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is known of the days in one place. `bank` are bank holidays for certain, `perhaps` those
    of some nation where the nation is not known; `terms` are first and last days of school terms in
    order, () where nobody has written them down."""

    bank: frozenset[date] = frozenset()
    perhaps: frozenset[date] = frozenset()
    terms: tuple[tuple[date, date], ...] = ()

    def runs(self, names: str, day: date) -> bool | None:
        """Whether something that is not on at `names` (of a schedule's `except`) is on that day;
        None where nobody can tell."""
        told = [self._bank(day) if name == _BANK else self._term(day) for name in names.split(",")]
        if False in told:
            return False
        return None if None in told else True

    def _bank(self, day: date) -> bool | None:
        if day in self.bank:
            return False
        return None if day in self.perhaps else True

    def _term(self, day: date) -> bool | None:
        if not self.terms or not self.terms[0][0] <= day <= self.terms[-1][1]:
            return None
        return any(first <= day <= last for first, last in self.terms)


_BANK = "bank-holidays"

NOTHING_KNOWN = Calendar()
"""The calendar of nowhere: every day may be one on which it is not, but none is for certain."""


def calendar(nation: Nation | None, terms: Iterable[tuple[date, date]]) -> Calendar:
    """The calendar of a place in that nation, with its school terms."""
    if nation is None:
        return Calendar(perhaps=frozenset().union(*map(_bank, NATIONS)), terms=tuple(terms))
    return Calendar(bank=_bank(nation), terms=tuple(terms))


@cache
def _bank(nation: str) -> frozenset[date]:
    # The library takes a tenth of a second to load; only who has such listings waits for it.
    from holidays import country_holidays

    return frozenset(country_holidays("GB", subdiv=NATIONS[nation], years=_YEARS))
