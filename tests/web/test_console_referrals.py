"""Referrals on the console: who sees which, what narrows the list, what our people say of one."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from connectbot.desk.referring import moving
from connectbot.model.message import Address
from tests.desk.checking import rounds
from tests.desk.referring.introduced import draft
from tests.desk.town import NOON
from tests.web.office import LEA, SAM, Office, Person
from tests.web.referring import ANN, LIST, SUE, acts, found, made

FAR = replace(LEA, id="far", name="Farah", places=("porth-derwen",))


@pytest.fixture
async def sam(office: Office) -> Person:
    """Sam, a link worker."""
    return await Person(office).sign_in(SAM)


async def agreed(office: Office, page: str) -> None:
    """Ann agrees, and the group is told."""
    await office.town.store.run(
        moving.move, page.rpartition("/")[2], "sent", "resident", office.town.now
    )


async def test_each_sees_their_own(office: Office, sam: Person) -> None:
    """A link worker those of their people or whom they cover for, a lead those of the place; and
    where nobody looks after somebody, everybody there."""
    page = await made(sam)
    assert "Ann" in await sam.read(LIST)
    assert "Ann" in await (await Person(office).sign_in(LEA)).read(page)
    sue = await Person(office).sign_in(SUE)
    assert "Ann" not in await sue.read(LIST)
    for path in (page, f"{LIST}/{'b' * 12}"):
        assert (await sue.get(path)).status == 403
        assert (await sue.press(LIST, f"{path}/file")).status == 403
        assert (await sue.press(LIST, f"{path}/move", to="accepted")).status == 403
    today = NOON.date()
    away = replace(SAM, away=(today, today), cover="sue")
    await office.town.store.run(lambda tx: tx.staff.change(away))
    assert "Ann" in await sue.read(LIST)
    assert "Ann" in await sue.read(page)
    (one,) = await found(office)
    await office.town.store.run(lambda tx: tx.staff.change(SAM))
    await office.town.store.run(lambda tx: tx.caseloads.remove("sam", one.resident_id))
    assert "Ann" in await sue.read(page)
    assert "Ann" in await sue.read(LIST)
    far = await Person(office).sign_in(FAR)
    assert (await far.get(page)).status == 403
    assert "Ann" not in await far.read(f"{LIST}?place=oakfield")


async def test_of_whoever_left_everybody_there_sees_them(office: Office, sam: Person) -> None:
    """Until their people are handed on they are nobody's: on the list, and on everybody's day."""
    page = await made(sam)
    now, id = office.town.now, page.rpartition("/")[2]
    await office.town.store.run(moving.move, id, "lapsed", "system", now, reason="no-answer")
    sue, task = await Person(office).sign_in(SUE), "Ann did not answer three texts"
    assert task not in await sue.read("/console")
    await office.town.store.run(lambda tx: tx.staff.revoke("sam", now))
    assert task in await sue.read("/console")
    assert "Ann" in await sue.read(f"{LIST}?state=all")
    assert "Ann" in await sue.read(page)


async def test_their_yes_is_what_they_say(office: Office, sam: Person) -> None:
    """Their yes is what they say, and what cannot be done names no id."""
    page = await made(sam)
    assert "<dt>They say</dt><dd>nothing yet</dd>" in await sam.read(page)
    await agreed(office, page)
    assert "<dt>They say</dt><dd>agreed</dd>" in await sam.read(page)
    answer = await sam.press(page, f"{page}/dealt-with")
    assert (answer.status, "This one goes on" in await answer.text()) == (409, True)


async def test_whoever_sends_somebody_sees_that_alone(office: Office, sam: Person) -> None:
    """A colleague who refers one of Sam's people follows that referral, and reads nothing else of
    them."""
    first = await made(sam)
    sue = await Person(office).sign_in(SUE)
    page = await made(sue, to="chair-based-oakfield")
    assert "Sit and Move" in await sue.read(LIST)
    assert "Tea and Talk" not in await sue.read(LIST)
    assert (await sue.get(first)).status == 403
    person = f"/console/residents/{(await found(office))[0].resident_id}"
    assert person in await sam.read(page)
    assert person not in await sue.read(page)
    assert (await sue.get(person)).status == 403


async def test_the_address_narrows_the_list(office: Office, sam: Person) -> None:
    """By how they stand, whose they are, where, which group; page by page."""

    def several(tx) -> None:
        for number in range(51):
            at = Address("sms", f"+4477009002{number:02}")
            resident = tx.residents.at(at, "oakfield", NOON)
            tx.referrals.add(draft(resident.id, made_by="jo", made_at=NOON + timedelta(hours=1)))
        tx.residents.mark_bad(Address("sms", "+447700900200"), "30005", NOON)

    await made(sam)
    await office.town.store.run(several)
    rows = 'scope="col"'

    async def shown(query: str) -> tuple[int, bool]:
        page = await sam.read(f"{LIST}?{query}")
        body = page.partition("<tbody>")[2].partition("</tbody>")[0]
        return (body.count("<tr>"), "Ann" in body) if rows in page else (0, False)

    assert await shown("") == (50, False)
    assert await shown("skip=50") == (2, True)
    assert "Newer" in await sam.read(f"{LIST}?skip=50")
    assert await shown("show=mine") == await shown("show=made") == (1, True)
    assert await shown("show=dead") == (1, False)
    assert await shown("state=awaiting_consent") == await shown("state=awaiting_consent&place=")
    assert await shown("state=awaiting_consent") == (1, True)
    assert await shown("state=over") == await shown("place=porth-derwen") == (0, False)
    assert await shown("state=nonsense") == await shown("group=tea-and-talk") == (50, False)
    assert await shown("group=other") == await shown("show=overdue") == (0, False)
    office.town.later(days=10, seconds=1)
    sam = await Person(office).sign_in(SAM, "another-link-of-sams")
    assert await shown("show=overdue") == (1, True)


async def test_who_said_what_is_told_apart(office: Office, sam: Person) -> None:
    """The group's word and theirs, each line of the log by whose it was; reading it is logged."""
    page = await made(sam)
    await agreed(office, page)
    id = page.rpartition("/")[2]
    now = office.town.now
    await office.town.store.run(moving.move, id, "accepted", "provider", now)
    await office.town.store.run(moving.said, id, "in_progress", "resident", now)
    before = (await acts(office)).count("referral.shown")
    shown = " ".join((await sam.read(page)).split())
    assert "<dt>They say</dt><dd>They have been there</dd>" in shown
    assert "<dt>The group says</dt><dd>The group said yes</dd>" in shown
    for line in ("<b>The group</b>: The group said yes", "<b>Sam</b>: They are asked first"):
        assert line in shown
    assert "<b>They</b>: said: They have been there" in shown
    assert ">They got help</option>" in shown
    assert "They got help: <" not in shown
    assert "<b>They</b>: agreed" in shown
    assert "Introduction to a community group: Tea and Talk" in shown
    assert ANN not in shown
    assert (await acts(office)).count("referral.shown") == before + 1


async def test_our_people_say_what_the_table_allows(office: Office, sam: Person) -> None:
    """An ending with its reason, and words beside it; what cannot be is told, and changes
    nothing."""
    page = await made(sam)
    assert "declined_by_service" not in await sam.read(page)
    for to, status in (("", 422), ("nonsense", 422), ("accepted", 409), ("lapsed", 409)):
        answer = await sam.press(page, f"{page}/move", to=to, note="they rang")
        assert answer.status == status
        assert "they rang" in await answer.text()
    await agreed(office, page)
    answer = await sam.press(
        page, f"{page}/move", to="declined_by_service:no-capacity", note="  they\nrang "
    )
    assert answer.status == 303
    (one,) = await found(office)
    assert (one.state, one.reason) == ("declined_by_service", "no-capacity")
    assert [note.words for note in one.details.notes] == ["they rang"]
    shown = await sam.read(page)
    assert "The group cannot take them" in shown
    assert "What happened" not in shown


async def test_files_hold_what_they_say(office: Office, sam: Person) -> None:
    """A table without names and with no cell that runs; one with its log; FHIR without a name. Each
    that goes into a file is logged."""
    page = await made(sam)
    listed = await sam.press(LIST, f"{LIST}/export", show="mine")
    assert listed.headers["Content-Disposition"] == 'attachment; filename="referrals.csv"'
    (row,) = csv.DictReader(io.StringIO(await listed.text()))
    assert (row["listing"], row["state"]) == ("tea-and-talk", "awaiting_consent")
    assert "Ann" not in await listed.text()
    whole = json.loads(await (await sam.press(page, f"{page}/file", kind="json")).text())
    assert (whole["first_name"], whole["log"][0]["to"]) == ("Ann", "awaiting_consent")
    bundle = await (await sam.press(page, f"{page}/file", kind="fhir")).text()
    assert json.loads(bundle)["resourceType"] == "Bundle"
    assert "Ann" not in bundle
    assert (await acts(office)).count("referral.exported") == 3
    assert (await sam.press(LIST, f"{LIST}/export", place="porth-derwen")).status == 200


async def test_today_leads_to_what_is_to_be_done(office: Office, sam: Person) -> None:
    """A task on the first page is a link to its referral."""
    page = await made(sam)
    await agreed(office, page)
    office.town.later(days=10)
    sam = await Person(office).sign_in(SAM, "another-link-of-sams")
    assert f'<a href="{page}">Tea and Talk has not answered about Ann' in await sam.read("/console")
    assert (await found(office))[0].moved_at == office.town.now - timedelta(days=10)


async def test_what_an_end_needed_is_ticked_off_for_everybody(office: Office, sam: Person) -> None:
    """A button on the first page; nobody who shares it finds it there any more, and nobody else's
    press does anything."""
    page = await made(sam)
    await agreed(office, page)
    id, full = page.rpartition("/")[2], "Tea and Talk has no place for Ann"
    sue = await Person(office).sign_in(SUE)
    assert (await sue.press(LIST, f"{page}/dealt-with")).status == 403
    assert (await sam.press("/console", f"{page}/dealt-with")).status == 409
    await office.town.store.run(
        moving.move, id, "declined_by_service", "provider", office.town.now, reason="no-capacity"
    )
    lea = await Person(office).sign_in(LEA)
    await office.town.store.run(
        lambda tx: tx.caseloads.add(LEA.id, tx.referrals.get(id).resident_id, office.town.now)
    )
    assert all([full in await who.read("/console") for who in (sam, lea)])
    done = await sam.press("/console", f"{page}/dealt-with")
    assert done.headers["Location"] == "/console?said=dealt-with#tasks"
    assert "off the list of everybody" in await sam.read("/console?said=dealt-with")
    assert not any([full in await who.read("/console") for who in (sam, lea)])
    assert "referral.dealt_with" in await acts(office)


async def test_check_ins_that_were_ended_are_asked_about(office: Office, sam: Person) -> None:
    """On the first page of whoever looks after them, with a link and the same button; of nobody's
    without a link, as the page is not open to them."""
    town = office.town
    made = await rounds.consented(town)
    await town.store.run(lambda tx: tx.checkins.change(replace(made, referrer="sam")))
    await town.say("NO CHECK-INS")
    at, over = f"/console/residents/{made.resident_id}", "Check-ins of Somebody were ended"
    page = await sam.read("/console")
    assert over in page
    assert f'href="{at}"' not in page
    await town.store.run(lambda tx: tx.caseloads.add(SAM.id, made.resident_id, town.now))
    assert f'<a href="{at}">{over}' in await sam.read("/console")
    ida = await Person(office).sign_in(replace(SUE, id="ida", places=("porth-derwen",)))
    gone = await ida.press("/console", f"{at}/asked")
    assert gone.headers["Location"] == "/console?said=not-there#tasks"
    assert "not on your list any more" in await ida.read("/console?said=not-there")
    done = await sam.press("/console", f"{at}/asked")
    assert done.headers["Location"] == "/console?said=dealt-with#tasks"
    assert over not in await sam.read("/console")
    newest = await town.store.read(lambda tx: tx.audit.newest())
    assert "checkin.dealt_with" in [one.action for one in newest]
