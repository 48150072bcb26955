"""Updates that are asked for: ticked off when they are kept, and never dropped by a change."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from connectbot.channels.telegram import TelegramChannel, polling
from connectbot.fakes.telegram import TelegramFault
from tests.channels.benches.telegram import THEM, TelegramBench
from tests.e2e.service import until


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody rests longer than a moment."""
    monkeypatch.setattr(polling, "LONGEST_PAUSE", 0.05)
    monkeypatch.setattr(polling, "FIRST_PAUSE", 0.05)


@pytest.fixture
async def asking(bench: TelegramBench) -> AsyncIterator[TelegramChannel]:
    """A channel that asks for updates."""
    channel = bench.make(mode="polling", polling=1)
    channel.start()
    yield channel
    await channel.close()


def heard(bench: TelegramBench) -> list[str]:
    return [one.text for one in bench.inbound]


async def test_what_is_asked_for_comes_in_its_order_once(
    bench: TelegramBench, asking: TelegramChannel
) -> None:
    """Also what waited before we began; what was taken is not handed over again."""
    assert asking.routes() == []
    for text in ("one", "two", "three"):
        bench.telegram.people.write(THEM, text)
    await until(lambda: len(bench.inbound) == 3, "all were heard")
    bench.telegram.people.write(THEM, "four")
    await until(lambda: not bench.telegram.pending.waiting, "all were ticked off")
    assert heard(bench) == ["one", "two", "three", "four"]


async def test_what_cannot_be_kept_is_asked_for_again(
    bench: TelegramBench, asking: TelegramChannel
) -> None:
    """Nothing is ticked off before it is durable."""
    bench.broken = True
    number = bench.telegram.people.write(THEM, "one")
    bench.telegram.people.write("900124", "other")
    await until(lambda: bench.telegram.pending.attempts.get(number, 0) > 2, "it came again")
    assert len(bench.telegram.pending.waiting) == 2
    bench.broken = False
    await until(lambda: not bench.telegram.pending.waiting, "it was ticked off")
    assert set(heard(bench)) == {"one", "other"}


async def test_an_update_that_nobody_can_read_holds_up_nothing(
    bench: TelegramBench, asking: TelegramChannel
) -> None:
    """It is let go, and the ones around it are heard."""
    bench.telegram.people.write(THEM, "one")
    bench.telegram.pending.add("message", {"message_id": "x"})
    bench.telegram.people.write(THEM, "two")
    await until(lambda: not bench.telegram.pending.waiting, "all were ticked off")
    assert heard(bench) == ["one", "two"]
    assert asking.dropped == {"nothing": 1}


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (TelegramFault(409, "Conflict: can't use getUpdates method while webhook is active"),
         "set a webhook for this bot"),
        (TelegramFault(409, "Conflict: terminated by other getUpdates request"),
         "Another program asks Telegram"),
        (TelegramFault(502, "Bad Gateway"), "cannot be reached just now"),
    ],
)  # fmt: skip
async def test_trouble_is_told_once_and_overcome(
    bench: TelegramBench, caplog: pytest.LogCaptureFixture, fault: TelegramFault, sentence: str
) -> None:
    """A sentence with its mend, once; and what was written meanwhile is heard."""
    told = TelegramFault(fault.status, fault.description, method="getUpdates")
    bench.telegram.faults.extend([told, told, told])
    bench.telegram.people.write(THEM, "one")
    channel = bench.make(mode="polling", polling=1)
    channel.start()
    await until(lambda: heard(bench) == ["one"], "it was heard")
    await channel.close()
    assert len([one for one in caplog.records if sentence in one.getMessage()]) == 1
    assert "900:pretend" not in caplog.text


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"token": "901:pretend"}, "CONNECTBOT_TELEGRAM_TOKEN"),
        ({"mode": "webhook", "secret": "x" * 300, "public_url": "http://a"}, "PUBLIC_URL"),
    ],
)
async def test_wrong_settings_are_told_with_their_mend(
    bench: TelegramBench,
    caplog: pytest.LogCaptureFixture,
    settings: dict[str, str],
    sentence: str,
) -> None:
    """The token, or the address that Telegram does not take."""
    channel = bench.make(**{"mode": "polling", **settings})
    channel.start()
    await until(lambda: sentence in caplog.text, "it was told")
    await asyncio.wait_for(channel.close(), 5)


async def test_changing_the_way_loses_nothing_and_doubles_nothing(bench: TelegramBench) -> None:
    """From asking to bringing and back, with words written while nobody was there."""
    pending, people = bench.telegram.pending, bench.telegram.people
    for number, mode in enumerate(("polling", "webhook", "polling", "webhook")):
        people.write(THEM, f"before {number}")
        channel = bench.make(mode=mode, polling=1, public_url=bench.address)
        channel.start()
        people.write(THEM, f"during {number}")
        await until(lambda n=number: len(set(heard(bench))) == 2 * n + 2, f"{mode} heard both")
        await until(lambda: not pending.waiting, "all were ticked off")
        await asyncio.wait_for(channel.close(), 5)
    # What was taken but not ticked off when the way changed may come twice: by the same number.
    seen = {one.provider_id: one.text for one in bench.inbound}
    assert list(seen.values()) == [f"{when} {n}" for n in range(4) for when in ("before", "during")]


async def test_a_stop_does_not_wait_for_the_question(bench: TelegramBench) -> None:
    """A question that stays open for long is let go at once."""
    channel = bench.make(mode="polling", polling=25)
    channel.start()
    await until(lambda: "getUpdates" in bench.telegram.calls, "it asked")
    channel.wind_down()
    await asyncio.wait_for(channel.close(), 3)


async def test_only_sending_asks_nothing(bench: TelegramBench) -> None:
    """A bot that is only there for our own people is not listened to."""
    channel = bench.make(mode="sending")
    channel.start()
    channel.wind_down()
    await channel.close()
    assert channel.routes() == []
    assert bench.telegram.calls == []
