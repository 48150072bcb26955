"""What falls due: said once, at their hour."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import bindparam, update

from connectbot.desk import deliver
from connectbot.desk.checking import claiming
from connectbot.desk.checking.timing import Look
from connectbot.model.delivery import Receipt
from connectbot.model.effect import Answering, ConsentTo, WithdrawCheckins
from connectbot.store.statement import Statement
from connectbot.store.tables import ADDRESSES
from tests.desk.checking.rounds import (
    DAY,
    ONS4,
    answer,
    at,
    carry,
    complete,
    consented,
    due,
    enrol,
    enrolment,
    look,
    waves,
)
from tests.desk.town import LONDON

READY = "Your check-in is ready. Reply GO when you have a minute. STOP ends these texts."
STILL = "Your check-in is still here. Reply GO when you have a minute."
HELLO = "Hello from Oakfield. Reply GO when you have a minute. STOP ends these texts."


async def test_whoever_is_enrolled_is_asked_by_a_text_that_says_nothing(town):
    """Nobody is in a plan before they said yes themselves; the first text gives nothing away."""
    made = await enrol(town)
    assert made.state == "invited"
    assert await look(town) == []
    assert await due(town, "consent") == [HELLO]
    assert (await town.resident()).conversation.promised == f"consent {made.id} usual"
    assert (await waves(town)).keys() == {"consent"}


async def test_a_yes_plans_the_waves(town):
    """Four waves, on one weekday, at ten by the clock on the wall on both sides of the clock
    change."""
    await consented(town, weekday=2)
    planned = await waves(town)
    assert list(planned) == ["consent", "baseline", "6-weeks", "3-months", "6-months"]
    walls = [wave.due_at.astimezone(LONDON) for wave in planned.values()][1:]
    assert {f"{wall:%H:%M %A}" for wall in walls} == {"10:00 Wednesday"}
    assert {wall.utcoffset() for wall in walls} == {timedelta(0), timedelta(hours=1)}


async def test_a_no_ends_it(town):
    """Whoever says no is asked nothing more."""
    made = await enrol(town)
    await due(town, "consent")
    await carry(town, ConsentTo(made.id, "no"))
    assert (await enrolment(town)).state == "declined"
    assert {wave.state for wave in (await waves(town)).values()} == {"complete"}


async def test_what_is_due_is_said_once(town):
    """The text that it is ready goes at their hour, once, and GO is what brings it."""
    made = await consented(town, hour="14:00")
    assert await due(town, "baseline") == [READY]
    assert f"{town.now.astimezone(LONDON):%H:%M}" == "14:00"
    assert await look(town) == []
    assert (await town.resident()).conversation.promised == f"checkin {made.id} baseline usual"


async def test_after_an_outage_it_goes_once_at_their_hour(town):
    """Nobody is written to at an hour that is not theirs because we were away: it comes the next
    day, and once."""
    await consented(town)
    planned = (await waves(town))["baseline"].due_at
    assert await at(town, planned + timedelta(hours=5)) == []
    assert await due(town, "baseline") == [READY]
    here = town.now.astimezone(LONDON)
    assert here.date() == planned.astimezone(LONDON).date() + DAY
    assert 10 <= here.hour < 12
    assert await look(town) == []


async def test_what_is_too_late_says_so(town):
    """A wave that could not be sent while it was worth asking has a written reason."""
    await consented(town)
    assert await at(town, (await waves(town))["baseline"].due_at + 15 * DAY) == []
    wave = (await waves(town))["baseline"]
    assert (wave.state, wave.reason) == ("dropped", "late")


@pytest.mark.parametrize("day", [datetime(2026, 12, 25, 10), datetime(2026, 12, 27, 10)])
async def test_nothing_on_sundays_and_bank_holidays(town, day):
    """What was kept waiting until such a day goes on."""
    town.now = datetime(2026, 12, 18, 12, tzinfo=UTC)
    await consented(town)
    assert await at(town, day.replace(tzinfo=LONDON)) == []
    assert await due(town, "baseline") == [READY]
    assert town.now.astimezone(LONDON).date() == datetime(2026, 12, 29).date()


async def test_safe_hours_go_before_the_hour_they_chose(town):
    """Somebody whose phone is safe in the evening only is written to in the evening only."""
    who = await town.resident()
    talk = who.conversation.changed(saved={"safe_hours": "18:00-19:30"})
    await town.store.run(lambda tx: tx.residents.keep(who, talk, None))
    await consented(town)
    assert await at(town, (await waves(town))["baseline"].due_at) == []
    assert await due(town, "baseline") == [READY]
    assert town.now.astimezone(LONDON).hour in (18, 19)
    assert await due(town, "baseline") == [STILL]
    assert town.now.astimezone(LONDON).hour in (18, 19)


async def test_a_text_that_never_left_comes_another_day(town):
    """Where it waits too long for its turn it is decided anew, and read once."""
    await consented(town)
    planned = (await waves(town))["baseline"].due_at
    town.now = planned
    await town.store.run(claiming.look, town.desk, town.now)
    town.later(hours=5)
    await town.expire()
    assert (await waves(town))["baseline"].state == "waiting"
    assert await due(town, "baseline") == [READY]
    assert town.now - planned > timedelta(hours=20)


async def test_a_text_that_never_left_may_be_too_late(town):
    """Where it is not worth asking any more, it says so; and what is over is left as it is."""
    await consented(town)
    town.now = (await waves(town))["baseline"].due_at
    await town.store.run(claiming.look, town.desk, town.now)
    purpose = f"checkin:{(await waves(town))['baseline'].id}"
    for _ in range(2):
        late = town.now + 15 * DAY
        await town.store.run(claiming.unsent, purpose, town.desk, late)
        wave = (await waves(town))["baseline"]
        assert (wave.state, wave.reason) == ("dropped", "late")
    await town.store.run(claiming.undelivered, "checkin:999999", town.now)


async def test_a_text_that_never_arrived_ends_the_wave(town):
    """No reminder follows a text that the provider could not deliver, and the funnel tells."""
    await consented(town)
    town.now = (await waves(town))["baseline"].next_at
    await town.store.run(claiming.look, town.desk, town.now)
    [claimed] = await town.claim()
    await _receipt(town, claimed.id, delivered=False)
    wave = (await waves(town))["baseline"]
    assert (wave.state, wave.reason) == ("missed", "undeliverable")
    assert (await _step(town, "baseline")).undeliverable == 1


async def test_the_funnel_tells_how_far_each_wave_has_come(town):
    """Invited, consented, due, sent, delivered, started, complete, by plan, quarter and place."""
    await consented(town)
    town.now = (await waves(town))["baseline"].next_at
    await town.store.run(claiming.look, town.desk, town.now)
    [claimed] = await town.claim()
    await _receipt(town, claimed.id, delivered=True)
    await complete(town, "baseline", ONS4)
    step = await _step(town, "baseline")
    assert (step.plan, step.cohort, step.place) == ("usual", "2026Q4", "oakfield")
    assert (step.invited, step.consented, step.due, step.sent) == (1, 1, 1, 1)
    assert (step.delivered, step.started, step.complete, step.partial) == (1, 1, 1, 0)


async def test_an_answer_to_what_is_over_is_not_kept(town):
    """Whoever answers after a week is thanked, and nothing of it is held."""
    made = await consented(town)
    wave = (await waves(town))["baseline"]
    await carry(town, Answering(made.id, "baseline", ONS4))
    assert await town.store.read(lambda tx: tx.checkins.held(wave.id)) == ()


async def test_a_second_yes_replaces_what_is_to_come(town):
    """Another hour chosen later holds for the waves that are not sent yet."""
    made = await consented(town)
    await due(town, "baseline")
    await carry(town, ConsentTo(made.id, "yes", hour="16:00", weekday=1))
    names = [wave.wave for wave in (await town.store.read(lambda tx: tx.checkins.waves(made.id)))]
    assert names.count("baseline") == 1
    assert names.count("6-weeks") == 2
    assert (await waves(town))["6-weeks"].due_local.endswith("T16:00 Europe/London")


async def test_a_stale_look_changes_nothing(town):
    """Two that look at the same wave send it once."""
    await consented(town)
    town.now = (await waves(town))["baseline"].next_at
    seen = await town.store.run(lambda tx: tx.checkins.looked_at(town.now))
    await town.store.run(claiming.look, town.desk, town.now)
    await town.store.run(
        lambda tx: [claiming.take_on(tx, wave, Look(town.desk, town.now)) for wave in seen]
    )
    assert [text for _, text in await town.leave()] == [READY]


async def test_two_of_one_person_are_not_said_together(town):
    """Where two fall due in one look, the second waits until the first is over."""
    world = town.desk.world
    plans = dict.fromkeys(("usual", "other"), world.measures.plans["usual"])
    town.changed(world=replace(world, measures=replace(world.measures, plans=plans)))
    first, second = await enrol(town), await enrol(town, plan="other")
    assert first.id != second.id
    assert await due(town, "consent") == [HELLO]
    both = [
        await town.store.read(lambda tx, id=one.id: tx.checkins.wave(id, "consent"))
        for one in (first, second)
    ]
    assert sorted((wave.state, wave.reason) for wave in both) == [("sent", ""), ("waiting", "busy")]


async def test_one_that_breaks_does_not_hold_up_the_others(town):
    """A fault over one wave puts that one by for an hour; what another waits for goes."""
    await consented(town)
    ann = "+447700900102"
    await consented(town, ann)
    broken = await enrolment(town)
    await town.store.run(lambda tx: tx.checkins.change(replace(broken, place="")))
    world = town.desk.world
    town.changed(world=replace(world, book=_Torn(world.book)))
    town.now = (await waves(town))["baseline"].next_at
    looked = await town.store.run(claiming.look, town.desk, town.now)
    assert looked.broke == ("KeyError at baseline",)
    assert [to for to, _ in await town.leave()] == [ann]
    wave = (await waves(town))["baseline"]
    assert (wave.state, wave.reason) == ("waiting", "broke")
    assert wave.next_at == town.now + timedelta(hours=1)


async def test_one_that_cannot_be_read_does_not_hold_up_the_others(town):
    """Where the seal of one number is broken, what another waits for goes."""
    await consented(town)
    ann = "+447700900102"
    await consented(town, ann)
    town.now = (await waves(town))["baseline"].next_at
    jean = await town.resident()
    torn = Statement(
        update(ADDRESSES)
        .where(ADDRESSES.c.resident_id == bindparam("who"))
        .values(sealed=bindparam("sealed"))
    )
    await town.store.run(lambda tx: tx.link.change(torn, who=jean.id, sealed=b"torn"))
    looked = await town.store.run(claiming.look, town.desk, town.now)
    assert looked.broke == ("VaultError at baseline",)
    assert [to for to, _ in await town.leave()] == [ann]


class _Torn:
    """A directory from which one place is torn out while it is looked at."""

    def __init__(self, book):
        self._book = book
        self.places = _Places(book.places)

    def __getattr__(self, name):
        return getattr(self._book, name)


class _Places(dict):
    def __contains__(self, name):
        return name == "" or super().__contains__(name)


async def test_withdrawing_ends_everything(town):
    """A yes taken back: no wave, no reminder, and the held answers are gone."""
    made = await consented(town)
    await due(town, "baseline")
    await answer(town, "baseline", ONS4[:1])
    await carry(town, WithdrawCheckins())
    assert (await enrolment(town)).state == "withdrawn"
    assert {wave.state for wave in (await waves(town)).values()} <= {
        "complete",
        "missed",
        "dropped",
    }
    assert await town.store.read(lambda tx: tx.checkins.leaving("2026Q4")) == []
    wave = await town.store.read(lambda tx: tx.checkins.wave(made.id, "baseline"))
    assert await town.store.read(lambda tx: tx.checkins.held(wave.id)) == ()


async def _receipt(town, id, *, delivered):
    said = Receipt(id, "SM1", "delivered" if delivered else "undelivered", 9, delivered)
    await town.store.run(deliver.receipt, said, town.desk, town.now)


async def _step(town, name):
    steps = await town.store.read(lambda tx: tx.checkins.funnel(town.now))
    return next(step for step in steps if step.wave == name)
