"""Whom somebody looks after: writing to them from their page, keeping whom one talks to, and what
becomes of the people of somebody who was sent away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from connectbot.flows.liking import SAFE_HOURS
from connectbot.model.message import Address
from connectbot.model.staff import Staff
from tests.desk.town import JEAN, NOON
from tests.web.office import LEA, SAM, Office, Person
from tests.web.test_console_residents import LIST, SUE, acts, begins, jeans

QUEUE, STAFF = "/console/handovers", "/console/staff"


@pytest.fixture
async def sam(office: Office) -> Person:
    """Sam, who looks after Jean; she wrote just now."""
    return await begins(office)


async def test_they_are_written_to_from_here(office: Office, sam: Person) -> None:
    """The talk is theirs at once; nobody is chased where they say nothing, and the page of the talk
    is the one there is."""
    town, page = office.town, await jeans(office)
    town.later(minutes=1)
    answer = await sam.press(page, f"{page}/talk")
    talk = answer.headers["Location"].partition("#")[0]
    assert talk.startswith(QUEUE)
    assert "One of us began this talk" in await sam.read(talk)
    assert "What is known of them" in await sam.read(talk)
    form = await sam.hidden(talk)
    await sam.post(f"{talk}/say", {**form, "text": "Hello Jean, Sam here."})
    assert (JEAN, "Hello Jean, Sam here.") in await town.leave()
    assert "Sam here." in await sam.read(page)
    assert talk in await sam.read(page)
    again = await sam.press(page, f"{page}/talk")
    assert again.headers["Location"].startswith(talk)
    town.now += town.desk.promise
    assert await town.chase() == 0
    lea = await Person(office).sign_in(LEA)
    hers = await lea.read(page)
    assert "Sam has a talk with them now" in hers
    assert "Sam here." not in hers
    assert "hello" in hers
    assert (await lea.press(page, f"{page}/talk")).status == 303


async def test_a_talk_that_waits_is_taken(office: Office, sam: Person) -> None:
    """Whatever the hour: they asked. Who is second is told who has it."""
    town, page = office.town, await jeans(office)
    await town.text("PERSON")
    await town.store.run(lambda tx: tx.caseloads.add("sue", 1, NOON))
    sue = await Person(office).sign_in(SUE)
    assert "A person is needed" in await sam.read(page)
    await sam.press(page, f"{page}/talk")
    answer = await sue.press(page, f"{page}/talk")
    assert answer.status == 422
    assert "Sam has this talk now" in await answer.text()
    stranger = replace(SUE, id="ida", name="Ida")
    ida = await Person(office).sign_in(stranger)
    assert (await ida.press(LIST, f"{page}/talk")).status == 403


async def test_an_alert_is_for_leads(office: Office, sam: Person) -> None:
    """On this page, too."""
    await office.town.text("i want to kill myself")
    page = await jeans(office)
    assert "Urgent words were seen" not in await sam.read(page)
    lea = await Person(office).sign_in(LEA)
    assert "Urgent words were seen" in await lea.read(page)


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("stopped", "asked us to stop"),
        ("stranger", "Somebody else has their phone"),
        ("unsafe", "from Tue 24 Nov, 18:00"),
    ],
)
async def test_when_nobody_writes_first(office: Office, sam: Person, how: str, told: str) -> None:
    """The page says why, and no talk is open."""
    town, page = office.town, await jeans(office)

    def is_so(tx) -> None:
        jean = tx.residents.at(Address("sms", JEAN), "oakfield", NOON)
        talk = jean.conversation
        if how == "stopped":
            tx.residents.stop(jean.address, NOON, "text")
        elif how == "stranger":
            tx.residents.keep(jean, replace(talk, stranger="asked"), None)
        else:
            saved = {**talk.saved, SAFE_HOURS: "18:00-21:00"}
            tx.residents.keep(jean, replace(talk, saved=saved), None)

    await town.store.run(is_so)
    town.later(minutes=0 if how == "stopped" else 20)
    if how == "unsafe":
        assert (await sam.press(page, f"{page}/talk")).status == 303, "she wrote just now"
        await town.store.run(
            lambda tx: [tx.handovers.close(one.handover.id, NOON) for one in talks_of(tx)]
        )
        town.now = NOON.replace(hour=14)
        sam = await Person(office).sign_in(SAM, code="another-link-of-sams")
    answer = await sam.press(page, f"{page}/talk")
    assert answer.status == 422
    assert told in await answer.text()
    assert "No talk is open" in await sam.read(QUEUE)


def talks_of(tx):
    """Every open talk."""
    return tx.handovers.open_in(["oakfield"])


async def test_whoever_has_a_talk_may_look_after_them(office: Office) -> None:
    """Where nobody who is here does; a lead in any case, and nobody before they have the talk."""
    town = office.town
    await town.text("PERSON")
    await town.leave()
    sue, lea = await Person(office).sign_in(SUE), await Person(office).sign_in(LEA)
    await office.here(SAM)
    who = await town.resident()
    talk = f"{QUEUE}/{(await sue.read(QUEUE)).partition(QUEUE + '/')[2][:32]}"
    assert (await sue.press(talk, f"{talk}/keep")).status == 409
    await sue.press(talk, f"{talk}/take")
    await town.store.run(lambda tx: tx.caseloads.add("sam", who.id, NOON))
    assert "Look after them" not in await sue.read(talk)
    assert (await sue.press(talk, f"{talk}/keep")).status == 409
    await town.store.run(lambda tx: tx.staff.revoke("sam", NOON))
    answer = await sue.press(talk, f"{talk}/keep")
    assert answer.headers["Location"] == await jeans(office)
    assert "Looked after by" in await sue.read(await jeans(office))
    assert "Look after them" not in await sue.read(talk)
    await lea.press(talk, f"{talk}/take")
    await lea.press(talk, f"{talk}/keep")
    found = await town.store.read(lambda tx: tx.caseloads.keepers([who.id]))
    assert set(found[who.id]) == {"sam", "sue", "lea"}
    assert "caseload.changed" in await acts(office)


async def test_the_people_of_who_was_sent_away(office: Office, sam: Person) -> None:
    """They wait on the lead's page until somebody looks after them; one by one, too."""
    town, page = office.town, await jeans(office)
    lea = await Person(office).sign_in(LEA)
    assert "their people wait" not in await lea.read(STAFF)
    await lea.press(f"{STAFF}/sam", f"{STAFF}/sam/revoke")
    assert "Hand over the people of Sam" in await lea.read(STAFF)
    assert "nobody looks after them" in await lea.read(f"{LIST}?place=oakfield&show=alone")
    assert "nobody yet" in await lea.read(page)
    shown = await lea.read(f"{STAFF}/sam")
    assert "Sam was sent away" in shown
    assert "Send Sam away" not in shown
    assert "First day away" not in shown
    assert (await lea.press(STAFF, f"{STAFF}/sam/link")).status == 403
    far = Staff("far", "Farah", "lead", ("porth-derwen",), NOON)
    assert (await (await Person(office).sign_in(far)).get(f"{STAFF}/sam")).status == 404
    answer = await lea.press(f"{STAFF}/sam", f"{STAFF}/sam/hand-over", to="sue")
    assert "Handed over" in await lea.read(answer.headers["Location"])
    sue = await Person(office).sign_in(SUE)
    assert (await sue.get(page)).status == 200
    assert (await lea.get(f"{STAFF}/sam")).status == 404
    assert "their people wait" not in await lea.read(STAFF)
    await lea.press(f"{STAFF}/sue", f"{STAFF}/sue/revoke")
    await lea.press(page, f"{page}/hand-on", to="lea")
    found = await town.store.read(lambda tx: tx.caseloads.sizes())
    assert found == {"lea": 1}
