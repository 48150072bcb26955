"""What was promised is not kept where it would reach the wrong one, or help nobody."""

from dataclasses import replace
from datetime import timedelta

import pytest

from connectbot.directory.book import Book
from connectbot.model.conversation import Conversation
from connectbot.model.message import Address
from connectbot.model.reminder import DAY, WEEK
from tests.desk.promises import FRIDAY, TUESDAY_AT_TEN, kept, promised, read
from tests.desk.town import JEAN, WORLD


async def test_nothing_after_stop_even_after_start(town):
    """What was promised before STOP is not kept after it."""
    await promised(town)
    await town.say("STOP")
    await town.say("START")
    assert await kept(town, TUESDAY_AT_TEN) == []


async def test_nothing_where_the_provider_says_they_stopped(town):
    """Also where we hear of it from the provider alone."""
    await promised(town)
    await town.store.run(lambda tx: tx.residents.stop(Address("sms", JEAN), town.now, "provider"))
    assert await kept(town, TUESDAY_AT_TEN) == []


@pytest.mark.parametrize("words", ["WRONG PERSON", "he has died, this is his phone"])
async def test_nothing_for_somebody_who_is_not_there(town, words):
    """Whoever has the phone now is not told where they were going."""
    await promised(town)
    await town.say(words)
    assert await kept(town, TUESDAY_AT_TEN) == []


async def test_nothing_for_somebody_forgotten(town):
    """The row goes with the resident."""
    await promised(town)
    jean = await town.resident()
    await town.store.run(lambda tx: tx.residents.forget(jean.id))
    assert await kept(town, TUESDAY_AT_TEN) == []


@pytest.mark.parametrize(
    "known",
    [{"tags": frozenset({"paused"})}, {"tags": frozenset({"young"})}, {"stranger": "people"}],
)
async def test_nothing_is_begun_where_nothing_may_be(town, known):
    """In hospital, under 18, or while it is not known who writes."""
    await promised(town, **known)
    assert await kept(town, TUESDAY_AT_TEN) == []
    assert await kept(town, TUESDAY_AT_TEN + timedelta(hours=2)) == []


async def test_nothing_to_a_phone_that_somebody_else_has_now(town):
    """Ted writes from it; Jean is not reminded into his hand."""
    await promised(town)
    jean = await town.resident()
    await town.store.run(lambda tx: tx.residents.beside(jean, Conversation("oakfield"), town.now))
    assert await kept(town, TUESDAY_AT_TEN) == []


def without(id, **changes):
    """The starter's world, in which a listing is gone or was changed."""
    listings = dict(WORLD.book.listings)
    one = listings.pop(id)
    if changes:
        listings[id] = one.model_copy(update=changes)
    return replace(WORLD, book=Book(WORLD.book.places.values(), listings.values()))


@pytest.mark.parametrize("kind", [DAY, WEEK])
@pytest.mark.parametrize("when", [None, "over"])
async def test_a_listing_that_is_gone_or_has_ended_is_not_reminded_about(town, kind, when):
    """Nobody is sent to a locked door."""
    await promised(town, kind)
    one = WORLD.book.listings["tea-and-talk"]
    over = tuple(schedule.model_copy(update={"valid_to": FRIDAY.date()}) for schedule in one.when)
    changes = {"when": over} if when else {}
    town.changed(world=without("tea-and-talk", **changes))
    assert await kept(town, TUESDAY_AT_TEN) == []
    assert await kept(town, TUESDAY_AT_TEN + timedelta(days=3)) == []


async def test_one_that_moved_to_another_day_is_not_reminded_about(town):
    """The day they planned for is not its day any more."""
    await promised(town)
    one = WORLD.book.listings["tea-and-talk"]
    moved = tuple(schedule.model_copy(update={"byday": "WE"}) for schedule in one.when)
    town.changed(world=without("tea-and-talk", when=moved))
    assert await kept(town, TUESDAY_AT_TEN) == []


async def test_after_it_began_it_is_too_late(town):
    """We were down on Tuesday morning; a reminder of what is over helps nobody."""
    await promised(town)
    assert await kept(town, TUESDAY_AT_TEN + timedelta(hours=4)) == []
    await promised(town)
    town.now = TUESDAY_AT_TEN
    await town.remind()
    town.later(hours=4)
    await town.store.run(lambda tx: tx.outbox.expire(town.now))
    assert await read(town) == []
