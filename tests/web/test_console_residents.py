"""Residents on the console: who sees whom, the number on request, notes, hours, handing on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from connectbot.desk import safe_times
from connectbot.desk.caring import LONGEST_NOTE
from connectbot.model.message import Address
from connectbot.model.staff import Staff
from tests.desk.town import JEAN, NOON
from tests.web.office import LEA, SAM, Office, Person

LIST = "/console/residents"
SUE = Staff("sue", "Sue", "link-worker", ("oakfield",), NOON)
FAR = replace(LEA, id="far", name="Farah", places=("porth-derwen",))


async def begins(office: Office) -> Person:
    """Sam signs in, who looks after Jean; she wrote just now."""
    await office.here(SUE)
    await office.town.text("hello")
    sam = await Person(office).sign_in(SAM)

    def begin(tx) -> None:
        jean = tx.residents.at(Address("sms", JEAN), "oakfield", NOON)
        talk = replace(jean.conversation, saved={**jean.conversation.saved, "name": "Jean"})
        tx.residents.keep(jean, talk, jean.wake_at)
        tx.caseloads.add("sam", jean.id, NOON)

    await office.town.store.run(begin)
    return sam


@pytest.fixture
async def sam(office: Office) -> Person:
    """Sam, who looks after Jean."""
    return await begins(office)


async def jeans(office: Office) -> str:
    """Her page."""
    return f"{LIST}/{(await office.town.resident()).id}"


async def acts(office: Office) -> list[str]:
    """What the log tells of records."""
    entries = await office.town.store.read(lambda tx: tx.audit.entries())
    return [one.action for one in entries if not one.action.startswith("staff")]


async def test_each_sees_their_own(office: Office, sam: Person) -> None:
    """A link worker whom they look after or cover for, a lead all of their place, by their name and
    how they stand."""
    page = await jeans(office)
    assert "Jean" in await sam.read(LIST)
    assert JEAN not in await sam.read(LIST)
    sue = await Person(office).sign_in(SUE)
    assert "Jean" not in await sue.read(LIST)
    assert (await sue.get(page)).status == 403
    today = NOON.date()
    away = replace(SAM, away=(today, today), cover="sue")
    await office.town.store.run(lambda tx: tx.staff.change(away))
    assert "Jean" in await sue.read(LIST)
    assert (await sue.get(page)).status == 200
    lea, far = await Person(office).sign_in(LEA), await Person(office).sign_in(FAR)
    assert "Jean" not in await lea.read(LIST)
    assert "Jean" in await lea.read(f"{LIST}?place=oakfield")
    assert (await lea.get(page)).status == 200
    assert (await far.get(page)).status == 403
    assert "Jean" not in await far.read(f"{LIST}?place=oakfield")
    assert "Jean" not in await sue.read(f"{LIST}?place=porth-derwen&show=dead")
    assert (await lea.get(f"{LIST}/4711")).status == 403


async def test_the_list_is_filtered_by_its_address(office: Office, sam: Person) -> None:
    """By the beginning of a first name, and by how they stand."""
    dead = Address("sms", "+447700900155")

    def begin(tx) -> None:
        other = tx.residents.at(dead, "oakfield", NOON)
        tx.residents.mark_bad(dead, "30005", NOON)
        tx.caseloads.add("sam", other.id, NOON)

    await office.town.store.run(begin)
    for query, rows in (
        ("", 2),
        ("?name=je", 1),
        ("?name=x", 0),
        ("?show=dead", 1),
        ("?show=fine", 1),
        ("?show=stopped", 0),
        ("?show=nonsense", 2),
        ("?skip=50", 0),
    ):
        page = await sam.read(f"{LIST}{query}")
        assert page.count('data-head="Name"') == rows, query
    assert "phone dead" in await sam.read(f"{LIST}?show=dead")
    assert "No name given" in await sam.read(f"{LIST}?show=dead")


async def test_the_number_is_shown_on_request_and_logged(office: Office, sam: Person) -> None:
    """On no page before; and of somebody else's people to nobody."""
    page = await jeans(office)
    assert "900101" not in await sam.read(page)
    answer = await sam.press(page, f"{page}/number")
    assert "07700 900101" in await answer.text()
    assert "07700 900101" not in await sam.read(page)
    assert "record.number" in await acts(office)
    sue = await Person(office).sign_in(SUE)
    before = await acts(office)
    assert (await sue.press(LIST, f"{page}/number")).status == 403
    assert await acts(office) == before


async def test_reading_is_logged(office: Office, sam: Person) -> None:
    """Each time."""
    page = await jeans(office)
    await sam.read(page)
    await sam.read(page)
    assert (await acts(office)).count("record.read") == 2


async def test_a_note_is_written_down(office: Office, sam: Person) -> None:
    """With who and when; nothing and too much are refused, and what was typed is still there."""
    page = await jeans(office)
    answer = await sam.press(page, f"{page}/note", note=" likes <b>tea</b> ")
    assert answer.headers["Location"] == f"{page}?said=noted"
    shown = await (await sam.get(page)).text()
    assert "likes &lt;b&gt;tea&lt;/b&gt;" in shown
    assert "<b>Sam</b>" in shown
    for wrong in (" ", "x" * (LONGEST_NOTE + 1)):
        answer = await sam.press(page, f"{page}/note", note=wrong)
        assert answer.status == 422
        words = await answer.text()
        assert "A note has 1 to" in words
        assert wrong.strip() in words
    sue = await Person(office).sign_in(SUE)
    assert (await sue.press(LIST, f"{page}/note", note="me too")).status == 403
    assert "note.added" in await acts(office)


async def test_safe_hours_are_kept_as_they_said_them(office: Office, sam: Person) -> None:
    """In words; what cannot be read is asked for again."""
    page = await jeans(office)
    assert "at any hour" in await sam.read(page)
    await sam.press(page, f"{page}/hours", hours="after 6pm")
    assert "18:00 to 00:00" in await sam.read(page)
    jean = await office.town.resident()
    assert safe_times.of(jean, office.town.desk).starts.hour == 18
    answer = await sam.press(page, f"{page}/hours", hours="soon")
    assert answer.status == 422
    assert "I cannot read these hours" in await answer.text()
    await sam.press(page, f"{page}/hours", hours="any time")
    assert "at any hour" in await sam.read(page)


async def test_they_are_handed_on(office: Office, sam: Person) -> None:
    """To somebody who talks to residents there; whoever had them sees them no more."""
    page = await jeans(office)
    for wrong in ("", "jo", "far"):
        answer = await sam.press(page, f"{page}/hand-on", to=wrong)
        assert answer.status == 422
        assert "Choose somebody" in await answer.text()
    answer = await sam.press(page, f"{page}/hand-on", to="sue")
    assert "Handed on." in await sam.read(answer.headers["Location"])
    assert (await sam.get(page)).status == 403
    sue = await Person(office).sign_in(SUE)
    assert "Looked after by" in await sue.read(page)
    assert "caseload.changed" in await acts(office)


async def test_who_else_reads_the_phone_is_said(office: Office, sam: Person) -> None:
    """Before anything is written to them."""
    page = await jeans(office)
    assert "others write from it" not in await sam.read(page)
    await office.town.store.run(
        lambda tx: tx.residents.beside(
            tx.residents.at(Address("sms", JEAN), "oakfield", NOON),
            replace(tx.residents.at(Address("sms", JEAN), "oakfield", NOON).conversation, saved={}),
            NOON,
        )
    )
    assert "others write from it" in await sam.read(page)
