"""What is said reaches every open page once and in order, however often the line breaks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ClientWebSocketResponse, WSMsgType

from connectbot.channels.webchat import WebChatSettings
from connectbot.channels.webchat import talk as talk_module
from connectbot.channels.webchat.pace import Pace
from connectbot.channels.webchat.session import address_of
from connectbot.desk.ports import Unlisted
from connectbot.model.message import Address, Message
from tests.web.echo import NOW, EchoDesk
from tests.web.serving import Client, client_of

Socket = ClientWebSocketResponse[bool]


@pytest.fixture
async def desk() -> EchoDesk:
    return EchoDesk(WebChatSettings(messages_a_minute=100, sockets_each=2, sockets=3))


@pytest.fixture
async def client(desk: EchoDesk) -> AsyncIterator[Client]:
    async with client_of(desk.channel.routes(), closing=[desk.channel.close]) as client:
        yield client


@asynccontextmanager
async def page(
    client: Client, session: str | None = None, after: int = 0
) -> AsyncIterator[tuple[Socket, str]]:
    """An open page that has said hello; its socket and its session."""
    async with client.ws_connect("/chat/ws") as socket:
        await socket.send_json({"type": "hello", "session": session, "after": after})
        welcome = await socket.receive_json(timeout=5)
        assert welcome["type"] == "welcome"
        yield socket, welcome["session"]


async def say(socket: Socket, id: str, text: str) -> None:
    await socket.send_json({"type": "say", "id": id, "text": text})


async def hear(socket: Socket, kind: str, count: int) -> list[dict[str, Any]]:
    """The next frames of one kind."""
    frames: list[dict[str, Any]] = []
    while len(frames) < count:
        frame = await socket.receive_json(timeout=5)
        if frame["type"] == kind:
            frames.append(frame)
    return frames


async def test_an_answer_comes_with_its_sequence_options_and_links(client: Client) -> None:
    """A message is text, options and links, under a number that goes up."""
    async with page(client) as (socket, _):
        await say(socket, "a0000001", "options")
        [options] = await hear(socket, "message", 1)
        assert options["options"] == ["Company", "Things to do", "Neither"]
        await say(socket, "a0000002", "link")
        [link] = await hear(socket, "message", 1)
        assert link["links"] == [{"title": "Tea and Talk", "url": "https://tea.example/"}]
        assert link["seq"] > options["seq"]


async def test_the_server_makes_the_session(client: Client) -> None:
    """Without a good token of its own a page gets a new one, which nobody can guess."""
    seen = set()
    for offered in (None, "", "short", "A" * 42 + "!", 7, ["A" * 43]):
        async with page(client, offered) as (_, session):  # type: ignore[arg-type]
            assert len(session) == 43
            assert session != offered
            seen.add(session)
    assert len(seen) == 6


async def test_a_page_that_comes_back_gets_exactly_what_it_missed(
    client: Client, desk: EchoDesk
) -> None:
    """It asks for what came after the last number it has; nothing is lost or doubled."""
    async with page(client) as (socket, session):
        await say(socket, "a0000001", "one")
        [first] = await hear(socket, "message", 1)
    for text in ("two", "three", "four"):
        await desk.say(address_of(session), Message(text))
    async with page(client, session, first["seq"]) as (socket, same):
        assert same == session
        missed = await hear(socket, "message", 3)
        assert [frame["text"] for frame in missed] == ["two", "three", "four"]
        await say(socket, "a0000002", "five")
        [fresh] = await hear(socket, "message", 1)
        assert fresh["text"] == "You said: five"


@pytest.mark.parametrize("after", [-1, "7", None, True, 2**70, 1.5, [1]])
async def test_a_number_that_makes_no_sense_gives_everything(
    client: Client, desk: EchoDesk, after: Any
) -> None:
    """Rather twice than never."""
    async with page(client) as (socket, session):
        await say(socket, "a0000001", "one")
        await hear(socket, "message", 1)
    async with page(client, session, after) as (socket, _):
        [again] = await hear(socket, "message", 1)
        assert again["text"] == "You said: one"


async def test_words_said_again_after_a_break_are_one_message(
    client: Client, desk: EchoDesk
) -> None:
    """The page repeats what was not acknowledged; the desk sees it once."""
    async with page(client) as (socket, session):
        await say(socket, "a0000001", "hello")
        await hear(socket, "ack", 1)
    async with page(client, session) as (socket, _):
        await say(socket, "a0000001", "hello")
        await hear(socket, "ack", 1)
    assert desk.texts == ["hello"]


async def test_two_sessions_may_use_the_same_id(client: Client, desk: EchoDesk) -> None:
    """An id belongs to its session."""
    async with page(client) as (one, _), page(client) as (other, _):
        await say(one, "a0000001", "hello")
        await say(other, "a0000001", "hello")
        await hear(one, "ack", 1)
        await hear(other, "ack", 1)
    assert desk.texts == ["hello", "hello"]


async def test_every_open_page_of_a_session_gets_it(client: Client) -> None:
    """Two windows of one talk show the same; nobody else's does."""
    async with (
        page(client) as (one, session),
        page(client, session) as (two, _),
        page(client) as (stranger, _),
    ):
        await say(one, "a0000001", "hello")
        assert (await hear(one, "message", 1)) == (await hear(two, "message", 1))
        with pytest.raises(asyncio.TimeoutError):
            await stranger.receive(timeout=0.1)


async def test_the_oldest_page_gives_way_to_a_new_one(client: Client) -> None:
    """A line that died unnoticed keeps nobody out."""
    async with (
        page(client) as (oldest, session),
        page(client, session),
        page(client, session) as (newest, _),
    ):
        closed = await oldest.receive(timeout=5)
        assert (closed.type, closed.data) == (WSMsgType.CLOSE, 4001)
        await say(newest, "a0000001", "hello")
        await hear(newest, "message", 1)


async def test_a_full_house_says_when_to_come_back(client: Client) -> None:
    """Above the limit a socket is refused with Retry-After; a place that gets free is given."""
    async with page(client), page(client), page(client):
        refused = await client.get("/chat/ws")
        assert (refused.status, refused.headers["Retry-After"]) == (503, "10")
    async with page(client) as (_, session):
        assert session


async def test_a_page_that_says_something_before_hello_is_let_go(client: Client) -> None:
    """The first frame is hello."""
    async with client.ws_connect("/chat/ws") as socket:
        await say(socket, "a0000001", "hello")
        assert (await socket.receive(timeout=5)).data == 1011


async def test_a_page_that_says_nothing_is_let_go(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An open line without a hello holds a place for ten seconds only."""
    monkeypatch.setattr(talk_module, "_HELLO_WITHIN_SECONDS", 0.05)
    async with client.ws_connect("/chat/ws") as socket:
        assert (await socket.receive(timeout=5)).data == 1011


async def test_a_second_hello_changes_nothing(client: Client, desk: EchoDesk) -> None:
    """A session is chosen once."""
    async with page(client) as (socket, _):
        await socket.send_json({"type": "hello", "session": None, "after": 0})
        await say(socket, "a0000001", "hello")
        assert (await socket.receive_json(timeout=5))["type"] in {"ack", "message"}


async def test_a_message_that_could_not_be_kept_goes_again(client: Client, desk: EchoDesk) -> None:
    """The page is told to wait, says it again, and it is kept once."""
    desk.breaks = 1
    async with page(client) as (socket, _):
        await say(socket, "a0000001", "hello")
        [error] = await hear(socket, "error", 1)
        assert (error["id"], error["code"]) == ("a0000001", "later")
        assert error["after"] > 0
        await say(socket, "a0000001", "hello")
        await hear(socket, "ack", 1)
    assert desk.texts == ["hello"]


async def test_a_frame_of_megabytes_closes_only_its_own_line(
    client: Client, desk: EchoDesk
) -> None:
    """Above any size we read it is refused, and the next page talks as before."""
    async with page(client) as (socket, _):
        await socket.send_str("x" * 2_000_000)
        assert (await socket.receive(timeout=5)).data == 1009
    async with page(client) as (socket, _):
        await say(socket, "a0000001", "hello")
        await hear(socket, "ack", 1)


async def test_forgetting_erases_and_closes_every_window(client: Client, desk: EchoDesk) -> None:
    """Nothing is kept, not even what is said over a line that is still open."""
    async with page(client) as (one, session), page(client, session) as (two, _):
        await say(one, "a0000001", "hello")
        await hear(one, "ack", 1)
        body = f'{{"type": "hello", "session": "{session}"}}'
        assert (await client.post("/chat/forget", data=body)).status == 204
        for socket in (one, two):
            codes = [frame.data async for frame in socket if frame.type is WSMsgType.CLOSE]
            assert codes or socket.close_code == 4003
    assert desk.forgotten == [address_of(session)]
    assert desk.texts == []


async def test_words_under_way_are_forgotten_with_the_rest(client: Client, desk: EchoDesk) -> None:
    """Forgetting waits for what is just being kept, and takes nothing after it."""
    kept, go_on = asyncio.Event(), asyncio.Event()
    keep = desk.receive

    async def slowly(inbound: Any) -> None:
        kept.set()
        await go_on.wait()
        await keep(inbound)

    desk.channel._talks._receive = slowly  # the desk is slow here, as a full disk makes it
    async with page(client) as (socket, session):
        await say(socket, "a0000001", "hello")
        await say(socket, "a0000002", "more")
        await kept.wait()
        body = f'{{"type": "hello", "session": "{session}"}}'
        forgetting = asyncio.create_task(client.post("/chat/forget", data=body))
        await asyncio.sleep(0.05)
        assert desk.forgotten == []
        go_on.set()
        assert (await forgetting).status == 204
    assert desk.texts == []


async def test_a_store_that_cannot_be_read_makes_the_page_come_back(
    client: Client, desk: EchoDesk
) -> None:
    """The line is closed, so the page asks again; nothing is lost."""
    async with page(client) as (socket, session):
        desk.unreadable = True
        await say(socket, "a0000001", "hello")
        frames = [frame async for frame in socket]
        assert [frame.json()["type"] for frame in frames] == ["ack"]
        assert socket.close_code == 1011
        desk.unreadable = False
    async with page(client, session) as (socket, _):
        assert (await hear(socket, "message", 1))[0]["text"] == "You said: hello"


async def test_stopping_lets_pages_go_so_that_they_come_back(
    client: Client, desk: EchoDesk
) -> None:
    """A restart is not the end of a talk."""
    async with page(client) as (socket, _):
        await desk.channel.close()
        assert (await socket.receive(timeout=5)).data == 1001


async def test_there_is_no_provider_to_ask(desk: EchoDesk) -> None:
    """The outbox alone knows what was said."""
    assert await desk.channel.missed(NOW) == ()
    assert desk.channel.traits.buttons
    assert not desk.channel.traits.counts_segments
    await desk.say(Address("webchat", "nobody"), Message("hello"))
    [(_, claimed)] = await desk.replay(Address("webchat", "nobody"), 0)
    with pytest.raises(Unlisted):
        await desk.channel.find_sent(claimed)


def test_the_pace_is_counted_over_the_last_minute() -> None:
    """Twenty in a minute, then one for each that is a minute old; other sessions do not count."""
    pace, me, you = Pace(2), Address("webchat", "me"), Address("webchat", "you")
    assert pace.wait(me, NOW) == 0
    assert pace.wait(me, NOW + timedelta(seconds=10)) == 0
    assert pace.wait(me, NOW + timedelta(seconds=20)) == 40
    assert pace.wait(you, NOW + timedelta(seconds=20)) == 0
    assert pace.wait(me, NOW + timedelta(seconds=60)) == 0


def test_the_pace_forgets_sessions_that_are_quiet() -> None:
    """A million visitors leave nothing behind."""
    pace = Pace(1)
    for number in range(5_000):
        pace.wait(Address("webchat", str(number)), NOW)
    pace.wait(Address("webchat", "last"), NOW + timedelta(minutes=2))
    assert len(pace._times) == 1
