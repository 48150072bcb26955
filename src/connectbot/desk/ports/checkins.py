"""What a transaction keeps of check-ins: enrolments, waves, answers on their way out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from connectbot.model.checkin import Answers, Enrolment, Leaving, Standing, Wave
from connectbot.model.message import Address


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody to be enrolled with many others: `id` is that of their enrolment. The rest may be
    the same object for all who are alike; whose it is is not known yet."""

    address: Address
    id: str
    enrolment: Enrolment
    offer: Wave


@dataclass(frozen=True, slots=True)
class Staged:
    """A newcomer as rows: hashed and sealed before the transaction begins, so that it only writes.
    All whose `enrolment` has one plan, place, day and referrer have the same `offer`."""

    address: dict[str, Any]
    id: str
    enrolment: dict[str, Any]
    offer: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Bulk:
    """What became of many: how many were enrolled, and how many were left as they are, because they
    are or were in that plan, said no to it, or asked us to stop."""

    enrolled: int
    left: int


@dataclass(frozen=True, slots=True)
class Step:
    """How far one wave of one plan has come, among those who were enrolled in one quarter."""

    plan: str
    cohort: str
    place: str
    wave: str
    invited: int
    consented: int
    due: int
    sent: int
    delivered: int
    started: int
    complete: int
    partial: int
    stopped: int
    undeliverable: int


@dataclass(frozen=True, slots=True)
class Followed:
    """One enrolment with its waves, in the order they are due; `shown` are the answers of a wave
    (by its number) of which one of our people has a copy."""

    enrolment: Enrolment
    waves: list[Wave]
    shown: dict[int, Answers]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Whose yes to check-ins was taken back, and when; `kept` where somebody looks after them."""

    resident_id: int
    at: datetime
    kept: bool


class Enrolments(Protocol):
    """Who is in which plan."""

    def enrol(self, enrolment: Enrolment) -> None:
        """Keep it."""
        ...

    def stage(self, newcomers: Sequence[Newcomer]) -> Sequence[Staged]:
        """Hash and seal what `enrol_many` will write; nothing is written. Through `read`."""
        ...

    def enrol_many(self, staged: Sequence[Staged], now: datetime) -> Bulk:
        """Write them, making residents at addresses that are not known yet; who has a standing in
        that plan, opted out, or cannot be reached is left as they are."""
        ...

    def enrolment(self, id: str) -> Enrolment | None:
        """The enrolment with this id."""
        ...

    def those(self, ids: Collection[str]) -> Mapping[str, Enrolment]:
        """The enrolments with these ids, read together."""
        ...

    def of(self, resident_id: int) -> Sequence[Enrolment]:
        """Everything this resident was enrolled in, newest first."""
        ...

    def change(self, enrolment: Enrolment) -> None:
        """Keep how it stands now; who and in which plan does not change."""
        ...

    def standing(self) -> Mapping[tuple[str, str, Standing], int]:
        """How many stand how: (plan, place, state) -> number."""
        ...

    def funnel(self, now: datetime) -> Sequence[Step]:
        """How far every wave has come by then, by plan, quarter of enrolment, place and wave."""
        ...

    def referrers(self, place: str) -> Mapping[str, tuple[str, str]]:
        """Who enrolled whom: enrolment -> (quarter, id of one of our people, "" for nobody)."""
        ...

    def cohorts(self) -> Mapping[str, datetime]:
        """When the last wave of each quarter of enrolment closes."""
        ...


class Waves(Protocol):
    """Rounds of questions, until they are answered or closed."""

    def plan_wave(self, wave: Wave) -> int:
        """Keep one that is to come; its number."""
        ...

    def wave(self, enrolment: str, name: str) -> Wave | None:
        """The newest wave of that name."""
        ...

    def waves(self, enrolment: str) -> Sequence[Wave]:
        """All waves of an enrolment, in the order they are due."""
        ...

    def looked_at(self, now: datetime, limit: int = 50) -> Sequence[Wave]:
        """Waves whose `next_at` has come, oldest first; of any number of askers each finds others.
        Hold the resident, then `move` it."""
        ...

    def due_by(self, at: datetime) -> Mapping[tuple[str, str, str], int]:
        """How many wait to be sent by then: (plan, place, wave) -> number."""
        ...

    def move(self, before: Wave, after: Wave) -> bool:
        """Keep how it stands now; False where somebody else has moved it meanwhile."""
        ...

    def wave_of(self, id: int) -> Wave | None:
        """The wave with this number."""
        ...

    def delivered(self, outbox_id: str, provider_id: str) -> None:
        """The text that said a check-in is ready arrived; of any other message nothing is done."""
        ...

    def undeliverable(self, id: int) -> None:
        """The text that said this check-in is ready never arrived."""
        ...


class Answered(Protocol):
    """Answers, sealed with the key of their cohort until they have left for the readings database;
    once that is destroyed nothing more is kept, nor where it cannot be used."""

    def hold(self, wave: Wave, answers: Answers, now: datetime) -> None:
        """Keep what was answered so far, in place of what was there."""
        ...

    def held(self, wave_id: int) -> Answers | None:
        """What was answered so far; () where nothing is held, None where it does not open now."""
        ...

    def let_go(self, wave_id: int) -> None:
        """Erase what was answered so far."""
        ...

    def leave(self, leaving: Leaving) -> None:
        """Keep an ended check-in until it has crossed into the readings database."""
        ...

    def leaving_of(self) -> Sequence[str]:
        """The cohorts of which something waits to cross, oldest first."""
        ...

    def sealed_of(self) -> Sequence[str]:
        """The cohorts of which anything is sealed with their key, oldest first."""
        ...

    def leaving(self, cohort: str, limit: int = 500) -> Sequence[Leaving]:
        """What waits to cross of a cohort and can be opened, in the order of its random keys."""
        ...

    def left(self, keys: Sequence[bytes]) -> int:
        """These have crossed: erase them; how many were there."""
        ...

    def drop_leaving(self, resident_id: int, enrolment: str = "") -> int:
        """Erase what waits to cross of this resident, or of one enrolment of theirs."""
        ...

    def show(self, wave: Wave, staff_id: str, answers: Answers, now: datetime) -> None:
        """Keep a copy that one of our people may see."""
        ...

    def hide(self, resident_id: int) -> int:
        """Erase every copy that anybody may see of this resident's answers."""
        ...

    def purge_shown(self, before: datetime, limit: int = 500) -> int:
        """Erase copies made before then; how many."""
        ...

    def purge_held(self, limit: int = 500) -> int:
        """Erase what is held of waves that are over, which is nothing unless a fault left it."""
        ...


class Checkins(Enrolments, Waves, Answered, Protocol):
    """All of it."""

    def taken_back(
        self, staff: Collection[str], places: Collection[str], since: datetime
    ) -> Sequence[TakenBack]:
        """Those of whom somebody is to ask since then whether they ended check-ins themselves: of
        the caseloads of `staff`, and of nobody's in `places`; the fifty oldest, in one query."""
        ...

    def followed(self, resident_id: int, staff_id: str) -> Sequence[Followed]:
        """Every enrolment of this resident with its waves, newest first, and of their answers only
        the copies that were made for this very one of our people; in one query."""
        ...
