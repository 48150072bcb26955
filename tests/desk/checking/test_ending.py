"""How check-ins end, and what becomes of the answers."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from connectbot.desk import forget, gone, tidy
from connectbot.desk.checking import answering, ending, enrolling
from connectbot.model.checkin import Enrolment
from connectbot.model.effect import Completed, ConsentTo, Gone, PauseCheckins, WithdrawCheckins
from tests.desk.checking.rounds import (
    DAY,
    ONS4,
    answer,
    carry,
    complete,
    consented,
    due,
    enrol,
    enrolment,
    waves,
)

SAM = "0f" * 16


async def _held(town, name="baseline"):
    number = (await waves(town))[name].id
    return await town.store.read(lambda tx: tx.checkins.held(number))


async def _leaving(town):
    return await town.store.read(lambda tx: tx.checkins.leaving("2026Q4"))


async def _seen(town):
    """What Sam sees, by wave."""
    who = await town.resident()
    [found] = await town.store.read(lambda tx: tx.checkins.followed(who.id, SAM))
    return {wave.wave: found.shown[wave.id] for wave in found.waves if wave.id in found.shown}


def _copies(town):
    """How many copies of answers there are at all."""
    with closing(sqlite3.connect(town.folder / "data" / "connectbot.db")) as database:
        return database.execute("SELECT count(*) FROM shown_answers").fetchone()[0]


async def test_answers_are_held_while_they_are_given(town):
    """Each answer takes the place of those before, so that one taken back is gone."""
    await consented(town)
    await due(town, "baseline")
    await answer(town, "baseline", ONS4[:2])
    assert await _held(town) == ONS4[:2]
    await answer(town, "baseline", ONS4[:1])
    assert await _held(town) == ONS4[:1]
    assert (await waves(town))["baseline"].state == "started"
    assert await _leaving(town) == []


async def test_a_complete_check_in_leaves(town):
    """One reading for each instrument, each with a key of its own; nothing stays held."""
    made = await consented(town, strata=(("age", "25-64"),))
    await due(town, "baseline")
    answers = (*ONS4, ("ucla3", "companionship", 2))
    await complete(town, "baseline", answers)
    assert await _held(town) == ()
    [leaving] = await _leaving(town)
    assert (leaving.enrolment, leaving.wave, leaving.cohort) == (made.id, "baseline", "2026Q4")
    assert leaving.strata == {"age": "25-64"}
    assert {one.instrument: one.values for one in leaving.readings} == {
        "ons4": {"satisfied": 7, "worthwhile": 8, "happy": 6, "anxious": 2},
        "ucla3": {"companionship": 2},
    }
    keys = {leaving.key, *(one.key for one in leaving.readings)}
    assert len(keys) == 3
    assert {len(key) for key in keys} == {16}
    assert await town.store.run(lambda tx: tx.checkins.left([leaving.key])) == 1
    assert await _leaving(town) == []


async def test_a_week_later_it_is_closed_and_what_was_answered_leaves(town):
    """Answers are held for a week at most; what was answered leaves as it is."""
    await consented(town)
    await due(town, "baseline")
    await answer(town, "baseline", ONS4[:3])
    for _ in range(3):
        await due(town, "baseline")
    wave = (await waves(town))["baseline"]
    assert (wave.state, wave.reason) == ("partial", "closed")
    assert wave.closes_at - wave.sent_at == 7 * DAY
    assert await _held(town) == ()
    [leaving] = await _leaving(town)
    assert len(leaving.readings[0].values) == 3


async def test_go_to_a_closed_one_is_told_when_the_next_comes(town):
    """GO after its week begins no other talk; to the last of all it says that no more come."""
    await consented(town)
    kept = []
    for name in ("baseline", "6-weeks", "3-months", "6-months"):
        while (await waves(town))[name].state in ("waiting", "sent"):
            await due(town, name)
        kept.append((await town.resident()).conversation.saved["checkins"])
    assert kept[-1] == "over"
    assert kept[0] == f"over {(await waves(town))['6-weeks'].due_at.date()}"
    await town.text("GO")
    assert [text for _, text in await town.leave()][-1].startswith("That one is over, and no more")


async def test_a_check_in_of_skips_is_complete_and_leaves_nothing(town):
    """Who skips every question has finished, and there is nothing to keep."""
    await consented(town)
    await due(town, "baseline")
    await complete(town, "baseline", ())
    assert (await waves(town))["baseline"].state == "complete"
    assert await _leaving(town) == []


async def test_the_last_wave_ends_the_plan(town):
    """After six months nobody is asked any more, and they are not enrolled again: one
    person would count twice towards ten."""
    await consented(town)
    for name in ("baseline", "6-weeks", "3-months", "6-months"):
        await due(town, name)
        await complete(town, name, ONS4)
    assert (await enrolment(town)).state == "finished"
    who = await town.resident()
    with pytest.raises(enrolling.CannotEnrol, match="have finished it"):
        await town.store.run(enrolling.enrol, who, "usual", town.desk, town.now)
    assert (await enrol(town)).state == "finished"


async def test_nobody_is_enrolled_twice(town):
    """Who is in a plan, or said no to it, is left as they are."""
    await enrol(town)
    who = await town.resident()
    with pytest.raises(enrolling.CannotEnrol, match="in the plan `usual` already"):
        await town.store.run(enrolling.enrol, who, "usual", town.desk, town.now)
    with pytest.raises(enrolling.CannotEnrol, match=r"no plan `unusual`; there are: usual"):
        await town.store.run(enrolling.enrol, who, "unusual", town.desk, town.now)


async def test_a_copy_is_shown_to_whom_they_chose(town):
    """Only with their own yes, and apart from what leaves; taken back with it."""
    await consented(town, shows_to=SAM)
    await due(town, "baseline")
    await complete(town, "baseline", ONS4)
    assert await _seen(town) == {"baseline": ONS4}
    assert _copies(town) == 1
    await carry(town, WithdrawCheckins())
    assert _copies(town) == 0
    assert await _leaving(town) == []


async def test_what_was_shown_goes_after_a_year(town):
    """One of our people does not see for ever what somebody said once."""
    await consented(town, shows_to=SAM)
    await due(town, "baseline")
    await complete(town, "baseline", ONS4)
    town.later(days=366)
    await town.store.run(tidy.JOBS["shown"], town.desk, town.now, 50)
    assert _copies(town) == 0


async def test_nothing_held_outlives_its_wave(town):
    """Were answers left behind by a fault, they would go with the next tidying."""
    await consented(town)
    await due(town, "baseline")
    await answer(town, "baseline", ONS4)
    assert await town.store.run(tidy.JOBS["held"], town.desk, town.now, 50) == 0
    wave = (await waves(town))["baseline"]
    await town.store.run(ending.end, wave, "missed", "by hand", town.now)
    assert await town.store.run(tidy.JOBS["held"], town.desk, town.now, 50) == 1
    assert await _held(town) == ()


async def test_a_no_after_a_yes_takes_it_back(town):
    """Whoever is asked again and says no is out, and what they said of themselves is forgotten."""
    made = await consented(town, strata=(("age", "under-25"),), shows_to=SAM)
    await carry(town, ConsentTo(made.id, "no"))
    now = await enrolment(town)
    assert (now.state, now.strata, now.shows_to) == ("withdrawn", {}, "")
    assert (await waves(town))["baseline"].state == "dropped"


async def test_nobody_else_can_say_yes_for_them(town):
    """An enrolment answers to the person it is of."""
    made = await enrol(town)
    await carry(town, ConsentTo(made.id, "yes"), "+447700900102")
    await carry(town, ConsentTo("0" * 32, "yes"))
    assert (await enrolment(town)).state == "invited"


@pytest.mark.parametrize("why", ["wrong-person", "died", "moved"])
async def test_whoever_is_not_there_is_not_asked(town, why):
    """It was never them, they died, they moved: no check-in, and nothing of theirs leaves."""
    await consented(town)
    await due(town, "baseline")
    await answer(town, "baseline", ONS4)
    who = await town.resident()
    await town.store.run(gone.carry_out, who, Gone(why), town.now)
    assert {wave.reason for wave in (await waves(town)).values()} == {"yes", why}
    assert (await enrolment(town)).state == "withdrawn"
    assert await _held(town) == ()
    assert await _leaving(town) == []


async def test_whoever_is_in_hospital_is_left_in_peace(town):
    """Nothing is asked until a message comes from their number; then it goes on."""
    await consented(town)
    await town.say("this is her son, mum is in hospital")
    assert await due(town, "baseline") == []
    assert (await waves(town))["baseline"].reason == "away"


async def test_a_pause_of_nobody_is_nothing(town):
    """Who is in no plan can pause, go on and take back, and nothing happens."""
    await carry(town, PauseCheckins(3))
    await carry(town, PauseCheckins(0))
    await carry(town, WithdrawCheckins())


async def test_forgetting_takes_every_check_in(town):
    """Enrolment, waves, held answers, what was to leave and what was shown go with the person."""
    await consented(town, shows_to=SAM)
    await due(town, "baseline")
    await complete(town, "baseline", ONS4)
    who = await town.resident()
    await town.store.run(forget.asked, who, town.desk, town.now)
    assert await _leaving(town) == []
    assert _copies(town) == 0
    assert await town.store.read(lambda tx: tx.checkins.of(who.id)) == []


async def test_an_end_that_comes_twice_is_one(town):
    """The same last answer again, or one to a wave that never was, adds nothing."""
    made = await consented(town)
    await due(town, "baseline")
    await complete(town, "baseline", ONS4)
    await carry(town, Completed(made.id, "baseline", ONS4))
    await carry(town, Completed(made.id, "9-months", ONS4))
    assert len(await _leaving(town)) == 1


async def test_a_closing_that_comes_too_late_adds_nothing(town):
    """Two that close the same wave close it once."""
    made = await consented(town)
    await due(town, "baseline")
    await answer(town, "baseline", ONS4)
    wave = (await waves(town))["baseline"]
    for _ in range(2):
        await town.store.run(answering.closed, made, wave, town.desk, town.now)
    assert len(await _leaving(town)) == 1


async def test_a_yes_without_an_offer_is_a_yes(town):
    """Whoever was enrolled by hand, and not asked by a text, may still say yes."""
    who = await town.resident()
    today = town.now.date()
    alone = Enrolment("0d" * 16, who.id, "usual", "oakfield", "2026Q4", today, town.now)
    await town.store.run(lambda tx: tx.checkins.enrol(alone))
    await carry(town, ConsentTo(alone.id, "yes"))
    assert list(await waves(town)) == ["baseline", "6-weeks", "3-months", "6-months"]


async def test_a_deadline_of_the_offer(town):
    """Who never answers whether they want it is reminded once, and never asked for a wave."""
    await enrol(town)
    read = [await due(town, "consent") for _ in range(3)]
    assert [len(texts) for texts in read] == [1, 1, 0]
    assert (await waves(town))["consent"].state == "missed"
    assert town.now - timedelta(days=7) >= (await waves(town))["consent"].sent_at
