"""Whom Sam refers from the console, and what stands in the store afterwards."""

from __future__ import annotations

from connectbot.desk.ports import Wanted
from connectbot.model.referral import Referral
from connectbot.model.staff import Staff
from tests.desk.town import NOON
from tests.web.office import Office, Person

LIST, NEW = "/console/referrals", "/console/referrals/new"
ANN = "07700 900171"
SUE = Staff("sue", "Sue", "link-worker", ("oakfield",), NOON)
GIVEN = {
    "to": "tea-and-talk",
    "first_name": "Ann",
    "phone": ANN,
    "matters": "company on Tuesdays",
    "access": "no steps",
    "area": "ls8",
    "urgency": "soon",
}


async def made(person: Person, **more: object) -> str:
    """Somebody is referred by the form; the page of it."""
    answer = await person.press(NEW + "?to=tea-and-talk", NEW, **{**GIVEN, **more})
    assert answer.status == 303, await answer.text()
    return answer.headers["Location"].partition("?")[0]


async def found(office: Office) -> list[Referral]:
    """All there are, the newest first."""
    return list(await office.town.store.read(lambda tx: tx.referrals.find(Wanted())))


async def acts(office: Office) -> list[str]:
    """What the log tells of referrals."""
    entries = await office.town.store.read(lambda tx: tx.audit.entries())
    return [one.action for one in entries if one.action.startswith("referral")]
