"""A test text is a text like any other: counted, told, and not sent to who has said STOP."""

from connectbot.desk import testing
from connectbot.model.message import Address
from tests.desk.town import JEAN


async def test_it_goes_and_is_told(town) -> None:
    """It is a segment of the day's budget and an entry of the log; where it stands can be seen."""
    id = await town.store.run(testing.send_test, Address("sms", JEAN), town.now)
    assert await town.store.read(lambda tx: tx.outbox.state(id)) == ("queued", "")
    assert await town.leave() == [(JEAN, testing.TEXT)]
    assert await town.store.read(lambda tx: tx.outbox.state(id)) == ("sent", "")
    assert await town.store.read(lambda tx: tx.outbox.state("another")) is None
    (entry,) = await town.store.read(lambda tx: tx.audit.entries())
    assert entry.action == "test.texted"


async def test_who_has_said_stop_gets_none(town) -> None:
    """STOP stops a test as well."""
    await town.say("stop")
    await town.store.run(testing.send_test, Address("sms", JEAN), town.now)
    assert testing.TEXT not in [text for _, text in await town.leave()]


async def test_a_chat_counts_no_segments(town) -> None:
    """Only texts cost."""
    id = await town.store.run(testing.send_test, Address("webchat", "w1"), town.now)
    (claimed,) = await town.claim("webchat")
    assert (claimed.id, claimed.segments) == (id, 0)
