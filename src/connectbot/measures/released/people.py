"""Those behind the figures: one person's readings, without whoever it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from connectbot.measures.instrument import Instrument
from connectbot.measures.library import Library
from connectbot.measures.plan import START
from connectbot.measures.released.figures import Better
from connectbot.measures.scoring import score
from connectbot.model.checkin import Reading

NOT_SAID = "not-said"
_SAME = (NOT_SAID, "rather-not", "")


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure that is followed: an item, or a score where its instrument has one. `better` is
    the direction that is hoped for, `bands` the value at which each begins, the lowest first."""

    id: str
    title: str
    better: Better = "up"
    bands: tuple[tuple[str, float], ...] = ()

    def band(self, value: float) -> str:
        """The band of a value; "" where it has none."""
        return next((name for name, least in reversed(self.bands) if value >= least), "")


@dataclass(frozen=True, slots=True)
class Person:
    """Everything one person answered: a value for each wave and measure, `waves` the rounds of
    which anything was answered. `labels` are the keys of their readings, `strata` what they chose
    to say; `referrer` who enrolled them, "" nobody did, None it cannot be told any more."""

    labels: frozenset[bytes]
    values: Mapping[tuple[str, str], float]
    strata: Mapping[str, str] = field(default_factory=dict)
    referrer: str | None = ""
    waves: frozenset[str] = frozenset()

    def group(self, by: str) -> str:
        """Which group they said they are of."""
        said = self.strata.get(by, "")
        return NOT_SAID if said in _SAME else said


def measures(library: Library) -> tuple[Measure, ...]:
    """What is followed, in the order of the plans: scores where an instrument has some, else each
    of its items by itself (ONS4 is never added up)."""
    order: dict[str, None] = {}
    for _, plan in sorted(library.plans.items()):
        order |= dict.fromkeys(plan.instruments)
        for wave in plan.waves.values():
            order |= dict.fromkeys(wave.instruments)
    return tuple(measure for id in order for measure in _of(library.instruments[id]))


def _of(instrument: Instrument) -> Iterable[Measure]:
    parts = instrument.scores or instrument.items
    for name, part in parts.items():
        title = instrument.title if instrument.scores else instrument.items[name].text
        if len(instrument.scores) > 1:
            title = f"{title}: {name}"
        bands = tuple((band, float(begins)) for band, begins in part.bands.items())
        better: Better = "up" if part.better == "higher" else "down"
        yield Measure(f"{instrument.id}.{name}", title, better, bands)


def people(
    readings: Iterable[Reading], library: Library, referrers: Mapping[bytes, str]
) -> tuple[Person, ...]:
    """Readings put together again by pseudonym. `referrers` says who enrolled each pseudonym whose
    cohort's key still lives. A reading of an instrument that is not in the library any more counts
    as a round answered and no more, and so does one of another version of it: two wordings are not
    compared."""
    together: dict[bytes, list[Reading]] = {}
    for reading in sorted(readings, key=lambda one: one.key):
        together.setdefault(reading.pseudonym, []).append(reading)
    return tuple(_person(of, library, referrers.get(name)) for name, of in together.items())


def _person(readings: Sequence[Reading], library: Library, referrer: str | None) -> Person:
    values: dict[tuple[str, str], float] = {}
    strata: dict[str, str] = {}
    for one in readings:
        strata |= one.strata
        instrument = library.instruments.get(one.instrument)
        if instrument is not None and instrument.version == one.version:
            for name, value in _values(instrument, one.values):
                values[one.wave, f"{instrument.id}.{name}"] = value
    waves = frozenset(one.wave for one in readings)
    return Person(frozenset(one.key for one in readings), values, strata, referrer, waves)


def _values(instrument: Instrument, given: Mapping[str, int]) -> Iterable[tuple[str, float]]:
    try:
        found = score(instrument, given)
    except ValueError:
        return  # of a version of it whose answers were others
    if not instrument.scores:
        yield from found.items.items()
        return
    for name, value in found.scores.items():
        if value is not None:
            yield name, int(value) if value == int(value) else float(value)


def waves(library: Library) -> tuple[str, ...]:
    """The rounds of all plans, the start first, in the order of the plans."""
    return tuple(spans(library))


def spans(library: Library) -> Mapping[str, float]:
    """How many quarters after enrolment each round is due; where plans differ, the first says."""
    found = {START: 0.0}
    for _, plan in sorted(library.plans.items()):
        for name, wave in plan.waves.items():
            found.setdefault(name, wave.after.longest.days / 92)
    return found
