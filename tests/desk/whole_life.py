"""All that may be held of Jean, in every table that leads to a person."""

from __future__ import annotations

from connectbot.desk import audit
from connectbot.model.message import Address
from connectbot.model.reminder import DAY, Reminder
from connectbot.model.staff import Staff
from connectbot.model.suggested import Claim
from tests.desk.checking.rounds import checked_in
from tests.desk.referring.introduced import draft
from tests.desk.test_talk import answer, asked
from tests.desk.town import JEAN

JEANS = Address("sms", JEAN)
BELLS = "ring the bell at the back, the front door is shut"


async def a_full_life(town):
    """Jean looked for company, asked for Sam, was answered; a reminder waits for her, she said that
    a listing is wrong, and she keeps another."""
    await town.to_the_groups()
    talk = await town.take(await asked(town))
    assert await answer(town, talk, "I'm Sam, ring me")
    await town.leave()
    await town.store.run(_reminded, town.now)
    return talk


def _reminded(tx, now):
    jean = tx.residents.at(JEANS, "oakfield", now)
    tx.reminders.add(Reminder(jean.id, DAY, "tea-and-talk", now, "2026-11-25T09:00"), now)
    audit.note(tx, "privacy.shown", now, resident=jean.id)
    tx.suggestions.add(
        "oakfield", "tea-and-talk", "wrong", "resident", BELLS, now, resident=jean.id
    )
    tx.claims.put(Claim("choir", jean.id, "hash", now, 0, held=True), now)
    tx.staff.add(Staff("jo", "Jo", "link-worker", ("oakfield",), now))
    tx.caseloads.add("jo", jean.id, now)
    checked_in(tx, jean.id, now)
    tx.notes.add(jean.id, "jo", "likes to be rung on a Monday", now)
    tx.referrals.add(draft(jean.id))
