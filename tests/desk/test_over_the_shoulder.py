"""Somebody unsafe may hold the phone: what does not answer their own words within a quarter of an
hour holds no need, no listing, no helpline and no score (decision 8)."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from connectbot.desk import remind
from connectbot.desk.desk import REPLY_FOR
from connectbot.desk.say import REMINDER
from connectbot.flows import sentences
from connectbot.model.conversation import Conversation
from connectbot.model.effect import Remind
from connectbot.model.message import MessageClass
from connectbot.model.reminder import DAY, WEEK
from tests.desk.life import Heard, Life
from tests.desk.town import WORLD

LISTINGS = sorted(WORLD.book.listings.values(), key=lambda listing: listing.id)
NEEDS = [WORLD.needs.get(id) for id in WORLD.needs.ids]
LINES = list(WORLD.safety.helplines.values())


def _told_of() -> re.Pattern[str]:
    """Everything that tells what somebody came for: needs, listings with where and how to reach
    them, helplines, and scores."""
    told = {
        *(need.title for need in NEEDS),
        *(need.warm for need in NEEDS),
        *(word for listing in LISTINGS for word in _of(listing)),
        *(word for line in LINES for word in (line.name, line.ring, line.text) if word),
    }
    words = "|".join(re.escape(word) for word in sorted(told, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)|\b\d+ ?(?:/|out of) ?\d+\b", re.IGNORECASE)


def _of(listing: Any) -> list[str]:
    where, contact = listing.where, listing.contact
    told = (listing.name, listing.organisation, where.venue, where.address)
    return [word for word in (*told, contact.phone, contact.email) if word]


PRIVATE = _told_of()

SAID = [
    *"im lonely since my husband died, LS8|1|2|3|4|0|GO|GO|MENU|BACK|MORE|PERSON|HELP|LS8".split(
        "|"
    ),
    *"food bank|he hits me|i want to kill myself|the heating is off|STOP|START|WRONG PERSON".split(
        "|"
    ),
    *"what|me and my baby|is this free|07700 900123|thanks|yes|no|just me|others too".split("|"),
    *"go on|remind me that day|ask me in a week|it was closed|hello?|im 12|FORGET ME".split("|"),
    *"this is Ted now|he reads my texts and i want to die|LIKES|FEEDBACK|MY DETAILS|JOIN".split(
        "|"
    ),
]
WORDS = (
    st.sampled_from(SAID)
    | st.sampled_from([listing.name for listing in LISTINGS])
    | st.sampled_from([need.title for need in NEEDS])
)
LATE = st.sampled_from([0, 0, 0, 0, 14, 20])
WAITS = st.sampled_from([0, 1, 1, 16, 31, 61, 60 * 12, 60 * 24, 60 * 49, 60 * 24 * 8])
ACTS = st.sampled_from(["", "", "", "taken", "given back", "sent"])
CHOSEN = ["im lonely since my husband died, LS8", "{phone}", "go on", "tea and talk", "1"]
OPENINGS = st.sampled_from(
    [
        [],
        CHOSEN,
        [*CHOSEN, "remind me that day"],
        [*CHOSEN, "ask me in a week"],
        [*CHOSEN[:3], "1"],
        ["PERSON", "0"],
        ["i want to kill myself"],
        ["im so skint i cant eat", "{phone}", "go on", "LS8", "1", "1", "remind me that day"],
    ]
)
PHONES = st.sampled_from(["just me", "others too", "not saying"])


def told(one: Heard) -> str:
    """All that can be read of a message, on a screen or a list of messages."""
    message = one.outgoing.message
    links = " ".join(f"{link.title} {link.url}" for link in message.links)
    return " ".join((message.text, message.sms or "", *message.options, links))


def check(one: Heard) -> None:
    """Decision 8 for one message."""
    found = PRIVATE.search(told(one))
    if found is None:
        return
    if one.outgoing.kind is MessageClass.SERVICE:
        assert one.outgoing.purpose == REMINDER, (found[0], told(one))
        assert one.phone == "mine", (found[0], told(one))
        event("the reminder they asked for")
        return
    assert one.their_words is not None
    answered_by = one.their_words + REPLY_FOR
    assert one.outgoing.created_at <= answered_by, (found[0], told(one))
    assert one.outgoing.send_before <= answered_by, (found[0], told(one))
    event("an answer that names something")


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    phone=PHONES,
    opening=OPENINGS,
    rest=st.lists(st.tuples(WORDS, LATE, WAITS, ACTS), max_size=10),
)
async def test_nothing_that_does_not_answer_them_at_once_tells_what_they_came_for(
    town, phone, opening, rest
):
    """Whatever was said before, however late we read it, whoever had the talk, however long ago:
    only an answer to their own words names anything, and only for a quarter of an hour; and the
    reminder they asked for, on a phone that is theirs alone."""
    town.number += 1
    life = Life(town, f"+447700900{town.number:03d}")
    for words in opening:
        await life.write(words.format(phone=phone))
        await life.goes_by(1)
    for words, late, wait, act in rest:
        await life.write(words, late)
        await life.act(act)
        await life.goes_by(wait)
    await life.goes_by(60 * 24 * 5)
    for one in life.to_them():
        check(one)


async def test_the_talk_itself_names_them(town):
    """In answer to their own words names are said: the property above is not empty."""
    life = Life(town, "+447700900199")
    for words in ("im lonely since my husband died, LS8", "just me", "go on", "tea and talk"):
        await life.write(words)
    assert any(PRIVATE.search(told(one)) for one in life.to_them())
    await life.goes_by(60 * 24)
    assert life.to_them()[-1].outgoing.kind is MessageClass.SERVICE


async def _kept(town: Any, life: Life, listing: Any, kind: str, phone: str) -> list[str]:
    """What is sent of a reminder of this listing, on a phone of which this is known."""
    asked_at, far = town.now, town.now + timedelta(days=400)
    standing = Conversation("oakfield", saved={"phone": phone} if phone else {})

    def promised(tx: Any) -> Any:
        somebody = tx.residents.at(life.address, "oakfield", asked_at)
        tx.residents.keep(somebody, standing, None)
        somebody = replace(somebody, conversation=standing)
        remind.promise(tx, somebody, Remind(listing.id, kind), town.desk, asked_at)
        return tx.reminders.due(far)

    waiting = await town.store.run(promised)
    for reminder in waiting:
        town.now = reminder.due_at
        await life.run(remind.remind_due)
    town.now = asked_at
    return [told(one) for one in life.to_them()]


async def test_a_reminder_of_any_listing_asks_for_go(town):
    """Every listing of the starter: the day on a phone that others see, and on one of which it is
    not known; the question how it went even where the phone is theirs alone."""
    neutral = f"Hello from Oakfield. {sentences.NEUTRAL.partition('. ')[2]} "
    number, sent = 0, 0
    for listing in LISTINGS:
        for kind, phone in ((DAY, "shared"), (DAY, ""), (WEEK, "mine")):
            number += 1
            life = Life(town, f"+447700900{number:03d}")
            texts = await _kept(town, life, listing, kind, phone)
            sent += len(texts)
            assert [text.strip() for text in texts] in ([], [neutral.strip()])
    assert sent > len(LISTINGS)


async def test_the_one_exception_is_the_reminder_they_asked_for(town):
    """On a phone that is theirs alone the reminder names its listing, and nothing else of them."""
    sent = 0
    for number, listing in enumerate(LISTINGS, 1):
        life = Life(town, f"+447700900{number:03d}")
        for text in await _kept(town, life, listing, DAY, "mine"):
            sent += 1
            assert listing.name in text
            assert not any(need.title.casefold() in text.casefold() for need in NEEDS)
    assert sent > 50
