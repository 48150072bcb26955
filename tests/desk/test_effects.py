"""What a turn asks for is done: counted, forgotten, and nothing said where nobody is left."""

import sqlite3
from contextlib import closing

from connectbot.desk.turn import carry_out
from connectbot.model.conversation import Turn
from connectbot.model.effect import Feedback, Forget, Met, Unmet
from connectbot.model.message import Address, Inbound, Message
from tests.desk.town import JEAN


async def carried_out(town, *effects, replies=()):
    """A turn in answer to a message of Jean's."""
    resident = await town.resident()
    inbound = Inbound(Address("sms", JEAN), "SM-1", "words", town.now)
    turn = Turn(resident.conversation, replies, effects)
    await town.store.run(carry_out, resident, turn, town.desk, town.now, inbound)
    return resident


async def test_a_search_is_counted_by_month_without_the_person(town):
    """The place learns what is missing, and nothing about who looked."""
    for _ in range(2):
        await carried_out(town, Unmet("bereavement", "LS8"), Met("bereavement", "LS8"))
    with closing(sqlite3.connect(town.folder / "data" / "connectbot.db")) as database:
        rows = database.execute("SELECT * FROM unmet").fetchall()
    assert rows == [("oakfield", "bereavement", "LS8", "2026-11", 2, 2)]


async def test_a_search_is_counted_where_they_live(town):
    """What is missing in a district is learned by the place that serves it."""
    await carried_out(town, Unmet("creative", "LL49"), Unmet("creative", "AB10"))
    with closing(sqlite3.connect(town.folder / "data" / "connectbot.db")) as database:
        rows = database.execute("SELECT place, area FROM unmet").fetchall()
    assert set(rows) == {("porth-derwen", "LL49"), ("oakfield", "AB10")}


async def test_how_a_listing_was_is_kept_without_the_person(town):
    """Those who keep the listing true can read what and when, and nothing of who said so; what is
    said of a national one is kept by the place they wrote to."""
    national = next(one.id for one in town.desk.world.book.listings.values() if one.national)
    await carried_out(town, Feedback("tea-and-talk", "closed"), Feedback(national, "good"))
    with closing(sqlite3.connect(town.folder / "data" / "connectbot.db")) as database:
        rows = database.execute("SELECT place, listing, what, on_day, state FROM feedback")
        kept = set(rows.fetchall())
        columns = {row[1] for row in database.execute("PRAGMA table_info(feedback)")}
    assert kept == {
        ("oakfield", "tea-and-talk", "closed", "2026-11-24", "new"),
        ("oakfield", national, "good", "2026-11-24", "new"),
    }
    assert columns == {"id", "place", "listing", "what", "on_day", "state"}


async def test_forgotten_in_a_turn_they_get_no_answer(town):
    """Nothing is queued for somebody who is not known any more."""
    resident = await carried_out(town, Forget(), replies=(Message("Goodbye."),))
    assert not await town.delivered()
    assert await town.store.read(lambda tx: tx.residents.get(resident.id)) is None
