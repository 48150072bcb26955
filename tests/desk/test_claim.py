"""What may leave now: by class, within hours, caps and budget, and not while sending is off."""

from datetime import UTC, datetime, timedelta

import pytest

from connectbot.desk import deliver
from connectbot.model.delivery import Sent
from connectbot.model.message import Address, MessageClass
from tests.desk.town import LEE

SAFETY, REPLY, SERVICE = MessageClass.SAFETY, MessageClass.REPLY, MessageClass.SERVICE
ORDER = {"ours": SAFETY, "theirs": REPLY, "began": SERVICE}


def numbers(count):
    """So many different phones."""
    return [f"+4477009001{n:02d}" for n in range(count)]


async def test_safety_before_reply_before_service(town):
    """Whatever was decided first, what is urgent leaves first."""
    for text, number in zip(("began", "theirs", "ours"), numbers(3), strict=True):
        await town.queue(text, ORDER[text], number)
    assert [claimed.message.text for claimed in await town.claim()] == ["ours", "theirs", "began"]


async def test_one_at_a_time_to_one_person(town):
    """The second text waits until the first one's end is known."""
    for text in ("first", "second"):
        await town.queue(text, REPLY)
    (first,) = await town.claim()
    assert (first.message.text, await town.claim()) == ("first", [])
    await town.settle(first, Sent("SM-1"))
    assert [claimed.message.text for claimed in await town.claim()] == ["second"]


@pytest.mark.parametrize(
    ("kind", "hour", "goes"),
    [
        (SERVICE, 3, False),
        (SERVICE, 8, False),
        (SERVICE, 9, True),
        (SERVICE, 19, True),
        (SERVICE, 20, False),
        (REPLY, 3, True),
        (SAFETY, 3, True),
    ],
)
async def test_quiet_hours_bind_what_we_begin_and_nothing_else(town, kind, hour, goes):
    """At night a reply or a safety message goes; a text that we begin waits for nine."""
    town.now = datetime(2026, 11, 24, hour, 1, tzinfo=UTC)
    await town.queue("hello", kind)
    assert bool(await town.claim()) is goes


@pytest.mark.parametrize(
    ("at", "goes"),
    [
        (datetime(2026, 10, 24, 8, 30, tzinfo=UTC), True),  # the last summer morning: 9.30
        (datetime(2026, 10, 25, 8, 30, tzinfo=UTC), False),  # the first winter morning: 8.30
        (datetime(2026, 10, 25, 9, 0, tzinfo=UTC), True),
        (datetime(2026, 10, 25, 19, 30, tzinfo=UTC), True),  # the same evening: 7.30
        (datetime(2027, 3, 27, 8, 30, tzinfo=UTC), False),  # the last winter morning: 8.30
        (datetime(2027, 3, 28, 8, 0, tzinfo=UTC), True),  # the first summer morning: 9.00
        (datetime(2027, 3, 28, 7, 59, tzinfo=UTC), False),
        (datetime(2027, 3, 28, 19, 30, tzinfo=UTC), False),  # the same evening: 8.30
    ],
)
async def test_quiet_hours_follow_the_wall_clock_over_both_changes(town, at, goes):
    """Nine in the morning is nine by the clock on their wall, whatever the season."""
    town.now = at
    await town.queue("hello", SERVICE)
    assert bool(await town.claim()) is goes


async def test_six_unanswered_automatic_texts_an_hour(town):
    """The seventh waits until they write or the hour is over; a person's words and safety go."""
    for number in range(8):
        await town.queue(f"text {number}", REPLY)
    assert len(await town.leave()) == 6
    await town.queue("from a person", REPLY, automatic=False)
    await town.queue("urgent", SAFETY)
    assert [text for _, text in await town.leave()] == ["urgent", "from a person"]
    town.later(minutes=61)
    assert [text for _, text in await town.leave()] == ["text 6", "text 7"]


async def test_an_answer_of_theirs_opens_the_hour_again(town):
    """Whoever writes back is answered."""
    for number in range(7):
        await town.queue(f"text {number}", REPLY)
    await town.leave()
    town.later(minutes=1)
    assert "text 6" in await town.say("HELP")


async def test_the_budget_of_a_day_is_a_hard_stop_for_all_but_safety(town):
    """Three segments a day are three; the safety text goes; the next day begins at midnight in
    the zone of the place."""
    town.changed(segments_per_day=3)
    for number in numbers(4):
        await town.queue("reply", REPLY, number)
    assert len(await town.leave()) == 3
    await town.queue("urgent", SAFETY, LEE)
    assert await town.leave() == [(LEE, "urgent")]
    town.now = datetime(2026, 11, 24, 23, 59, tzinfo=UTC)
    assert await town.leave() == []
    town.later(minutes=1)
    assert len(await town.leave()) == 1


async def test_a_budget_day_begins_at_midnight_by_the_wall(town):
    """In summer that is 23.00 by UTC."""
    before = datetime(2026, 7, 1, 22, 59, tzinfo=UTC)
    starts = town.desk.limits("sms", before, None).day_starts
    assert starts == datetime(2026, 6, 30, 23, tzinfo=UTC)
    assert town.desk.limits("sms", before + timedelta(minutes=1), None).day_starts > starts


async def test_a_channel_without_a_price_has_no_budget(town):
    """The web chat costs nothing, so nothing stops it."""
    town.changed(segments_per_day=0)
    assert town.desk.limits("webchat", town.now, None).per_day is None
    assert town.desk.limits("sms", town.now, None).per_day == 0


@pytest.mark.parametrize(
    ("switch", "value", "goes"),
    [
        ("sending", "paused", False),
        ("halt:sms", "20003", False),
        ("halt:telegram", "401", True),
    ],
)
async def test_paused_or_halted_nothing_leaves_until_it_is_resumed(town, switch, value, goes):
    """Messages still come in and answers wait; not one is lost."""
    await town.store.run(lambda tx: tx.switches.set(switch, value, town.now))
    assert bool(await town.say("hello")) is goes
    await town.store.run(lambda tx: tx.switches.set(switch, None, town.now))
    assert bool(await town.leave()) is not goes


async def test_a_claim_takes_no_more_than_the_pace_allows(town):
    """Three phones, two segments: two leave."""
    for number in numbers(3):
        await town.queue("hello", REPLY, number)
    taken = await town.store.run(deliver.claim, "sms", town.desk, town.now, 50, 2)
    assert len(taken) == 2


async def test_a_text_gets_its_options_as_lines_and_the_web_chat_as_buttons(town):
    """The same question, worded for where it is read; only a text has a price."""
    await town.text("im lonely")
    await town.text("im lonely", at=Address("webchat", "a-browser"))
    (text,) = await town.claim()
    (chat,) = await town.claim("webchat")
    assert (text.message.options, text.segments > 0) == ((), True)
    assert "1 Just me" in text.message.text
    assert (chat.message.options[0], chat.segments) == ("Just me", 0)
