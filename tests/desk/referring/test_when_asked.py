"""When somebody who was introduced is asked whether they got there, and whether it helped."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from connectbot.desk import introduced
from connectbot.desk.introduced import GROUP_SILENT, STANDINGS
from connectbot.desk.referring import by_us, looking, outcomes
from connectbot.model.effect import Feedback
from connectbot.model.referral import STATES
from connectbot.model.reminder import DAY, HELP, WEEK, Reminder
from tests.desk.referring.introduced import TEA, found, in_the_directory, moved, refer
from tests.desk.referring.jean import GROUP, known, states, talk
from tests.desk.town import JEAN, SAM

TOLD = date(2026, 11, 24)
"""A Tuesday, on which Tea and Talk meets; its group is told of her then."""

SILENT = "has not answered us yet"
WENT, HELPED = "Did you get there?", "Did it help?"


@pytest.fixture
async def town(town):
    """Sam sent Jean to Tea and Talk, and she agreed."""
    await in_the_directory(town)
    await known(town)
    await refer(town)
    await town.leave()
    await talk(town, "go", "yes")
    town.now = datetime(2026, 11, 24, 14, tzinfo=UTC)
    return town


async def the(town):
    """Her referral as it stands."""
    resident = await town.resident()
    return await town.store.read(lambda tx: next(iter(tx.referrals.of(resident.id))))


async def says(town, word):
    """The group's word, as it comes in from its phone; she hears of it."""
    await town.say(f"{word} {(await the(town)).code}", GROUP)
    await talk(town, "GO", "talk later", "0")
    town.now = town.now.replace(hour=14, minute=0)


async def days(town, until, *words):
    """What she reads of these words, each day as it comes, to that date; she says GO, and no more.
    The clock is looked at once a day, at two."""
    read = []
    while town.now.date() < until:
        town.later(days=1)
        await town.store.run(looking.look, town.desk, town.now)
        await town.remind()
        texts = (await town.delivered())[JEAN]
        if texts:
            assert all("Tea" not in text for text in texts)
            answer = await talk(town, "GO", "talk later", "0")
            read += [(town.now.date(), one) for one in words if one in answer]
            town.now = town.now.replace(hour=14, minute=0)
    return read


@pytest.mark.parametrize(
    ("waited", "yes", "asked", "helped"),
    [
        (False, date(2026, 12, 3), date(2026, 12, 10), date(2027, 1, 14)),
        (True, date(2026, 12, 18), date(2026, 12, 29), date(2027, 1, 29)),
        (True, date(2026, 12, 24), date(2026, 12, 31), date(2027, 2, 4)),
    ],
)
async def test_she_is_asked_a_week_after_the_yes(town, waited, yes, asked, helped) -> None:
    """However late the yes comes: reckoned from there, once she could have gone, and on no Sunday
    and no bank holiday."""
    if waited:
        await says(town, "waiting list")
    assert await days(town, yes, WENT, HELPED) == []
    await says(town, "yes")
    assert await days(town, helped, WENT, HELPED) == [(asked, WENT), (helped, HELPED)]


@pytest.mark.parametrize("who", ["link-worker", "themselves"])
async def test_by_every_door_it_is_reckoned_from_there(town, who) -> None:
    """One of ours writes down the yes, or she says unasked how it was: then she got there."""
    made = await the(town)
    await days(town, TOLD + timedelta(days=20), WENT, HELPED)
    if who == "link-worker":
        await town.store.run(by_us.move, made.id, "accepted", town.desk, town.now)
    else:
        assert "glad" in await talk(town, "I went to tea and talk and it was lovely")
        assert (await the(town)).resident_says == "in_progress"
        town.now = town.now.replace(hour=14, minute=0)
    asked = await days(town, date(2027, 1, 25), WENT, HELPED)
    wanted = [(date(2026, 12, 21), WENT)] if who == "link-worker" else []
    assert asked == [*wanted, (date(2027, 1, 25), HELPED)]


async def test_of_a_silent_group_she_hears_once_and_it_ends(town) -> None:
    """After ten days she hears that it is silent; nobody asks whether she got there. After six
    weeks it is over by itself: an unmet need, and whoever sent her hears of it."""
    over = TOLD + timedelta(days=41)
    assert await days(town, over, SILENT, WENT, HELPED) == [(date(2026, 12, 4), SILENT)]
    await town.leave()
    town.later(days=1)
    await town.store.run(looking.look, town.desk, town.now)
    assert await states(town) == [("closed_no_contact", GROUP_SILENT, "all")]
    assert "did not answer for six weeks" in (await town.delivered())[SAM][0]
    with sqlite3.connect(town.folder / "data" / "connectbot.db") as database:
        assert database.execute("SELECT need, count FROM unmet").fetchall() == [("bereavement", 1)]
    assert await days(town, TOLD + timedelta(days=50), SILENT, WENT, HELPED) == []


async def test_a_list_that_lasts_is_waited_for(town) -> None:
    """On a waiting list for two months: she is asked nothing, and it does not end by itself."""
    await says(town, "waiting list")
    assert await days(town, TOLD + timedelta(days=60), WENT, HELPED) == []
    assert (await the(town)).state == "waiting_list"


async def test_of_what_has_ended_nothing_is_moved_by_how_it_was(town) -> None:
    """Nor of what nobody introduced them to, nor by a word that does not say that they went."""
    made = await the(town)
    resident = made.resident_id
    for listing, what in (("tea-dance", "good"), (TEA, "closed")):
        said = Feedback(listing, what)
        await town.store.run(outcomes.found, resident, said, town.desk, town.now)
    assert (await found(town, made.id)).state == "sent"
    await moved(town, made.id, "lapsed", reason="other")
    said = Feedback(TEA, "good")
    await town.store.run(outcomes.found, resident, said, town.desk, town.now)
    assert (await found(town, made.id)).resident_says == ""


WAITS = {"draft", "awaiting_consent", "sent", "needs_information", "waiting_list"}
ASKED = {"accepted", "contact_tried", "in_progress", "completed_got_help"}
ASKED |= {"did_not_help", "closed_no_contact"}


@pytest.mark.parametrize("state", STATES)
async def test_every_state_says_whether_they_are_asked(town, state) -> None:
    """Both questions wait for the group; neither is asked where nobody ever expected them; whether
    it helped is not asked of who has said so; and a reminder of a day asks nothing."""
    made = await the(town)
    wanted = "wait" if state in WAITS else "ask" if state in ASKED else "never"

    async def stand(kind, **more):
        after = replace(made, state=state, **more)
        await town.store.run(lambda tx: tx.referrals.keep(after))
        asked = Reminder(made.resident_id, kind, TEA, town.now, "")
        return await town.store.read(lambda tx: introduced.standing(tx, asked))

    assert set(STANDINGS) == set(STATES)
    assert await stand(WEEK) == await stand(HELP) == wanted
    assert await stand(DAY) == "ask"
    assert await stand(WEEK, reason=GROUP_SILENT) == "never"
    assert await stand(HELP, resident_says="did_not_help") == "never"
    assert await stand(WEEK, resident_says="did_not_help") == wanted
    assert await stand(WEEK, sent_at=None) == "ask"
    assert await stand(HELP, sent_at=None) == "never"
