"""Readings that are kept for good, made so coarse that each person is like nine others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from connectbot.measures.released.subtracting import FEWEST
from connectbot.model.checkin import Reading

ORDER = ("area", "language", "ethnicity", "disability", "age")
"""What people said of themselves, in the order in which it is given up."""

_Look = tuple[object, ...]


def coarsened(readings: Sequence[Reading]) -> list[Reading]:
    """The readings of one cohort as they may be kept once its key is destroyed.

    Whoever knows when somebody enrolled, what they said of themselves and which rounds they
    answered finds at least ten people like them, in the same place and plan. Where there are fewer,
    what they said is blanked, one thing after the other; then their later rounds are dropped, where
    others answered just the rest; whoever is still one of a few is dropped. Keys stay as they are.
    """
    together: dict[bytes, list[Reading]] = {}
    for reading in readings:
        together.setdefault(reading.pseudonym, []).append(reading)
    strata = {name: _said(of) for name, of in together.items()}
    for name in _names(strata.values()):
        few = _few(together, strata)
        for one in few:
            strata[one] = {by: said for by, said in strata[one].items() if by != name}
    # Those who are still few let go of what they share with too few others: in the end, all of it.
    waves = {name: frozenset(one.wave for one in of) for name, of in together.items()}
    _drop_rounds(together, strata, waves)
    few = _few(together, strata, waves)
    return [
        replace(one, strata=strata[one.pseudonym])
        for one in readings
        if one.pseudonym not in few and one.wave in waves[one.pseudonym]
    ]


def _said(readings: Iterable[Reading]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for one in readings:
        found |= one.strata
    return found


def _names(strata: Iterable[Mapping[str, str]]) -> list[str]:
    """Everything said, the first to give up first; what nobody here knows goes before all."""
    all_ = {name for one in strata for name in one}
    return [*sorted(all_.difference(ORDER)), *(name for name in ORDER if name in all_)]


def _look(
    readings: Sequence[Reading], strata: Mapping[str, str], waves: frozenset[str] | None
) -> _Look:
    first = readings[0]
    answered = waves if waves is not None else frozenset(one.wave for one in readings)
    said = frozenset(item for item in strata.items() if item[1])
    return first.cohort, first.place, first.plan, said, answered


def _few(
    together: Mapping[bytes, Sequence[Reading]],
    strata: Mapping[bytes, Mapping[str, str]],
    waves: Mapping[bytes, frozenset[str]] | None = None,
) -> set[bytes]:
    """Who is like fewer than nine others."""
    looks = {
        name: _look(of, strata[name], waves[name] if waves else None)
        for name, of in together.items()
    }
    counts = Counter(looks.values())
    return {name for name, look in looks.items() if counts[look] < FEWEST}


def _drop_rounds(
    together: Mapping[bytes, Sequence[Reading]],
    strata: Mapping[bytes, Mapping[str, str]],
    waves: dict[bytes, frozenset[str]],
) -> None:
    """Rounds of the few are dropped, the fewest that make them like ten others, from those who
    answered most to those who answered least."""
    while few := _few(together, strata, waves):
        most = max(len(waves[name]) for name in few)
        if most <= 1:
            return
        looks = Counter(_look(of, strata[name], waves[name]) for name, of in together.items())
        for name in sorted(few, key=lambda one: (-len(waves[one]), one)):
            if len(waves[name]) < most:
                break
            waves[name] = _smaller(together[name], strata[name], waves[name], looks)


def _smaller(
    readings: Sequence[Reading],
    strata: Mapping[str, str],
    waves: frozenset[str],
    looks: Mapping[_Look, int],
) -> frozenset[str]:
    """These rounds less one: the one whose absence makes them like most others."""
    less = [waves - {wave} for wave in sorted(waves)]
    return max(less, key=lambda some: looks.get(_look(readings, strata, some), 0))
