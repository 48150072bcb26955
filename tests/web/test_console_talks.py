"""Today, handovers and alerts: who waits, taken by one, answered, passed on, acknowledged."""

from __future__ import annotations

from dataclasses import replace

import pytest

from connectbot.model.message import Address
from connectbot.model.staff import Staff
from connectbot.web.talk import TEXT_LIMIT
from tests.desk.town import JEAN, LEE, NOON
from tests.desk.town import SAM as SAMS_PHONE
from tests.web.office import JO, LEA, SAM, Office, Person, somebody_waits

TODAY, QUEUE, ALERTS = "/console", "/console/handovers", "/console/alerts"
SUE = Staff("sue", "Sue", "link-worker", ("oakfield",), NOON)


@pytest.fixture
async def sam(office: Office) -> Person:
    """Sam, a link worker of Oakfield, signed in; Jean has asked for a person."""
    await somebody_waits(office)
    return await Person(office).sign_in(SAM)


@pytest.fixture
async def lea(office: Office, sam: Person) -> Person:
    """Lea, who leads there."""
    return await Person(office).sign_in(LEA)


async def talk_of(person: Person) -> str:
    """The page of the first talk in the queue."""
    return f"{QUEUE}/{(await person.read(QUEUE)).partition(QUEUE + '/')[2][:32]}"


async def alert_of(lea: Person) -> str:
    """Where the first alert is acknowledged and closed."""
    return f"{ALERTS}/{(await lea.read(ALERTS)).partition(ALERTS + '/')[2][:32]}"


async def test_the_day_in_one_line(office: Office, sam: Person) -> None:
    """Who waits, whose phone is dead, who is fine: of the people they look after."""
    for number in range(4):
        at = Address("sms", f"+4477009001{number:02}")
        resident = await office.town.store.run(
            lambda tx, at=at: tx.residents.at(at, "oakfield", office.town.now)
        )
        await office.town.store.run(
            lambda tx, id=resident.id: tx.caseloads.add("sam", id, office.town.now)
        )
        if number == 2:
            await office.town.store.run(
                lambda tx, at=at: tx.residents.mark_bad(at, "30005", office.town.now)
            )
        if number == 3:
            await office.town.store.run(
                lambda tx, at=at: tx.residents.stop(at, office.town.now, "text")
            )
    page = await sam.read(TODAY)
    assert "1 waiting, 1 phone dead, 1 fine." in page
    assert "Somebody, Oakfield" in page
    assert "They asked for a person." in page
    assert "Nothing waits for you" in page
    assert "cover" not in page


async def test_a_name_is_told_where_they_gave_one(office: Office, sam: Person) -> None:
    """The first name alone, and nothing of what they wrote."""
    await office.town.store.run(_named, office.town.now)
    for path in (TODAY, QUEUE):
        page = await sam.read(path)
        assert "Jean" in page
        assert "kill" not in page
        assert JEAN not in page


def _named(tx, now) -> None:
    jean = tx.residents.at(Address("sms", JEAN), "oakfield", now)
    talk = replace(jean.conversation, saved={**jean.conversation.saved, "name": "Jean"})
    tx.residents.keep(jean, talk, jean.wake_at)


async def test_a_lead_is_told_of_urgent_words(lea: Person, sam: Person) -> None:
    """A link worker is not."""
    assert "urgent, not seen yet" in await lea.read(TODAY)
    assert "urgent" not in await sam.read(TODAY)
    assert "urgent words" in await lea.read(QUEUE)


async def test_whom_they_cover_is_said(office: Office, sam: Person) -> None:
    """On the days of the leave."""
    today = NOON.date()
    await office.here(SUE)
    await office.town.store.run(
        lambda tx: tx.staff.change(replace(SUE, away=(today, today), cover="sam"))
    )
    assert "You cover for Sue." in await sam.read(TODAY)


async def test_a_talk_is_taken_answered_and_given_back(office: Office, sam: Person) -> None:
    """What was said is shown to whoever has it; what they write goes once, in their name."""
    talk = await talk_of(sam)
    before = await sam.read(talk)
    assert "Nobody has this talk yet" in before
    assert "They wrote" not in before
    answer = await sam.press(talk, f"{talk}/take")
    assert answer.headers["Location"] == f"{talk}#text"
    page = await sam.read(talk)
    assert "They wrote" in page
    assert "PERSON" in page
    form = await sam.hidden(talk)
    for _ in range(2):
        await sam.post(f"{talk}/say", {**form, "text": "Hello, I'm Sam\0 "})
    assert [one for one in await office.town.leave() if one[0] == JEAN] == [
        (JEAN, "Hello, I'm Sam")
    ]
    assert "with you" not in await sam.read(TODAY)
    answer = await sam.press(talk, f"{talk}/back")
    assert "answers them again" in await sam.read(answer.headers["Location"])
    assert "No talk is open" in await sam.read(QUEUE)
    acts = [one.action for one in await office.town.store.read(lambda tx: tx.audit.entries())]
    assert {"handover.taken", "record.read", "handover.answered", "handover.closed"} <= set(acts)


async def test_nothing_and_too_much_are_not_sent(office: Office, sam: Person) -> None:
    """What was typed is still there to be shortened."""
    talk = await talk_of(sam)
    await sam.press(talk, f"{talk}/take")
    assert (await sam.press(talk, f"{talk}/say", text=" ")).status == 303
    answer = await sam.press(talk, f"{talk}/say", text="x" * (TEXT_LIMIT + 1))
    assert answer.status == 422
    words = await answer.text()
    assert "There is a problem" in words
    assert "x" * TEXT_LIMIT in words
    assert [one for one in await office.town.leave() if one[0] == JEAN] == []


async def test_two_never_answer_over_each_other(office: Office, sam: Person) -> None:
    """Whoever is second reads who has it, and sends nothing."""
    sue, talk = await Person(office).sign_in(SUE), await talk_of(sam)
    stale = await sue.hidden(talk)
    await sam.press(talk, f"{talk}/take")
    answer = await sue.post(f"{talk}/take", stale)
    assert answer.status == 409
    assert "Sam has this talk now" in await answer.text()
    page = await sue.read(talk)
    assert "What is said in it is between them" in page
    assert "They wrote" not in page
    answer = await sue.press(talk, f"{talk}/say", text="me too")
    assert answer.status == 409
    assert "Nothing was sent" in await answer.text()
    answer = await sue.press(talk, f"{talk}/back")
    assert "not one of yours" in await sue.read(answer.headers["Location"])
    assert "Sam" in await sue.read(QUEUE)


async def test_a_lead_takes_over_as_they_saw_it(lea: Person, sam: Person) -> None:
    """Then the one before answers no more."""
    talk = await talk_of(sam)
    await sam.press(talk, f"{talk}/take")
    assert "Take it over from Sam" in await lea.read(talk)
    form = await sam.hidden(talk)
    assert (await lea.press(talk, f"{talk}/take")).status == 303
    answer = await sam.post(f"{talk}/say", {**form, "text": "still me"})
    assert answer.status == 409


async def test_what_waits_too_long_is_offered_to_the_others(office: Office, sam: Person) -> None:
    """The page says so, and who was late."""
    sue, talk = await Person(office).sign_in(SUE), await talk_of(sam)
    await sam.press(talk, f"{talk}/take")
    assert "with you" in await sam.read(TODAY)
    office.town.now += office.town.desk.promise
    await office.town.chase()
    sue = await Person(office).sign_in(SUE, code="another-link-of-sues")
    assert "not answered in time" in await sue.read(TODAY)
    assert "Sam, no answer in time" in await sue.read(QUEUE)
    assert "Take it over from Sam" in await sue.read(talk)


async def test_the_queue_is_filtered_by_its_address(lea: Person, sam: Person) -> None:
    """Which, and where; a filter that is none shows all."""
    await lea.press(await talk_of(lea), f"{await talk_of(lea)}/take")
    for query, rows in (
        ("", 2),
        ("?show=mine", 1),
        ("?show=waits", 1),
        ("?place=nowhere", 0),
        ("?show=nonsense", 2),
    ):
        page = await lea.read(f"{QUEUE}{query}")
        assert page.count('data-head="Who"') == rows, query


async def test_what_is_national_is_no_place_to_wait_in(office: Office, sam: Person) -> None:
    """Nobody lives there: the filter offers places of people alone, and chooses none of them."""
    lead = replace(LEA, id="ada", name="Ada", places=("oakfield", "porth-derwen", ""))
    page = await (await Person(office).sign_in(lead)).read(QUEUE)
    assert page.count('<option value="" selected>') == 2
    assert ">National<" not in page


async def test_who_is_asked_and_when_is_told(office: Office, sam: Person) -> None:
    """The list of the settings, with their hours and who is there."""
    page = await sam.read(QUEUE)
    assert "Sam, always" in page
    assert "Lee, always" in page
    assert "there now" in page
    assert "Nobody has it yet." in page
    assert "Sam was asked; Lee is next, at 1" in page
    await office.here(Staff("lee", "Lee", "lead", ("oakfield",), NOON, to=Address("sms", LEE)))
    away = (NOON.date(), NOON.date())
    lee = Staff("lee", "Lee", "lead", ("oakfield",), NOON, to=Address("sms", LEE), away=away)
    await office.town.store.run(lambda tx: tx.staff.change(lee))
    assert "on leave" in await sam.read(QUEUE)


async def test_a_talk_of_another_place_is_closed(office: Office, sam: Person) -> None:
    """Also one that is over."""
    other = replace(SUE, id="al", name="Al", places=("porth-derwen",))
    al, talk = await Person(office).sign_in(other), await talk_of(sam)
    assert (await al.get(talk)).status == 403
    assert (await al.get(f"{QUEUE}/{'0' * 32}")).status == 403
    answer = await al.press(QUEUE, f"{talk}/take")
    assert answer.headers["Location"] == f"{QUEUE}?said=gone"
    assert "No talk is open" in await al.read(QUEUE)


async def test_a_page_that_looks_by_itself_is_nobody_at_work(office: Office, sam: Person) -> None:
    """It writes no reading down and keeps no visit going."""
    talk = await talk_of(sam)
    await sam.press(talk, f"{talk}/take")
    await sam.read(talk)

    async def readings() -> int:
        entries = await office.town.store.read(lambda tx: tx.audit.entries())
        return [one.action for one in entries].count("record.read")

    before = await readings()
    for _ in range(4):
        office.town.later(minutes=8)
        answer = await office.client.get(
            talk, headers={"Cookie": f"visit={sam.cookie}", "Sec-Fetch-Dest": "empty"}
        )
    assert answer.status == 401
    assert await readings() == before


async def test_an_alert_is_seen_and_closed(office: Office, lea: Person) -> None:
    """Seen once; closed when it is dealt with; both by a lead."""
    alert = await alert_of(lea)
    assert "not seen yet" in await lea.read(ALERTS)
    answer = await lea.press(ALERTS, f"{alert}/done")
    assert "was not changed" in await lea.read(answer.headers["Location"])
    answer = await lea.press(ALERTS, f"{alert}/seen")
    assert "you look after it now" in await lea.read(answer.headers["Location"])
    seen = f"Seen by Lea, {office.town.now.astimezone(office.town.desk.rota.zone):%H:%M}."
    assert seen in await lea.read(ALERTS)
    assert seen in await lea.read(QUEUE)
    answer = await lea.press(ALERTS, f"{alert}/seen")
    assert "was not changed" in await lea.read(answer.headers["Location"])
    answer = await lea.press(ALERTS, f"{alert}/done")
    assert "Closed." in await lea.read(answer.headers["Location"])
    assert "No alert is open" in await lea.read(ALERTS)


async def test_an_alert_that_nobody_opened_stands_first(office: Office, lea: Person) -> None:
    """All were told, and it says so; a screen that is broken is told there too."""
    for _ in range(3):
        office.town.now += office.town.desk.promise
        await office.town.chase()
    lea = await Person(office).sign_in(LEA, code="another-link-of-lea")
    assert "nobody has opened it, all were told" in await lea.read(ALERTS)
    assert "asked; nobody else is on the list." in await lea.read(QUEUE)
    assert "not whole" not in await lea.read(ALERTS)
    await office.town.store.run(
        lambda tx: tx.switches.set("safety-broke", "it broke", office.town.now)
    )
    assert "not whole" in await lea.read(ALERTS)


async def test_a_reply_that_did_not_arrive_says_to_ring(office: Office, lea: Person) -> None:
    """An alert for that reason names it."""
    now = office.town.now
    ann = await office.town.store.run(
        lambda tx: tx.residents.at(Address("sms", "+447700900155"), "oakfield", now)
    )
    await office.town.store.run(
        lambda tx: tx.handovers.open(ann.id, "oakfield", "safeguarding", "not-delivered", now, now)
    )
    assert "could not be delivered" in await lea.read(ALERTS)


async def test_a_maintainer_begins_with_the_directory(jo: Person) -> None:
    """They talk to nobody."""
    assert "What waits" in await jo.read(TODAY)
    assert jo.staff == JO
    assert SAMS_PHONE not in await jo.read(TODAY)
