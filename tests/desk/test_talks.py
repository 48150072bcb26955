"""The queue of talks in the console: who sees which, and that two never answer over each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from connectbot.desk import handover, talks
from connectbot.desk.talks import NotNow, held_by
from connectbot.model.staff import Staff
from tests.desk.test_talk import asked
from tests.desk.town import JEAN, LEE, NOON, SAM, link_token, rota

ANA = Staff("ana", "Ana", "link-worker", ("oakfield",), NOON)
BEN = Staff("ben", "Ben", "link-worker", ("oakfield",), NOON)
CHI = Staff("chi", "Chi", "link-worker", ("porth-derwen",), NOON)
DEE = Staff("dee", "Dee", "lead", ("oakfield",), NOON)
EVE = Staff("eve", "Eve", "maintainer", ("oakfield",), NOON)
EVERYBODY = (ANA, BEN, CHI, DEE, EVE)
TODAY = date(2026, 11, 24)
UNA = "+447700900996"
URGENT = "i want to kill myself"


@pytest.fixture
async def office(town):
    """Five people who were invited; Jean has asked for a person, and Sam was told by text."""
    await town.store.run(lambda tx: [tx.staff.add(one) for one in EVERYBODY] and None)
    town.token = await asked(town)
    return town


async def sees(town, who):
    """The kinds of the talks somebody sees, with how they stand."""
    found = await town.store.read(talks.queue, who, TODAY)
    return [(one.handover.kind, one.state) for one in found]


async def the_talk(town, kind="handover"):
    """The open talk of a kind, as the lead sees it."""
    found = await town.store.read(talks.queue, DEE, TODAY)
    return next(one for one in found if one.handover.kind == kind)


async def take(town, who, id, seen=None):
    """Somebody takes a talk that they saw so."""
    return await town.store.run(talks.take, id, who, seen, town.desk, town.now)


async def answer(town, who, id, text="Hello, it's me", form="form"):
    """Somebody types in a talk."""
    return await town.store.run(
        handover.answer, id, held_by(who), text, form, town.desk, town.now, staff=who.id
    )


async def looked_after(town, *who):
    """Jean is looked after by these."""
    jean = await town.resident()
    for one in who:
        await town.store.run(lambda tx, one=one: tx.caseloads.add(one.id, jean.id, town.now))


WAITS = [("handover", "waits")]


@pytest.mark.parametrize(
    ("keepers", "who", "seen"),
    [
        ((), ANA, WAITS),
        ((), CHI, []),
        ((), EVE, []),
        ((), DEE, WAITS),
        ((BEN,), ANA, []),
        ((BEN,), BEN, WAITS),
        ((BEN, ANA), ANA, WAITS),
        ((BEN,), DEE, WAITS),
        ((CHI,), CHI, []),
        ((), replace(DEE, places=("porth-derwen",)), []),
        ((BEN,), replace(ANA, revoked_at=NOON), []),
    ],
)
async def test_each_sees_their_own_and_what_is_nobodys(office, keepers, who, seen):
    """A link worker those they look after and those whom nobody does, a lead all of their places, a
    maintainer none; of another place nobody anything."""
    await looked_after(office, *keepers)
    assert await sees(office, who) == seen
    found = await office.store.read(talks.look, (await the_talk(office)).handover.id, who, TODAY)
    assert (found is not None) == bool(seen)


async def test_who_was_sent_away_looks_after_nobody(office):
    """Then all link workers of the place see them."""
    await looked_after(office, BEN)
    await office.store.run(lambda tx: tx.staff.revoke("ben", office.now))
    assert await sees(office, ANA) == WAITS


async def test_whoever_covers_sees_those_of_whoever_is_away(office):
    """While they are on leave, and not after."""
    await looked_after(office, BEN)
    away = replace(BEN, away=(TODAY, TODAY), cover="ana")
    await office.store.run(lambda tx: tx.staff.change(away))
    assert await sees(office, ANA) == WAITS
    found = await office.store.read(talks.queue, ANA, TODAY + timedelta(days=1))
    assert found == []


async def test_urgent_words_are_for_leads(office):
    """A link worker neither sees, takes, acknowledges nor closes an alert."""
    await office.text(URGENT)
    assert sorted(await sees(office, DEE)) == [("handover", "waits"), ("safeguarding", "waits")]
    assert await sees(office, ANA) == WAITS
    id = (await the_talk(office, "safeguarding")).handover.id
    with pytest.raises(NotNow, match="not one of yours"):
        await take(office, ANA, id)
    assert not await office.store.run(talks.acknowledge, id, ANA, office.now)
    assert not await office.store.run(talks.dealt_with, id, ANA, office.desk, office.now)


async def test_one_takes_it_and_the_bot_is_silent(office):
    """They answer in their own name; the others see that they have it and who they are."""
    await office.leave()
    talk = await take(office, ANA, (await the_talk(office)).handover.id)
    assert await sees(office, ANA) == [("handover", "mine")]
    assert await sees(office, BEN) == [("handover", "taken")]
    assert (await the_talk(office)).handover.taken_by == "Ana"
    assert await office.say("hello?") == []
    assert await answer(office, ANA, talk.id)
    assert (JEAN, "Hello, it's me") in await office.leave()
    lines = await office.store.read(handover.transcript, talk.id)
    assert lines[-1].who == "Ana"
    told = [one.action for one in await office.store.read(lambda tx: tx.audit.entries())]
    assert told[-2:] == ["handover.taken", "handover.answered"]


async def test_two_never_answer_over_each_other(office):
    """Who comes second is told who has it; pressing twice is no fault; nobody else's words go."""
    id = (await the_talk(office)).handover.id
    assert (await take(office, ANA, id)).id == id
    assert (await take(office, ANA, id)).id == id
    with pytest.raises(NotNow, match="Ana has this talk now"):
        await take(office, BEN, id)
    assert not await answer(office, BEN, id)
    assert await office.take(office.token) is None, "the link of before opens nothing"
    with pytest.raises(NotNow, match="Ana has this talk now"):
        await take(office, DEE, id)


async def test_a_lead_takes_over_what_they_saw(office):
    """From whoever had it when their page was made, and from nobody else."""
    talk = await take(office, ANA, (await the_talk(office)).handover.id)
    office.later(minutes=1)
    with pytest.raises(NotNow):
        await take(office, BEN, talk.id, talk.taken_at)
    over = await take(office, DEE, talk.id, talk.taken_at)
    assert over.taken_by == "Dee"
    assert not await answer(office, ANA, talk.id)
    with pytest.raises(NotNow, match="Dee has this talk now"):
        await take(office, ANA, talk.id, talk.taken_at)


async def test_what_is_not_answered_in_time_is_passed_on(office):
    """The next on the list is texted, and any of those who see it may take it."""
    talk = await take(office, ANA, (await the_talk(office)).handover.id)
    office.now += office.desk.promise
    await office.chase()
    read = await office.delivered()
    assert await sees(office, BEN) == [("handover", "passed on")]
    with pytest.raises(NotNow):
        await take(office, BEN, talk.id)
    assert (await take(office, BEN, talk.id, talk.taken_at)).taken_by == "Ben"
    assert await office.take(link_token(read[LEE][0])) is None
    assert SAM not in read


async def test_it_is_given_back(office):
    """The bot answers again, and nobody sees it any more."""
    talk = await take(office, ANA, (await the_talk(office)).handover.id)
    back = office.store.run(
        handover.give_back, talk.id, held_by(ANA), office.desk, office.now, staff="ana"
    )
    assert await back
    assert await sees(office, DEE) == []
    assert await office.say("MENU")
    with pytest.raises(NotNow, match="given back"):
        await take(office, BEN, talk.id)
    assert await office.store.read(talks.look, "nothing", DEE, TODAY) is None


async def test_an_alert_is_acknowledged_once_and_nobody_else_is_told(office):
    """Then it is closed by whoever looks after it; before that it cannot be."""
    office.changed(rota=rota(urgent=f"Lee {LEE}; Una {UNA}"))
    await office.text(URGENT)
    id = (await the_talk(office, "safeguarding")).handover.id
    assert not await office.store.run(talks.dealt_with, id, DEE, office.desk, office.now)
    assert await office.store.run(talks.acknowledge, id, DEE, office.now)
    assert not await office.store.run(talks.acknowledge, id, DEE, office.now)
    await office.leave()
    office.now += office.desk.promise
    await office.chase()
    assert UNA not in await office.delivered()
    assert (await the_talk(office, "safeguarding")).handover.next_at is None
    assert await office.store.run(talks.dealt_with, id, DEE, office.desk, office.now)
    assert ("safeguarding", "waits") not in await sees(office, DEE)
    assert not await office.store.run(talks.acknowledge, id, DEE, office.now)
    assert not await office.store.run(talks.dealt_with, id, DEE, office.desk, office.now)


async def test_an_alert_that_somebody_talks_in_is_theirs_to_close(office):
    """Another lead does not end a talk; whoever has it does, and the bot answers again."""
    fay = Staff("fay", "Fay", "lead", ("oakfield",), NOON)
    await office.store.run(lambda tx: tx.staff.add(fay))
    await office.text(URGENT)
    id = (await the_talk(office, "safeguarding")).handover.id
    await take(office, DEE, id)
    assert not await office.store.run(talks.dealt_with, id, fay, office.desk, office.now)
    assert await office.store.run(talks.dealt_with, id, DEE, office.desk, office.now)
    assert await office.say("MENU")
