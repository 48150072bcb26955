"""Two groups were told of Jean: she is asked about each, and gets one neutral text a day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from connectbot.desk import remind
from connectbot.flows import sentences as said
from connectbot.model.effect import Remind
from connectbot.model.reminder import DAY, WEEK
from tests.desk.promises import FRIDAY, TUESDAY_AT_TEN, promised, read
from tests.desk.referring.introduced import in_the_directory, stands

TEA, DANCE = "tea-and-talk", "tea-dance"
NEUTRAL = said.NEUTRAL.format(place="Oakfield")
A_WEEK = FRIDAY + timedelta(days=7)
HOURS = 60


@pytest.fixture
async def town(town):
    """Tea and Talk and the tea dance were both told of Jean, on Friday, and said yes."""
    town.now = FRIDAY
    await in_the_directory(town)
    for listing in (TEA, DANCE):
        await stands(town, "accepted", listing=listing)
    return town


async def also(town, kind, listing=DANCE):
    """She asks for one more."""
    resident = await town.resident()
    await town.store.run(remind.promise, resident, Remind(listing, kind), town.desk, town.now)


async def texts(town, start, answers="", hours=HOURS):
    """Hour by hour what she reads, as days since `start` and the words; she says GO to a hello
    where she `answers`."""
    got = []
    for number in range(hours):
        town.now = start + timedelta(hours=number)
        await town.remind()
        for text in await read(town):
            got.append((town.now.date() - start.date(), text))
            if answers and text == NEUTRAL:
                town.later(minutes=1)
                for word in ("GO", "Jean"):  # others see her phone: she says who she is
                    got += [(town.now.date() - start.date(), one) for one in await town.say(word)]
                town.later(minutes=1)
                await town.say("I got there")
    return [(days.days, text) for days, text in got]


async def test_each_is_asked_about_on_a_day_of_its_own(town) -> None:
    """A second introduction takes nothing away from the first, and one day brings one text."""
    await promised(town, WEEK, phone="shared")
    await also(town, WEEK)
    got = await texts(town, A_WEEK, answers="GO")
    hellos = [day for day, text in got if text == NEUTRAL]
    assert hellos == [0, 1]
    assert [day for day, text in got if "Did you get there" in text] == [0, 1]


async def test_an_unanswered_one_is_waited_for_and_not_for_ever(town) -> None:
    """The second question does not push the first aside; after a week it is asked all the same."""
    await promised(town, WEEK, phone="shared")
    await also(town, WEEK)
    got = await texts(town, A_WEEK, hours=24 * 9)
    assert [text for _, text in got] == [NEUTRAL, NEUTRAL]
    assert got[1][0] == 7
    resident = await town.resident()
    assert resident.conversation.promised == f"{WEEK} {DANCE}|Jean"


async def test_two_on_one_day_are_one_hello_and_one_go(town) -> None:
    """A reminder of a day has no other day: one neutral text, and GO brings both."""
    await promised(town, DAY, phone="shared")
    await also(town, DAY)
    town.now = TUESDAY_AT_TEN
    assert await town.remind() == 2
    assert await read(town) == [NEUTRAL]
    assert await town.say("GO") == ["What is your first name, please?"]
    words = " / ".join(await town.say("Jean"))
    assert "Tea and Talk is today at 2pm" in words
    assert "ea dance is today at 1.30pm" in words


async def test_a_question_leaves_the_day_to_a_reminder(town) -> None:
    """What can wait goes the day after, and is not lost."""
    town.now = TUESDAY_AT_TEN - timedelta(days=8)
    await promised(town, DAY, phone="shared")
    resident = await town.resident()
    week = remind.Reminder(
        resident.id, WEEK, DANCE, TUESDAY_AT_TEN, "2026-11-24T10:00 Europe/London"
    )
    await town.store.run(lambda tx: tx.reminders.add(week, town.now))
    got = await texts(town, TUESDAY_AT_TEN - timedelta(hours=2), answers="GO", hours=30)
    assert [day for day, text in got if text == NEUTRAL] == [0, 1]
    assert [day for day, text in got if "Tea and Talk is today" in text] == [0]
    assert [day for day, text in got if "Did you get there" in text] == [1]


async def test_the_reminder_comes_first_and_the_question_right_behind_it(town) -> None:
    """Promised on the day itself, after the question's hello: the same GO brings both."""
    await promised(town, WEEK, phone="shared")
    town.now = A_WEEK + timedelta(days=4) - timedelta(hours=2)
    assert await town.remind() == 1
    assert await read(town) == [NEUTRAL]
    await also(town, DAY, TEA)
    assert await town.remind() == 0
    town.later(hours=3, minutes=10)
    await town.remind()
    said_now = await read(town)
    assert NEUTRAL not in said_now
    assert await town.say("GO") == ["What is your first name, please?"]
    words = " / ".join(await town.say("Jean"))
    assert words.index("Tea and Talk is today") < words.index("Did you get there")
