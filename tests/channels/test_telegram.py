"""Telegram: loaded only when needed, and against the vendor's own description."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from connectbot.channels.base import Unlisted
from connectbot.channels.telegram import TelegramSettings
from connectbot.fakes.telegram import METHODS
from connectbot.model.delivery import Sent
from connectbot.model.message import Address, Message
from tests.channels.bench import NOW, claimed
from tests.channels.benches.telegram import TelegramBench

DESCRIPTION = (
    Path(__file__).parents[3] / "shared" / "contracts" / "telegram" / "telegram_bot_api_10_1.json"
)
TO = Address("telegram", "900123")


@pytest.fixture
async def bench() -> AsyncIterator[TelegramBench]:
    made = TelegramBench()
    await made.open()
    yield made
    await made.close()


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


async def test_nothing_comes_in_and_nothing_is_listed(bench: TelegramBench) -> None:
    """Telegram keeps no list of what a bot sent."""
    assert await bench.channel.missed(NOW) == ()
    with pytest.raises(Unlisted):
        await bench.channel.find_sent(claimed(TO, Message("hello")))
    assert bench.channel.traits.text_limit == 4096


@pytest.mark.parametrize(
    ("module", "library"),
    [("connectbot.channels.telegram", "telegram"), ("connectbot.channels.sms", "twilio.rest")],
)
def test_a_slow_library_waits_until_it_is_needed(module: str, library: str) -> None:
    """Loading a channel does not load the second of library behind it."""
    asked = f"import sys, {module}; sys.exit({library!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


@pytest.mark.skipif(not DESCRIPTION.exists(), reason="the vendor's description is not here")
@pytest.mark.parametrize("method", METHODS)
def test_the_pretend_bot_api_takes_what_the_real_one_takes(method: str) -> None:
    """Each parameter in our table is in the vendor's, of the same types and as needed."""
    real = json.loads(DESCRIPTION.read_text(encoding="utf-8"))["methods"][method]
    fields = {field["name"]: field for field in real.get("fields", [])}
    for name, parameter in METHODS[method].items():
        assert set(fields[name]["types"]) == parameter.types
        assert fields[name]["required"] == parameter.required
    needed = {name for name, field in fields.items() if field["required"]}
    assert needed <= METHODS[method].keys()


def test_settings_show_no_token() -> None:
    """What they look like in an error holds no secret."""
    assert "s3cret" not in repr(TelegramSettings("s3cret"))
