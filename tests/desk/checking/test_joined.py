"""Two who turn out to be one person go through a plan once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from connectbot.desk import joining
from connectbot.desk.checking import answering, ending, enrolling
from connectbot.desk.ports import Erasing
from connectbot.model.effect import ConsentTo
from connectbot.model.message import Address
from tests.desk.checking.rounds import ONS4, consented, enrol, enrolment
from tests.desk.household import BEFORE
from tests.desk.town import JEAN

CHAT = Address("webchat", "session-1")


async def in_the_chat(town, said="yes"):
    """Jean is enrolled in the web chat as well, where she is not known, and says yes or no; ""
    neither."""
    town.later(days=1)

    def enrolled(tx):
        chat = tx.residents.at(CHAT, "oakfield", town.now)
        tx.residents.keep(chat, chat.conversation, None)
        made = enrolling.enrol(tx, chat, "usual", town.desk, town.now)
        if said:
            enrolling.answered(tx, chat, ConsentTo(made.id, said), town.desk, town.now)
        return made

    return await town.store.run(enrolled)


async def join(town):
    """The code is typed; how her enrolments stand then, with the waves that go on, by id."""

    def joined(tx):
        chat = tx.residents.at(CHAT, "oakfield", town.now)
        return joining.join(tx, chat, JEAN, town.now).id

    who = await town.store.run(joined)

    def stands(tx):
        return {
            one.id: (one.state, sum(wave.state == "waiting" for wave in tx.checkins.waves(one.id)))
            for one in tx.checkins.of(who)
        }

    return await town.store.read(stands)


async def test_the_older_goes_on(town) -> None:
    """The rounds of the younger end, what was answered in them goes, and nobody is asked about
    it."""
    phone = await consented(town)
    chat = await in_the_chat(town)
    rounds = (await town.store.read(lambda tx: tx.checkins.waves(phone.id)))[1:]
    for at, made in ((Address("sms", JEAN), phone), (CHAT, chat)):
        await town.store.run(_completes, at, made.id, town)
    assert len(await town.store.read(lambda tx: tx.checkins.leaving("2026Q4"))) == 2
    stands = await join(town)
    assert stands == {phone.id: ("consented", len(rounds) - 1), chat.id: ("withdrawn", 0)}
    assert await town.store.read(lambda tx: tx.unlinking.erasing()) == [
        Erasing(chat.id, chat.cohort)
    ]
    [leaving] = await town.store.read(lambda tx: tx.checkins.leaving("2026Q4"))
    assert leaving.enrolment == phone.id
    ends = [one.reason for one in await town.store.read(lambda tx: tx.checkins.waves(chat.id))]
    assert ends == ["yes", "", *[ending.JOINED] * (len(ends) - 2)]
    over = await town.store.read(lambda tx: tx.checkins.enrolment(chat.id))
    assert over.taken_back_at is None


def _completes(tx, at, enrolment, town) -> None:
    who = tx.residents.at(at, "oakfield", town.now)
    answering.completed(tx, who, enrolment, "baseline", ONS4, town.desk, town.now)


@pytest.mark.parametrize(("said", "state"), [("yes", "consented"), ("no", "declined")])
async def test_what_was_answered_goes_on(town, said, state) -> None:
    """Nobody is asked again who has said yes or no, wherever that was."""
    phone = await enrol(town)
    chat = await in_the_chat(town, said)
    stands = await join(town)
    assert (stands[chat.id][0], stands[phone.id]) == (state, ("withdrawn", 0))


async def test_what_was_taken_back_stays_to_be_asked_about(town) -> None:
    """Joining ticks nothing off."""
    phone = await consented(town)
    chat = await in_the_chat(town)

    def taken_back(tx):
        tx.checkins.change(
            replace(tx.checkins.enrolment(chat.id), state="withdrawn", taken_back_at=town.now)
        )

    await town.store.run(taken_back)
    await join(town)
    found = await town.store.read(
        lambda tx: tx.checkins.taken_back((), ("oakfield",), town.now - timedelta(days=1))
    )
    assert [one.resident_id for one in found] == [phone.resident_id]


async def test_other_plans_go_on(town) -> None:
    """Two plans are two, and one is none too many."""
    await consented(town)
    who = await town.resident()
    other = replace(await enrolment(town), id="0f" * 16, plan="other")
    await town.store.run(lambda tx: tx.checkins.enrol(other))
    assert await town.store.run(ending.once_in_a_plan, who.id, town.now) == 0


async def test_who_says_that_they_wrote_before_goes_through_it_once(town) -> None:
    """Somebody was enrolled on a number where it was not known yet that it is Jean who writes."""
    phone = await consented(town)
    await town.say("hello")
    town.later(days=91)
    assert await town.say("hello") == [BEFORE]
    stranger = await enrol(town)
    assert stranger.id != phone.id
    town.later(minutes=1)
    await town.say("1")
    found = await town.store.read(lambda tx: tx.checkins.of(phone.resident_id))
    assert {one.id: one.state for one in found} == {phone.id: "consented", stranger.id: "withdrawn"}
