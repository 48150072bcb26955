"""Jean, whom Sam refers to Tea and Talk."""

from __future__ import annotations

from connectbot.desk.listings import changing
from connectbot.desk.referring import looking, making, moving
from connectbot.desk.referring.making import By, New
from connectbot.directory.body import body_of
from connectbot.model.kept import Act, Kept
from connectbot.model.message import Address
from connectbot.model.referral import Details, Referral
from connectbot.model.staff import Staff
from tests.desk.town import JEAN, NOON, WORLD

SAM_WORKS = "sam"
BY = By(SAM_WORKS, "command", "Sam")
HELLO = (
    "Hello, Sam said you'd expect this text. I'm an automatic helper. Not sure? Ask Sam before you "
    "reply.\n1 That's fine\n2 No thanks\n3 Wrong person"
)
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


async def in_the_directory(town, **changes: object) -> None:
    """Tea and Talk is in the database as well, changed so; and Sam works here."""
    listing = WORLD.book.listing(TEA)
    assert listing is not None
    new = Kept(TEA, "oakfield", "active", 0, body_of(listing.model_copy(update=changes)))
    await town.store.run(changing.add, new, Act("operator", "", "cli"), NOON)
    sam = Staff(SAM_WORKS, "Sam Lee", "link-worker", ("oakfield",), NOON)
    await town.store.run(lambda tx: tx.staff.add(sam))


async def refer(town, by: By = BY, **asked: object) -> Referral:
    """Sam sends Jean to Tea and Talk."""
    given: dict[str, object] = {
        "listing": TEA,
        "first_name": "Jean",
        "to": Address("sms", JEAN),
        "matters": "company on Tuesdays",
    }
    new = New(**{**given, **asked})  # type: ignore[arg-type]
    return await town.store.run(making.new, new, by, town.desk, town.now)


async def look(town) -> int:
    """What falls due now is done."""
    return await town.store.run(looking.look, town.desk, town.now)


async def found(town, id: str) -> Referral:
    """As it stands now."""
    referral = await town.store.read(lambda tx: tx.referrals.get(id))
    assert referral is not None
    return referral
