"""How full the queues are, as whoever watches the service reads it."""

from connectbot.store.figures import figures
from tests.store.people import ANN, BOB, MIDNIGHT, NOW, claim, heard, later, letter


async def test_an_empty_database_has_nothing(store) -> None:
    """No queue, no age, no count."""
    found = await store.read(figures, ("sms",), MIDNIGHT)
    assert (found.outbox, found.oldest_queued, found.oldest_waiting) == ({}, None, None)
    assert (found.parked, found.handovers, found.segments) == (0, {}, {"sms": 0})
    assert (found.sent, found.received) == (0, 0)


async def test_everything_that_waits_is_counted(store) -> None:
    """Queued, sent, waiting, parked and not opened, each with the oldest; yesterday's is not."""

    def fill(tx) -> None:
        ann = tx.residents.at(ANN, "leeds", NOW)
        bob = tx.residents.at(BOB, "leeds", NOW)
        yesterday = heard(id="SM0", at=later(days=-1))
        for one, state in ((yesterday, "done"), (heard(id="SM1"), "waiting")):
            tx.inbox.add(one, ann.id, state=state)
        tx.inbox.park(tx.inbox.add(heard(id="SM2", who=BOB), bob.id, state="parked"), "KeyError")
        tx.outbox.add(letter(segments=2))
        tx.outbox.add(letter(to=BOB, created_at=later(minutes=-5)))
        assert len(claim(tx, limit=1)) == 1
        tx.handovers.open(ann.id, "leeds", "handover", "asked", NOW, NOW)
        tx.handovers.open(bob.id, "leeds", "safeguarding", "urgent-words", NOW, NOW)

    await store.run(fill)
    found = await store.read(figures, ("sms",), MIDNIGHT)
    assert found.outbox == {("sms", "sending", "reply"): 1, ("sms", "queued", "reply"): 1}
    assert found.oldest_queued == later(minutes=-5)
    assert found.oldest_waiting == NOW
    assert (found.parked, found.handovers) == (1, {"handover": 1, "safeguarding": 1})
    assert (found.segments, found.sent, found.received) == ({"sms": 2}, 1, 2)
