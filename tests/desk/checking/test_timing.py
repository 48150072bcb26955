"""When a check-in may be sent is the same for whoever is looked at alone or with many."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from connectbot.desk.checking.timing import Look, slot
from connectbot.desk.desk import Desk
from connectbot.flows.liking import SAFE_HOURS
from connectbot.model.checkin import Enrolment
from connectbot.model.conversation import Conversation
from connectbot.model.message import Address
from connectbot.model.resident import Resident
from tests.desk.town import JEAN, desk_for_tests

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)  # a Saturday


@dataclass(frozen=True)
class TwoClocks(Desk):
    """A desk of two places that do not keep the same time."""

    def zone(self, id: str) -> ZoneInfo:
        """The clock of a place."""
        return ZoneInfo("Europe/Athens" if id == "porth-derwen" else "Europe/London")


_AS_USUAL = desk_for_tests()
DESK = TwoClocks(**{one.name: getattr(_AS_USUAL, one.name) for one in fields(Desk)})
PLACES = st.sampled_from(["oakfield", "porth-derwen"])
# Few of each, so that many are alike but for one thing.
ENROLMENTS = st.builds(
    lambda place, hour, weekday: Enrolment(
        "0e" * 16, 1, "usual", place, "2026Q4", NOW.date(), NOW, hour, weekday
    ),
    PLACES,
    st.sampled_from([time(10), time(19, 30)]),
    st.sampled_from([None, 0, 6]),
)
RESIDENTS = st.builds(
    lambda place, hours: Resident(
        1, Address("sms", JEAN), Conversation(place, saved={SAFE_HOURS: hours})
    ),
    PLACES,
    st.sampled_from(["", "10:00-11:00", "18:00-00:00"]),
)
MOMENTS = st.sampled_from([0, 13, 26, 35]).map(lambda hours: NOW + timedelta(hours=hours))


@given(st.lists(st.tuples(ENROLMENTS, RESIDENTS, MOMENTS), min_size=10, max_size=20))
def test_reckoned_once_it_is_the_same(looked_at) -> None:
    """For everybody in one look, whoever was looked at before."""
    look = Look(DESK, NOW)
    for enrolment, resident, at in looked_at:
        assert look.slot(enrolment, resident, at) == slot(enrolment, resident, DESK, at)
