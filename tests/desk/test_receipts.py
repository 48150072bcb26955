"""Status callbacks come late, early, twice and in any order, and the end is the same."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectbot.desk import deliver
from connectbot.model.delivery import Lost, Meaning, Receipt, Sent
from connectbot.model.message import MessageClass

QUEUED = Receipt("", "SM-1", "queued", 1, delivered=False)
SENDING = Receipt("", "SM-1", "sending", 2, delivered=False)
GONE = Receipt("", "SM-1", "sent", 3, delivered=False)
DELIVERED = Receipt("", "SM-1", "delivered", 9, delivered=True)
FAILED = Receipt("", "SM-1", "undelivered", 9, delivered=False, code="30003")
BEFORE = (QUEUED, SENDING, GONE)


def ours(receipt, id):
    """The same callback with our own id in its address."""
    return Receipt(
        id,
        receipt.provider_id,
        receipt.status,
        receipt.rank,
        receipt.delivered,
        receipt.code,
        receipt.meaning,
    )


async def came(town, receipt):
    """A status callback."""
    await town.store.run(deliver.receipt, receipt, town.desk, town.now)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    orders=st.permutations(["answer", *BEFORE, *BEFORE, DELIVERED, DELIVERED]),
    last=st.sampled_from([DELIVERED, FAILED]),
    answered=st.booleans(),
)
async def test_any_order_has_the_same_end(town, orders, last, answered):
    """Callbacks before our own call returned, twice, or after the last word: the last word holds,
    and nothing is sent again."""
    number = f"+4477009{town.number:05d}"
    town.number += 1
    before = await town.counts()
    id = await town.queue("hello", MessageClass.REPLY, number)
    (claimed,) = await town.claim()
    for event in orders:
        if event == "answer":
            await town.settle(claimed, Sent("SM-1") if answered else Lost("time-out"))
        else:
            await came(town, ours(last if event is DELIVERED else event, id))
    end = "delivered" if last is DELIVERED else "failed"
    after = await town.counts()
    assert {state: after[state] - before.get(state, 0) for state in after}[end] == 1
    assert sum(after.values()) == sum(before.values()) + 1
    assert not await town.claim()
    assert not await town.store.run(deliver.unsettled, "sms", town.now)


async def test_the_last_word_is_final(town):
    """What was delivered does not become undelivered."""
    id = await town.queue("hello", MessageClass.REPLY)
    (claimed,) = await town.claim()
    await town.settle(claimed, Sent("SM-1"))
    for receipt in (DELIVERED, FAILED, GONE):
        await came(town, ours(receipt, id))
    assert await town.counts() == {"delivered": 1}


async def test_without_our_id_the_provider_s_own_finds_it(town):
    """A callback whose address lost its query is not lost."""
    await town.queue("hello", MessageClass.REPLY)
    (claimed,) = await town.claim()
    await town.settle(claimed, Sent("SM-1"))
    await came(town, DELIVERED)
    assert await town.counts() == {"delivered": 1}


async def test_a_callback_for_something_unknown_changes_nothing(town):
    """Somebody else's message, or one long gone."""
    await came(town, ours(FAILED, "no-such-id"))
    await came(town, FAILED)
    assert await town.counts() == {}


@pytest.mark.parametrize(
    ("meaning", "stopped", "halted", "answered"),
    [
        (None, False, None, True),
        (Meaning.RETRY, False, None, True),
        (Meaning.STOPPED, True, None, False),
        (Meaning.ADDRESS, False, None, True),
        (Meaning.HALT, False, "30003", False),
    ],
)
async def test_what_the_last_word_means_is_done(town, meaning, stopped, halted, answered):
    """An opt-out is kept, a bad address is marked until they write, our own fault halts."""
    id = await town.queue("hello", MessageClass.REPLY)
    (claimed,) = await town.claim()
    await town.settle(claimed, Sent("SM-1"))
    said = Receipt(id, "SM-1", "undelivered", 9, delivered=False, code="30003", meaning=meaning)
    await came(town, said)
    assert (await town.resident()).stopped is stopped
    assert await town.store.read(lambda tx: tx.switches.get("halt:sms")) == halted
    assert bool(await town.say("hello")) is answered
