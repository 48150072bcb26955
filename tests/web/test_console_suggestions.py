"""What somebody told us is accepted, amended or declined on a page, and they are told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from connectbot.directory.body import listing_of
from tests.desk.town import JEAN
from tests.web.office import HOME, JO, SAM, Office, Person

TEA = "tea-and-talk"


async def told(office: Office, words: str, kind: str = "wrong", listing: str = TEA) -> str:
    """A resident who wrote yesterday says something; the page on which it is decided."""
    await office.town.say("hello")
    office.town.later(hours=20)
    jean = await office.town.resident()
    id = await office.town.store.run(
        lambda tx: tx.suggestions.add(
            "oakfield", listing, kind, "resident", words, office.town.now, resident=jean.id
        )
    )
    return f"{HOME}/suggestions/{id}"


async def read(office: Office) -> list[str]:
    """What she reads, when texts may go out again."""
    office.town.later(hours=5)
    return (await office.town.delivered())[JEAN]


async def state(office: Office, page: str) -> str:
    """How it was decided."""
    return (
        await office.town.store.read(lambda tx: tx.suggestions.get(page.rsplit("/", 1)[1]))
    ).state


async def test_what_the_words_mean_is_accepted(office: Office) -> None:
    """The change is shown, one press makes it, and she is thanked without a word of what it was."""
    page = await told(office, "its 07700 900555 now")
    jo = await Person(office).sign_in()
    words = await jo.read(page)
    for part in ("its 07700 900555 now", "A resident, today", "What it would change", "Accept"):
        assert part in words
    answer = await jo.press(page, f"{page}/accept")
    assert answer.headers["Location"] == f"{HOME}/listings/{TEA}?said=told"
    assert listing_of((await office.kept(TEA)).body).contact.phone == "07700 900555"
    assert await state(office, page) == "accepted"
    (text,) = await read(office)
    assert "900555" not in text
    assert "Tea" not in text
    jo = await Person(office).sign_in(code="another-one-of-jo")
    again = await jo.read(page)
    assert "This was accepted by Jo Bell" in again
    assert "Accept this change" not in again


async def test_what_they_meant_is_written_better(office: Office) -> None:
    """The form shows what the words would change; what is kept ends the suggestion."""
    page = await told(office, "its 07700 900555 now")
    jo = await Person(office).sign_in()
    edit = f"{HOME}/listings/{TEA}/edit?for={page.rsplit('/', 1)[1]}"
    assert edit in await jo.read(page)
    form = await jo.read(edit)
    assert "This is what they told us" in form
    assert 'value="07700 900555"' in form
    needs = ["bereavement", "company", "talk"]
    answer = await jo.press(edit, edit, **{"contact.phone": "07700 900556"}, needs=needs, do="keep")
    assert answer.headers["Location"] == f"{HOME}/listings/{TEA}?said=told"
    assert listing_of((await office.kept(TEA)).body).contact.phone == "07700 900556"
    assert await state(office, page) == "amended"
    answer = await jo.press(edit, edit, cost="£7", needs=needs, do="keep", seen="2")
    assert answer.status == 409
    assert "it was amended already" in await answer.text()


async def test_it_is_declined_with_a_reason(office: Office, jo: Person) -> None:
    """Without one, or with a long one, it stays open and says why."""
    page = await told(office, "its rubbish")
    jo = await Person(office).sign_in(code="another-one-of-jo")
    assert "I cannot tell from these words" in await jo.read(page)
    for wrong in (" ", "x" * 251):
        assert (await jo.press(page, f"{page}/decline", reason=wrong)).status == 409
    assert (await jo.press(page, f"{page}/accept")).status == 409
    assert await state(office, page) == "open"
    answer = await jo.press(page, f"{page}/decline", reason="It is as it was, we rang them.")
    assert answer.status == 303
    assert await state(office, page) == "declined"
    assert "They read: “It is as it was" in await jo.read(page)
    assert (await office.kept(TEA)).number == 1
    assert all("rang" not in text for text in await read(office))


@pytest.mark.parametrize("wanted", ["hidden", "removed"])
async def test_what_has_stopped_is_taken_out(office: Office, wanted: str) -> None:
    """Or rests, with one press."""
    page = await told(office, "its shut for good", "closed")
    jo = await Person(office).sign_in()
    assert (await jo.press(page, f"{page}/accept", state=wanted)).status == 303
    assert (await office.kept(TEA)).state == wanted
    assert await state(office, page) == "accepted"


async def test_what_is_missing_is_added(office: Office) -> None:
    """From the page of what was said; she is told, and the queue says so."""
    page = await told(office, "theres a knitting thing at the chapel", "new", "")
    jo = await Person(office).sign_in()
    add = f"{HOME}/add?for={page.rsplit('/', 1)[1]}"
    assert add in await jo.read(page)
    assert "knitting thing at the chapel" in await jo.read(add)
    form = {"name": "Knitting at the chapel", "cost": "free", "needs": ["company"], "do": "keep"}
    answer = await jo.press(add, add, **form)
    assert answer.headers["Location"] == f"{HOME}/listings/knitting-at-the-chapel?said=told"
    assert await state(office, page) == "accepted"
    assert await office.kept("knitting-at-the-chapel") is not None


async def test_what_was_dealt_with_otherwise_ends(office: Office) -> None:
    """Of something new, too: back to the queue, which says it."""
    page = await told(office, "theres a choir", "new", "")
    jo = await Person(office).sign_in()
    answer = await jo.press(page, f"{page}/done")
    assert answer.headers["Location"] == f"{HOME}?said=told"
    assert await state(office, page) == "accepted"
    assert "is told, in words that give nothing away" in await jo.read(f"{HOME}?said=told")


async def test_only_whoever_keeps_the_place_reads_what_was_said(office: Office) -> None:
    """A link worker and another place's maintainer neither read nor decide it."""
    page = await told(office, "my neighbour goes there")
    for who in (SAM, replace(JO, id="al", name="Al", places=("porth-derwen",))):
        person = await Person(office).sign_in(who)
        answer = await person.get(page)
        assert answer.status == 403
        assert "neighbour" not in await answer.text()
        for act in ("accept", "decline", "done"):
            assert (await person.press(HOME, f"{page}/{act}", reason="no")).status == 403
    assert await state(office, page) == "open"
