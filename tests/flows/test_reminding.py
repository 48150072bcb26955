"""What can be promised of a listing, and the words of a reminder."""

from datetime import datetime, timedelta

import pytest

from connectbot.flows import reminding
from connectbot.flows.gsm import segments
from connectbot.flows.words import is_gsm7
from tests.desk.town import WORLD
from tests.directory.making import listing

MONDAY = datetime(2026, 11, 23, 9)
TUESDAY_AT_TWO = datetime(2026, 11, 24, 14)
TUESDAYS = {"byday": "TU", "opens_at": "14:00", "closes_at": "16:00"}


@pytest.mark.parametrize(
    ("when", "here", "starts"),
    [
        ([TUESDAYS], MONDAY, TUESDAY_AT_TWO),
        ([TUESDAYS], TUESDAY_AT_TWO + timedelta(minutes=5), TUESDAY_AT_TWO + timedelta(days=7)),
        ([{"byday": "TU"}], MONDAY, datetime(2026, 11, 24)),
        ([{"byday": "MO,TU,WE,TH,FR", "opens_at": "09:00", "closes_at": "17:00"}], MONDAY, None),
        ([], MONDAY, None),
        ([{**TUESDAYS, "valid_to": "2026-11-20"}], MONDAY, None),
        (
            [{"byday": "MO,TU", "opens_at": "08:00", "closes_at": "18:00"}, TUESDAYS],
            MONDAY,
            None,
        ),
    ],
)
def test_what_somebody_can_be_reminded_of(when, here, starts):
    """The next time that has not begun; not opening hours, not what is over, not a phone line."""
    found = reminding.meeting(listing("tea", when=when), here)
    assert (found.starts if found else None) == starts


@pytest.mark.parametrize(
    ("when", "starts"),
    [
        ([TUESDAYS], TUESDAY_AT_TWO),
        ([{**TUESDAYS, "opens_at": "14:30"}], TUESDAY_AT_TWO.replace(minute=30)),
        ([{**TUESDAYS, "opens_at": "11:00"}], None),
        ([{**TUESDAYS, "byday": "WE"}], None),
        ([{**TUESDAYS, "valid_to": "2026-11-20"}], None),
    ],
)
def test_what_was_promised_is_looked_at_as_it_stands_now(when, starts):
    """Moved within the day it counts; on another day, over for good, or gone by, it does not."""
    found = reminding.still_on(listing("tea", when=when), TUESDAY_AT_TWO)
    assert (found.starts if found else None) == starts


def words(here=datetime(2026, 11, 24, 10), **more):
    """The reminder of a listing on Tuesday at two."""
    given = {"name": "Tea and Talk", "when": [TUESDAYS], **more}
    made = listing("tea", **given)
    session = reminding.still_on(made, TUESDAY_AT_TWO)
    assert session is not None
    return reminding.told(made, session, here)


def test_the_reminder_says_when_whom_to_ask_for_where_and_how_to_get_there():
    """What gets one through the door, most needed first."""
    door = {"ask_for": "Jean", "bus": "bus 16", "steps": "no steps"}
    where = {"venue": "Oakfield Hall", "address": "12 Chapel Row", "outcode": "LS8"}
    assert words(door=door, where=where) == (
        "Tea and Talk is today at 2pm. Ask for Jean. Oakfield Hall, 12 Chapel Row, LS8. "
        "Bus 16. No steps."
    )


@pytest.mark.parametrize(
    ("day", "said"), [(23, "tomorrow at 2pm"), (24, "today at 2pm"), (20, "on Tuesday")]
)
def test_the_day_is_said_as_people_say_it(day, said):
    """Today, tomorrow, or the name of the day."""
    assert words(datetime(2026, 11, day, 10)).startswith(f"Tea and Talk is {said}.")


def test_what_does_not_fit_one_text_is_left_out():
    """The name and the time always stand; a long way there gives way."""
    text = words(name="N" * 40, door={"bus": "b" * 60, "steps": "s" * 60, "ask_for": "a" * 40})
    assert text.startswith("N" * 40)
    assert len(text) <= 160
    assert "s" * 60 not in text


@pytest.mark.parametrize("id", sorted(WORLD.book.listings))
def test_every_listing_of_the_starter_has_a_reminder_of_one_text(id):
    """Wherever somebody may go, the reminder is short, plain and complete."""
    one = WORLD.book.listings[id]
    session = reminding.meeting(one, MONDAY)
    if session is None:
        return
    text = reminding.told(one, session, session.starts - timedelta(hours=3))
    assert one.name in text
    assert segments(text) == 1
    assert is_gsm7(text)
