"""Hours that somebody changes hold for what waits to leave as well."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from connectbot.desk import caring, remind, retiming
from connectbot.desk.say import CHECKIN as READY
from connectbot.desk.say import REMINDER, say
from connectbot.model.message import Message, MessageClass
from tests.desk.referring.introduced import in_the_directory
from tests.desk.town import JEAN, NOON

HELLO = "Hello from Oakfield."
TODAY = NOON.date()


def at(hour: int, minute: int = 0, days: int = 0) -> datetime:
    """A moment by the clock of Oakfield, which keeps UTC in November."""
    return datetime(2026, 11, 24, hour, minute, tzinfo=UTC) + timedelta(days=days)


async def queued(town, purpose="", promised="week tea-and-talk", until=None):
    """It is noon, and a text of ours waits to leave."""
    resident = await town.resident()
    talk = resident.conversation.changed(promised=promised)
    await town.store.run(lambda tx: tx.residents.keep(resident, talk, None))
    town.now, kind = at(12), MessageClass.SERVICE
    args = (resident, Message(HELLO), kind, town.desk, town.now)
    await town.store.run(lambda tx: say(tx, *args, purpose=purpose, until=until))


async def changed(town, hours, sam=None):
    """Her hours are others from now on."""
    before = await town.resident()
    saved = {**before.conversation.saved, "safe_hours": hours}
    after = replace(before, conversation=before.conversation.changed(saved=saved))
    await town.store.run(retiming.kept_to, before, after, town.desk, town.now)


async def leaves(town, *moments):
    """At which of these moments something leaves."""
    left = []
    for town.now in moments:
        await town.expire()
        left += [town.now] * len(await town.leave())
    return left


@pytest.mark.parametrize("purpose", ["", REMINDER])
async def test_it_waits_for_the_new_hours_and_never_comes_after_them(town, purpose) -> None:
    """Decided for noon, it leaves at six, or next time; not at five, and not at seven."""
    await queued(town, purpose)
    await changed(town, "18:00-19:00")
    assert await leaves(town, at(12), at(17, 59), at(18)) == [at(18)]
    await queued(town, purpose)
    await changed(town, "18:00-19:00")
    assert await leaves(town, at(19), at(18, days=1)) == []


async def test_wider_hours_let_it_go_at_once(town) -> None:
    """It need not wait for the hours they had before."""
    await queued(town)
    await changed(town, "18:00-19:00")
    assert await leaves(town, at(12)) == []
    before = await town.resident()
    talk = before.conversation.changed(saved={"safe_hours": "18:00-19:00"})
    limited = replace(before, conversation=talk)
    await town.store.run(retiming.kept_to, limited, before, town.desk, town.now)
    assert await leaves(town, at(12)) == [at(12)]


@pytest.mark.parametrize("promised", ["", "day tea-and-talk 2026-11-24T14:00:00"])
async def test_a_reminder_of_a_day_comes_on_that_day_or_not_at_all(town, promised) -> None:
    """It is on at two and over at four: at six nobody reads that it is today."""
    await queued(town, REMINDER, promised, until=at(16))
    await changed(town, "18:00-19:00")
    assert await leaves(town, at(18)) == []


async def test_a_text_of_a_check_in_comes_again_by_itself(town) -> None:
    """It ends unsent, and the check-in is looked at anew; within the new hours it simply goes."""
    await queued(town, f"{READY}1")
    await changed(town, "18:00-19:00")
    assert await leaves(town, at(12), at(18)) == []
    await queued(town, f"{READY}1")
    await changed(town, "11:00-13:00")
    assert await leaves(town, at(12)) == [at(12)]


async def test_what_they_say_and_what_one_of_us_writes_down_do_the_same(town) -> None:
    """In MY DETAILS, and on the console; the same hours again change nothing."""
    await in_the_directory(town)
    await town.say("hello")
    jean = await town.resident()
    known = jean.conversation.changed(frames=(), tags=frozenset({"welcomed"}), saved={})
    await town.store.run(lambda tx: tx.residents.keep(jean, known, None))
    args = (await town.resident(), "week tea-and-talk", town.desk, town.now)
    await town.store.run(remind.hello, *args)
    for words in ("my details", "when to text me", "after 6pm"):
        await town.text(words)
    read = str(await town.leave())
    town.later(minutes=1)
    read += str(await town.leave())
    assert "Reply GO" not in read

    def by_sam(tx):
        sam = next(one for one in tx.staff.everybody() if one.id == "sam")
        tx.caseloads.add("sam", jean.id, town.now)
        return caring.set_safe_hours(tx, jean.id, sam, "any time", town.desk, TODAY, town.now)

    for _ in range(2):
        assert await town.store.run(by_sam) == "any"
    town.later(minutes=5)
    assert any("Reply GO" in text for to, text in await town.leave() if to == JEAN)
