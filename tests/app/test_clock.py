"""The clock: each tick at once and then again, and one that fails runs again."""

import asyncio
from datetime import timedelta

import pytest

from connectbot.clock import Clock, Tick, utc_now
from tests.app.scripted import until


class Bell:
    """Counts its strokes; each breaks while `broken`."""

    def __init__(self, *, broken=False):
        self.strokes = 0
        self.broken = broken

    async def ring(self):
        """One stroke."""
        self.strokes += 1
        if self.broken:
            raise ZeroDivisionError("private words")


async def test_a_tick_comes_at_once_and_again_until_it_is_stopped():
    """The first does not wait for the interval."""
    bell = Bell()
    clock = Clock([Tick("bell", 0.02, bell.ring)])
    clock.start()
    await until(lambda: bell.strokes >= 3)
    clock.stop()
    heard = bell.strokes
    await asyncio.sleep(0.06)
    assert bell.strokes <= heard + 1


async def test_a_tick_that_fails_is_logged_by_name_and_runs_again(caplog):
    """One bad minute does not stop the ones after it, nor the other ticks."""
    broken, other = Bell(broken=True), Bell()
    clock = Clock([Tick("broken", 0.02, broken.ring), Tick("other", 0.02, other.ring)])
    clock.start()
    await until(lambda: broken.strokes >= 2 and other.strokes >= 2)
    clock.stop()
    assert {record.event_kind for record in caplog.records} == {"broken"}


async def test_a_clock_that_never_started_stops():
    """A start that failed half way can be cleaned up."""
    await Clock([]).finish(1)


class LongStroke:
    """A bell whose stroke lasts so long."""

    def __init__(self, seconds):
        self.seconds = seconds
        self.begun = self.ended = False

    async def ring(self):
        """One long stroke."""
        self.begun = True
        await asyncio.sleep(self.seconds)
        self.ended = True


@pytest.mark.parametrize(("lasts", "ended"), [(0.05, True), (60, False)])
async def test_a_tick_that_runs_is_waited_for_but_not_for_ever(lasts, ended, caplog):
    """What is nearly done is done; what hangs is let go of, and said so."""
    bell = LongStroke(lasts)
    clock = Clock([Tick("long", 3600, bell.ring)])
    clock.start()
    await until(lambda: bell.begun)
    with caplog.at_level("INFO"):
        await clock.finish(0.5)
    assert bell.ended is ended
    assert ("a tick was left unfinished" in caplog.text) is not ended


async def test_with_nothing_running_it_ends_at_once():
    """There is nothing to wait for between two strokes."""
    bell = Bell()
    clock = Clock([Tick("bell", 3600, bell.ring)])
    clock.start()
    await until(lambda: bell.strokes)
    await asyncio.sleep(0.02)
    await clock.finish(60)
    assert bell.strokes == 1


def test_the_time_is_aware():
    """What it shows is UTC and says so."""
    assert utc_now().utcoffset() == timedelta(0)
