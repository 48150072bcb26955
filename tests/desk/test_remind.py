"""A reminder they asked for: a row, kept in time, in waking hours, and silent about what it is."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from connectbot.desk import remind, sentences
from connectbot.directory.book import Book
from connectbot.flows import sentences as said
from connectbot.model.conversation import Conversation
from connectbot.model.effect import Remind
from connectbot.model.message import Address
from connectbot.model.reminder import DAY, WEEK
from tests.desk.town import JEAN, WORLD

NEUTRAL = said.NEUTRAL.format(place="Oakfield")
FRIDAY = datetime(2026, 11, 20, 12, tzinfo=UTC)
TUESDAY_AT_TEN = datetime(2026, 11, 24, 10, tzinfo=UTC)
PROMISE = "I will text you on Tuesday 24 November at 10am."
ONLY_HELLO = "It will only say hello. Reply GO to it for the rest."
REMINDER = "Tea and Talk is today at 2pm. Ask for Jean. Oakfield Hall, 12 Chapel Row, LS8."


async def promised(town, kind=DAY, phone="mine", listing="tea-and-talk", **known):
    """On Friday Jean asked for it."""
    town.now = FRIDAY
    resident = await town.resident()
    standing = Conversation("oakfield", saved={"phone": phone} if phone else {}, **known)
    await town.store.run(lambda tx: tx.residents.keep(resident, standing, None))
    resident = await town.resident()
    words = await town.store.run(
        remind.promise, resident, Remind(listing, kind), town.desk, town.now
    )
    return words.text


async def read(town):
    """What Jean reads now."""
    return (await town.delivered())[JEAN]


async def kept(town, at):
    """What Jean reads when that moment has come."""
    town.now = at
    await town.remind()
    return await read(town)


async def test_the_whole_of_it_from_the_first_words_to_the_reminder(town):
    """She chooses a place, asks to be reminded, reads when, and is reminded openly, once."""
    town.now = FRIDAY
    await town.say("my husband died and im in LS8")
    for words in ("just me", "go on", "tea and talk", "1"):
        town.later(minutes=1)
        asked = await town.say(words)
    town.later(minutes=1)
    assert asked[0].startswith("That sounds good. Shall I write to you about it?")
    assert (await town.say("remind me that day"))[0] == PROMISE
    assert await kept(town, TUESDAY_AT_TEN - timedelta(minutes=1)) == []
    (text,) = await kept(town, TUESDAY_AT_TEN)
    assert text.startswith(REMINDER)
    assert await kept(town, TUESDAY_AT_TEN + timedelta(hours=1)) == []


@pytest.mark.parametrize("phone", ["shared", ""])
async def test_on_a_phone_that_others_may_see_it_asks_for_go(town, phone):
    """Where it is not known to be theirs alone nothing is named until they ask."""
    assert await promised(town, phone=phone) == f"{PROMISE} {ONLY_HELLO}"
    assert await kept(town, TUESDAY_AT_TEN) == [NEUTRAL]
    assert (await town.say("GO"))[0].startswith(REMINDER)


async def test_a_phone_that_two_people_use_is_not_hers_alone(town):
    """Whatever she said of it when she was the only one."""
    await promised(town)
    jean = await town.resident()
    await town.store.run(lambda tx: tx.residents.beside(jean, Conversation("oakfield"), town.now))
    await town.store.run(lambda tx: tx.residents.pass_to(Address("sms", JEAN), jean.id))
    assert await kept(town, TUESDAY_AT_TEN) == [NEUTRAL]


async def test_a_number_silent_for_long_may_be_somebody_elses(town):
    """Whoever holds it after three months is not told where she was going."""
    await promised(town)
    jean = await town.resident()
    long_ago = FRIDAY - timedelta(days=100)
    await town.store.run(
        lambda tx: tx.residents.keep(jean, jean.conversation, None, heard_at=long_ago)
    )
    assert await kept(town, TUESDAY_AT_TEN) == [NEUTRAL]


async def test_after_a_week_a_hello_and_after_go_the_question(town):
    """It opens neutrally on every phone; what was chosen is not in it."""
    assert (
        await promised(town, WEEK) == f"I will text you on Friday 27 November at 10am. {ONLY_HELLO}"
    )
    assert await kept(town, datetime(2026, 11, 27, 10, tzinfo=UTC)) == [NEUTRAL]
    assert (await town.say("GO"))[0].startswith("Hello again. You asked me to come back.")


@pytest.mark.parametrize(
    ("listing", "kind", "now", "words"),
    [
        ("gone-club", DAY, FRIDAY, said.LISTING_GONE),
        ("tea-and-talk", DAY, datetime(2026, 11, 24, 13, 20, tzinfo=UTC), sentences.TOO_SOON),
    ],
)
async def test_what_cannot_be_kept_is_not_promised(town, listing, kind, now, words):
    """The truth is said, and no row is made."""
    town.now = now
    resident = await town.resident()
    said_of_it = await town.store.run(
        remind.promise, resident, Remind(listing, kind), town.desk, town.now
    )
    assert said_of_it.text == words
    town.later(days=30)
    assert await town.remind() == 0


async def test_one_without_times_has_no_day(town):
    """A line that is open at any hour can be asked about in a week, not reminded of."""
    line = next(id for id, one in WORLD.book.listings.items() if not one.when)
    assert await promised(town, DAY, listing=line) == sentences.TOO_SOON
    assert (await promised(town, WEEK, listing=line)).startswith("I will text you on Friday")


async def test_any_number_of_askers_send_it_once(town):
    """Four processes look at the same moment."""
    await promised(town)
    town.now = TUESDAY_AT_TEN
    assert [await town.remind() for _ in range(4)] == [1, 0, 0, 0]
    assert len(await read(town)) == 1


async def test_a_second_wish_takes_the_place_of_the_first(town):
    """Whoever chose something else is reminded of that."""
    await promised(town)
    await promised(town, listing="slow-walk")
    town.now = TUESDAY_AT_TEN
    await town.remind()
    assert "Tea and Talk" not in str(await read(town))


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


async def test_nobody_is_interrupted(town):
    """Whoever writes just now, or is with a person, is reminded when they have finished."""
    await promised(town)
    town.now = TUESDAY_AT_TEN - timedelta(minutes=5)
    await town.say("are you there")
    assert await kept(town, TUESDAY_AT_TEN) == []
    (text,) = await kept(town, TUESDAY_AT_TEN + timedelta(minutes=30))
    assert text.startswith(REMINDER)


async def test_with_a_person_the_bot_is_silent(town):
    """A person has the talk: they say it, or it is not said."""
    await promised(town, with_person=True)
    for hours in range(5):
        assert await kept(town, TUESDAY_AT_TEN + timedelta(hours=hours)) == []


async def test_a_phone_found_to_be_watched_takes_an_open_reminder_back(town):
    """It waits to leave when she says who looks at her phone: it does not go."""
    await promised(town, tags=frozenset({"welcomed"}))
    town.now = TUESDAY_AT_TEN
    await town.remind()
    await town.text("MY DETAILS")
    await town.text("who sees this phone")
    await town.text("others too")
    assert "Tea and Talk" not in str(await read(town))


@dataclass
class Nowhere:
    """A transaction in which a resident has no address any more."""

    tx: Any

    @property
    def residents(self) -> "Nowhere":
        """Nobody is found."""
        return self

    def get(self, resident_id: int) -> None:
        """Nobody."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self.tx, name)


async def test_of_somebody_without_an_address_it_ends(town):
    """It is not looked at for ever."""
    await promised(town)
    town.now = TUESDAY_AT_TEN
    await town.store.run(lambda tx: remind.remind_due(Nowhere(tx), town.desk, town.now))
    assert await town.remind() == 0


async def test_it_survives_a_restart(town):
    """A promise is a row."""
    await promised(town)
    await town.restart()
    assert len(await kept(town, TUESDAY_AT_TEN)) == 1


async def test_in_web_chat_nothing_is_offered_that_cannot_be_kept(town):
    """Whoever leaves the page cannot be written to; they are not asked."""
    there = Address("webchat", "a-browser")
    for words in ("my husband died and im in LS8", "just me", "go on", "tea and talk", "1"):
        await town.text(words, at=there)
    texts = [text for _, text in await town.leave("webchat")]
    assert "Shall I write to you" not in str(texts)
    assert texts[-1].startswith("I'm glad.")
