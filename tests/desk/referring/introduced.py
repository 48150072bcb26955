"""Jean, whom Sam refers to Tea and Talk."""

from __future__ import annotations

from connectbot.desk.referring import moving
from connectbot.model.referral import Details, Referral
from tests.desk.town import NOON

SAM_WORKS = "sam"
TEA = "tea-and-talk"
WAY = {
    "draft": (),
    "awaiting_consent": ("awaiting_consent",),
    "sent": ("awaiting_consent", "sent"),
    "accepted": ("awaiting_consent", "sent", "accepted"),
    "in_progress": ("awaiting_consent", "sent", "in_progress"),
}
MOVES_BY = {"awaiting_consent": "link-worker", "sent": "resident", "in_progress": "resident"}


def draft(resident: int, **more: object) -> Referral:
    """One that nobody was asked about yet."""
    given: dict[str, object] = {
        "id": "",
        "resident_id": resident,
        "listing": TEA,
        "listing_number": 1,
        "place": "oakfield",
        "need": "bereavement",
        "state": "draft",
        "reason": "",
        "urgency": "routine",
        "made_by": SAM_WORKS,
        "door": "command",
        "share": "",
        "code": "",
        "made_at": NOON,
        "details": Details("Jean", "company on Tuesdays", "no steps", "LS8", "Sam"),
    }
    return Referral(**{**given, **more})  # type: ignore[arg-type]


async def stands(town, state: str = "draft", **more: object) -> Referral:
    """A referral of Jean's that has come so far."""
    resident = await town.resident()
    return await town.store.run(_brought, resident.id, state, town.now, more)


def _brought(tx, resident, state, now, more):
    made = tx.referrals.add(draft(resident, **more))
    for to in WAY[state]:
        made = moving.move(tx, made.id, to, MOVES_BY.get(to, "provider"), now)
    return made


async def moved(town, id: str, to: str, who: str = "link-worker", **more: object) -> Referral:
    """Somebody's word moves it."""
    return await town.store.run(moving.move, id, to, who, town.now, **more)
