"""Our own people: a code lets in once, a visit ends by itself, whoever is sent away is out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from connectbot.desk import staff
from connectbot.desk.retention import REVOKED
from connectbot.desk.staff import CODE, IDLE, LONGEST, NotThem
from connectbot.model.message import Address
from connectbot.model.staff import Staff
from tests.desk.test_retention import rows, tidied
from tests.desk.town import NOON

JO = Staff("jo", "Jo Bell", "maintainer", ("oakfield",), NOON)
CHAT = Address("telegram", "42")
KNOWN = ("oakfield", "")


@pytest.fixture
async def office(town):
    """Where Jo has been invited, by a link and a code."""
    await invited(town)
    return town


async def invited(town, new=JO, **codes):
    """Invite somebody."""
    codes = codes or {"page": "link", "telegram": "CODE"}
    return await town.store.run(staff.invite, new, codes, town.now, known=KNOWN)


async def entered(town, code="link", secret="browser"):
    """Somebody opens a link in a browser."""
    return await town.store.run(staff.sign_in, code, secret, town.now)


async def visits(town, secret="browser"):
    """The visit of a browser, which asked for a page just now."""
    found = await town.store.read(staff.visit, secret, town.now)
    if found is not None and staff.is_to_be_seen(found, town.now):
        await town.store.run(staff.seen, secret, town.now)
    return found


async def audited(town):
    """What the audit log tells of our people: act, by what kind, result."""
    entries = await town.store.read(lambda tx: tx.audit.entries())
    return [(one.action, one.actor, one.result) for one in entries]


async def test_a_link_lets_one_browser_in_once(office):
    """The second who opens it, and whoever has another secret, is a stranger."""
    assert await entered(office) == JO
    assert (await visits(office)).staff == JO
    assert await entered(office, secret="another") is None
    assert await visits(office, "another") is None
    assert await audited(office) == [
        ("staff.invited", "operator", "maintainer"),
        ("staff.entered", "staff", "done"),
    ]


async def test_a_link_waits_ten_minutes(office):
    """After that it opens nothing, and nothing tells that it ever did."""
    office.now += CODE
    assert await entered(office) is None
    assert await audited(office) == [("staff.invited", "operator", "maintainer")]


async def test_a_visit_ends_half_an_hour_after_the_last_page(office):
    """Each page keeps it going; then it is over, and asking again does not bring it back."""
    await entered(office)
    for _ in range(3):
        office.now += IDLE - timedelta(seconds=1)
        assert await visits(office)
    office.now += IDLE
    assert await visits(office) is None
    await office.store.run(staff.seen, "browser", office.now)
    assert await visits(office) is None


async def test_a_page_within_the_minute_is_not_written_down(office):
    """Reading costs one write a minute at most."""
    await entered(office)
    found = await visits(office)
    assert not staff.is_to_be_seen(found, office.now + timedelta(seconds=59))
    assert staff.is_to_be_seen(found, office.now + timedelta(seconds=60))


async def test_a_visit_ends_after_twelve_hours_however_busy(office):
    """Somebody who never rests signs in anew."""
    await entered(office)
    began = office.now
    while office.now - began < LONGEST - timedelta(minutes=20):
        office.later(minutes=20)
        assert await visits(office)
    office.later(minutes=20)
    assert await visits(office) is None


async def test_whoever_signs_out_is_out(office):
    """The visit is gone; a browser without one may sign out, and nothing is told of it."""
    await entered(office)
    for _ in range(2):
        await office.store.run(staff.sign_out, "browser", office.now)
    assert await visits(office) is None
    assert (await audited(office))[2:] == [("staff.left", "staff", "done")]


@pytest.mark.parametrize("who", ["jo  BELL", "jo"])
async def test_whoever_is_sent_away_is_out_at_once(office, who):
    """By name or by id: the open page, the unused code and Telegram end; once is enough."""
    await entered(office)
    await office.store.run(staff.link, "CODE", CHAT, office.now)
    await invited(office, page="second")
    gone = await office.store.run(staff.revoke, who, office.now)
    assert gone == replace(JO, revoked_at=office.now)
    assert await visits(office) is None
    assert await entered(office, "second") is None
    assert await office.store.read(lambda tx: tx.staff.linked(CHAT)) is None
    with pytest.raises(NotThem, match="Nobody here is called"):
        await office.store.run(staff.revoke, who, office.now)


async def test_whoever_is_here_gets_a_new_link(office):
    """The same person, whatever the capitals; but nobody changes what they are by a link."""
    again = await invited(office, replace(JO, id="other", name="jo bell"), page="second")
    assert again == JO
    assert await office.store.read(staff.named, "JO BELL") == JO
    with pytest.raises(NotThem, match="here already, as maintainer of oakfield"):
        await invited(office, replace(JO, id="other", role="lead"))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": ""}, "A name has 1 to 60 letters"),
        ({"name": "J" * 61}, "A name has 1 to 60 letters"),
        ({"name": "Jo\nBell"}, "on one line"),
        ({"role": "king"}, "There is no role 'king'; there is maintainer, link-worker, lead"),
        ({"places": ("mars",)}, "There is no place 'mars'; .* national, oakfield"),
        ({"places": ()}, "No place is named; give --place"),
    ],
)
async def test_whoever_cannot_be_invited_is_told_why(town, change, words):
    """Each with its mend, and nobody is kept."""
    with pytest.raises(NotThem, match=words):
        await invited(town, replace(JO, **change))
    assert await rows(town, "staff") == []


async def test_telegram_is_linked_by_a_code_once(office):
    """However it is typed; the page's secret is no such code, and it can be taken off again."""
    assert await office.store.run(staff.link, "link", CHAT, office.now) is None
    assert await office.store.run(staff.link, " code ", CHAT, office.now) == JO
    assert await office.store.run(staff.link, "CODE", CHAT, office.now) is None
    assert await office.store.read(lambda tx: tx.staff.linked(CHAT)) == JO
    assert await office.store.run(staff.unlink, CHAT, office.now) == JO
    assert await office.store.run(staff.unlink, CHAT, office.now) is None
    told = [action for action, *_ in await audited(office)]
    assert told == ["staff.invited", "staff.linked", "staff.unlinked"]


async def test_nothing_of_them_stays_for_ever(office):
    """Codes and visits go within hours, whoever was sent away after a year."""
    await entered(office)
    office.now += LONGEST + timedelta(minutes=1)
    await tidied(office)
    assert [await rows(office, name) for name in ("staff_codes", "staff_visits")] == [[], []]
    office.now += REVOKED
    await tidied(office)
    assert len(await rows(office, "staff")) == 1
    await office.store.run(staff.revoke, "jo", office.now)
    office.now += REVOKED + timedelta(days=1)
    await tidied(office)
    assert await rows(office, "staff") == []


@pytest.mark.parametrize(
    ("role", "place", "may"),
    [
        ("maintainer", "oakfield", True),
        ("lead", "oakfield", True),
        ("link-worker", "oakfield", False),
        ("maintainer", "leeds", False),
        ("maintainer", "", False),
    ],
)
def test_who_keeps_what(role, place, may):
    """Maintainers and leads, what is in their places; nobody who was sent away."""
    who = replace(JO, role=role)
    assert who.keeps(place) == may
    assert not replace(who, revoked_at=NOON).keeps(place)


def test_a_change_is_theirs_by_id():
    """No name stands in the history."""
    act = JO.act("page", "they rang")
    assert (act.kind, act.who, act.door, act.why) == ("maintainer", "jo", "page", "they rang")


def test_national_is_a_place_too():
    """Said as one reads it."""
    assert staff.told(("oakfield", "")) == "oakfield, national"


LEA = Staff("lea", "Lea", "lead", ("oakfield",), NOON)


async def test_a_lead_makes_no_lead_and_sends_none_away(town):
    """Leads come and go by whoever runs the service; leave is set for one's own people alone."""
    for one in (LEA, replace(LEA, id="max", name="Max"), JO):
        await town.store.run(lambda tx, one=one: tx.staff.add(one))
    another = await town.store.read(lambda tx: tx.staff.get("max"))
    ida = Staff("ida", "Ida", "lead", ("oakfield",), NOON)
    for use_case, args in (
        (staff.invite_by, (LEA, ida, "link", town.now)),
        (staff.invite_by, (LEA, replace(ida, role="maintainer", places=("x",)), "a", town.now)),
        (staff.revoke_by, (LEA, another, town.now)),
        (staff.set_leave, (JO, LEA, None, "", town.now)),
    ):
        with pytest.raises(NotThem):
            await town.store.run(use_case, *args)
    assert {one.id for one in await town.store.read(lambda tx: tx.staff.everybody())} == {
        "lea",
        "max",
        "jo",
    }
    assert await audited(town) == []
