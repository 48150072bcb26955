"""The page of one resident: what was said and by whom, referrals and what is to be done of them,
and check-ins without an answer; and how the list tells of these."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from connectbot.desk.checking import ending
from connectbot.flows.leaving import PAUSED
from connectbot.model.message import Address, Inbound
from tests.desk.checking import rounds
from tests.desk.referring.introduced import draft, moved, stands
from tests.desk.town import JEAN, NOON
from tests.web.office import LEA, SAM, Office, Person
from tests.web.test_console_residents import LIST, acts, begins, jeans


@pytest.fixture
async def sam(office: Office) -> Person:
    """Sam, who looks after Jean; she wrote an hour ago."""
    return await begins(office)


async def test_what_was_said_is_on_the_page(office: Office, sam: Person) -> None:
    """By them and by the helper; never what is not answered yet, nor what broke."""
    page = await sam.read(await jeans(office))
    assert "They wrote" in page
    assert "hello" in page
    assert "Automatic helper" in page
    jean = await office.town.resident()

    def comes(tx, state: str, words: str) -> None:
        tx.inbox.add(replace(rounds_in(words), provider_id=state), jean.id, state=state)

    await office.town.store.run(comes, "waiting", "seven out of ten")
    await office.town.store.run(comes, "parked", "rather low")
    page = await sam.read(await jeans(office))
    assert "seven out of ten" not in page
    assert "rather low" not in page


def rounds_in(words: str) -> Inbound:
    """A message of Jean's."""
    return Inbound(Address("sms", JEAN), "", words, NOON)


async def test_no_answer_of_a_check_in_is_on_the_page(office: Office, sam: Person) -> None:
    """Neither a question nor an answer, nor the offer's, while it goes on and after."""
    town = office.town
    await town.leave()
    town.later(days=1)
    await rounds.consented(town)
    await rounds.due(town, "baseline")
    sam = await Person(office).sign_in(SAM, code="another-link-of-sams")
    asked = await town.say("GO")
    for answer in ("7", "8"):
        asked += await town.say(answer)
        page = await sam.read(await jeans(office))
        assert "GO when you have a minute" in page
        assert not [words for words in asked if words.splitlines()[0] in page]
        assert not [n for n in "78" if f'<p class="text" dir="auto">{n}</p>' in page]
    assert "baseline" in page
    assert "begun" in page
    assert "satisfied" not in page


async def test_answers_are_for_the_one_they_were_shown_to(office: Office, sam: Person) -> None:
    """Sam reads them, and nobody who covers or leads does; after a no they are gone."""
    town = office.town
    await rounds.consented(town, shows_to="sam")
    await rounds.due(town, "baseline")
    await rounds.complete(town, "baseline", rounds.ONS4)
    page = await sam.read(await jeans(office))
    assert "Their answers: baseline" in page
    assert "satisfied" in page
    assert "7 (0 not at all" in page.lower()
    assert "1 done." in page
    lea = await Person(office).sign_in(LEA)
    hers = await lea.read(await jeans(office))
    assert "1 done." in hers
    assert "Their answers" not in hers
    assert "satisfied" not in hers
    who = await town.resident()
    await town.store.run(lambda tx: ending.withdrawn(tx, who.id, town.now))
    page = await sam.read(await jeans(office))
    assert "They take no part any more" in page
    assert "satisfied" not in page


async def test_what_is_asked_differently_by_now_is_still_told(office: Office, sam: Person) -> None:
    """An answer of a list in its words; a question or a plan that is gone by its name."""
    town = office.town
    made = await rounds.consented(town, shows_to="sam")
    wave = (await rounds.waves(town))["baseline"]
    answers = (("ucla3", "companionship", 2), ("gone", "item", 4), ("ons4", "gone", 3))

    def shows(tx) -> None:
        tx.checkins.show(wave, "sam", answers, town.now)
        tx.checkins.enrol(replace(made, id="0f" * 16, plan="of-old", state="finished"))

    await town.store.run(shows)
    page = await sam.read(await jeans(office))
    assert "gone, item" in page
    assert "ons4, gone" in page
    assert "Some of the time" in page
    assert "of-old" in page
    assert "All of them are over." in page


async def test_they_are_asked_for_check_ins_from_here(office: Office, sam: Person) -> None:
    """Once: they say yes or no themselves. A pause of theirs is theirs to end, another is ours."""
    page, town = await jeans(office), office.town
    act = f"{page}/check-ins"
    assert "They are in no plan." in await sam.read(page)
    answer = await sam.press(page, act, do="ask", plan="usual")
    shown = await sam.read(answer.headers["Location"])
    assert "being asked whether they want any" in shown
    assert "Ask them whether" not in shown
    made = await rounds.enrolment(town)
    assert (made.referrer, made.state) == ("sam", "invited")
    again = await sam.press(page, act, do="ask", plan="usual")
    assert again.status == 422
    assert "Nobody asks them twice" in (await again.text()).replace("\n", " ")
    await sam.press(page, act, do="pause")
    assert "paused until somebody says so" in await sam.read(page)
    assert (await sam.press(page, act, do="pause")).status == 422
    await sam.press(page, act, do="go-on")
    assert not (await rounds.enrolment(town)).paused_why
    assert (await sam.press(page, act, do="go-on")).status == 422
    who = await town.resident()
    until = town.now + timedelta(days=28)
    await town.store.run(lambda tx: ending.paused(tx, who.id, until, ending.ASKED))
    shown = await sam.read(page)
    assert "paused until 22 Dec 2026" in shown
    assert "Let check-ins go on" not in shown
    assert "theirs to end" in await (await sam.press(page, act, do="go-on")).text()
    assert {"checkin.enrolled", "checkin.paused", "checkin.resumed"} <= set(await acts(office))


@pytest.mark.parametrize(
    ("how", "told"),
    [("stopped", "asked us to stop"), ("dead", "Nothing arrives"), ("young", "under 18")],
)
async def test_who_is_not_asked(office: Office, sam: Person, how: str, told: str) -> None:
    """And the page says why."""

    def is_so(tx) -> None:
        jean = tx.residents.at(Address("sms", JEAN), "oakfield", NOON)
        if how == "stopped":
            tx.residents.stop(jean.address, NOON, "text")
        elif how == "dead":
            tx.residents.mark_bad(jean.address, "30005", NOON)
        else:
            tags = jean.conversation.tags | {"young"}
            tx.residents.keep(jean, replace(jean.conversation, tags=tags), None)

    await office.town.store.run(is_so)
    page = await jeans(office)
    answer = await sam.press(page, f"{page}/check-ins", do="ask", plan="usual")
    assert answer.status == 422
    assert told in await answer.text()


async def test_referrals_and_what_is_to_be_done(office: Office, sam: Person) -> None:
    """Where each stands, with its page, and a new one for them."""
    town = office.town
    made = await stands(town, "sent")
    page = await sam.read(await jeans(office))
    assert f'href="/console/referrals/{made.id}">Tea and Talk</a>' in page
    assert "The group is told" in page
    assert "To do" not in page
    assert f"/console/referrals/new?who={made.resident_id}" in page
    town.later(days=11)
    sam = await Person(office).sign_in(SAM, code="another-link-of-sams")
    assert "Tea and Talk has not answered about Jean" in await sam.read(await jeans(office))
    await moved(town, made.id, "declined_by_service", "provider", reason="no-capacity")
    page = await sam.read(await jeans(office))
    assert "Tea and Talk has no place for Jean" in page
    assert "no capacity" in page
    town.later(days=15)
    sam = await Person(office).sign_in(SAM, code="a-third-link-of-sams")
    assert "has no place for" not in await sam.read(await jeans(office))


async def test_the_list_tells_of_referrals_and_pauses(office: Office, sam: Person) -> None:
    """Each filter stands in the address; an open referral tells more than one that is over."""
    town = office.town
    await stands(town, "sent")
    who = await town.resident()

    def more(tx) -> None:
        over = draft(who.id, state="declined_by_person", reason="said-no", closed_at=NOON)
        tx.referrals.add(replace(over, made_at=NOON + timedelta(days=1)))
        for n, state in ((1, "awaiting_consent"), (2, "declined_by_person")):
            other = tx.residents.at(Address("sms", f"+44770090025{n}"), "oakfield", NOON)
            closed = NOON if n == 2 else None
            tx.referrals.add(draft(other.id, state=state, closed_at=closed))
            tx.caseloads.add("sam", other.id, NOON)
            if n == 2:
                tags = other.conversation.tags | {PAUSED}
                tx.residents.keep(other, replace(other.conversation, tags=tags), None)

    await town.store.run(more)
    assert "quiet until they write" in await sam.read(LIST)
    for query, rows in (
        ("", 3),
        ("?referral=open", 2),
        ("?referral=asked", 1),
        ("?referral=group", 1),
        ("?referral=over", 1),
        ("?referral=none", 1),
        ("?referral=nonsense", 3),
        ("?show=paused", 1),
        ("?show=fine&referral=open", 2),
        ("?show=alone", 0),
    ):
        page = await sam.read(f"{LIST}{query}")
        assert page.count('data-head="Name"') == rows, query
    await rounds.enrol(town)
    await town.store.run(lambda tx: ending.paused(tx, who.id, None, ending.OPERATOR))
    page = await sam.read(f"{LIST}?show=paused")
    assert page.count('data-head="Name"') == 2
    assert "check-ins paused" in page


async def test_a_long_list_goes_on(office: Office, sam: Person) -> None:
    """Page by page, of a caseload and of a place, with what was asked for."""

    def many(tx) -> None:
        for n in range(60):
            other = tx.residents.at(Address("sms", f"+4477009004{n:02}"), "oakfield", NOON)
            tx.caseloads.add("sam", other.id, NOON)

    await office.town.store.run(many)
    lea = await Person(office).sign_in(LEA)
    for who, asked, further in (
        (sam, "?show=fine", "?show=fine&skip=50"),
        (lea, "?place=oakfield", "?place=oakfield&skip=50"),
        (lea, "?show=fine&place=oakfield", "?show=fine&place=oakfield&skip=50"),
    ):
        page = await who.read(f"{LIST}{asked}")
        assert page.count('data-head="Name"') == 50, asked
        assert f'{LIST}{further}"' in page, asked
        rest = await who.read(f"{LIST}{further}")
        assert rest.count('data-head="Name"') == 11, asked
        assert "Older" not in rest
        assert "Newer" in rest
