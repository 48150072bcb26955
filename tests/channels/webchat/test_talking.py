"""What is said reaches every open page once and in order, however often the line breaks."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from connectbot.channels.webchat.session import address_of
from connectbot.desk.ports import Unlisted
from connectbot.model.message import Address, Message
from tests.channels.webchat.pages import hear, page, say
from tests.web.echo import NOW, EchoDesk
from tests.web.serving import Client


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


async def test_where_several_may_be_chosen_each_has_its_number_to_be_seen(client: Client) -> None:
    """A button is one answer; "1 2" can only be written by somebody who sees the numbers."""
    async with page(client) as (socket, _):
        await say(socket, "a0000001", "several")
        [asked] = await hear(socket, "message", 1)
        assert asked["text"] == "When? One number or more.\n1 Mornings\n2 Evenings"
        assert asked["options"] == ["Mornings", "Evenings"]


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
    """A restart is not the end of a talk, and who has not even said hello holds nothing up."""
    async with page(client) as (socket, _), client.ws_connect("/chat/ws") as silent:
        await desk.channel.close()
        assert (await socket.receive(timeout=5)).data == 1001
        assert (await silent.receive(timeout=5)).data == 1001


async def test_there_is_no_provider_to_ask(desk: EchoDesk) -> None:
    """The outbox alone knows what was said."""
    assert await desk.channel.missed(NOW) == ()
    assert desk.channel.traits.buttons
    assert not desk.channel.traits.counts_segments
    await desk.say(Address("webchat", "nobody"), Message("hello"))
    [(_, claimed)] = await desk.replay(Address("webchat", "nobody"), 0)
    with pytest.raises(Unlisted):
        await desk.channel.find_sent(claimed)


@pytest.mark.parametrize(
    ("link", "named"),
    [
        ("oakfield_tea-room", ("oakfield", "tea-room")),
        ("oakfield", ("oakfield", "oakfield")),
        ("<script>", None),
        ("", None),
    ],
)
async def test_a_link_opens_a_new_talk_once(
    client: Client, desk: EchoDesk, link: str, named: tuple[str, str] | None
) -> None:
    """What the link names is told before anything is said; a page that comes back tells it not
    again, and a link that is none of ours is no link."""
    async with page(client, start=link) as (socket, session):
        await say(socket, "a0000001", "hello")
        await hear(socket, "message", 1)
    async with page(client, session, start=link) as (socket, _):
        await say(socket, "a0000002", "again")
        await hear(socket, "message", 1)
    opened = [one for one in desk.received if one.manner == "opened"]
    assert [(one.place, one.about) for one in opened] == ([named] if named else [])
