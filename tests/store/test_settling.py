"""What becomes of a message: sent, lost, given up, expired, and what its receipts say."""

from itertools import permutations

import pytest

from connectbot.model.message import Address
from tests.store.people import ANN, BOB, NOW, claim, later, letter, receipt, texts


async def claimed(store, *letters):
    """Queue these and claim what may go; the first one's id."""
    await store.run(lambda tx: [tx.outbox.add(one) for one in letters or (letter(),)])
    return (await store.run(claim))[0].id


def counts(store):
    return store.read(lambda tx: dict(tx.outbox.counts()))


async def test_sent_is_counted_and_not_sent_again(store) -> None:
    """What the provider has is sent, and is not claimed again."""
    id = await claimed(store)
    await store.run(lambda tx: tx.outbox.sent(id, "SM1", NOW))
    assert await counts(store) == {"sent": 1}
    assert await store.run(claim, later(hours=1)) == []


async def test_lost_is_asked_about(store) -> None:
    """A lost send is handed out to be asked about, to one asker at a time; looks are counted."""
    id = await claimed(store)
    assert await store.run(lambda tx: tx.outbox.looked("unknown", NOW, NOW)) == 0
    await store.run(lambda tx: tx.outbox.lost(id, NOW, "timeout"))
    ask = [NOW, later(seconds=59), later(seconds=60)]
    got = [await store.run(lambda tx, at=at: tx.outbox.unsettled("sms", at)) for at in ask]
    assert [[one.id for one in some] for some in got] == [[id], [], [id]]
    assert got[0][0].attempt == 1
    assert await store.run(lambda tx: tx.outbox.unsettled("telegram", later(hours=1))) == []
    looks = [
        await store.run(lambda tx: tx.outbox.looked(id, NOW, later(minutes=5))) for _ in range(2)
    ]
    assert looks == [1, 2]
    assert await store.run(lambda tx: tx.outbox.unsettled("sms", later(minutes=4))) == []
    assert len(await store.run(lambda tx: tx.outbox.unsettled("sms", later(minutes=5)))) == 1


async def test_looks_begin_afresh_with_a_new_attempt(store) -> None:
    """After a retry the looks at the provider's list are counted from one again."""
    id = await claimed(store)
    await store.run(lambda tx: tx.outbox.looked(id, NOW, NOW))
    await store.run(lambda tx: tx.outbox.retry(id, NOW, "not-listed"))
    assert (await store.run(claim))[0].attempt == 2
    assert await store.run(lambda tx: tx.outbox.looked(id, NOW, NOW)) == 1


@pytest.mark.parametrize("state", ["failed", "suppressed", "expired", "unknown"])
async def test_giving_up_is_told_once(store, state) -> None:
    """The call that ends a message gets it back, whole; later calls get nothing."""
    sent = letter("for you", resident_id=7, automatic=False, after_stop=True, purpose="nudge")
    id = await claimed(store, sent)
    give_up = lambda tx: tx.outbox.give_up(id, state, "30005", NOW)  # noqa: E731
    assert await store.run(give_up) == sent
    assert await store.run(give_up) is None
    assert await counts(store) == {state: 1}


async def test_what_is_unknown_changes_nothing(store) -> None:
    """Calls about an id that is not there are no errors and change nothing."""
    await claimed(store)

    def settle(tx):
        tx.outbox.sent("nobody", "SM9", NOW)
        tx.outbox.retry("nobody", NOW, "x")
        tx.outbox.lost("nobody", NOW, "x")
        assert tx.outbox.give_up("nobody", "failed", "x", NOW) is None
        for said in (
            receipt("failed", 9, id="nobody"),
            receipt("failed", 9, provider_id="SM9"),
            receipt("failed", 9, id="\0\ud800"),
            receipt("failed", 9),
        ):
            assert tx.outbox.receipt(said, NOW) is None

    await store.run(settle)
    assert await counts(store) == {"sending": 1}


async def test_what_has_ended_stays_ended(store) -> None:
    """No late answer, retry or receipt wakes a message that has ended."""
    id = await claimed(store)
    await store.run(lambda tx: tx.outbox.give_up(id, "unknown", "no-answer", NOW))

    def late(tx):
        tx.outbox.retry(id, NOW, "x")
        tx.outbox.lost(id, NOW, "x")
        tx.outbox.sent(id, "SM1", NOW)
        assert tx.outbox.looked(id, NOW, NOW) == 0
        assert tx.outbox.receipt(receipt("failed", 9, id=id), NOW) is None

    await store.run(late)
    assert await counts(store) == {"unknown": 1}


async def test_a_receipt_may_come_before_the_answer(store) -> None:
    """A callback that overtakes the answer to our call settles it, by our id or the provider's."""
    id = await claimed(store)
    await store.run(lambda tx: tx.outbox.receipt(receipt("sent", 3, id=id, provider_id="S"), NOW))
    await store.run(lambda tx: tx.outbox.lost(id, NOW, "timeout"))
    assert await counts(store) == {"sent": 1}
    by_theirs = receipt("delivered", 9, provider_id="S")
    assert await store.run(lambda tx: tx.outbox.receipt(by_theirs, NOW)) is None
    await store.run(lambda tx: tx.outbox.sent(id, "S", NOW))
    assert await counts(store) == {"delivered": 1}


async def test_a_receipt_stops_a_second_sending(store) -> None:
    """A message queued again after a lost answer is not sent again once its callback comes."""
    id = await claimed(store)
    await store.run(lambda tx: tx.outbox.lost(id, NOW, "timeout"))
    await store.run(lambda tx: tx.outbox.retry(id, NOW, "not-listed"))
    await store.run(lambda tx: tx.outbox.receipt(receipt("queued", 1, id=id), NOW))
    assert await store.run(claim) == []


async def test_a_receipt_for_what_never_left_is_nothing(store) -> None:
    """A callback for a message that was never claimed changes nothing."""
    id = await store.run(lambda tx: tx.outbox.add(letter()))
    await store.run(lambda tx: tx.outbox.receipt(receipt("delivered", 9, id=id), NOW))
    assert await counts(store) == {"queued": 1}


async def test_an_undelivered_message_is_told_once(store) -> None:
    """The receipt that ends a message as undelivered gets it back; its repeats get nothing."""
    sent = letter("urgent", purpose="handover:1")
    id = await claimed(store, sent)
    await store.run(lambda tx: tx.outbox.sent(id, "SM1", NOW))
    said = receipt("undelivered", 9, id=id, code="30005")
    assert await store.run(lambda tx: tx.outbox.receipt(said, NOW)) == sent
    assert await store.run(lambda tx: tx.outbox.receipt(said, NOW)) is None
    assert await counts(store) == {"failed": 1}


@pytest.mark.parametrize("end", ["delivered", "undelivered"])
async def test_receipts_end_the_same_in_every_order(store, end) -> None:
    """In whatever order the callbacks of one message come, it ends as the provider ended it."""
    history = [("queued", 1), ("sent", 3), (end, 9)]
    address = [Address("sms", f"+4477009002{n:02d}") for n in range(6)]
    state = "delivered" if end == "delivered" else "failed"
    for who, order in zip(address, permutations(history), strict=True):
        id = await claimed(store, letter(to=who))

        def settle(tx, id=id, order=order):
            told = [tx.outbox.receipt(receipt(*one, id=id), NOW) for one in (*order, *order)]
            return [one for one in told if one is not None]

        assert len(await store.run(settle)) == (end == "undelivered")
    assert await counts(store) == {state: 6}


async def test_the_late_are_ended_in_their_order(store) -> None:
    """Queued messages past their time are ended and told, the longest over first; others stay."""
    old = letter("old", to=BOB, send_before=later(minutes=1))
    older = letter("older", send_before=NOW)
    await store.run(lambda tx: [tx.outbox.add(one) for one in (old, older, letter("young"))])
    assert await store.run(lambda tx: tx.outbox.expire(later(minutes=1), limit=1)) == [older]
    assert await store.run(lambda tx: tx.outbox.expire(later(minutes=1))) == [old]
    assert await store.run(lambda tx: tx.outbox.expire(later(minutes=1))) == []
    assert await counts(store) == {"expired": 2, "queued": 1}


async def test_cancelling_spares_safety(store) -> None:
    """What is queued for an address is suppressed, but for safety messages unless they too."""
    mail = [letter("a"), letter("b", kind="service"), letter("c", kind="safety"), letter(to=BOB)]
    await store.run(lambda tx: [tx.outbox.add(one) for one in mail])
    assert await store.run(lambda tx: tx.outbox.cancel(ANN, "stopped")) == 2
    assert await store.run(lambda tx: tx.outbox.cancel(ANN, "stopped", keep_safety=False)) == 1
    assert await store.run(lambda tx: tx.outbox.cancel(ANN, "stopped", keep_safety=False)) == 0
    nobody = Address("sms", "+447700900999")
    assert await store.run(lambda tx: tx.outbox.cancel(nobody, "stopped")) == 0
    assert texts(await store.run(claim)) == ["hi"]


async def test_one_purpose_can_be_cancelled(store) -> None:
    """Only what was queued for a purpose is suppressed where one is named."""
    mail = [letter("nudge", purpose="nudge"), letter("answer")]
    await store.run(lambda tx: [tx.outbox.add(one) for one in mail])
    assert await store.run(lambda tx: tx.outbox.cancel(ANN, "answered", purpose="nudge")) == 1
    assert texts(await store.run(claim)) == ["answer"]


async def test_what_was_said_for_a_purpose_is_known(store) -> None:
    """A purpose counts for an address since a time, while its message waits or after it went."""
    has = lambda tx, who=ANN, of="nudge", at=NOW: tx.outbox.has(who, of, at)  # noqa: E731
    assert not await store.read(has)
    await store.run(lambda tx: tx.outbox.add(letter(purpose="nudge")))
    assert await store.read(has)
    assert [
        await store.read(has, BOB),
        await store.read(has, ANN, "other"),
        await store.read(has, ANN, "nudge", later(seconds=1)),
    ] == [False, False, False]
    await store.run(lambda tx: tx.outbox.cancel(ANN, "stopped"))
    assert not await store.read(has)


async def test_what_is_under_way_is_not_cancelled(store) -> None:
    """A message already taken for sending is not suppressed."""
    await claimed(store)
    assert await store.run(lambda tx: tx.outbox.cancel(ANN, "stopped", keep_safety=False)) == 0


async def test_replay_is_in_the_order_of_sending(store) -> None:
    """A page that was away gets what was said to it since, in the order it was said, once."""
    mail = [letter("1"), letter("2", kind="safety"), letter("3"), letter("bob", to=BOB)]
    ids = await store.run(lambda tx: [tx.outbox.add(one) for one in mail])
    assert await store.read(lambda tx: tx.outbox.replay(ANN, 0)) == []
    for _ in range(3):
        for one in await store.run(claim):
            await store.run(lambda tx, one=one: tx.outbox.sent(one.id, "", NOW))
    said = await store.read(lambda tx: tx.outbox.replay(ANN, 0))
    assert [one.id for _, one in said] == [ids[1], ids[0], ids[2]]
    numbers = [number for number, _ in said]
    assert numbers == sorted(set(numbers))
    rest = await store.read(lambda tx: tx.outbox.replay(ANN, numbers[0]))
    assert rest == said[1:]
    assert await store.read(lambda tx: tx.outbox.replay(ANN, 0, limit=1)) == said[:1]


async def test_replay_says_nothing_that_was_not_said(store) -> None:
    """A message that was queued again, refused or is still waiting is not in the replay."""
    first = await claimed(store, letter("refused"))
    await store.run(lambda tx: tx.outbox.give_up(first, "failed", "x", NOW))
    again = await claimed(store, letter("again"))
    await store.run(lambda tx: tx.outbox.retry(again, later(minutes=1), "x"))
    assert await store.read(lambda tx: tx.outbox.replay(ANN, 0)) == []


async def test_the_sequence_rises_when_the_clock_steps_back(store) -> None:
    """A clock set back does not hide a later message from a page that has seen an earlier one."""
    first = await claimed(store, letter("1"))
    await store.run(lambda tx: tx.outbox.sent(first, "", NOW))
    ((seen, _),) = await store.read(lambda tx: tx.outbox.replay(ANN, 0))
    await store.run(lambda tx: tx.outbox.add(letter("2")))
    assert len(await store.run(claim, later(minutes=-5))) == 1
    after = await store.read(lambda tx: tx.outbox.replay(ANN, seen))
    assert [one.message.text for _, one in after] == ["2"]
