"""Readings that are kept for good, made so coarse that each person is like nine others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from connectbot.measures.released.subtracting import FEWEST
from connectbot.model.checkin import Reading

_Round = tuple[str, bool, tuple[str, ...]]
"""A round as those who ask know it: its name, whether all of it was answered, and which versions of
instruments it was asked in, where there are several."""

ORDER = ("area", "language", "ethnicity", "disability", "age")
"""What people said of themselves, in the order in which it is given up."""

_Look = tuple[object, ...]


def coarsened(readings: Sequence[Reading]) -> list[Reading]:
    """The readings of one cohort as they may be kept once its key is destroyed.

    Whoever knows when somebody enrolled, what they said of themselves and which rounds they
    answered, and how far, finds at least ten people like them, in the same place and plan. Where
    there are fewer, what they said is blanked, one thing after the other; then their later rounds
    are dropped, where others answered just the rest; whoever is still one of a few is dropped. Keys
    stay as they are.
    """
    together: dict[bytes, list[Reading]] = {}
    for reading in readings:
        together.setdefault(reading.pseudonym, []).append(reading)
    rounds = _rounds(readings)
    waves = {name: frozenset(rounds[name].values()) for name in together}
    strata = {name: _said(of) for name, of in together.items()}
    for name in _names(strata.values()):
        few = _few(together, strata, waves)
        for one in few:
            strata[one] = {by: said for by, said in strata[one].items() if by != name}
    # Those who are still few let go of what they share with too few others: in the end, all of it.
    _drop_rounds(together, strata, waves)
    few = _few(together, strata, waves)
    return [
        replace(one, strata=strata[one.pseudonym])
        for one in readings
        if one.pseudonym not in few and rounds[one.pseudonym][one.wave] in waves[one.pseudonym]
    ]


def _rounds(readings: Sequence[Reading]) -> Mapping[bytes, Mapping[str, _Round]]:
    """The rounds that each of them answered. The contacts database keeps which rounds were left
    half-way, and on which days they were asked: so a half round has to be like nine others, and so
    has one in another version of the same questions."""
    whole: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    versions: dict[str, set[str]] = defaultdict(set)
    theirs: dict[bytes, dict[str, dict[str, Reading]]] = defaultdict(lambda: defaultdict(dict))
    for one in readings:
        most = whole[one.plan, one.wave]
        most[one.instrument] = max(len(one.values), most.get(one.instrument, 0))
        versions[one.instrument].add(one.version)
        theirs[one.pseudonym][one.wave][one.instrument] = one
    return {
        name: {wave: _round(wave, of, whole, versions) for wave, of in waves.items()}
        for name, waves in theirs.items()
    }


def _round(
    wave: str,
    readings: Mapping[str, Reading],
    whole: Mapping[tuple[str, str], Mapping[str, int]],
    versions: Mapping[str, Collection[str]],
) -> _Round:
    plan = next(iter(readings.values())).plan
    answered = {instrument: len(one.values) for instrument, one in readings.items()}
    several = (one for one in readings.values() if len(versions[one.instrument]) > 1)
    asked_in = tuple(sorted(f"{one.instrument} {one.version}" for one in several))
    return wave, answered == whole[plan, wave], asked_in


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
    readings: Sequence[Reading], strata: Mapping[str, str], waves: frozenset[_Round]
) -> _Look:
    first = readings[0]
    said = frozenset(item for item in strata.items() if item[1])
    return first.cohort, first.place, first.plan, said, waves


def _few(
    together: Mapping[bytes, Sequence[Reading]],
    strata: Mapping[bytes, Mapping[str, str]],
    waves: Mapping[bytes, frozenset[_Round]],
) -> set[bytes]:
    """Who is like fewer than nine others."""
    looks = {name: _look(of, strata[name], waves[name]) for name, of in together.items()}
    counts = Counter(looks.values())
    return {name for name, look in looks.items() if counts[look] < FEWEST}


def _drop_rounds(
    together: Mapping[bytes, Sequence[Reading]],
    strata: Mapping[bytes, Mapping[str, str]],
    waves: dict[bytes, frozenset[_Round]],
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
    waves: frozenset[_Round],
    looks: Mapping[_Look, int],
) -> frozenset[_Round]:
    """These rounds less one: the one whose absence makes them like most others."""
    less = [waves - {wave} for wave in sorted(waves)]
    return max(less, key=lambda some: looks.get(_look(readings, strata, some), 0))
