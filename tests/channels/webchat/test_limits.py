"""How much one talk and one visitor may take: windows, waiting, and messages a minute."""

from __future__ import annotations

import json
from contextlib import AsyncExitStack
from datetime import timedelta
from ipaddress import ip_network

import pytest
from aiohttp import WSMsgType

from connectbot.channels.webchat import WebChatSettings
from connectbot.channels.webchat import talk as talk_module
from connectbot.channels.webchat.pace import Pace, Paces
from connectbot.model.message import Address
from tests.channels.webchat.pages import hear, page, say
from tests.web.echo import NOW, EchoDesk
from tests.web.serving import Client, client_of


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


@pytest.mark.parametrize("frame", ["[", '{"type": "hello"}', '{"type": "say", "id": "a0000001"}'])
async def test_a_page_that_only_floods_is_let_go(client: Client, frame: str) -> None:
    """After fifty frames in a row that could not be taken it is a page of nobody's."""
    async with page(client) as (socket, _):
        for _ in range(60):
            await socket.send_str(frame)
        kinds = [frame.type async for frame in socket]
        assert socket.close_code == 1011
        assert len(kinds) <= 51


async def test_what_was_taken_counts_anew(client: Client) -> None:
    """Somebody who writes and now and then sends nonsense stays."""
    async with page(client) as (socket, _):
        for turn in range(3):
            for _ in range(40):
                await socket.send_str("[")
            await say(socket, f"a000000{turn}", "hello")
            await hear(socket, "ack", 1)


async def test_a_flood_leaves_others_their_turn(client: Client) -> None:
    """However many frames wait already, another page is answered between them."""
    async with page(client) as (flood, _), page(client) as (other, _):
        for _ in range(50):
            await flood.send_str("[")
        await say(other, "a0000001", "hello")
        await hear(other, "ack", 1)


async def test_an_address_that_holds_lines_open_keeps_nobody_out() -> None:
    """All places are taken by one address; somebody from another one gets in, and is answered."""
    proxies = (ip_network("127.0.0.1"),)
    desk = EchoDesk(WebChatSettings(sockets=4, sockets_of_visitor=4, proxies=proxies))
    async with (
        client_of(desk.channel.routes(), closing=[desk.channel.close]) as client,
        AsyncExitStack() as idle,
    ):
        crowd = {"X-Forwarded-For": "203.0.113.7"}
        lines = [
            await idle.enter_async_context(client.ws_connect("/chat/ws", headers=crowd))
            for _ in range(4)
        ]
        assert (await client.get("/chat/ws", headers=crowd)).status == 503
        async with page(client) as (socket, _):
            await say(socket, "a0000001", "hello")
            await hear(socket, "message", 1)
        assert (await lines[0].receive(timeout=5)).data == 1013


async def test_a_visitor_with_a_hundred_talks_is_slowed_down() -> None:
    """The pace of an address holds over all of its talks, and leaves another's alone."""
    proxies = (ip_network("127.0.0.1"),)
    desk = EchoDesk(WebChatSettings(messages_of_visitor=2, proxies=proxies))
    async with client_of(desk.channel.routes(), closing=[desk.channel.close]) as client:
        for number in range(3):
            async with page(client) as (socket, _):
                await say(socket, f"a000000{number}", "hello")
                frame = await socket.receive_json(timeout=5)
                assert frame.get("code") == (None if number < 2 else "slow-down")
        theirs = {"X-Forwarded-For": "203.0.113.7"}
        async with client.ws_connect("/chat/ws", headers=theirs) as socket:
            await socket.send_json({"type": "hello", "session": None, "after": 0})
            await say(socket, "a0000009", "hello")
            await hear(socket, "ack", 1)


async def test_a_frame_beyond_all_measure_ends_the_line(client: Client) -> None:
    """Ten thousand letters in their longest writing get a kind line; more than that is no page."""
    async with page(client) as (socket, _):
        longest = json.dumps({"type": "say", "id": "a0000001", "text": "\U0001f33c" * 10_000})
        await socket.send_str(longest)
        await hear(socket, "ack", 1)
        await socket.send_str("x" * 200_000)
        kinds = [frame.type async for frame in socket]
        assert socket.close_code == 1009
        assert WSMsgType.TEXT in kinds  # the answer to the first


def test_the_pace_is_counted_over_the_last_minute() -> None:
    """Two in a minute, then one for each that is a minute old; other sessions do not count."""
    pace, me, you = Paces(2), (Address("webchat", "me"),), (Address("webchat", "you"),)
    assert pace.wait(me, NOW) == 0
    assert pace.wait(me, NOW + timedelta(seconds=10)) == 0
    assert pace.wait(me, NOW + timedelta(seconds=20)) == 40
    assert pace.wait(you, NOW + timedelta(seconds=20)) == 0
    assert pace.wait(me, NOW + timedelta(seconds=60)) == 0


def test_a_message_is_taken_by_all_paces_or_by_none() -> None:
    """What one of them refuses uses nothing up of the others; the longest wait is said."""
    paces = Paces(1, 2)
    assert paces.wait(("me", "home"), NOW) == 0
    for _ in range(5):
        assert paces.wait(("me", "home"), NOW + timedelta(seconds=10)) == 50
    assert paces.wait(("you", "home"), NOW + timedelta(seconds=20)) == 0
    assert paces.wait(("them", "home"), NOW + timedelta(seconds=30)) == 30


def test_the_pace_forgets_sessions_that_are_quiet() -> None:
    """A million visitors leave nothing behind, and are looked through once a minute."""
    pace = Pace(1)
    for number in range(5_000):
        pace.take(number, NOW + timedelta(milliseconds=number))
    pace.take("last", NOW + timedelta(minutes=2))
    assert len(pace._times) == 1
