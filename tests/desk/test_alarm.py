"""A screen that is not whole: plain words stand in, and it is told once a day."""

from dataclasses import replace
from datetime import timedelta

import pytest

from connectbot.desk import alarm, sentences
from connectbot.desk.rota import Rota, contacts_of
from connectbot.safety.book import SafetyBook
from connectbot.safety.screen import Screen
from tests.desk.town import JEAN, LEE, LONDON, SAM, WORLD, rota

BROKEN = SafetyBook.standing_in("safety.yaml")
TOLD = [sentences.told_alarm("Oakfield")]


async def sounded(town):
    """What the operator's log is told now."""
    return await town.store.run(alarm.sound, town.desk, town.now)


async def whole(town):
    """What /readyz says."""
    return await town.store.read(alarm.whole, town.desk, town.now)


async def test_while_nothing_is_wrong_nothing_is_said(town):
    """The shipped screen is whole."""
    assert await sounded(town) == ""
    assert await whole(town)
    assert not await town.delivered()


async def test_a_file_that_cannot_be_used_is_told_once_a_day(town):
    """One text to the lead of the places, one line for the log, again after a day; until mended."""
    town.changed(world=replace(WORLD, safety=BROKEN))
    for _ in range(2):
        assert "stands in" in await sounded(town)
        for _ in range(5):
            town.later(hours=4)
            assert await sounded(town) == ""
        assert (await town.delivered())[LEE] == TOLD
        assert not await whole(town)
        town.later(hours=5)
    town.changed(world=WORLD)
    assert await sounded(town) == ""
    assert await whole(town)


async def test_the_plain_list_answers_meanwhile(town):
    """Whoever is in danger notices nothing of it."""
    town.changed(world=replace(WORLD, safety=BROKEN))
    await town.text("i want to kill myself")
    read = await town.delivered()
    assert "116 123" in " ".join(read[JEAN])
    assert len(read[LEE]) == 1


class Breaking(Screen):
    """A screen that breaks over every message."""

    def _hits(self, views):
        raise RecursionError


async def test_one_that_breaks_over_a_message_answers_and_is_told_once(town):
    """Twenty messages break it: each is answered, those with plain danger words as danger; the lead
    reads of it once, and the log has no word of theirs."""
    screen = Breaking(WORLD.safety.screen.kinds, (), WORLD.safety.screen._spelling, {})
    town.changed(world=replace(WORLD, safety=replace(WORLD.safety, screen=screen)))
    for number in range(20):
        town.later(minutes=1)
        await town.text(f"hello, number {number}")
    assert not await whole(town)
    what = await sounded(town)
    assert "RecursionError" in what
    assert "number" not in what
    for _ in range(3):
        await town.text("i want to kill myself")
        assert await sounded(town) == ""
    assert [text for text in (await town.delivered())[LEE] if text in TOLD] == TOLD


@pytest.mark.parametrize(
    ("urgent", "hour", "told"),
    [
        (f"Lee {LEE} 09:00-17:00", 12, {LEE}),
        (f"Lee {LEE} 09:00-17:00", 22, set()),
        (f"Lee {LEE} 09:00-17:00; Sam {SAM}", 22, {SAM}),
    ],
)
async def test_it_is_told_to_who_is_there(town, urgent, hour, told):
    """Nobody is got out of bed for it; where nobody is there it is told in the morning."""
    town.changed(rota=rota(urgent=urgent), world=replace(WORLD, safety=BROKEN))
    town.now = town.now.replace(hour=hour)
    assert bool(await sounded(town)) is bool(told)
    assert set(await town.delivered()) == told
    town.now = town.now.replace(hour=10) + timedelta(days=1)
    assert bool(await sounded(town)) is not bool(told)


async def test_each_place_has_its_lead_and_no_phone_reads_it_twice(town):
    """A lead for each place; one for both is told once."""
    by_place = {"oakfield": contacts_of(f"Lee {LEE}"), "porth-derwen": contacts_of(f"Sam {SAM}")}
    town.changed(rota=Rota(LONDON, {}, by_place), world=replace(WORLD, safety=BROKEN))
    await sounded(town)
    assert {to: len(texts) for to, texts in (await town.delivered()).items()} == {LEE: 1, SAM: 1}


async def test_without_any_lead_the_log_is_told(town):
    """There is nobody to text; the operator reads it all the same."""
    town.changed(rota=Rota(LONDON), world=replace(WORLD, safety=BROKEN))
    assert await sounded(town)
    assert not await town.delivered()
