"""Jean asks on Friday to be reminded, and reads what comes of it."""

from __future__ import annotations

from datetime import UTC, datetime

from connectbot.desk import remind
from connectbot.model.conversation import Conversation
from connectbot.model.effect import Remind
from connectbot.model.reminder import DAY
from tests.desk.town import JEAN

FRIDAY = datetime(2026, 11, 20, 12, tzinfo=UTC)
TUESDAY_AT_TEN = datetime(2026, 11, 24, 10, tzinfo=UTC)


async def promised(town, kind=DAY, phone="mine", listing="tea-and-talk", hours="", **known):
    """On Friday Jean asked for it."""
    town.now = FRIDAY
    resident = await town.resident()
    saved = {"phone": phone, "safe_hours": hours}
    saved = {field: value for field, value in saved.items() if value}
    standing = Conversation("oakfield", saved=saved, **known)
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
