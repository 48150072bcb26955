"""What stands behind a button is ours or nothing."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectbot.channels.telegram.buttons import LONGEST, Choice, data_of, read, shown

ID = "0f" * 16
KEY = b"k" * 32
ids = st.text("0123456789abcdef", min_size=32, max_size=32)
chats = st.integers(-(2**52), 2**52).map(str)


@given(ids, st.integers(1, 99), chats)
def test_a_button_is_read_back(id: str, number: int, chat: str) -> None:
    """Whatever was asked wherever, in at most the bytes that Telegram keeps."""
    data = data_of(Choice(id, number), chat, KEY)
    assert read(data, chat, KEY) == Choice(id, number)
    assert len(data.encode()) <= LONGEST


@given(st.text(max_size=64))
def test_no_words_are_a_button(data: str) -> None:
    """Whatever somebody makes up."""
    assert read(data, "900123", KEY) is None


@given(st.data())
def test_a_changed_button_is_none(data: st.DataObject) -> None:
    """One letter changed anywhere, and it is not ours."""
    whole = data_of(Choice(ID, 2), "900123", KEY)
    at = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.sampled_from(string.printable).filter(lambda one: one != whole[at]))
    assert read(whole[:at] + other + whole[at + 1 :], "900123", KEY) is None


@pytest.mark.parametrize(("chat", "key"), [("900124", KEY), ("900123", b"j" * 32)])
def test_a_button_belongs_to_its_chat_and_to_this_bot(chat: str, key: bytes) -> None:
    """Forwarded to somebody else, or signed with another key, it does nothing."""
    assert read(data_of(Choice(ID, 1), "900123", KEY), chat, key) is None


def test_more_options_than_can_be_told_apart_have_no_button() -> None:
    """The first ninety-nine have one."""
    assert len(shown(tuple(str(number) for number in range(120)))) == 99
