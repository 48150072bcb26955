"""What is held of somebody's answers in the readings database, as far as anybody can still tell.

While the key of their quarter is there, their readings are pseudonymised, and are found. After it
was destroyed nobody can find them, and that is said as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from connectbot.model.checkin import Reading


@dataclass(frozen=True, slots=True)
class Answered:
    """Readings of one person that are found, and the quarters in which they may have others: those
    whose key was destroyed, and those whose key cannot be used now (`shut`)."""

    readings: tuple[Reading, ...] = ()
    cut_off: tuple[str, ...] = ()
    shut: tuple[str, ...] = ()


NONE = Answered()
"""Of somebody who answered nothing."""


def shown(answered: Answered, *, words: bool = False) -> list[str]:
    """What is held, line by line; with `words` what was answered, too."""
    count = len(answered.readings)
    lines = [
        f"{count} readings of check-ins in the readings database, pseudonymised: a key of their "
        "quarter leads to them, until it is destroyed"
    ]
    found = lines if count else []
    said = [_said(one) for one in _ordered(answered.readings)] if words else []
    lost = [*(_cut_off(one) for one in answered.cut_off), *(_shut(one) for one in answered.shut)]
    return [*found, *said, *lost]


def removed(answered: Answered) -> list[str]:
    """What of it goes when they are erased."""
    count = len(answered.readings)
    return [f"{count} readings of check-ins, in the readings database"] if count else []


def stays(answered: Answered) -> list[str]:
    """What of it cannot be removed, and why."""
    lines = [f"{_cut_off(one)}, and not removed." for one in answered.cut_off]
    lines += [f"{_shut(one)} They go as soon as it is back." for one in answered.shut]
    if answered.readings or answered.cut_off or answered.shut:
        lines.append(
            "Released figures, which are anonymous: each is of ten people at least, and none can "
            "be led back."
        )
    return lines


def copied(answered: Answered) -> list[dict[str, Any]]:
    """What was answered, ready for JSON."""
    return [
        {
            "quarter_of_enrolment": one.cohort,
            "wave": one.wave,
            "instrument": one.instrument,
            "version": one.version,
            "answers": _plain(one.values),
            "said_of_themselves": _plain(one.strata),
        }
        for one in _ordered(answered.readings)
    ]


def _cut_off(cohort: str) -> str:
    return (
        f"Check-in answers of the quarter {cohort}, if they gave any: the key was destroyed as "
        "planned, so nobody can tell which are theirs, nor can we; they cannot be found"
    )


def _shut(cohort: str) -> str:
    return (
        f"Check-in answers of the quarter {cohort} in the readings database, if they gave any: "
        f"they cannot be found now. {mend(cohort)}"
    )


def mend(cohort: str) -> str:
    """What is wrong with the key of a quarter that should be there, and what to do."""
    return (
        f"The key cohort-{cohort}.key is missing, cannot be read, or is another one: put that file "
        "back from the copy of your keys, readable by its owner alone (chmod 600)."
    )


def _ordered(readings: Sequence[Reading]) -> list[Reading]:
    return sorted(readings, key=lambda one: (one.cohort, one.wave, one.instrument))


def _said(one: Reading) -> str:
    items = ", ".join(f"{item} {value}" for item, value in sorted(one.values.items()))
    said = ", ".join(f"{by} {value}" for by, value in sorted(one.strata.items()))
    of_them = f" (said of themselves: {said})" if said else ""
    return f"{one.cohort}, {one.wave}, {one.instrument}: {items}{of_them}"


def _plain(held: Mapping[str, Any]) -> dict[str, Any]:
    return dict(sorted(held.items()))
