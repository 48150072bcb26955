"""A reminder they asked for: a row, kept in time, in waking hours, and silent about what it is."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from connectbot.desk import remind, sentences
from connectbot.flows import sentences as said
from connectbot.model.conversation import Conversation
from connectbot.model.effect import Remind
from connectbot.model.message import Address
from connectbot.model.reminder import DAY, WEEK
from tests.desk.promises import FRIDAY, TUESDAY_AT_TEN, kept, promised, read
from tests.desk.town import JEAN, WORLD

NEUTRAL = said.NEUTRAL.format(place="Oakfield")
PROMISE = "I will text you on Tuesday 24 November at 10am."
ONLY_HELLO = "It will only say hello. Reply GO to it for the rest."
REMINDER = "Tea and Talk is today at 2pm. Ask for Jean. Oakfield Hall, 12 Chapel Row, LS8."


async def test_the_whole_of_it_from_the_first_words_to_the_reminder(town):
    """She chooses a place, asks to be reminded, reads when, and is reminded openly, once."""
    town.now = FRIDAY
    await town.say("my husband died and im in LS8")
    for words in ("just me", "go on", "tea and talk", "1"):
        town.later(minutes=1)
        asked = await town.say(words)
    town.later(minutes=1)
    assert asked[0].startswith("That sounds good. Shall I do one of these?")
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
    assert (await town.say("GO"))[0].startswith("Hello again. I said that I would ask.")


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
    assert "Shall I do one of these" not in str(texts)
    assert texts[-1].startswith("I'm glad.")
