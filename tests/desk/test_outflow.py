"""What goes out beside what comes in, and beside the budget: told once a day."""

import pytest

from connectbot.desk import outflow
from connectbot.flows import words
from connectbot.model.message import Address, Inbound, MessageClass
from tests.desk.town import JEAN, SAM

RATIO, BUDGET = outflow.told_ratio("Oakfield"), outflow.told_budget("Oakfield")


async def looked(town):
    """What the operator's log is told now."""
    return list(await town.store.run(outflow.look, town.desk, town.now))


async def told(town):
    """What Sam reads of it."""
    return [text for text in (await town.delivered())[SAM] if text in (RATIO, BUDGET)]


async def goes_out(town, segments, **fields):
    """So many segments go, in one text to somebody new."""
    town.number += 1
    to = f"+4477009{town.number:05}"
    await town.queue("x", MessageClass.REPLY, to, segments=segments, **fields)
    await town.leave()


async def comes_in(town, count):
    """So many texts come in."""
    jean = Address("sms", JEAN)
    for number in range(count):
        inbound = Inbound(jean, f"SM-in-{number}", "hello", town.now)
        await town.store.run(lambda tx, one=inbound: tx.inbox.add(one, None, state="done"))


@pytest.mark.parametrize("text", [RATIO, BUDGET])
def test_what_our_people_read_is_one_text(text):
    """In the letters of a text."""
    assert words.segments(text) == 1


async def test_a_quiet_day_says_nothing(town):
    """Much goes out, as much as people ask for."""
    assert await looked(town) == []
    await comes_in(town, 20)
    await goes_out(town, 100)
    assert await looked(town) == []
    assert await told(town) == []


async def test_a_loop_is_told_once_a_day(town):
    """A hundred out and two in within the hour: the log and the first of the team, once."""
    await looked(town)
    await comes_in(town, 2)
    await goes_out(town, 59)
    assert await looked(town) == []
    await goes_out(town, 41)
    assert await looked(town) == ["100 sent, 2 received on sms this hour"]
    assert await told(town) == [RATIO]
    for _ in range(3):
        town.later(hours=1)
        await looked(town)
        await goes_out(town, 100)
        assert await looked(town) == []
    assert await told(town) == []
    town.later(days=1)
    await looked(town)
    await goes_out(town, 61)
    assert await looked(town) == ["61 sent, 0 received on sms this hour"]
    assert await told(town) == [RATIO]


async def test_a_slow_loop_shows_over_the_day(town):
    """Fifty an hour are never many in one, and three hundred since the first look at this day."""
    said = []
    for _ in range(7):
        said += await looked(town)
        await goes_out(town, 50)
        town.later(hours=1)
    said += await looked(town)
    assert said == ["300 sent, 0 received on sms this day"]


async def test_what_went_before_the_first_look_is_not_counted(town):
    """After an update nothing is known of what came in before, so what went out is let be."""
    await goes_out(town, 500)
    assert await looked(town) == []


async def test_the_operator_sets_the_bound(town):
    """Where many reminders go out for few texts a higher one is right."""
    town.changed(sent_to_received=200.0)
    await looked(town)
    await goes_out(town, 150)
    assert await looked(town) == []
    await goes_out(town, 60)
    assert len(await looked(town)) == 1


async def test_the_end_of_the_budget_is_told_before_it_comes(town):
    """At nine tenths, once a day, to the log and the first of the team."""
    town.changed(segments_per_day=50, sent_to_received=1_000.0)
    await goes_out(town, 44)
    assert await looked(town) == []
    await goes_out(town, 1)
    assert await looked(town) == ["nine tenths of SEGMENTS_PER_DAY are used on sms"]
    assert await looked(town) == []
    assert await told(town) == [BUDGET]
    town.later(days=1)
    assert await looked(town) == []
    await goes_out(town, 50)
    assert len(await looked(town)) == 1


async def test_safety_is_left_out(town):
    """Answers to danger words are no flood, and are not in the budget."""
    town.changed(segments_per_day=100)
    await looked(town)
    await town.queue("x", MessageClass.SAFETY, segments=500)
    await town.leave()
    assert await looked(town) == []
