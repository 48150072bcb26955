"""Which messages may go, in which order, and what holds them back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from connectbot.model.conversation import Conversation
from connectbot.model.delivery import Claimed
from connectbot.model.message import Address, Link, Message, MessageClass
from tests.store.people import ANN, BOB, LEAD, LEASE, NOW, OPEN, QUIET, claim, later, letter, texts


def queue(tx, *letters):
    return [tx.outbox.add(one) for one in letters]


def people(number):
    return [Address("sms", f"+4477009000{n:02d}") for n in range(number)]


async def test_a_claim_is_the_message_whole(store) -> None:
    """What is claimed is what was queued, with its id, and its attempts counted from one."""
    message = Message(
        "t ŵ \0", ("Yes please", "No"), (Link("More", "https://a.example"),), "short", True
    )
    sent = replace(letter(kind="service", segments=2), message=message)
    (id,) = await store.run(queue, sent)
    (got,) = await store.run(claim)
    assert got == Claimed(id, ANN, message, MessageClass.SERVICE, 2, 1, NOW, sent.send_before)
    assert len(id) == 32


async def test_safety_before_reply_before_service(store) -> None:
    """By class, then in the order they were queued."""
    who = people(6)
    kinds = ["service", "reply", "safety", "service", "reply", "safety"]
    mail = [letter(f"{k}{n}", to=who[n], kind=k) for n, k in enumerate(kinds)]
    await store.run(queue, *mail)
    got = texts(await store.run(claim))
    assert got == ["safety2", "safety5", "reply1", "reply4", "service0", "service3"]


async def test_one_at_a_time_for_each_address(store) -> None:
    """An address with a send whose answer is not known gets nothing more, whatever its class."""
    await store.run(queue, letter("1"), letter("2"), letter("bob", to=BOB))
    first = await store.run(claim)
    assert texts(first) == ["1", "bob"]
    await store.run(queue, letter("urgent", kind="safety"))
    assert await store.run(claim) == []
    await store.run(lambda tx: tx.outbox.lost(first[0].id, NOW, "timeout"))
    assert await store.run(claim) == []
    await store.run(lambda tx: tx.outbox.sent(first[0].id, "SM1", NOW))
    assert texts(await store.run(claim)) == ["urgent"]


async def test_a_claim_takes_no_more_than_asked(store) -> None:
    """`limit` is the most messages a claim takes; the next claim goes on from there."""
    await store.run(queue, *(letter(str(n), to=who) for n, who in enumerate(people(5))))
    assert texts(await store.run(claim, limit=3)) == ["0", "1", "2"]
    assert texts(await store.run(claim, limit=3)) == ["3", "4"]


async def test_other_channels_are_left_alone(store) -> None:
    """A claim takes from its own channel."""
    chat = Address("webchat", "session")
    await store.run(queue, letter(), letter("chat", to=chat, segments=0))
    assert texts(await store.run(claim, channel="webchat")) == ["chat"]


async def test_quiet_hours_bind_service_alone(store) -> None:
    """At night replies and safety messages go, and what we begin waits."""
    kinds = ("service", "reply", "safety")
    mail = [letter(k, to=who, kind=k) for k, who in zip(kinds, people(3), strict=True)]
    await store.run(queue, *mail)
    assert texts(await store.run(claim, limits=QUIET)) == ["safety", "reply"]
    assert texts(await store.run(claim)) == ["service"]


async def test_a_late_message_does_not_go(store) -> None:
    """From its `send_before` on a message is not claimed."""
    await store.run(queue, letter(send_before=later(minutes=15)))
    assert await store.run(claim, later(minutes=15)) == []
    assert texts(await store.run(claim, later(minutes=14))) == ["hi"]


@pytest.mark.parametrize(
    ("name", "value", "goes"),
    [
        ("sending", "paused", False),
        ("sending", "on", True),
        ("halt:sms", "20003", False),
        ("halt:telegram", "401", True),
    ],
)
async def test_a_pause_stops_everything(store, name, value, goes) -> None:
    """Nothing is claimed while sending is paused or the channel is halted, and then it goes on."""
    await store.run(queue, letter(kind="safety"))
    await store.run(lambda tx: tx.switches.set(name, value, NOW))
    assert (await store.run(claim) != []) == goes
    await store.run(lambda tx: tx.switches.set(name, None, NOW))
    assert (await store.run(claim) == []) == goes


async def test_after_stop_nothing_goes_but_what_may(store) -> None:
    """Somebody who opted out gets only the message that says so, even from behind others."""
    await store.run(lambda tx: tx.residents.stop(ANN, NOW, "text"))
    await store.run(queue, letter("no"), letter("stopped", after_stop=True), letter("no", to=ANN))
    assert texts(await store.run(claim)) == ["stopped"]


async def test_the_hourly_cap_lasts_until_they_write(store) -> None:
    """At most `per_hour` automatic texts go to one person in an hour without an answer."""
    limits = replace(OPEN, per_hour=2)

    async def send(at):
        got = await store.run(claim, at, limits)
        for one in got:
            await store.run(lambda tx, one=one: tx.outbox.sent(one.id, one.id, at))
        return texts(got)

    await store.run(queue, *(letter(str(n)) for n in range(6)))
    assert [await send(later(minutes=n)) for n in range(4)] == [["0"], ["1"], [], []]
    assert await send(later(minutes=60, seconds=1)) == ["2"]
    assert await send(later(minutes=60, seconds=2)) == []

    def they_write(tx):
        ann = tx.residents.at(ANN, "leeds", NOW)
        tx.residents.keep(ann, Conversation("leeds"), None, heard_at=later(minutes=60, seconds=30))

    await store.run(they_write)
    assert await send(later(minutes=61)) == ["3"]


async def test_a_phone_that_answers_by_itself_does_not_go_on_for_ever(store) -> None:
    """However often they answer, at most `answered_per_hour` automatic texts go in an hour."""
    limits = replace(OPEN, answered_per_hour=2)
    gone = []
    for minute in range(4):
        at = later(minutes=minute)

        def they_write(tx, at=at):
            ann = tx.residents.at(ANN, "leeds", NOW)
            tx.residents.keep(ann, Conversation("leeds"), None, heard_at=at)

        await store.run(they_write)
        await store.run(queue, letter(str(minute)))
        for one in await store.run(claim, at, limits):
            await store.run(lambda tx, one=one, at=at: tx.outbox.sent(one.id, one.id, at))
            gone.append(one.message.text)
    assert gone == ["0", "1"]


async def test_the_cap_spares_safety_and_people(store) -> None:
    """Safety messages, words a person typed, and texts to our own people are outside the cap."""
    mail = [
        letter("capped"),
        letter("typed", automatic=False),
        letter("safety", kind="safety"),
        letter("staff", to=LEAD, kind="safety", automatic=False),
    ]
    await store.run(queue, *mail)
    none = replace(OPEN, per_hour=0)
    assert texts(await store.run(claim, limits=none)) == ["safety", "staff"]
    await store.run(lambda tx: [tx.outbox.sent(one, "x", NOW) for one in ids(tx)])
    assert texts(await store.run(claim, limits=none)) == ["typed"]


def ids(tx):
    """Ids of what was claimed for Ann and the lead so far."""
    return [c.id for who in (ANN, LEAD) for _, c in tx.outbox.replay(who, 0)]


async def test_safety_does_not_count_towards_the_cap(store) -> None:
    """A safety message said before takes nothing from the cap of the others."""
    await store.run(queue, letter("safety", kind="safety"), letter("reply"))
    limits = replace(OPEN, per_hour=1)
    (first,) = await store.run(claim, limits=limits)
    await store.run(lambda tx: tx.outbox.sent(first.id, "x", NOW))
    assert texts(await store.run(claim, limits=limits)) == ["reply"]


async def test_the_budget_of_a_day_is_a_hard_stop(store) -> None:
    """When the segments of the day are spent only safety messages go, until the next day."""
    who = people(6)
    kinds = ["reply", "reply", "reply", "safety", "safety"]
    mail = [letter(str(n), to=who[n], kind=k, segments=2) for n, k in enumerate(kinds)]
    await store.run(queue, *mail)
    limits = replace(OPEN, per_day=5)
    assert texts(await store.run(claim, limits=limits)) == ["3", "4", "0", "1"]
    assert await store.read(lambda tx: tx.outbox.spent("sms", OPEN.day_starts)) == 4
    assert await store.read(lambda tx: tx.outbox.spent("telegram", OPEN.day_starts)) == 0
    assert await store.run(claim, limits=limits) == []
    tomorrow = replace(limits, day_starts=OPEN.day_starts + timedelta(days=1))
    assert texts(await store.run(claim, later(hours=14), tomorrow)) == ["2"]


async def test_pace_is_counted_in_segments(store) -> None:
    """A claim takes no more segments than it is allowed, though one large message may go alone."""
    mail = [
        letter(str(n), to=who, segments=n) for n, who in zip((3, 1, 2, 1), people(4), strict=True)
    ]
    await store.run(queue, *mail)
    sizes = [2, 2, 2, 0, 5]
    got = [texts(await store.run(claim, limits=replace(OPEN, segments=n))) for n in sizes]
    assert got == [["3"], ["1"], ["2"], [], ["1"]]


async def test_a_retry_keeps_its_place(store) -> None:
    """A message that waits for its retry holds back later ones of its class, not other classes."""
    await store.run(queue, letter("1"), letter("2"), letter("typed", automatic=False))
    (first,) = await store.run(claim)
    await store.run(lambda tx: tx.outbox.retry(first.id, later(minutes=1), "20429"))
    assert await store.run(claim, later(seconds=59)) == []
    await store.run(queue, letter("urgent", kind="safety"))
    (urgent,) = await store.run(claim, later(seconds=59))
    assert urgent.message.text == "urgent"
    await store.run(lambda tx: tx.outbox.sent(urgent.id, "x", NOW))
    (again,) = await store.run(claim, later(minutes=1))
    assert (again.id, again.attempt) == (first.id, 2)


async def test_a_retry_past_its_time_holds_nobody_back(store) -> None:
    """A message that waits for a retry it will not live to see does not hold back the next one."""
    await store.run(queue, letter("1", send_before=later(minutes=5)), letter("2"))
    (first,) = await store.run(claim)
    await store.run(lambda tx: tx.outbox.retry(first.id, later(minutes=30), "20429"))
    assert texts(await store.run(claim, later(minutes=6))) == ["2"]


async def test_a_retry_gives_back_what_it_cost(store) -> None:
    """What was certainly not sent counts neither towards the budget nor towards the cap."""
    await store.run(queue, letter(segments=3), letter("s", to=BOB, kind="safety"))
    for one in await store.run(claim):
        await store.run(lambda tx, one=one: tx.outbox.retry(one.id, NOW, "20429"))
    assert await store.read(lambda tx: tx.outbox.spent("sms", OPEN.day_starts)) == 0
    strict = replace(OPEN, per_hour=1, per_day=3)
    assert len(await store.run(claim, limits=strict)) == 2


async def test_many_queued_for_one_do_not_hide_the_others(store) -> None:
    """However many messages wait for one address, a claim still finds everybody else's."""
    await store.run(queue, *(letter(f"ann{n}") for n in range(90)))
    await store.run(queue, letter("bob", to=BOB))
    assert texts(await store.run(claim, limit=2)) == ["ann0", "bob"]


async def test_lease_is_the_senders(store) -> None:
    """Until its lease ends a claimed message is nobody else's to settle."""
    await store.run(queue, letter())
    await store.run(claim)
    ask = store.run
    assert await ask(lambda tx: tx.outbox.unsettled("sms", NOW + LEASE / 2)) == []
    assert texts(await ask(lambda tx: tx.outbox.unsettled("sms", NOW + LEASE))) == ["hi"]


async def test_a_pause_between_two_messages_to_one_address(store) -> None:
    """Where a channel wants one, the next message to the same address waits for it."""
    apart = replace(OPEN, apart=timedelta(seconds=1))
    await store.run(queue, letter("1"), letter("2"), letter("bob", to=BOB))
    for one in await store.run(claim, NOW, apart):
        await store.run(lambda tx, one=one: tx.outbox.sent(one.id, "", NOW))
    assert await store.run(claim, later(seconds=0.9), apart) == []
    assert texts(await store.run(claim, later(seconds=1), apart)) == ["2"]


async def test_the_newest_question_of_an_address(store) -> None:
    """The newest message with options that waits or went; none where too much was said since."""

    def asked(text, options, **more):
        return replace(letter(text, **more), message=Message(text, options))

    assert await store.read(lambda tx: tx.outbox.question(ANN)) is None
    ids = await store.run(
        queue,
        asked("old", ("a", "b")),
        asked("new", ("c",)),
        asked("of another", ("d",), to=BOB),
        letter("a sentence"),
    )
    found = await store.read(lambda tx: tx.outbox.question(ANN))
    assert found == (ids[1], Message("new", ("c",)))
    await store.run(lambda tx: tx.outbox.give_up(ids[1], "failed", "400", NOW))
    assert (await store.read(lambda tx: tx.outbox.question(ANN)))[0] == ids[0]
    await store.run(queue, *(letter(str(number)) for number in range(20)))
    assert await store.read(lambda tx: tx.outbox.question(ANN)) is None
