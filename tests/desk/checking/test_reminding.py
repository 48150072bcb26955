"""What is not answered: reminded of twice at most, closed after a week."""

from datetime import timedelta

from connectbot.measures.calendar import SUNDAY
from tests.desk.checking.rounds import (
    DAY,
    ONS4,
    answer,
    at,
    consented,
    due,
    look,
    waves,
)

STILL = "Your check-in is still here. Reply GO when you have a minute."
ON = "Shall we carry on? Reply GO when you have a minute."


async def test_two_reminders_and_then_it_is_closed(town):
    """Where nothing is answered they are reminded after a day and after three, and not again."""
    await consented(town)
    await due(town, "baseline")
    sent = town.now
    assert await due(town, "baseline") == [STILL]
    assert town.now - sent == DAY
    assert await due(town, "baseline") == [STILL]
    assert town.now - sent == 3 * DAY
    assert await due(town, "baseline") == []
    assert town.now - sent == 7 * DAY
    wave = (await waves(town))["baseline"]
    assert (wave.state, wave.reason) == ("missed", "no-answer")
    assert not (await town.resident()).conversation.promised


async def test_after_some_answers_one_nudge(town):
    """Whoever began is asked once whether to carry on."""
    await consented(town)
    await due(town, "baseline")
    await answer(town, "baseline", ONS4[:2])
    assert await due(town, "baseline") == [ON]
    assert await due(town, "baseline") == []
    assert (await waves(town))["baseline"].state == "partial"


async def test_the_nudge_comes_a_day_after_they_left_it(town):
    """Whoever wrote shortly before is not asked at once: it is a whole day later, in their hour."""
    await consented(town)
    await due(town, "baseline")
    sent = town.now
    town.now = sent + DAY - timedelta(minutes=40)
    await town.say("GO")
    await town.say("7")
    assert await at(town, sent + DAY) == []
    assert await due(town, "baseline") == [ON]
    assert 2 * DAY - timedelta(minutes=40) <= town.now - sent <= 2 * DAY
    assert await due(town, "baseline") == []


async def test_after_a_long_outage_one_reminder_stands_for_both(town):
    """Two reminders that fell due meanwhile are one text."""
    await consented(town)
    await due(town, "baseline")
    town.later(days=4)
    assert await look(town) == [STILL]
    assert await due(town, "baseline") == []
    assert (await waves(town))["baseline"].state == "missed"


async def test_after_an_outage_no_reminder_comes_on_a_sunday(town):
    """One that fell due while we were away waits for the next day on which anything is begun."""
    await consented(town)
    await due(town, "baseline")
    sent = town.now
    sunday = sent + (SUNDAY - sent.weekday()) * DAY
    assert await at(town, sunday) == []
    assert await due(town, "baseline") == [STILL]
    assert (town.now.weekday(), town.now - sunday) == (0, DAY)
