"""The terminal: said once, kept in order, nothing listed."""

import pytest

from connectbot.channels.base import Unlisted
from connectbot.channels.terminal import TerminalChannel
from connectbot.model.message import Address, Message
from tests.channels.bench import NOW, claimed

HERE = Address("terminal", "here")


async def test_what_was_said_is_handed_over_once() -> None:
    """In order, and not again."""
    terminal = TerminalChannel()
    for text in ("one", "two"):
        await terminal.send(claimed(HERE, Message(text)))
    assert [message.text for message in terminal.take()] == ["one", "two"]
    assert terminal.take() == []
    await terminal.close()


async def test_a_terminal_has_no_list() -> None:
    """Nothing can be missed, and nothing looked up."""
    terminal = TerminalChannel()
    assert await terminal.missed(NOW) == ()
    with pytest.raises(Unlisted):
        await terminal.find_sent(claimed(HERE, Message("one")))
