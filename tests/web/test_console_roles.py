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

ALL: tuple[Role, ...] = ("maintainer", "link-worker", "lead")
TALKING: tuple[Role, ...] = ("link-worker", "lead")
WRITING: tuple[Role, ...] = ("maintainer", "lead")
LEADING: tuple[Role, ...] = ("lead",)
DOOR = None  # for strangers: what it opens is looked at in test_console_entrance.py

OPEN: dict[tuple[Role, ...] | None, str] = {
    DOOR: """
        GET /console/sign-in
        POST /console/sign-in
        POST /console/sign-in/ask
        GET /console/sign-in/{code}
        POST /console/sign-in/{code}
    """,
    ALL: """
        POST /console/sign-out
        GET /console
        GET /console/
        GET /console/me
        POST /console/me/passkeys
        POST /console/me/passkeys/ask
        POST /console/me/passkeys/remove
        POST /console/me/everywhere
        GET /console/reports
        GET /console/reports/{release}
        POST /console/staff/{member}/leave
        GET /console/directory
        GET /console/directory/find
        GET /console/directory/listings/{listing}
        GET /console/directory/listings/{listing}/file
    """,
    TALKING: """
        GET /console/handovers
        GET /console/handovers/{talk}
        POST /console/handovers/{talk}/take
        POST /console/handovers/{talk}/say
        POST /console/handovers/{talk}/back
        POST /console/handovers/{talk}/keep
        GET /console/referrals
        POST /console/referrals/export
        GET /console/referrals/new
        POST /console/referrals/new
        GET /console/referrals/several
        POST /console/referrals/several
        GET /console/referrals/{referral}
        POST /console/referrals/{referral}/file
        POST /console/referrals/{referral}/move
        POST /console/referrals/{referral}/dealt-with
        GET /console/residents
        GET /console/residents/{resident}
        POST /console/residents/{resident}/asked
        POST /console/residents/{resident}/number
        POST /console/residents/{resident}/note
        POST /console/residents/{resident}/hours
        POST /console/residents/{resident}/hand-on
        POST /console/residents/{resident}/check-ins
        POST /console/residents/{resident}/talk
    """,
    WRITING: """
        GET /console/directory/add
        POST /console/directory/add
        POST /console/directory/listings/{listing}/confirm
        POST /console/directory/listings/{listing}/undo
        POST /console/directory/listings/{listing}/move
        GET /console/directory/listings/{listing}/edit
        POST /console/directory/listings/{listing}/edit
        POST /console/directory/listings/{listing}/file
        GET /console/directory/suggestions/{listing}
        POST /console/directory/suggestions/{listing}/accept
        POST /console/directory/suggestions/{listing}/decline
        POST /console/directory/suggestions/{listing}/done
    """,
    LEADING: """
        GET /console/alerts
        POST /console/alerts/{talk}/seen
        POST /console/alerts/{talk}/done
        GET /console/staff
        POST /console/staff
        GET /console/staff/{member}
        POST /console/staff/{member}/link
        POST /console/staff/{member}/hand-over
        POST /console/staff/{member}/revoke
        GET /console/audit
    """,
}
"""Every address and who may ask for it. A new page adds its line, or the first test fails."""

MAY = {
    tuple(line.split()): roles
    for roles, lines in OPEN.items()
    for line in lines.strip().splitlines()
}

_NAMES = {
    "{id:[a-z0-9-]{1,60}}": "{listing}",
    "{id:[a-f0-9]{32}}": "{talk}",
    r"{id:[1-9]\d{0,15}}": "{resident}",
    "{id:[a-z]{12}}": "{referral}",
    "{id:[a-z0-9]{1,40}}": "{member}",
    r"{id:[a-z0-9-]{1,60}-\d{4}Q[1-4]}": "{release}",
    "{code:[A-Za-z0-9_-]{16,128}}": "{code}",
}
MADE_UP = {
    "listing": "tea-and-talk",
    "talk": "0" * 32,
    "resident": 1,
    "referral": "b" * 12,
    "member": "sam",
    "release": "oakfield-2027Q1",
    "code": "c" * 20,
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
    talk = next((one.handover.id for one in waiting if one.handover.kind == kind), MADE_UP["talk"])
    member = who.staff.id if path.endswith("/leave") else "sam"
    jean = (await office.town.resident()).id
    await office.town.store.run(lambda tx: tx.caseloads.add(who.staff.id, jean, office.town.now))
    found = {"talk": talk, "member": member, "resident": jean}
    if "{referral}" in path:
        made = await office.town.store.run(lambda tx: tx.referrals.add(draft(jean)))
        found["referral"] = made.id
    return path.format(**{**MADE_UP, **found})


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
        at = path.format(**MADE_UP)
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
