"""Who is left in peace: STOP, a pause, urgent words, a person, young people, words just now."""

from datetime import timedelta

from connectbot.model.effect import PauseCheckins
from tests.desk.checking.rounds import DAY, carry, consented, due, enrolment, look, waves
from tests.desk.town import LONDON

READY = "Your check-in is ready. Reply GO when you have a minute. STOP ends these texts."


async def test_a_stop_is_respected_and_written_down(town):
    """Who texts STOP gets no wave and no reminder; each is dropped with its reason, and START
    brings the ones that are still to come."""
    await consented(town)
    await due(town, "baseline")
    await town.say("STOP")
    assert await due(town, "baseline") == []
    assert await due(town, "6-weeks") == []
    wave = (await waves(town))["6-weeks"]
    assert (wave.state, wave.reason) == ("dropped", "stopped")
    await town.say("START")
    assert await due(town, "3-months") == [READY]


async def test_a_pause_holds_and_lets_go(town):
    """Nothing comes while it lasts; what fell due meanwhile comes after it, where it still may."""
    await consented(town)
    await carry(town, PauseCheckins(5))
    assert (await enrolment(town)).state == "paused"
    until = town.now + 5 * DAY
    assert await due(town, "baseline") == []
    assert (await waves(town))["baseline"].reason == "paused"
    assert await due(town, "baseline") == [READY]
    assert town.now > until
    assert (await enrolment(town)).state == "consented"


async def test_a_pause_without_an_end_says_why_nothing_came(town):
    """Until they say so themselves; what fell due meanwhile is dropped as paused."""
    await consented(town)
    await carry(town, PauseCheckins(None))
    await due(town, "baseline")
    await due(town, "baseline")
    wave = (await waves(town))["baseline"]
    assert (wave.state, wave.reason) == ("dropped", "paused")
    await carry(town, PauseCheckins(0))
    assert await due(town, "6-weeks") == [READY]


async def test_a_resumed_wave_comes_soon(town):
    """Whoever ends a pause early does not wait for its end."""
    await consented(town)
    await carry(town, PauseCheckins(10))
    await due(town, "baseline")
    await carry(town, PauseCheckins(0))
    assert (await waves(town))["baseline"].next_at <= town.now


async def test_urgent_words_pause_until_somebody_says_so(town):
    """After urgent words neither a check-in nor a reminder comes, and a pause that they ask for
    does not shorten that."""
    await consented(town)
    await due(town, "baseline")
    await town.say("2 and i want to die")
    assert (await enrolment(town)).paused_why == "urgent"
    await carry(town, PauseCheckins(1))
    assert (await enrolment(town)).paused_until is None
    assert await due(town, "baseline") == []
    assert await due(town, "baseline") == []
    assert await due(town, "6-weeks") == []


async def test_whoever_is_with_a_person_is_left_in_peace(town):
    """While a person has the talk no check-in comes between."""
    await consented(town)
    who = await town.resident()
    talk = who.conversation.changed(with_person=True)
    await town.store.run(lambda tx: tx.residents.keep(who, talk, None))
    assert await due(town, "baseline") == []
    assert (await waves(town))["baseline"].reason == "with-person"
    talk = who.conversation.changed(with_person=False)
    await town.store.run(lambda tx: tx.residents.keep(who, talk, None))
    assert await due(town, "baseline") == [READY]


async def test_whoever_has_just_written_is_left_in_peace(town):
    """Half an hour after their last words, within their hour, it comes."""
    await consented(town)
    town.now = (await waves(town))["baseline"].due_at - timedelta(minutes=5)
    await town.say("MENU")
    assert await due(town, "baseline") == []
    assert await due(town, "baseline") == [READY]
    assert town.now.astimezone(LONDON).hour == 10


async def test_young_people_are_not_asked(town):
    """Who is under 18 gets children's lines and a person, and no check-in."""
    await consented(town)
    who = await town.resident()
    talk = who.conversation.changed(tags=frozenset({"young"}))
    await town.store.run(lambda tx: tx.residents.keep(who, talk, None))
    assert await due(town, "baseline") == []
    assert (await waves(town))["baseline"].reason == "young"


async def test_hours_that_hold_no_moment_are_too_late(town):
    """Where no hour of theirs is one at which anything is begun, the wave is dropped as late."""
    await consented(town)
    who = await town.resident()
    talk = who.conversation.changed(saved={"safe_hours": "21:00-23:00"})
    await town.store.run(lambda tx: tx.residents.keep(who, talk, None))
    await due(town, "baseline")
    await due(town, "baseline")
    wave = (await waves(town))["baseline"]
    assert (wave.state, wave.reason) == ("dropped", "late")


async def test_somebody_at_no_address_is_not_written_to(town):
    """Whoever left their number is nowhere to be asked, and it is written down."""
    made = await consented(town)
    who = await town.resident()
    await town.store.run(lambda tx: tx.residents.leave(who.address, who.id, "moved"))
    town.later(hours=1)
    await look(town)
    found = await town.store.read(lambda tx: tx.checkins.wave(made.id, "baseline"))
    assert (found.state, found.reason) == ("dropped", "unreachable")


async def test_whoever_left_meanwhile_is_closed_too(town):
    """A wave that was sent to somebody who is nowhere now ends like any other."""
    made = await consented(town)
    await due(town, "baseline")
    who = await town.resident()
    await town.store.run(lambda tx: tx.residents.leave(who.address, who.id, "moved"))
    for days in (1, 7):
        town.later(days=days)
        assert await look(town) == []
    found = await town.store.read(lambda tx: tx.checkins.wave(made.id, "baseline"))
    assert (found.state, found.reason) == ("missed", "no-answer")
