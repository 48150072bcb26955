"""Telegram, outwards: loaded only when needed, worded and cut, and told to wait."""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
import sys
from datetime import timedelta
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectbot.channels.base import Unlisted
from connectbot.channels.telegram import TelegramSettings, wording
from connectbot.channels.telegram.waits import Second, Waits
from connectbot.fakes.telegram import TelegramFault
from connectbot.model.delivery import Meaning, Refused, Sent
from connectbot.model.message import Address, Link, Message
from tests.channels.bench import NOW, claimed
from tests.channels.benches.telegram import TelegramBench

TO = Address("telegram", "900123")


async def test_a_message_has_the_id_telegram_gave_it(bench: TelegramBench) -> None:
    """The second message in a chat is the second there."""
    await bench.channel.send(claimed(TO, Message("one")))
    assert await bench.channel.send(claimed(TO, Message("two"))) == Sent("2")
    assert bench.telegram.said == {"900123": ["one", "two"]}


async def test_the_token_is_not_logged(
    bench: TelegramBench, caplog: pytest.LogCaptureFixture
) -> None:
    """The token stands in every address that is asked, so addresses stay out of the log."""
    caplog.set_level(logging.INFO)
    await bench.channel.send(claimed(TO, Message("one")))
    assert bench.telegram.said
    assert not [one for one in caplog.records if one.name == "httpx"]


async def test_nothing_is_listed(bench: TelegramBench) -> None:
    """Telegram keeps no list of what a bot sent, and brings by itself what was missed."""
    assert await bench.channel.missed(NOW) == ()
    with pytest.raises(Unlisted):
        await bench.channel.find_sent(claimed(TO, Message("hello")))
    traits = bench.channel.traits
    assert (traits.text_limit, traits.pace, traits.apart) == (4096, 30.0, timedelta(seconds=1))


@pytest.mark.parametrize(
    ("module", "library"),
    [("connectbot.channels.telegram", "telegram"), ("connectbot.channels.sms", "twilio.rest")],
)
def test_a_slow_library_waits_until_it_is_needed(module: str, library: str) -> None:
    """Loading a channel does not load the second of library behind it."""
    asked = f"import sys, {module}; sys.exit({library!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


def test_settings_show_no_secret() -> None:
    """What they look like in an error holds neither of them."""
    assert "s3cret" not in repr(TelegramSettings("s3cret", secret="s3cret"))


def test_a_webhook_without_a_secret_is_refused() -> None:
    """Nobody could be told from Telegram."""
    with pytest.raises(ValueError, match="TELEGRAM_SECRET"):
        TelegramSettings("900:x", mode="webhook")


@given(st.text(max_size=6000), st.lists(st.text(max_size=60), max_size=4), st.booleans())
def test_no_text_is_longer_than_telegram_takes(text: str, options: list[str], link: bool) -> None:
    """By its own count, where an emoji is two letters; links and numbers below stay whole."""
    links = (Link("Map", "https://map.example"),) if link else ()
    said = wording.text_of(Message(text, tuple(options), links))
    assert len(said.encode("utf-16-le")) // 2 <= wording.LONGEST_TEXT
    assert not link or said.endswith("\nMap: https://map.example")


def test_a_text_is_cut_after_a_whole_word() -> None:
    """Only where there is no word to end with it ends inside one."""
    assert wording.cut("tea and talk", 12) == "tea and talk"
    assert wording.cut("tea and talks", 12) == "tea ..."
    assert wording.cut("x" * 5000, 10) == "xxxxxx ..."


async def test_buttons_hold_no_words(bench: TelegramBench) -> None:
    """What is behind a button tells nothing; on it stand the words."""
    await bench.channel.send(claimed(TO, Message("Who?", ("Just me", "Others too"))))
    keys = bench.telegram.last("900123").keys
    assert list(keys) == ["Just me", "Others too"]
    assert all(len(data.encode()) <= 64 and "me" not in data for data in keys.values())


async def test_one_chat_is_told_to_wait_and_the_others_go_on(bench: TelegramBench) -> None:
    """A second refusal from elsewhere is about everybody; meanwhile Telegram is not asked."""
    busy = TelegramFault(429, "Too Many Requests", retry_after=60)
    first, second, third = (Address("telegram", str(900123 + n)) for n in range(3))
    bench.telegram.faults.append(busy)
    refused = await bench.channel.send(claimed(first, Message("a")))
    assert refused == Refused("429", Meaning.RETRY, timedelta(seconds=60))
    asked = len(bench.telegram.calls)
    again = await bench.channel.send(claimed(first, Message("a")))
    assert isinstance(again, Refused)
    assert len(bench.telegram.calls) == asked
    assert await bench.channel.send(claimed(second, Message("b"))) == Sent("1")
    bench.telegram.faults.append(busy)
    await bench.channel.send(claimed(second, Message("b")))
    assert isinstance(await bench.channel.send(claimed(third, Message("c"))), Refused)
    assert bench.telegram.said == {"900124": ["b"]}


async def test_a_short_wait_is_waited_for(bench: TelegramBench) -> None:
    """A message that may go in a moment keeps its place."""
    bench.telegram.faults.append(TelegramFault(429, "Too Many Requests", retry_after=1))
    await bench.channel.send(claimed(TO, Message("a")))
    began = perf_counter()
    assert await bench.channel.send(claimed(TO, Message("a"))) == Sent("1")
    assert perf_counter() - began > 0.8


def test_waits_end() -> None:
    """What was asked is over when its time is."""
    now = 0.0
    waits = Waits(lambda: now)
    waits.asked("a", timedelta(seconds=3))
    assert (waits.left("a"), waits.left("b")) == (timedelta(seconds=3), timedelta(0))
    now = 4.0
    waits.asked("b", timedelta(seconds=2))
    assert (waits.left("a"), waits.left("b")) == (timedelta(0), timedelta(seconds=2))
    waits.asked("a", timedelta(seconds=9))
    assert waits.left("c") == timedelta(seconds=9)


def test_a_wait_that_is_given_is_kept() -> None:
    """The library's own kinds of time span are both understood."""
    from connectbot.channels.telegram.library import wait_of

    told = json.loads('{"a": 3}')["a"]
    assert wait_of(type("Said", (Exception,), {"retry_after": told})()) == timedelta(seconds=3)
    assert wait_of(Exception()) is None


@given(st.lists(st.floats(0, 0.5), max_size=120))
def test_never_more_than_thirty_in_a_second(gaps: list[float]) -> None:
    """However they come, also after a quiet while, when a full measure could go at once."""
    now = 0.0
    second = Second(30, lambda: now)
    went = []
    for gap in gaps:
        now += gap
        went.append(now + second.slot())
    assert went == sorted(went)
    assert all(later - earlier > 0.999 for earlier, later in zip(went, went[30:], strict=False))


async def test_a_crowd_is_answered_at_the_pace_telegram_asks_for(bench: TelegramBench) -> None:
    """Forty chats at once: the thirty-first waits for the second to be over."""
    to = [Address("telegram", str(900200 + number)) for number in range(40)]
    await asyncio.gather(*(bench.channel.send(claimed(one, Message("hello"))) for one in to))
    came = sorted(shown[0].at for shown in bench.telegram.chats.shown.values())
    assert came[30] - came[0] > 0.9
    assert came[39] - came[0] < 2.5
