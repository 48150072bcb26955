"""What we began and has not left may be given other times; nothing else is moved."""

from __future__ import annotations

from datetime import timedelta

from connectbot.desk.ports.timing import Queued
from connectbot.model.delivery import Outgoing
from connectbot.model.message import Message, MessageClass
from tests.store.people import ANN, BOB, NOW, later

HOUR = timedelta(hours=1)


async def test_what_we_began_and_has_not_left_is_found_and_moved(store) -> None:
    """Of one person, of the service class alone; ended it is neither found nor moved."""

    def decided(tx):
        ids = []
        for who, kind in ((ANN, MessageClass.SERVICE), (ANN, MessageClass.REPLY), (BOB, None)):
            resident = tx.residents.at(who, "leeds", NOW)
            out = Outgoing(
                who,
                Message("Hello."),
                kind or MessageClass.SERVICE,
                1,
                created_at=NOW,
                send_before=NOW + HOUR,
                resident_id=resident.id,
                purpose="reminder",
            )
            ids.append(tx.outbox.add(out))
        return tx.residents.at(ANN, "leeds", NOW).id, ids

    ann, (service, *_) = await store.run(decided)
    assert list(await store.read(lambda tx: tx.timing.begun(ann))) == [
        Queued(service, "reminder", NOW + HOUR)
    ]
    assert await store.read(lambda tx: tx.outbox.purpose(service)) == "reminder"
    assert await store.read(lambda tx: tx.outbox.purpose("no such id")) == ""
    await store.run(lambda tx: tx.timing.move(service, later(hours=2), later(hours=3)))
    (moved,) = await store.read(lambda tx: tx.timing.begun(ann))
    assert moved.send_before == later(hours=3)
    await store.run(lambda tx: tx.outbox.give_up(service, "expired", "", NOW))
    await store.run(lambda tx: tx.timing.move(service, NOW, NOW))
    assert list(await store.read(lambda tx: tx.timing.begun(ann))) == []
