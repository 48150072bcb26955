"""What the provider's list tells us: a send whose answer was lost, and texts we missed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from aiohttp import web

from connectbot.channels.base import Unlisted
from connectbot.channels.sms.provider import Silent
from connectbot.fakes.twilio import Receipts, faults
from connectbot.fakes.twilio.ledger import Record
from connectbot.model.delivery import Claimed, Lost, Sent
from connectbot.model.message import Address, Message
from tests.channels.bench import NOW
from tests.channels.bench import claimed as taken
from tests.channels.benches.sms import ACCOUNT, OURS, SmsBench

THEM = "+447700900123"
SERVICE = "MG" + "0c" * 16


def claimed(text: str = "hello", id: str = "0f" * 16) -> Claimed:
    """A text taken for sending."""
    return taken(Address("sms", THEM), Message(text), id)


@pytest.fixture
async def bench() -> AsyncIterator[SmsBench]:
    made = SmsBench()
    await made.open()
    made.twilio.receipts = Receipts(statuses=())
    yield made
    await made.close()


async def test_a_send_whose_answer_was_lost_is_found_in_the_list(bench: SmsBench) -> None:
    """The same words from us to them since then: that is the message."""
    bench.twilio.faults.append(faults.drop())
    assert isinstance(await bench.channel.send(claimed()), Lost)
    assert await bench.channel.find_sent(claimed()) == bench.twilio.messages[0].sid


async def test_a_send_that_never_arrived_is_not_in_the_list(bench: SmsBench) -> None:
    """Not listed is None."""
    bench.twilio.faults.append(faults.drop(kept=False))
    assert isinstance(await bench.channel.send(claimed()), Lost)
    assert await bench.channel.find_sent(claimed()) is None


async def test_the_same_words_sent_twice_are_two_messages(bench: SmsBench) -> None:
    """A listed message that is known to be another of ours is never taken for the lost one."""
    assert isinstance(await bench.channel.send(claimed(id="first")), Sent)
    bench.twilio.faults.append(faults.drop(kept=False))
    await bench.channel.send(claimed(id="second"))
    assert await bench.channel.find_sent(claimed(id="second")) is None


async def test_a_status_callback_tells_whose_message_it_is(bench: SmsBench) -> None:
    """What a callback said about an id of the provider's is remembered when the list is read."""
    bench.twilio.receipts = Receipts(statuses=("sent",))
    bench.twilio.faults.append(faults.drop())
    await bench.channel.send(claimed(id="first"))
    sid = bench.twilio.messages[0].sid
    form = {"MessageSid": sid, "MessageStatus": "sent"}
    await bench.request({"path": "/twilio/status?m=first", "form": form})
    assert await bench.channel.find_sent(claimed(id="second")) is None
    assert await bench.channel.find_sent(claimed(id="first")) == sid


async def test_a_callback_without_our_id_takes_no_message_away(bench: SmsBench) -> None:
    """A callback whose address lost our id says nothing about whose message it is."""
    bench.twilio.receipts = Receipts(statuses=())
    bench.twilio.faults.append(faults.drop())
    await bench.channel.send(claimed())
    sid = bench.twilio.messages[0].sid
    form = {"MessageSid": sid, "MessageStatus": "sent"}
    await bench.request({"path": "/twilio/status", "form": form})
    assert await bench.channel.find_sent(claimed()) == sid


async def test_only_the_last_two_thousand_are_remembered(bench: SmsBench) -> None:
    """What is remembered of past messages does not grow for ever."""
    for number in range(2_100):
        bench.channel._adopt(f"SM{number}", f"{number}")
    assert len(bench.channel._adopted) == 2_000


def listed(body: str, **more: object) -> Record:
    """A message in the provider's list."""
    row = Record("SM" + "0d" * 16, ACCOUNT, OURS, THEM, body, "outbound-api", "sent", NOW)
    return replace(row, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (listed("hello"), True),
        (listed(" hello "), True),
        (listed("hallo"), False),
        (listed("hello", to="+447700900124"), False),
        (listed("hello", sender="+447700900001"), False),
        (listed("hello", sender=THEM, direction="inbound"), False),
        (listed("hello", at=NOW - timedelta(minutes=3)), False),
        (listed("hello", at=NOW - timedelta(minutes=1)), True),
    ],
)
async def test_what_counts_as_our_message_in_the_list(
    bench: SmsBench, row: Record, found: bool
) -> None:
    """The words, the two numbers and the time must fit; blanks at the ends do not matter."""
    bench.twilio.messages.append(row)
    assert await bench.channel.find_sent(claimed()) == (row.sid if found else None)


async def test_a_messaging_service_finds_its_messages_by_its_own_id(bench: SmsBench) -> None:
    """Where the provider chose the number, the service's id tells that it was us."""
    channel = bench.make(
        f"http://127.0.0.1:{bench.servers[0].port}/pretend",
        from_number="",
        messaging_service_sid=SERVICE,
    )
    bench.twilio.messages.append(listed("hello", sender="+447700900001", service=SERVICE))
    assert await channel.find_sent(claimed()) is not None
    await channel.close()


async def test_a_list_with_redacted_texts_cannot_tell(bench: SmsBench) -> None:
    """Where the provider has blanked the words, the list is no list for us."""
    bench.twilio.messages.append(listed(""))
    with pytest.raises(Unlisted):
        await bench.channel.find_sent(claimed())


async def test_what_came_in_while_we_were_down_is_fetched(bench: SmsBench) -> None:
    """Every page, oldest first, with the id the webhook would have brought; others' texts not."""
    bench.broken = True
    posted = [await bench.twilio.text_in(THEM, f"text {n}", tries=1) for n in range(3)]
    await bench.twilio.text_in("60300", "advert", tries=1)
    await bench.twilio.text_in(THEM, "STOP", tries=1, media=2)
    missed = await bench.channel.missed(NOW - timedelta(hours=1))
    assert [one.provider_id for one in missed[:3]] == [one.sid for one in posted]
    assert [one.text for one in missed] == ["text 0", "text 1", "text 2", "STOP"]
    last = missed[-1]
    assert (last.provider_said, last.media, last.place) == ("STOP", 2, "oakfield")
    assert last.received_at == NOW
    assert last.sender == Address("sms", THEM)


async def test_paging_is_followed(bench: SmsBench) -> None:
    """A list longer than a page is read to its end, on loopback."""
    at = NOW - timedelta(minutes=5)
    for number in range(1_203):
        row = listed(f"{number}", sender=THEM, to=OURS, direction="inbound", at=at)
        bench.twilio.messages.append(replace(row, sid=f"SM{number:032x}"))
    missed = await bench.channel.missed(at)
    assert [one.text for one in missed] == [f"{number}" for number in range(1_203)]
    assert await bench.channel.missed(NOW) == []


async def test_a_messaging_service_fetches_what_came_to_it(bench: SmsBench) -> None:
    """Without a number of our own, the service's id tells which texts are ours."""
    channel = bench.make(
        f"http://127.0.0.1:{bench.servers[0].port}/pretend",
        from_number="",
        messaging_service_sid=SERVICE,
    )
    row = listed("hi", sender=THEM, to="+447700900001", direction="inbound")
    bench.twilio.messages.extend([row, replace(row, sid="SM2", service=SERVICE)])
    assert [one.provider_id for one in await channel.missed(NOW)] == ["SM2"]
    await channel.close()


async def test_a_list_that_cannot_be_had_is_no_answer(bench: SmsBench) -> None:
    """Silence is not "not there": it raises, and the error quotes no number."""
    await bench.provider("is not there")
    with pytest.raises(Silent) as silent:
        await bench.channel.find_sent(claimed())
    assert THEM[3:] not in repr(silent.value)
    assert silent.value.__suppress_context__
    with pytest.raises(Silent):
        await bench.channel.missed(NOW)


async def test_a_list_that_points_elsewhere_is_not_followed(bench: SmsBench) -> None:
    """Our token goes to the provider's address and nowhere else."""

    async def astray(request: web.Request) -> web.Response:
        away = {"meta": {"key": "messages", "next_page_url": "https://evil.example/next"}}
        row = listed("hallo").shown()
        return web.json_response({**away, "messages": [row]})

    app = web.Application()
    app.router.add_get("/{rest:.*}", astray)
    channel = bench.make(await bench.serve(app))
    with pytest.raises(Silent):
        await channel.find_sent(claimed())
    await channel.close()
