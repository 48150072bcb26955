"""The pages of whoever keeps the directory, over a real store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from connectbot.desk.listings import changing, importing
from connectbot.desk.listings.importing import Draft
from connectbot.directory.body import body_of
from connectbot.directory.place import USUAL
from connectbot.model.kept import Kept
from tests.directory.making import listing
from tests.web.office import HOME, JO, OPERATOR, SAM, TEA, Office, Person, says


async def test_a_listing_is_shown_wholly(jo: Person) -> None:
    """What it is, where, when, whom to ask, and what happened to it."""
    page = await jo.read(TEA)
    for words in (
        "Tea and Talk",
        "Oakfield Hall",
        "Tue 2pm to 4pm",
        "Jean",
        "A file",
        "Made.",
    ):
        assert words in page


async def test_all_of_it_or_some_is_right_today(office: Office, jo: Person) -> None:
    """One press; what is no critical thing is not taken."""
    answer = await jo.press(TEA, f"{TEA}/confirm", thing=["when", "nonsense"])
    assert answer.headers["Location"] == f"{TEA}?said=right"
    assert (await says(office)).assured.when == date(2026, 11, 24)
    await jo.press(TEA, f"{TEA}/confirm")
    assert (await says(office)).assured.on == date(2026, 11, 24)


async def test_any_change_is_undone_and_an_undo_too(office: Office, jo: Person) -> None:
    """Each as a revision of its own; what cannot be undone says why."""
    await jo.press(TEA, f"{TEA}/confirm")
    await jo.press(TEA, f"{TEA}/undo", number="2")
    assert (await says(office)).assured.on is None
    await jo.press(TEA, f"{TEA}/undo", number="3")
    assert (await says(office)).assured.on == date(2026, 11, 24)
    answer = await jo.press(TEA, f"{TEA}/undo", number="99")
    assert answer.status == 409
    assert "there is no revision 99; there are 1 to 4" in await answer.text()


async def test_it_is_hidden_taken_out_and_found_again(office: Office, jo: Person) -> None:
    """Why is asked each time, and its page stays where it was."""
    for state, words in (("hidden", "It rests"), ("removed", "taken out"), ("active", "for now")):
        assert (await jo.press(TEA, f"{TEA}/move", state=state, why=" ")).status == 422
        answer = await jo.press(TEA, f"{TEA}/move", state=state, why="the hall is shut")
        assert answer.headers["Location"] == f"{TEA}?said=moved"
        assert (await office.kept("tea-and-talk")).state == state
        assert words in await jo.read(TEA)
    assert (await jo.press(TEA, f"{TEA}/move", state="merged", why="no")).status == 422
    assert "Let residents find it again" not in await jo.read(TEA)


async def test_a_merged_one_leads_to_the_other(office: Office, jo: Person) -> None:
    """Its own page is no more; nothing is done to it there."""
    ids = [one for one in office.town.desk.world.book.listings if one != "tea-and-talk"]
    await office.town.store.run(
        changing.move, "tea-and-talk", "merged", OPERATOR, office.town.now, into=ids[0]
    )
    answer = await office.client.get(
        TEA, headers={"Cookie": f"visit={jo.cookie}"}, allow_redirects=False
    )
    assert answer.headers["Location"] == f"{HOME}/listings/{ids[0]}"
    assert (await jo.press(HOME, f"{TEA}/confirm")).status == 404


async def test_a_listing_is_found_by_its_words(jo: Person) -> None:
    """By a word, by its id; without words those of their own places, by the alphabet."""
    assert "Tea and Talk" in await jo.read(f"{HOME}/find?words=tea")
    assert "Tea and Talk" in await jo.read(f"{HOME}/find?words=tea-and-talk")
    assert "Nothing has these words" in await jo.read(f"{HOME}/find?words=xylophone")
    assert "These are 50" in await jo.read(f"{HOME}/find")


async def test_a_confidential_address_is_on_no_page(office: Office, jo: Person) -> None:
    """Not on its own page, in its form or in its history; an edit of something else keeps it."""
    secret = listing(
        "refuge",
        name="Safe House",
        place="oakfield",
        where={
            "confidential": True,
            "venue": "Rose Cottage",
            "address": "7 Elm Row",
            "outcode": "LS8",
        },
    )
    new = Kept("refuge", "oakfield", "active", 0, body_of(secret))
    await office.town.store.run(changing.add, new, OPERATOR, office.town.now)
    page = f"{HOME}/listings/refuge"
    edit = {"cost": "£0.50", "do": "keep", "needs": ["company"]}
    assert (await jo.press(f"{page}/edit", f"{page}/edit", **edit)).status == 303
    await office.restock()
    for path in (page, f"{page}/edit", f"{HOME}/find?words=safe", HOME):
        words = await jo.read(path)
        assert "Rose" not in words
        assert "Elm" not in words
    assert "Rose Cottage" in (await says(office, "refuge")).where.for_staff()


async def test_the_queue_is_what_waits_in_their_places(office: Office, jo: Person) -> None:
    """What a resident said and what was not confirmed for long; of other places nothing."""
    assert '<p class="small">Oakfield, National</p>' in await jo.read()

    def told(tx) -> None:
        tx.suggestions.add(
            "oakfield", "tea-and-talk", "wrong", "resident", "its on a Monday now", office.town.now
        )
        tx.suggestions.add(
            "porth-derwen", "", "new", "resident", "a choir by the sea", office.town.now
        )

    await office.town.store.run(told)
    page = await jo.read()
    assert "Something is wrong: Tea and Talk" in page
    assert "its on a Monday now" in page
    assert "choir" not in page
    sam = await Person(office).sign_in(SAM)
    page = await sam.read()
    assert "Monday" not in page
    assert "Changing them is for maintainers" in page


async def test_what_is_due_stands_oldest_first(office: Office) -> None:
    """What nobody has said for long to be right, with its phone; at most fifty at once."""
    office.town.later(days=400)
    await office.restock(USUAL)
    rose = replace(JO, id="rose", name="Rose", places=("oakfield",))
    page = await (await Person(office).sign_in(rose)).read()
    assert "Residents do not find it any more" in page
    assert "Last right on 2026" in page
    assert "These are the 50 oldest of" in page


async def test_a_file_that_says_something_else_is_settled(office: Office, jo: Person) -> None:
    """Both stand beside each other; ours stays or the file's is taken, and then nothing waits."""
    said = await says(office)
    for theirs, take, cost in (("£2", "ours", "£5"), ("£3", "file", "£3")):
        kept = await office.kept("tea-and-talk")
        ours = body_of(said.model_copy(update={"cost": "£5"}))
        await office.town.store.run(
            changing.change, kept.id, ours, OPERATOR, office.town.now, seen=kept.number
        )
        draft = Draft(
            kept.id, kept.place, body_of(said.model_copy(update={"cost": theirs})), kept.source
        )
        await office.town.store.run(importing.take, [draft], office.town.now)
        assert "Where a file says something else" in await jo.read()
        assert "Its file says something else" in await jo.read(TEA)
        page = await jo.read(f"{TEA}/file")
        assert "£5" in page
        assert theirs in page
        answer = await jo.press(f"{TEA}/file", f"{TEA}/file", take=take)
        assert answer.headers["Location"] == f"{TEA}?said=kept"
        assert (await says(office)).cost == cost
        assert "says nothing else" in await jo.read(f"{TEA}/file")
    answer = await jo.press(TEA, f"{TEA}/file", take="file")
    assert answer.status == 409
    assert (await jo.get(f"{HOME}/listings/nothing/file")).status == 404


async def test_a_listing_of_a_newer_program_is_not_edited(office: Office, jo: Person) -> None:
    """Its page says so, with its history, and offers nothing that would break it."""
    kept = await office.kept("tea-and-talk")
    odd = replace(kept.body, text=kept.body.text[:-1] + ',"zzz":1}')
    await office.town.store.run(changing.change, kept.id, odd, OPERATOR, office.town.now, seen=1)
    page = await jo.read(TEA)
    assert "A newer program wrote this" in page
    assert "This is right" not in page
