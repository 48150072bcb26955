"""Who is told, in which order, and at what hours."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from connectbot.desk.rota import (
    HANDOVER,
    SAFEGUARDING,
    BadContact,
    QuietHours,
    Rota,
    contacts_of,
    hours_of,
)
from connectbot.model.message import Address

LONDON = ZoneInfo("Europe/London")
SATURDAY_NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "name", "address", "hours"),
    [
        ("+447700900999", "the team", Address("sms", "+447700900999"), ""),
        ("07700 900999", "the team", Address("sms", "+447700900999"), ""),
        ("Sam +44 7700 900999", "Sam", Address("sms", "+447700900999"), ""),
        ("mailto:sam@oakfield.example", "the team", Address("email", "sam@oakfield.example"), ""),
        ("Jo K telegram:-1001", "Jo K", Address("telegram", "-1001"), ""),
        (
            "Sam +447700900999 Mon-Fri 09:00-17:00",
            "Sam",
            Address("sms", "+447700900999"),
            "Mon-Fri 09:00-17:00",
        ),
        ("Sam +447700900999 08:30-20:00", "Sam", Address("sms", "+447700900999"), "08:30-20:00"),
    ],
)
def test_a_contact_is_read(words, name, address, hours):
    """A contact is a name (or none), a way to reach them, and hours (or always on)."""
    (contact,) = contacts_of(words)
    assert (contact.name, contact.address, contact.hours) == (name, address, hours)


def test_contacts_keep_their_order():
    """Whoever is named first is told first."""
    words = "Sam +447700900999; mailto:team@oakfield.example, telegram:5"
    assert [c.address.channel for c in contacts_of(words)] == ["sms", "email", "telegram"]


@pytest.mark.parametrize(
    "words",
    [
        "Bob",
        "Sam +447700900999 sometimes",
        "Sam +447700900999 Mon-Fri 17:00-09:00",
        "Sam +447700900999 25:00-26:00",
    ],
)
def test_a_contact_that_cannot_be_read_is_refused_with_a_mend(words):
    """A contact that nobody could reach stops the start with a sentence."""
    with pytest.raises(BadContact):
        contacts_of(words)


@pytest.mark.parametrize(
    ("hours", "at", "opens"),
    [
        ("Mon-Fri 09:00-17:00", datetime(2026, 11, 20, 10), datetime(2026, 11, 20, 10)),
        ("Mon-Fri 09:00-17:00", datetime(2026, 11, 20, 17), datetime(2026, 11, 23, 9)),
        ("Mon-Fri 09:00-17:00", datetime(2026, 11, 20, 8), datetime(2026, 11, 20, 9)),
        ("Sat 10:00-12:00", datetime(2026, 11, 21, 12), datetime(2026, 11, 28, 10)),
        ("Sat-Mon 10:00-12:00", datetime(2026, 11, 24, 12), datetime(2026, 11, 28, 10)),
        ("10:00-12:00", datetime(2026, 11, 24, 12), datetime(2026, 11, 25, 10)),
    ],
)
def test_the_next_opening(hours, at, opens):
    """Somebody on duty is there now; otherwise their next opening counts, days wrapping round."""
    found = hours_of(hours)
    assert found is not None
    assert found.next(at.replace(tzinfo=LONDON)) == opens.replace(tzinfo=LONDON)


def test_a_contact_without_hours_is_always_on():
    """No hours stated means always."""
    rota = Rota(LONDON, {"": contacts_of("Sam +447700900999")})
    found = rota.next_contact(HANDOVER, "oakfield", (), SATURDAY_NOON)
    assert found is not None
    assert found[2] == SATURDAY_NOON


def test_the_next_one_is_told_when_their_hours_begin():
    """On a Saturday, somebody who works weekdays is told on Monday morning."""
    rota = Rota(LONDON, {"": contacts_of("Sam +447700900999 Mon-Fri 09:00-17:00")})
    found = rota.next_contact(HANDOVER, "oakfield", (), SATURDAY_NOON)
    assert found is not None
    assert found[2] == datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_somebody_on_duty_goes_before_somebody_who_is_not():
    """While the first on the list is off, the next who is there is told now."""
    words = "Sam +447700900999 Mon-Fri 09:00-17:00; Jo +447700900998"
    rota = Rota(LONDON, {"": contacts_of(words)})
    found = rota.next_contact(HANDOVER, "oakfield", (), SATURDAY_NOON)
    assert found is not None
    assert (found[0], found[1].name, found[2]) == (1, "Jo", SATURDAY_NOON)


def test_a_used_up_list_has_nobody():
    """After the last one there is nobody left to tell."""
    rota = Rota(LONDON, {"": contacts_of("Sam +447700900999")})
    assert rota.next_contact(HANDOVER, "oakfield", (0,), SATURDAY_NOON) is None


def test_a_place_has_its_own_list_or_the_common_one():
    """A list named for a place serves that place; the bare one serves the others."""
    rota = Rota(
        LONDON,
        {"": contacts_of("Sam +447700900999"), "seacroft": contacts_of("Jo +447700900998")},
        {"": contacts_of("Lee +447700900997")},
    )
    assert [c.name for c in rota.contacts(HANDOVER, "seacroft")] == ["Jo"]
    assert [c.name for c in rota.contacts(HANDOVER, "oakfield")] == ["Sam"]
    assert [c.name for c in rota.contacts(SAFEGUARDING, "seacroft")] == ["Lee"]


@pytest.mark.parametrize(
    ("starts", "ends", "clock", "quiet"),
    [
        (time(20), time(9), time(19, 59), False),
        (time(20), time(9), time(20), True),
        (time(20), time(9), time(3), True),
        (time(20), time(9), time(9), False),
        (time(1), time(5), time(3), True),
        (time(1), time(5), time(6), False),
    ],
)
def test_quiet_hours_by_the_wall_clock(starts, ends, clock, quiet):
    """Quiet hours hold from their start up to their end, over midnight too."""
    hours = QuietHours(starts, ends, LONDON)
    assert hours.quiet(datetime.combine(datetime(2026, 7, 1), clock, LONDON)) is quiet


@pytest.mark.parametrize(
    ("now", "over"),
    [
        (datetime(2026, 11, 24, 12, tzinfo=UTC), datetime(2026, 11, 24, 12, tzinfo=UTC)),
        (datetime(2026, 11, 24, 20, tzinfo=UTC), datetime(2026, 11, 25, 9, tzinfo=UTC)),
        (datetime(2026, 11, 25, 3, tzinfo=UTC), datetime(2026, 11, 25, 9, tzinfo=UTC)),
        (datetime(2026, 10, 24, 20, tzinfo=UTC), datetime(2026, 10, 25, 9, tzinfo=UTC)),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 9, tzinfo=UTC)),
        (datetime(2027, 3, 27, 20, tzinfo=UTC), datetime(2027, 3, 28, 8, tzinfo=UTC)),
        (datetime(2027, 3, 28, 0, 30, tzinfo=UTC), datetime(2027, 3, 28, 8, tzinfo=UTC)),
    ],
)
def test_quiet_hours_are_over_at_nine_by_the_wall(now, over):
    """What waits goes at nine, also on the mornings on which the clocks were changed."""
    assert QuietHours(time(20), time(9), LONDON).over(now) == over


def test_quiet_hours_within_a_day_are_over_the_same_day():
    """A quiet lunch hour ends at its end."""
    quiet = QuietHours(time(12), time(13), LONDON)
    at = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
    assert quiet.over(at) == datetime(2026, 11, 24, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    ("number", "ours"),
    [("+447700900999", True), ("+447700900997", True), ("+447700900101", False)],
)
def test_our_own_people_are_known_by_their_addresses(number, ours):
    """Whoever stands on any list of any place is one of ours."""
    rota = Rota(
        LONDON,
        {"seacroft": contacts_of("Sam +447700900999")},
        {"": contacts_of("Lee +447700900997")},
    )
    assert rota.names(Address("sms", number)) is ours
