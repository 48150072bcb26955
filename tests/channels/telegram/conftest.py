"""The Telegram channel on its bench."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.channels.benches.telegram import TelegramBench


@pytest.fixture
async def bench() -> AsyncIterator[TelegramBench]:
    """A bot in webhook mode, and a pretend Telegram that knows of no webhook yet."""
    made = TelegramBench()
    await made.open()
    yield made
    await made.close()
