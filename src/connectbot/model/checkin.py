"""Check-ins: who is enrolled in which plan, its waves, answers being given, and readings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal

Standing = Literal["invited", "consented", "declined", "withdrawn", "paused", "finished"]
"""`invited` until they say yes or no themselves; `withdrawn` is a yes taken back."""

WaveState = Literal["waiting", "sent", "started", "complete", "partial", "missed", "dropped"]
"""`sent` is that we wrote that it is ready, `started` that something was answered; `missed` ended
without an answer, `dropped` was never sent, and its reason says why."""

OFFER = "consent"
"""The name of the wave by which somebody is asked whether they want check-ins at all."""

Answers = tuple[tuple[str, str, int], ...]
"""Instrument id, item id and value, in the order asked; an item that was skipped is left out."""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One resident in one plan. `id` is 32 random hex digits, never a number of theirs; `cohort`
    the quarter of enrolment, like "2026Q4"; `anchor` the day from which the waves are counted.

    `hour` and `weekday` (0 is Monday) are their own; `referrer` who of our people enrolled them,
    `shows_to` whom they let see their answers ("" nobody); `strata` what they chose to say.
    `paused_until` is None where a pause ends only when somebody ends it; `paused_why` is "asked"
    (by them), "urgent" (they wrote urgent words) or "operator". `taken_back_at` is since when one
    of our people is to ask whether it was them who took their yes back, None where nobody is.
    """

    id: str
    resident_id: int
    plan: str
    place: str
    cohort: str
    anchor: date
    made_at: datetime
    hour: time = time(10)
    weekday: int | None = None
    state: Standing = "invited"
    referrer: str = ""
    shows_to: str = ""
    strata: Mapping[str, str] = field(default_factory=dict, repr=False)
    consented_at: datetime | None = None
    paused_until: datetime | None = None
    paused_why: str = ""
    taken_back_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Wave:
    """One round of questions for one enrolment. `due_local` is the wall clock that was meant, like
    "2026-12-01T10:00 Europe/London"; `next_at` when to look at it again: to send it, to remind, to
    close it. `reason` is why it was not sent, or how it ended."""

    id: int
    enrolment: str
    resident_id: int
    wave: str
    due_at: datetime
    due_local: str
    next_at: datetime
    state: WaveState = "waiting"
    reason: str = ""
    sent_at: datetime | None = None
    reminded: int = 0
    closes_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """The answers to one instrument on their way out. `key` is 16 random bytes and becomes the key
    of the reading: fixed when the check-in ended, so that crossing twice adds one reading."""

    key: bytes
    instrument: str
    version: str
    values: Mapping[str, int] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Leaving:
    """One ended check-in on its way out of the contacts database, sealed until it has left.

    `key` is that of its row, random, and is not the key of any reading.
    """

    key: bytes
    resident_id: int
    cohort: str
    waits_since: datetime
    enrolment: str = field(repr=False)
    place: str
    plan: str
    wave: str
    strata: Mapping[str, str] = field(repr=False)
    readings: tuple[Part, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """A scored set of answers that nobody can trace back without the key of its cohort.

    `key` and `pseudonym` are 16 random bytes, and 16 made from the enrolment with that key.
    """

    key: bytes
    pseudonym: bytes = field(repr=False)
    cohort: str
    place: str
    plan: str
    wave: str
    instrument: str
    version: str
    values: Mapping[str, int]
    strata: Mapping[str, str]


def quarter_of(day: date) -> str:
    """The quarter a day lies in: "2026Q4"."""
    return f"{day.year}Q{(day.month + 2) // 3}"
