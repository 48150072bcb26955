"""Nobody wrote: one neutral reminder where the flow wants it, and an end in silence."""

from datetime import UTC, datetime, timedelta

from connectbot.desk import wake
from connectbot.flows import engine, sentences
from tests.desk.town import JEAN, NOON

NEUTRAL = sentences.NEUTRAL.format(place="Oakfield")
ROB = "+447700900150"


async def test_the_reminder_is_neutral_and_said_once(town):
    """A day after the question they read one line that tells nothing."""
    await town.to_the_groups()
    town.later(hours=23, minutes=59)
    await town.wake()
    assert not await town.delivered()
    town.later(minutes=1)
    assert await town.wake() == []
    assert await town.delivered() == {JEAN: [NEUTRAL]}
    town.later(hours=6)
    await town.wake()
    assert not await town.delivered()


async def test_go_after_the_reminder_asks_the_question_again(town):
    """They stand where they stood."""
    await town.to_the_groups()
    town.later(days=1)
    await town.wake()
    await town.leave()
    (asked,) = await town.say("GO")
    assert asked.startswith("Near LS8. Which one?")


async def test_it_falls_due_at_night_and_is_sent_in_the_morning(town):
    """Nothing that we begin arrives at night, and the night does not swallow it."""
    town.now = datetime(2026, 11, 24, 20, 30, tzinfo=UTC)
    await town.to_the_groups()
    town.later(days=1)
    await town.wake()
    assert not await town.delivered()
    town.now = datetime(2026, 11, 26, 9, tzinfo=UTC)
    await town.expire()
    assert await town.delivered() == {JEAN: [NEUTRAL]}


async def test_a_reminder_still_waiting_is_taken_back_when_they_write(town):
    """Whoever wrote by themselves at eight is not reminded at nine."""
    town.now = datetime(2026, 11, 24, 20, 30, tzinfo=UTC)
    await town.to_the_groups()
    town.later(days=1)
    await town.wake()
    town.now = datetime(2026, 11, 26, 8, tzinfo=UTC)
    assert await town.say("1")
    town.now = datetime(2026, 11, 26, 9, tzinfo=UTC)
    assert not await town.delivered()


async def test_it_survives_a_restart(town):
    """What falls due is a row: everything is closed and opened again in between."""
    await town.to_the_groups()
    await town.restart()
    town.later(days=1)
    await town.wake()
    assert await town.delivered() == {JEAN: [NEUTRAL]}


async def test_three_days_on_the_talk_is_over_in_silence(town):
    """Nothing is said; what they write then begins anew."""
    await town.to_the_groups()
    read = []
    for _ in range(3):
        town.later(days=1)
        await town.wake()
        read += [text for _, text in await town.leave()]
    assert read == [NEUTRAL]
    resident = await town.resident()
    assert (resident.conversation.frames, resident.wake_at) == ((), None)
    assert await town.say("im lonely")


async def test_a_flow_without_a_reminder_says_nothing(town):
    """The welcome does not come after somebody who said nothing more."""
    await town.say("hello")
    for _ in range(5):
        town.later(hours=12)
        await town.wake()
    assert not await town.delivered()
    assert (await town.resident()).conversation.frames == ()


async def test_nobody_is_reminded_while_a_person_has_the_talk(town):
    """The bot is silent there in every way."""
    await town.to_the_groups()
    await town.say("PERSON")
    await town.take("token-1")
    for _ in range(30):
        town.later(hours=1)
        await town.wake()
    assert not await town.delivered()


async def test_a_step_that_breaks_is_told_once_and_holds_up_nobody(town, monkeypatch):
    """Its reason names the step and no words; the others are reminded; it does not come again."""
    await town.to_the_groups()
    town.later(minutes=1)
    await town.to_the_groups(ROB)
    jeans, real = (await town.resident()).conversation, engine.wake

    def broken(conversation, world, now):
        if conversation == jeans:
            raise ZeroDivisionError("their words")
        return real(conversation, world, now)

    monkeypatch.setattr(engine, "wake", broken)
    town.later(days=1)
    assert await town.wake() == ["ZeroDivisionError at find-support/nearby"]
    assert ROB in await town.delivered()
    town.later(minutes=1)
    assert await town.wake() == []
    assert await town.say("1")


async def test_two_askers_take_each_resident_once(town):
    """Whoever asks a second time finds nobody due."""
    await town.to_the_groups()
    town.later(days=1)
    for _ in range(2):
        await town.store.run(wake.wake_due, town.desk, town.now)
    assert await town.delivered() == {JEAN: [NEUTRAL]}
    assert town.now == NOON + timedelta(days=1)
