"""Waves are claimed once by any number of askers; many people are enrolled in one go."""

import asyncio
import secrets
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from connectbot.desk.ports import Newcomer
from connectbot.model.checkin import OFFER, Enrolment, Wave
from connectbot.model.delivery import Outgoing
from connectbot.model.message import Address, Message, MessageClass

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)


def newcomer(number: int, plan: str = "usual") -> Newcomer:
    """Somebody who is to be asked at ten."""
    made = Enrolment(secrets.token_hex(16), 0, plan, "leeds", "2026Q4", date(2026, 11, 24), NOW)
    offer = Wave(0, made.id, 0, OFFER, NOW, "2026-11-24T10:00 Europe/London", NOW)
    return Newcomer(Address("sms", f"+4477009{number:05}"), made.id, made, offer)


async def enrolled(store, people):
    """Many are enrolled in one go."""
    staged = await store.read(lambda tx: tx.checkins.stage(people))
    return await store.run(lambda tx: tx.checkins.enrol_many(staged, NOW))


async def test_many_are_enrolled_in_one_go(store) -> None:
    """Who is not known is made; who is in that plan, asked us to stop, or stands there twice is
    left as they are."""
    await enrolled(store, [newcomer(1)])
    await store.run(lambda tx: tx.residents.stop(Address("sms", "+447700900002"), NOW, "text"))
    people = [newcomer(number) for number in (1, 2, 3, 3, 4)]
    done = await enrolled(store, people)
    assert (done.enrolled, done.left) == (2, 3)
    assert (await enrolled(store, [newcomer(1, "other")])).enrolled == 1
    standing = await store.read(lambda tx: tx.checkins.standing())
    assert standing == {("usual", "leeds", "invited"): 3, ("other", "leeds", "invited"): 1}
    who = await store.run(lambda tx: tx.residents.at(Address("sms", "+447700900003"), "york", NOW))
    assert who.conversation.place == "leeds"
    assert not who.new


async def test_somebody_who_was_only_written_to_is_made(store) -> None:
    """An address that is known, and nobody's, is theirs from then on; nobody at all is no fault."""
    address = Address("sms", "+447700900007")
    line = Outgoing(address, Message("hello"), MessageClass.SERVICE, 1, NOW, NOW)
    await store.run(lambda tx: tx.outbox.add(line))
    assert (await enrolled(store, [newcomer(7)])).enrolled == 1
    assert (await enrolled(store, [])).enrolled == 0
    due = await store.read(lambda tx: tx.checkins.due_by(NOW))
    assert due == {("usual", "leeds", OFFER): 1}


async def test_all_or_nobody(store) -> None:
    """An error half-way enrols nobody."""
    people = [newcomer(1), newcomer(2)]
    twice = replace(people[1], id=people[0].id)
    failed = False
    try:
        await enrolled(store, [people[0], twice])
    except Exception:
        failed = True
    assert failed
    assert await store.read(lambda tx: tx.checkins.standing()) == {}


async def test_two_askers_never_take_the_same_wave(store) -> None:
    """Any number of processes may ask what is due: each wave is taken once."""
    await enrolled(store, [newcomer(number) for number in range(120)])
    taken: Counter[int] = Counter()

    def take(tx):
        found = []
        waves = tx.checkins.looked_at(NOW, 25)
        tx.residents.those([wave.resident_id for wave in waves])
        for wave in waves:
            after = replace(wave, state="sent", sent_at=NOW, next_at=NOW + timedelta(days=1))
            if tx.checkins.move(wave, after):
                found.append(wave.id)
        return found

    async def ask():
        while found := await store.run(take):
            taken.update(found)

    await asyncio.gather(*(ask() for _ in range(4)))
    assert len(taken) == 120
    assert set(taken.values()) == {1}


async def test_many_are_read_together(store) -> None:
    """What is read in one go is what is read one after the other; what is not there is left out."""
    people = [newcomer(number) for number in range(60)]
    await enrolled(store, people)
    ids = [one.enrolment.id for one in people]
    found = await store.read(lambda tx: tx.checkins.those([*ids, "nobody"]))
    assert found == await store.read(lambda tx: {id: tx.checkins.enrolment(id) for id in ids})
    assert await store.read(lambda tx: tx.checkins.those([])) == {}


async def test_a_wave_of_somebody_at_no_address_is_found(store) -> None:
    """Whoever left their number is found too, so that it is written down why nothing was sent."""
    await enrolled(store, [newcomer(1)])
    address = Address("sms", "+447700900001")
    who = await store.run(lambda tx: tx.residents.at(address, "leeds", NOW))
    await store.run(lambda tx: tx.residents.leave(address, who.id, "moved"))
    [wave] = await store.run(lambda tx: tx.checkins.looked_at(NOW))
    assert wave.resident_id == who.id


async def test_who_enrolled_whom_and_when_a_quarter_closes(store) -> None:
    """Of each enrolment who referred it; of each quarter when its last wave is over."""
    someone = newcomer(1)
    someone = replace(someone, enrolment=replace(someone.enrolment, referrer="sam"))
    await enrolled(store, [someone])
    id = someone.enrolment.id
    assert await store.read(lambda tx: tx.checkins.referrers("leeds")) == {id: ("2026Q4", "sam")}
    assert await store.read(lambda tx: tx.checkins.referrers("york")) == {}
    closes = {"2026Q4": NOW + timedelta(days=7)}
    assert await store.read(lambda tx: tx.checkins.cohorts()) == closes
