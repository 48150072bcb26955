"""Sending is paused by one of us, or halted by a provider; going on ends all of it, everywhere."""

import pytest

from connectbot.desk import pausing
from connectbot.desk.pausing import CHANNELS, Outward
from connectbot.desk.ports.switches import RESTORED, halt
from connectbot.settings.reading import CHANNELS as OFFERED


async def acts(town) -> list[str]:
    """What the audit log tells."""
    return [one.action for one in await town.store.read(lambda tx: tx.audit.entries())]


async def test_it_is_paused_and_goes_on(town) -> None:
    """Both are told in the audit log."""
    assert await town.store.read(pausing.look) == Outward(False, "", {})
    await town.store.run(pausing.pause, town.now)
    assert await town.store.read(pausing.look) == Outward(True, "", {})
    await town.store.run(pausing.resume, town.now)
    assert await town.store.read(pausing.look) == Outward(False, "", {})
    assert await acts(town) == ["send.paused", "send.resumed"]


@pytest.mark.parametrize("channel", CHANNELS)
async def test_a_halted_channel_is_told_with_its_code_and_goes_on(town, channel) -> None:
    """Whichever channel it is; a restored copy is no restored copy any more."""

    def halted(tx) -> None:
        tx.switches.set(halt(channel), "20003", town.now)
        tx.switches.set(RESTORED, "2026-11-22T04:30:00+00:00", town.now)

    await town.store.run(halted)
    found = await town.store.read(pausing.look)
    assert found == Outward(False, "2026-11-22T04:30:00+00:00", {channel: "20003"})
    await town.store.run(pausing.resume, town.now)
    assert await town.store.read(pausing.look) == Outward(False, "", {})


def test_no_channel_is_forgotten() -> None:
    """Every channel that can be switched on can also be halted and go on."""
    assert {*OFFERED} <= {*CHANNELS}
