"""What is said in a check-in is not kept at the provider either."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from connectbot.channels.base import Redacted
from connectbot.desk.ports.channel import Redacts
from connectbot.fakes.twilio import Receipts
from connectbot.model.delivery import Claimed, Sent
from connectbot.model.message import Address, Message
from tests.channels.bench import claimed as taken
from tests.channels.benches.sms import SmsBench

THEM = "+447700900123"


def hushed() -> Claimed:
    """A question of a check-in."""
    message = Message("Overall, how happy did you feel yesterday?")
    return replace(taken(Address("sms", THEM), message), hushed=True)


def listed(bench: SmsBench) -> list[dict[str, Any]]:
    """What the provider shows of every message."""
    return [record.shown() for record in bench.twilio.messages]


@pytest.fixture
async def bench() -> AsyncIterator[SmsBench]:
    made = SmsBench()
    await made.open()
    made.twilio.receipts = Receipts(statuses=())
    yield made
    await made.close()


async def test_the_provider_keeps_neither_words_nor_number(bench: SmsBench) -> None:
    """Its list has no word of it, and their number without its end."""
    assert not (await bench.channel.send(hushed())).kept
    [row] = listed(bench)
    assert (row["body"], row["to"]) == ("", "+44770090XXXX")


async def test_other_texts_are_listed_as_ever(bench: SmsBench) -> None:
    """Only a check-in is hushed: of anything else a lost send can be found in the list."""
    await bench.channel.send(taken(Address("sms", THEM), Message("hello")))
    [row] = listed(bench)
    assert (row["body"], row["to"]) == ("hello", THEM)


async def test_a_lost_one_is_settled_by_its_callback_alone(bench: SmsBench) -> None:
    """The list is not asked: it could not tell one hushed text from another."""
    with pytest.raises(Redacted):
        await bench.channel.find_sent(hushed())


async def test_where_redaction_is_not_switched_on_it_is_sent_all_the_same(
    bench: SmsBench, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody waits for their question because of a switch; the operator is told which one."""
    bench.twilio.without_redaction()
    assert (await bench.channel.send(hushed())).kept
    assert "Message Redaction is off" in caplog.text
    assert "happy" not in caplog.text


async def test_a_question_it_kept_is_emptied_once_it_has_arrived(bench: SmsBench) -> None:
    """While it is on its way the provider does not empty it; afterwards it does."""
    bench.twilio.without_redaction()
    sent = await bench.channel.send(hushed())
    assert isinstance(sent, Sent)
    assert isinstance(bench.channel, Redacts)
    assert not await bench.channel.redact(sent.provider_id)
    bench.twilio.messages[0].status = "delivered"
    assert await bench.channel.redact(sent.provider_id)
    assert [row["body"] for row in listed(bench)] == [""]


async def test_an_answer_is_emptied_at_the_provider(bench: SmsBench) -> None:
    """What came in is emptied once it has been taken; one that is gone there is as good."""
    posted = await bench.twilio.text_in(THEM, "7")
    assert isinstance(bench.channel, Redacts)
    assert await bench.channel.redact(posted.sid)
    [row] = listed(bench)
    assert (row["body"], row["direction"]) == ("", "inbound")
    assert await bench.channel.redact("SM" + "0" * 32)


async def test_no_answer_is_no_emptying(bench: SmsBench) -> None:
    """Where the provider does not answer, it is asked again."""
    posted = await bench.twilio.text_in(THEM, "7")
    await bench.twilio.close()
    channel = bench.make("http://127.0.0.1:9")
    assert not await channel.redact(posted.sid)
    await channel.close()
