"""Scoring: what a set of answers comes to, by the rules of its instrument alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from connectbot.measures.instrument import Bands, Example, Instrument, Item, Score


@dataclass(frozen=True, slots=True)
class Scores:
    """`items` are the answers given (item -> value), `scores` what they add up to (None where too
    many were skipped), `bands` the band of each item or score that has one (None where it has no
    value)."""

    items: Mapping[str, int]
    scores: Mapping[str, Decimal | None]
    bands: Mapping[str, str | None]


def score(instrument: Instrument, values: Mapping[str, int]) -> Scores:
    """The scores of these answers, where a skipped item is left out.

    Raises ValueError for an item that is not there, or a value that nobody can answer.
    """
    for name, value in values.items():
        if name not in instrument.items or value not in instrument.items[name].values:
            raise ValueError(f"{instrument.id}: nobody can answer `{name}` with {value}")
    scores = {
        name: _figure(one, instrument.items_of(name), values)
        for name, one in instrument.scores.items()
    }
    bands: dict[str, str | None] = {}
    for name, item in instrument.items.items():
        if item.bands:
            given = values.get(name)
            bands[name] = _band(item.bands, None if given is None else Decimal(given))
    bands |= {n: _band(s.bands, scores[n]) for n, s in instrument.scores.items() if s.bands}
    return Scores(dict(values), scores, bands)


def _figure(rule: Score, items: Mapping[str, Item], values: Mapping[str, int]) -> Decimal | None:
    given = [item.counted(values[name]) for name, item in items.items() if name in values]
    if len(items) - len(given) > rule.missing:
        return None
    return rule.lookup[sum(given)] if rule.lookup else Decimal(sum(given))


def _band(bands: Bands, value: Decimal | None) -> str | None:
    if value is None:
        return None
    return [label for label, begins in bands.items() if begins <= value][-1]


def differs(instrument: Instrument, example: Example) -> str:
    """How a worked example comes out otherwise than it says, as a sentence; "" where it holds."""
    given = {name: value for name, value in example.answers.items() if value is not None}
    found = score(instrument, given)
    for name, wanted in example.scores.items():
        if found.scores[name] != wanted:
            return f"`{name}` comes to {_said(found.scores[name])}, not {_said(wanted)}"
    for name, band in example.bands.items():
        if found.bands.get(name) != band:
            return f"`{name}` falls in {_said(found.bands.get(name))}, not {_said(band)}"
    return ""


def _said(value: Decimal | str | None) -> str:
    return "nothing" if value is None else f"`{value}`"
