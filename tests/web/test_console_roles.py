"""Who may open what: every address of the console by every role and by strangers, as one table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from connectbot.desk import talks
from connectbot.model.staff import Role
from connectbot.web.console import console_routes
from tests.desk.referring.introduced import draft
from tests.desk.test_talks import TODAY
from tests.web.office import HERE, JO, LEA, SAM, Office, Person, somebody_waits

LISTING, SAID = "/console/directory/listings/{listing}", "/console/directory/suggestions/{listing}"
TALK, ALERT = "/console/handovers/{talk}", "/console/alerts/{talk}"
MEMBER, RESIDENT = "/console/staff/{member}", "/console/residents/{resident}"
REFERRALS, REFERRAL = "/console/referrals", "/console/referrals/{referral}"
ALL: tuple[Role, ...] = ("maintainer", "link-worker", "lead")
TALKING: tuple[Role, ...] = ("link-worker", "lead")
WRITING: tuple[Role, ...] = ("maintainer", "lead")
LEADING: tuple[Role, ...] = ("lead",)
DOOR = None  # for strangers: what it opens is looked at in test_console_entrance.py

MAY: dict[tuple[str, str], tuple[Role, ...] | None] = {
    ("GET", "/console/sign-in"): DOOR,
    ("POST", "/console/sign-in"): DOOR,
    ("POST", "/console/sign-in/ask"): DOOR,
    ("GET", "/console/sign-in/{code}"): DOOR,
    ("POST", "/console/sign-in/{code}"): DOOR,
    ("POST", "/console/sign-out"): ALL,
    ("GET", "/console"): ALL,
    ("GET", "/console/"): ALL,
    ("GET", "/console/me"): ALL,
    ("POST", "/console/me/passkeys"): ALL,
    ("POST", "/console/me/passkeys/ask"): ALL,
    ("POST", "/console/me/passkeys/remove"): ALL,
    ("POST", "/console/me/everywhere"): ALL,
    ("GET", "/console/handovers"): TALKING,
    ("GET", TALK): TALKING,
    ("POST", f"{TALK}/take"): TALKING,
    ("POST", f"{TALK}/say"): TALKING,
    ("POST", f"{TALK}/back"): TALKING,
    ("POST", f"{TALK}/keep"): TALKING,
    ("GET", REFERRALS): TALKING,
    ("POST", f"{REFERRALS}/export"): TALKING,
    ("GET", f"{REFERRALS}/new"): TALKING,
    ("POST", f"{REFERRALS}/new"): TALKING,
    ("GET", f"{REFERRALS}/several"): TALKING,
    ("POST", f"{REFERRALS}/several"): TALKING,
    ("GET", REFERRAL): TALKING,
    ("POST", f"{REFERRAL}/file"): TALKING,
    ("POST", f"{REFERRAL}/move"): TALKING,
    ("POST", f"{REFERRAL}/dealt-with"): TALKING,
    ("GET", "/console/residents"): TALKING,
    ("GET", RESIDENT): TALKING,
    ("POST", f"{RESIDENT}/number"): TALKING,
    ("POST", f"{RESIDENT}/note"): TALKING,
    ("POST", f"{RESIDENT}/hours"): TALKING,
    ("POST", f"{RESIDENT}/hand-on"): TALKING,
    ("POST", f"{RESIDENT}/check-ins"): TALKING,
    ("POST", f"{RESIDENT}/talk"): TALKING,
    ("GET", "/console/reports"): ALL,
    ("GET", "/console/reports/{release}"): ALL,
    ("GET", "/console/alerts"): LEADING,
    ("POST", f"{ALERT}/seen"): LEADING,
    ("POST", f"{ALERT}/done"): LEADING,
    ("GET", "/console/staff"): LEADING,
    ("POST", "/console/staff"): LEADING,
    ("GET", MEMBER): LEADING,
    ("POST", f"{MEMBER}/leave"): ALL,
    ("POST", f"{MEMBER}/link"): LEADING,
    ("POST", f"{MEMBER}/hand-over"): LEADING,
    ("POST", f"{MEMBER}/revoke"): LEADING,
    ("GET", "/console/audit"): LEADING,
    ("GET", "/console/directory"): ALL,
    ("GET", "/console/directory/find"): ALL,
    ("GET", "/console/directory/add"): WRITING,
    ("POST", "/console/directory/add"): WRITING,
    ("GET", LISTING): ALL,
    ("POST", f"{LISTING}/confirm"): WRITING,
    ("POST", f"{LISTING}/undo"): WRITING,
    ("POST", f"{LISTING}/move"): WRITING,
    ("GET", f"{LISTING}/edit"): WRITING,
    ("POST", f"{LISTING}/edit"): WRITING,
    ("GET", f"{LISTING}/file"): ALL,
    ("POST", f"{LISTING}/file"): WRITING,
    ("GET", SAID): WRITING,
    ("POST", f"{SAID}/accept"): WRITING,
    ("POST", f"{SAID}/decline"): WRITING,
    ("POST", f"{SAID}/done"): WRITING,
}
"""Every address and who may ask for it. A new page adds its line, or the first test fails."""

_NAMES = {
    "{id:[a-z0-9-]{1,60}}": "{listing}",
    "{id:[a-f0-9]{32}}": "{talk}",
    r"{id:[1-9]\d{0,15}}": "{resident}",
    "{id:[a-z]{12}}": "{referral}",
    "{id:[a-z0-9]{1,40}}": "{member}",
    r"{id:[a-z0-9-]{1,60}-\d{4}Q[1-4]}": "{release}",
    "{code:[A-Za-z0-9_-]{16,128}}": "{code}",
}
ENDS = {"/console/sign-out", "/console/me/everywhere"}


def _named(path: str) -> str:
    for pattern, name in _NAMES.items():
        path = path.replace(pattern, name)
    return path


def test_every_address_has_its_row() -> None:
    """A page that nobody has thought about who may see it does not pass."""
    nothing = dict.fromkeys(("store", "desk", "now"))
    routes = console_routes(**nothing, public_url="")  # type: ignore[arg-type]
    found = [(one.method, _named(one.path)) for one in routes if one.method != "*"]  # type: ignore[attr-defined]
    assert sorted(found) == sorted(MAY)


async def filled(office: Office, path: str, who: Person) -> str:
    """The path with somebody's talk, listing or colleague in it."""
    waiting = await office.town.store.read(talks.queue, LEA, TODAY)
    kind = "safeguarding" if "alerts" in path else "handover"
    talk = next((one.handover.id for one in waiting if one.handover.kind == kind), "0" * 32)
    member = who.staff.id if path.endswith("/leave") else "sam"
    jean = (await office.town.resident()).id
    await office.town.store.run(lambda tx: tx.caseloads.add(who.staff.id, jean, office.town.now))
    referral = (
        (await office.town.store.run(lambda tx: tx.referrals.add(draft(jean)))).id
        if "{referral}" in path
        else ""
    )
    return path.format(
        talk=talk,
        listing="tea-and-talk",
        member=member,
        code="c" * 20,
        resident=jean,
        referral=referral,
        release="oakfield-2027Q1",
    )


@pytest.mark.parametrize("role", ALL)
async def test_each_role_opens_its_own(office: Office, role: Role) -> None:
    """What is theirs opens, or says what is wrong with what they sent; all else is 403."""
    who = {"maintainer": JO, "link-worker": replace(SAM, id="sue", name="Sue"), "lead": LEA}[role]
    await office.here(SAM)
    await somebody_waits(office)
    person, wrong = await Person(office).sign_in(who), []
    for (method, path), roles in MAY.items():
        if roles is DOOR:
            continue
        at = await filled(office, path, person)
        if method == "GET":
            status = (await person.get(at)).status
        else:
            status = (await person.press("/console/me", at)).status
        no_name = status == 503 and path.endswith("/ask")  # this office has no https
        opened = no_name or (status not in (401, 403) and status < 500)
        if not (opened if role in roles else status == 403):
            wrong.append((method, path, status))
        if at in ENDS:
            person = await Person(office).sign_in(
                who, code=f"again-and-again-{len(wrong)}{at[-3:]}"
            )
    assert wrong == []


async def test_strangers_open_nothing(office: Office) -> None:
    """Every address asks for a visit, also of somebody who made a cookie up."""
    wrong = []
    for (method, path), roles in MAY.items():
        at = path.format(
            talk="0" * 32,
            listing="tea-and-talk",
            member="sam",
            code="c" * 20,
            resident=1,
            referral="b" * 12,
            release="oakfield-2027Q1",
        )
        for cookie in ({}, {"Cookie": f"visit={'A' * 43}"}):
            answer = await office.client.request(
                method, at, headers={**HERE, **cookie}, allow_redirects=False
            )
            is_door = roles is DOOR and answer.status in (200, 403)
            if not is_door and answer.status != 401:
                wrong.append((method, path, answer.status))
    assert wrong == []


async def test_the_navigation_is_what_they_may_open(office: Office) -> None:
    """Nobody is shown a page that is closed to them."""
    for who, there, not_there in (
        (LEA, ("Today", "Handovers", "Alerts", "Staff", "Audit"), ()),
        (SAM, ("Today", "Handovers", "Directory"), ("Alerts", "Staff", "Audit")),
        (JO, ("Directory",), ("Today", "Handovers", "Alerts")),
    ):
        page = await (await Person(office).sign_in(who)).read("/console/me")
        nav = page.partition('aria-label="Pages"')[2].partition("</nav>")[0]
        assert all(one in nav for one in there)
        assert not any(one in nav for one in not_there)
