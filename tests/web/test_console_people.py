"""Staff, leave and the audit log on the console: what a lead does, and what anybody does alone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from connectbot.desk import audit
from connectbot.desk.ports import System
from connectbot.model.message import Address
from connectbot.model.staff import Staff
from tests.desk.town import JEAN, NOON
from tests.web.office import JO, LEA, SAM, Office, Person, somebody_waits

STAFF, AUDIT, ME = "/console/staff", "/console/audit", "/console/me"
LINK = re.compile(r"/console/sign-in/[A-Za-z0-9_-]{16,}")
SUE = Staff("sue", "Sue", "link-worker", ("oakfield",), NOON)
FAR = Staff("far", "Farah", "link-worker", ("oakfield", "porth-derwen"), NOON)
MAX = Staff("max", "Max", "lead", ("oakfield",), NOON)


@pytest.fixture
async def lea(office: Office) -> Person:
    """Lea, who leads in Oakfield, with Sam, Sue, Farah (of two places) and Max, a lead too."""
    await office.here(SAM, SUE, FAR, MAX)
    return await Person(office).sign_in(LEA)


async def test_who_is_here(office: Office, lea: Person) -> None:
    """Signed in, away with cover, or neither; nobody of another place, nobody who was sent away."""
    today = office.town.now.date()
    away = replace(SUE, away=(today, today), cover="sam")
    await office.town.store.run(lambda tx: tx.staff.change(away))
    await office.here(replace(SUE, id="al", name="Al", places=("porth-derwen",)))
    page = await lea.read(STAFF)
    rows = {row.partition("<b>")[2].partition("</b>")[0]: row for row in page.split("<tr>")[2:]}
    assert set(rows) == {"Sam", "Sue", "Farah", "Max", "Lea"}
    assert "on leave until 24 Nov" in rows["Sue"]
    assert "Sam covers" in rows["Sue"]
    assert "not signed in" in rows["Sam"]
    assert "signed in" in rows["Lea"]
    assert "not signed in" not in rows["Lea"]
    await lea.press(f"{STAFF}/sam", f"{STAFF}/sam/revoke")
    assert "<b>Sam</b>" not in await lea.read(STAFF)
    assert (await lea.get(f"{STAFF}/sam")).status == 404


async def test_a_new_form_begins_at_a_place_of_people(office: Office) -> None:
    """Not at what is national, where nobody lives whom a link worker could see."""
    everywhere = replace(LEA, id="kit", name="Kit", places=("", "oakfield", "porth-derwen"))
    page = await (await Person(office).sign_in(everywhere)).read(STAFF)
    assert re.search(r'<option value="oakfield" selected>', page)


async def test_somebody_is_invited_and_comes_in(office: Office, lea: Person) -> None:
    """The link stands on the page once, and works once; the log says who invited them."""
    answer = await lea.press(STAFF, STAFF, name="  Ida   Ray ", role="link-worker")
    link = LINK.search(await answer.text())
    assert link is not None
    assert "A link for Ida Ray" in await answer.text()
    assert LINK.search(await lea.read(STAFF)) is None
    ida = Person(office)
    assert (await ida.press(link[0], link[0])).headers["Location"] == "/console"
    assert "Ida Ray" in await ida.read(ME)
    (entry,) = [
        one
        for one in await office.town.store.read(lambda tx: tx.audit.entries())
        if one.action == "staff.invited" and one.actor == "staff"
    ]
    assert entry.result == "link-worker"


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"name": ""}, "A name has 1 to 60 letters"),
        ({"name": "Max"}, "Somebody called Max is here already"),
        ({"name": "farah"}, "Somebody called Farah is here already"),
    ],
)
async def test_what_cannot_be_is_said(lea: Person, form: dict[str, str], told: str) -> None:
    """Beside the field, and nothing was made."""
    answer = await lea.press(STAFF, STAFF, **form, role="maintainer")
    assert answer.status == 409
    page = await answer.text()
    assert told in page
    assert "There is a problem" in page
    assert LINK.search(page) is None


async def test_a_lead_makes_no_lead(office: Office, lea: Person) -> None:
    """Whatever their form says; nor for a place that is not theirs."""
    await lea.press(STAFF, STAFF, name="Ida", role="lead", place="porth-derwen")
    ida = next(
        one
        for one in await office.town.store.read(lambda tx: tx.staff.everybody())
        if one.name == "Ida"
    )
    assert (ida.role, ida.places) == ("link-worker", ("oakfield",))


async def test_a_new_link_for_somebody(office: Office, lea: Person) -> None:
    """Who is here stays who they are."""
    answer = await lea.press(f"{STAFF}/sam", f"{STAFF}/sam/link")
    link = LINK.search(await answer.text())
    assert link is not None
    sam = Person(office)
    assert (await sam.press(link[0], link[0])).status == 303
    assert len(await office.town.store.read(lambda tx: tx.staff.everybody())) == 5


@pytest.mark.parametrize("who", ["far", "max", "lea"])
async def test_who_is_not_theirs_to_look_after(office: Office, lea: Person, who: str) -> None:
    """Another lead, one of two places, or oneself: looked at, and not sent away."""
    page = await lea.read(f"{STAFF}/{who}")
    assert "Send" not in page
    for act in ("revoke", "link", "hand-over"):
        assert (await lea.press(STAFF, f"{STAFF}/{who}/{act}", to="sam")).status == 403
    person = await office.town.store.read(lambda tx: tx.staff.get(who))
    assert person.revoked_at is None


async def test_whoever_is_sent_away_is_out(office: Office, lea: Person) -> None:
    """At once, in every browser."""
    sam = await Person(office).sign_in(SAM)
    answer = await lea.press(f"{STAFF}/sam", f"{STAFF}/sam/revoke")
    assert "signed out everywhere" in await lea.read(answer.headers["Location"])
    assert (await sam.get(ME)).status == 401


async def test_their_people_are_handed_over(office: Office, lea: Person) -> None:
    """All of them, to somebody who talks to residents there; to nobody else."""
    jean = await office.town.resident()
    await office.town.store.run(lambda tx: tx.caseloads.add("sam", jean.id, office.town.now))
    assert "1 people" in await lea.read(f"{STAFF}/sam")
    for wrong in ("", "jo", "sam", "nobody"):
        answer = await lea.press(f"{STAFF}/sam", f"{STAFF}/sam/hand-over", to=wrong)
        assert answer.status == 409
        assert "cannot be handed over so" in await answer.text()
    answer = await lea.press(f"{STAFF}/sam", f"{STAFF}/sam/hand-over", to="sue")
    assert "Handed over" in await lea.read(answer.headers["Location"])
    assert await office.town.store.read(lambda tx: tx.caseloads.of(["sue"])) == [jean.id]
    assert await office.town.store.read(lambda tx: tx.caseloads.of(["sam"])) == []


LEAVE = {"from": "2026-12-01", "until": "2026-12-03", "cover": "sue"}


async def test_leave_is_kept_by_oneself_or_by_a_lead(office: Office, lea: Person) -> None:
    """Shown on both pages; empty days end it."""
    sam = await Person(office).sign_in(SAM)
    answer = await sam.press(ME, f"{STAFF}/sam/leave", **LEAVE)
    assert answer.headers["Location"] == f"{ME}?said=leave"
    assert 'value="2026-12-03"' in await sam.read(ME)
    assert '<option value="sue" selected>' in await lea.read(f"{STAFF}/sam")
    answer = await lea.press(
        f"{STAFF}/sam", f"{STAFF}/sam/leave", **{"from": "", "until": "", "cover": ""}
    )
    assert answer.headers["Location"] == f"{STAFF}/sam?said=leave"
    assert 'value="2026-12-03"' not in await sam.read(ME)
    jo = await Person(office).sign_in(JO)
    assert (await jo.press(ME, f"{STAFF}/sam/leave", **LEAVE)).status == 403
    assert (await lea.press(ME, f"{STAFF}/max/leave", **LEAVE)).status == 403


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"until": ""}, "Give both days"),
        ({"from": "soon"}, "Give both days"),
        ({"from": "2026-12-04"}, "before the first"),
        ({"from": "", "until": ""}, "Give the days of the leave too"),
        ({"cover": "sam"}, "Whoever covers talks to residents"),
        ({"cover": "nobody"}, "Whoever covers talks to residents"),
    ],
)
async def test_leave_that_cannot_be(office: Office, lea: Person, form: object, told: str) -> None:
    """It says what is wrong and keeps what was typed."""
    sam = await Person(office).sign_in(SAM)
    answer = await sam.press(ME, f"{STAFF}/sam/leave", **{**LEAVE, **form})  # type: ignore[dict-item]
    assert answer.status == 409
    assert told in await answer.text()
    kept = await office.town.store.read(lambda tx: tx.staff.get("sam"))
    assert (kept.away, kept.cover) == (None, "")


async def test_one_signs_out_everywhere(office: Office, lea: Person) -> None:
    """Each of their browsers, and nobody else's."""
    one = await Person(office).sign_in(SAM)
    other = await Person(office).sign_in(SAM, code="another-link-of-sams")
    answer = await one.press(ME, f"{ME}/everywhere")
    assert "You are signed out" in await answer.text()
    assert (await other.get(ME)).status == 401
    assert (await lea.get(ME)).status == 200


async def test_who_read_what_is_told(office: Office, lea: Person) -> None:
    """By act, by whom, about whom; of other places nothing, and never a word, name or number of a
    resident."""
    await somebody_waits(office)
    sam = await Person(office).sign_in(SAM)
    talk = re.search(r"/console/handovers/[a-f0-9]{32}", await sam.read("/console/handovers"))
    assert talk is not None
    await sam.press(talk[0], f"{talk[0]}/take")
    await sam.read(talk[0])
    jean = await office.town.resident()
    far = Address("sms", "+447700900177")

    def elsewhere(tx) -> None:
        other = tx.residents.at(far, "porth-derwen", office.town.now)
        audit.note(
            tx,
            "record.number",
            office.town.now,
            actor="staff",
            who="al",
            resident=other.id,
            place="porth-derwen",
        )

    await office.town.store.run(elsewhere)
    page = await lea.read(AUDIT)
    read = "one of our people read what is known of a resident"
    assert page.count(read) == 2, "in the list, and as a choice"
    assert page.count("was shown a resident's number") == 1, "as a choice alone"
    assert JEAN not in page
    for query, count in (
        ("?action=record.read", 1),
        ("?action=record.read&who=sam", 1),
        ("?action=record.read&who=lea", 0),
        (f"?action=record.read&about={jean.id}", 1),
        ("?about=4711", 0),
        ("?who=nobody", 0),
        ("?before=1", 0),
    ):
        page = await lea.read(f"{AUDIT}{query}")
        assert page.count('data-head="What"') == count, query
        assert ("Nothing of this" in page) == (count == 0)
    assert "Sam" in (await lea.read(f"{AUDIT}?action=record.read"))
    about = re.search(r"/console/audit\?about=([a-f0-9]{16})", await lea.read(AUDIT))
    assert about is not None
    assert 'data-head="What"' in await lea.read(about[0])


async def test_another_system_is_named(office: Office, lea: Person) -> None:
    """It sent somebody: the log says which one it was."""

    def sent(tx) -> None:
        tx.systems.add(System("abc", "Oakfield Surgery", ("oakfield",), office.town.now), "hash")
        more = {"actor": "service", "who": "system:abc", "place": "oakfield"}
        audit.note(tx, "referral.made", office.town.now, **more)

    await office.town.store.run(sent)
    assert "Oakfield Surgery" in await lea.read(AUDIT)


async def test_the_log_is_turned_page_by_page(office: Office, lea: Person) -> None:
    """Fifty on each, the newest first; the last page says that it is."""

    def many(tx) -> None:
        for number in range(120):
            at = office.town.now + timedelta(seconds=number)
            audit.note(tx, "caseload.changed", at, actor="staff", who="sam", place="oakfield")

    await office.town.store.run(many)
    path, seen = f"{AUDIT}?action=caseload.changed", []
    while path:
        page = await lea.read(path)
        seen.append(page.count('data-head="What"'))
        more = re.search(r'href="([^"]+)">Older', page)
        path = more[1] if more else ""
    assert seen == [50, 50, 20]
