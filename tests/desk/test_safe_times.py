"""When it is safe to text somebody first, as they said it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectbot.desk import safe_times
from connectbot.desk.rota import QuietHours
from connectbot.desk.safe_times import SafeTimes
from connectbot.desk.say import say
from connectbot.model.message import Message, MessageClass
from tests.desk.promises import TUESDAY_AT_TEN, kept, promised, read
from tests.desk.town import JEAN, LONDON

QUIET = QuietHours(time(20), time(9), LONDON)
CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))


def tuesday(hour: int, minute: int = 0) -> datetime:
    """A moment on that Tuesday in November, when London keeps UTC."""
    return datetime(2026, 11, 24, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "at", "opens"),
    [
        ("18:00-00:00", tuesday(12), tuesday(18)),
        ("18:00-00:00", tuesday(19), tuesday(19)),
        ("18:00-00:00", tuesday(21), tuesday(18) + timedelta(days=1)),
        ("00:00-12:00", tuesday(7), tuesday(9)),
        ("00:00-12:00", tuesday(12), tuesday(9) + timedelta(days=1)),
        ("22:00-10:00", tuesday(12), tuesday(9) + timedelta(days=1)),
        ("any", tuesday(22), tuesday(9) + timedelta(days=1)),
        ("", tuesday(12), tuesday(12)),
        ("soon", tuesday(12), tuesday(12)),
        ("21:00-23:00", tuesday(12), tuesday(12) + timedelta(days=7)),
    ],
)
async def test_we_begin_only_when_it_is_safe(town, hours, at, opens):
    """What we begin waits for the hours they said, and for the end of the quiet hours."""
    resident = await town.resident()
    talk = resident.conversation.changed(saved={"safe_hours": hours})
    assert safe_times.opens(replace(resident, conversation=talk), town.desk, at) == opens


@given(starts=CLOCKS, ends=CLOCKS, at=st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)))
def test_no_moment_is_opened_that_is_not_safe(starts, ends, at):
    """Whatever hours they say, the moment found is in them, outside the quiet hours, and not past;
    and where hours never meet the day, it is said that they never do."""
    safe = SafeTimes(QUIET, starts, ends, LONDON)
    now = at.replace(tzinfo=ZoneInfo("UTC"))
    found = safe.over(now)
    assert found >= now
    assert safe.never or (not safe.quiet(found) and found - now <= timedelta(days=2))
    closes = safe.closes(found)
    assert closes is None or closes > found


async def test_a_text_waits_for_its_hour_and_never_comes_after_it(town):
    """Queued at noon for after six it goes at six; kept back longer than that evening, never."""
    await town.say("hello")
    resident = await town.resident()
    talk = resident.conversation.changed(saved={"safe_hours": "18:00-19:00"})
    resident = replace(resident, conversation=talk)

    async def queued(until: datetime | None = None) -> None:
        hello, service = Message("Hello from Oakfield."), MessageClass.SERVICE
        await town.store.run(say, resident, hello, service, town.desk, town.now, until=until)

    await queued()
    await queued(until=tuesday(17))
    assert await town.leave() == []
    town.now = tuesday(17, 59)
    assert await town.leave() == []
    town.now = tuesday(18)
    assert await town.leave() == [(JEAN, "Hello from Oakfield.")]
    await queued()
    town.now = tuesday(19)
    assert await town.leave() == []


@pytest.mark.parametrize("phone", ["mine", "shared"])
async def test_a_reminder_comes_when_it_is_safe(town, phone):
    """Who reads texts only from eleven is reminded at eleven of what is on at two."""
    said = await promised(town, phone=phone, tags=frozenset({"welcomed"}))
    assert "10am" in said
    await town.say("my details")
    for words in ("when to text me", "between 11 and 1", "nothing more"):
        await town.say(words)
    assert await kept(town, TUESDAY_AT_TEN) == []
    town.now = tuesday(11)
    assert len(await read(town)) == 1


async def test_it_is_promised_for_when_it_is_safe(town):
    """What is promised to somebody with safe hours is promised for these."""
    said = await promised(town, hours="11:00-13:00")
    assert "11am" in said


async def test_hours_that_we_never_write_in_are_owned_up_to(town):
    """Who says "after 9pm" where the quiet hours begin at eight is told what comes of it."""
    await town.say("hello")
    resident = await town.resident()
    known = resident.conversation.changed(frames=(), tags=frozenset({"welcomed"}), saved={})
    await town.store.run(lambda tx: tx.residents.keep(resident, known, None))
    await town.say("my details")
    await town.say("when to text me")
    said = " ".join(await town.say("after 9pm"))
    assert "I never text first at night" in said
    assert "I never text first" not in " ".join(await town.say("nothing more"))
