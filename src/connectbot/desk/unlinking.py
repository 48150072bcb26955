"""How scored answers part from whoever gave them: when they leave, under which name, until when
somebody with the key could still walk back.

Until its cohort's key is destroyed a reading is *pseudonymised*: whoever has the key and the
contacts database can walk back. Only a release is called anonymous.
"""

from __future__ import annotations

import hmac
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from connectbot.measures.plan import AFTER_LAST
from connectbot.model.checkin import Leaving, Reading

TOGETHER = 10
"""So many check-ins of one kind leave together, so that each is one of ten at least."""

LONGEST = timedelta(days=7)
"""How long answers wait for others to leave with; then they leave even alone."""

_NAME, _KEY = b"measures-v1", b"readings-v1"
_LONG = 16


def pseudonym(cohort_key: bytes, enrolment: str) -> bytes:
    """The 16 bytes under which one enrolment's readings lie: the same in every wave."""
    return hmac.digest(cohort_key, enrolment.encode() + _NAME, "sha256")[:_LONG]


def readings_of(leaving: Leaving, cohort_key: bytes) -> list[Reading]:
    """What crosses over of one check-in, a reading for each instrument: the same each time, so that
    crossing twice adds nothing.

    A reading's key is made from the one it waited with. It stays when the cohort's key is
    destroyed, and from then on a copy of the contacts database from that week leads nowhere.
    """
    name = pseudonym(cohort_key, leaving.enrolment)
    return [
        Reading(
            key=hmac.digest(cohort_key, part.key + _KEY, "sha256")[:_LONG],
            pseudonym=name,
            cohort=leaving.cohort,
            place=leaving.place,
            plan=leaving.plan,
            wave=leaving.wave,
            instrument=part.instrument,
            version=part.version,
            values=part.values,
            strata=leaving.strata,
        )
        for part in leaving.readings
    ]


def ready(waiting: Sequence[Leaving], now: datetime) -> list[Leaving]:
    """What may cross now: of each kind (cohort, place, plan and wave, which a reading shows) all
    that wait, once ten check-ins do or one has waited its week."""
    kinds: dict[tuple[str, ...], list[Leaving]] = defaultdict(list)
    for one in waiting:
        kinds[one.cohort, one.place, one.plan, one.wave].append(one)
    return [
        one
        for some in kinds.values()
        if len(some) >= TOGETHER or min(one.waits_since for one in some) <= now - LONGEST
        for one in some
    ]


def due(closings: Mapping[str, datetime], made: Sequence[str], now: datetime) -> list[str]:
    """The cohorts of `made` whose key is to be destroyed: sixty days after their last wave has
    closed (`closings`), or after their quarter where no wave is left; never within the quarter,
    when somebody may still be enrolled."""
    return [cohort for cohort in made if destroyed_at(cohort, closings.get(cohort)) <= now]


def destroyed_at(cohort: str, closes: datetime | None) -> datetime:
    """When the key of a cohort whose last wave closes then is destroyed."""
    ended = quarter_end(cohort)
    return max(ended, closes or ended) + AFTER_LAST


def quarter_end(cohort: str) -> datetime:
    """The first moment after a quarter like "2026Q4", in UTC."""
    year, quarter = int(cohort[:4]), int(cohort[-1])
    return datetime(year + quarter // 4, quarter % 4 * 3 + 1, 1, tzinfo=UTC)
