"""The pretend Twilio remembers, signs truly, answers keywords, and stays on this machine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp.test_utils import unused_port

from connectbot.fakes.twilio import FakeTwilio, NotLoopback, Phone, Receipts
from tests.channels.bench import NOW
from tests.fakes.pretend import ACCOUNT, OURS, THEM, TOKEN, Pretend


@pytest.fixture
async def pretend() -> AsyncIterator[Pretend]:
    made = Pretend()
    await made.open()
    yield made
    await made.close()


async def test_a_text_reaches_its_phone_and_its_receipts_reach_us(pretend: Pretend) -> None:
    """Sent, then delivered, each to the address that was asked for, truly signed."""
    status, made = await pretend.create(Body="Hello there")
    await pretend.twilio.settle()
    assert (status, made["status"]) == (201, "queued")
    assert pretend.twilio.phones[THEM].received == ["Hello there"]
    assert pretend.ours.receipts == [("1", "sent"), ("1", "delivered")]
    assert (await pretend.fetched(made["sid"]))[1]["status"] == "delivered"


@pytest.mark.parametrize(
    ("receipts", "seen"),
    [
        (Receipts(times=2), ["sent", "sent", "delivered", "delivered"]),
        (Receipts(statuses=("delivered", "sent")), ["delivered", "sent"]),
        (Receipts(statuses=("undelivered",), error_code=30003), ["undelivered"]),
        (Receipts(statuses=()), []),
        (Receipts(seconds=0.02), ["sent", "delivered"]),
    ],
)
async def test_receipts_come_twice_in_disorder_or_not_at_all(
    pretend: Pretend, receipts: Receipts, seen: list[str]
) -> None:
    """Whatever the real one might do with its receipts, this one does when told."""
    pretend.twilio.receipts = receipts
    _, made = await pretend.create()
    await pretend.twilio.settle()
    assert [status for _, status in pretend.ours.receipts] == seen
    assert (await pretend.fetched(made["sid"]))[1]["error_code"] == receipts.error_code
    reached = "delivered" in receipts.statuses
    assert bool(pretend.twilio.phone(THEM).received) is reached


async def test_a_receipt_can_come_before_the_answer(pretend: Pretend) -> None:
    """The receipts are here when the answer to the send is."""
    pretend.twilio.receipts = Receipts(early=True)
    await pretend.create()
    assert len(pretend.ours.receipts) == 2


async def test_nobody_waits_for_receipts_when_it_closes(pretend: Pretend) -> None:
    """What is still to be posted is dropped."""
    pretend.twilio.receipts = Receipts(seconds=60)
    await pretend.create()
    await pretend.twilio.close()
    assert pretend.ours.receipts == []


async def test_a_send_without_a_callback_address_has_no_receipts(pretend: Pretend) -> None:
    """The phone gets it all the same."""
    await pretend.create(StatusCallback=None)
    await pretend.twilio.settle()
    assert pretend.twilio.phones[THEM].received == ["hello"]
    assert pretend.ours.receipts == []


async def test_a_text_in_is_posted_truly_signed(pretend: Pretend) -> None:
    """Blank values and all; the phone shows it, and so does the list."""
    posted = await pretend.twilio.text_in(THEM, "im lonely 😀", media=1)
    assert (posted.status, posted.tries) == (200, 1)
    form = pretend.ours.texts[0]
    assert (form["From"], form["To"], form["Body"]) == (THEM, OURS, "im lonely 😀")
    assert (form["MessageSid"], form["NumMedia"], form["ToCity"]) == (posted.sid, "1", "")
    assert pretend.twilio.phones[THEM].sent == ["im lonely 😀"]
    _, page = await pretend.listed(To=OURS)
    assert [row["sid"] for row in page["messages"]] == [posted.sid]


async def test_half_a_letter_never_leaves_a_phone(pretend: Pretend) -> None:
    """A lone surrogate is replaced before it is sent."""
    await pretend.twilio.text_in(THEM, "a\ud800b", to="+447700900001")
    assert (pretend.ours.texts[0]["Body"], pretend.ours.texts[0]["To"]) == ("a?b", "+447700900001")


@pytest.mark.parametrize(
    ("statuses", "tries", "status"),
    [([503], 2, 200), ([503, 500, 503], 3, 503), ([403], 1, 403), ([200], 1, 200)],
)
async def test_a_text_that_is_not_taken_is_posted_again(
    pretend: Pretend, statuses: list[int], tries: int, status: int
) -> None:
    """After a 5xx, with the same token each time, three times in all."""
    pretend.ours.statuses = statuses
    posted = await pretend.twilio.text_in(THEM, "hello")
    assert (posted.tries, posted.status) == (tries, status)
    assert len(set(pretend.ours.tokens)) == 1
    assert len({form["MessageSid"] for form in pretend.ours.texts}) == 1


async def test_a_service_that_is_down_loses_the_webhook_and_not_the_text() -> None:
    """Nobody answers, and the text is in the list."""
    twilio = FakeTwilio(
        f"http://localhost:{unused_port()}",
        account_sid=ACCOUNT,
        auth_token=TOKEN,
        number=OURS,
        clock=lambda: NOW,
    )
    assert (await twilio.text_in(THEM, "hello", tries=2)).status == 0
    assert [record.body for record in twilio.messages] == ["hello"]
    await twilio.close()


async def test_stop_is_answered_and_holds_until_start(pretend: Pretend) -> None:
    """As on a long code: it answers by itself, refuses our texts with 21610, and START lifts it."""
    await pretend.twilio.text_in(THEM, " stop ")
    assert pretend.twilio.opted_out == {THEM}
    assert len(pretend.twilio.phones[THEM].received) == 1
    status, refused = await pretend.create()
    assert (status, refused["code"]) == (400, 21610)
    await pretend.twilio.text_in(THEM, "START")
    assert (await pretend.create())[0] == 201
    assert [form["Body"] for form in pretend.ours.texts] == [" stop ", "START"]
    assert not any("OptOutType" in form for form in pretend.ours.texts)


@pytest.mark.parametrize(
    ("words", "answers"), [(["YES"], 0), (["STOP", "YES"], 2), (["HELP"], 1), (["stop please"], 0)]
)
async def test_which_words_it_answers_by_itself(
    pretend: Pretend, words: list[str], answers: int
) -> None:
    """A YES only from somebody who had stopped; HELP always; two words never."""
    for word in words:
        await pretend.twilio.text_in(THEM, word)
    assert len(pretend.twilio.phones[THEM].received) == answers
    assert pretend.twilio.opted_out == set()


async def test_a_messaging_service_tells_what_it_answered() -> None:
    """With advanced opt-out the webhook names the keyword's kind, and sends are accepted first."""
    made = Pretend()
    service = "MG" + "0c" * 16
    await made.open(messaging_service_sid=service, advanced_opt_out=True)
    await made.twilio.text_in(THEM, "quit")
    form = made.ours.texts[0]
    assert (form["OptOutType"], form["MessagingServiceSid"]) == ("STOP", service)
    await made.twilio.text_in(THEM, "start")
    status, sent = await made.create(From=None, MessagingServiceSid=service)
    await made.twilio.settle()
    assert (status, sent["status"], sent["from"]) == (201, "accepted", None)
    await made.close()


async def test_a_page_of_phones_can_be_live(pretend: Pretend) -> None:
    """Whoever listens is told of a phone each time its texts change."""
    seen: list[tuple[str, int]] = []

    def listen(phone: Phone) -> None:
        seen.append((phone.number, len(phone.texts)))

    pretend.twilio.on_change = listen
    await pretend.twilio.text_in(THEM, "HELP")
    await pretend.create(To="+447700900124")
    await pretend.twilio.settle()
    assert seen == [(THEM, 1), (THEM, 2), ("+447700900124", 1)]
    assert [(text.mine, text.other) for text in pretend.twilio.phone(THEM).texts] == [
        (True, OURS),
        (False, OURS),
    ]


@pytest.mark.parametrize(
    "url", ["https://bot.example", "http://192.0.2.1", "", "http://[2001:db8::1]"]
)
def test_it_posts_to_this_machine_alone(url: str) -> None:
    """Any other address is refused when it is made."""
    with pytest.raises(NotLoopback, match="this machine"):
        FakeTwilio(url, account_sid=ACCOUNT, auth_token=TOKEN, number=OURS, clock=lambda: NOW)


async def test_a_callback_address_elsewhere_is_not_posted_to(pretend: Pretend) -> None:
    """Not even where a send asks for it."""
    pretend.twilio.receipts = Receipts(early=True)
    status, _ = await asyncio.wait_for(_without_json(pretend), 5)
    assert status == 500
    assert pretend.ours.receipts == []


async def _without_json(pretend: Pretend) -> tuple[int, str]:
    url = pretend.api.make_url(f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json")
    headers = {"Authorization": aiohttp.encode_basic_auth(ACCOUNT, TOKEN)}
    form = {"To": THEM, "From": OURS, "Body": "x", "StatusCallback": "https://evil.example/s"}
    async with pretend.session.post(url, headers=headers, data=form) as answer:
        return answer.status, await answer.text()
