"""Writing a listing on a page: mistakes come back, a change is looked at, then it is kept."""

from __future__ import annotations

from datetime import date

import pytest

from connectbot.desk.listings import changing
from connectbot.directory.body import body_of
from connectbot.web.console import forms
from tests.desk.town import WORLD
from tests.directory.making import listing
from tests.web.office import HOME, OPERATOR, SAM, TEA, Office, Person, carried, says


async def test_a_change_is_looked_at_and_then_kept(office: Office, jo: Person) -> None:
    """Field by field before and after; only the second press keeps it, with who and why."""
    form = {"cost": "£1", "when": "Wednesdays 2pm to 4pm", "why": "they rang"}
    look = await jo.press(
        f"{TEA}/edit", f"{TEA}/edit", **form, needs=["bereavement", "company", "talk"]
    )
    page = await look.text()
    for words in ("Keep this?", "Tue 2pm to 4pm", "Wed 2pm to 4pm", "£1"):
        assert words in page
    assert (await office.kept("tea-and-talk")).number == 1
    hidden = dict(carried(page))
    ticked = [value for name, value in carried(page) if name == "needs"]
    kept = await jo.post(f"{TEA}/edit", {**hidden, "needs": ticked, "do": "keep"})
    assert kept.headers["Location"] == f"{TEA}?said=kept"
    said = await says(office)
    assert (said.cost, said.where.venue) == ("£1", "Oakfield Hall")
    assert said.assured.cost == said.assured.when == date(2026, 11, 24)
    assert said.assured.where is None
    page = await jo.read(f"{TEA}?said=kept")
    for words in ("Kept. Residents read it", "Jo Bell", "they rang", "this page, revision 2"):
        assert words in page


async def test_mistakes_come_back_with_their_mend(office: Office, jo: Person) -> None:
    """Every one of them, above the form in which all that was written still stands."""
    written = {"cost": "£1", "where.postcode": "nowhere", "name": "Tea & Talk"}
    answer = await jo.press(f"{TEA}/edit", f"{TEA}/edit", **written, needs=["company"])
    page = await answer.text()
    assert answer.status == 422
    assert "Postcode: this is no postcode; write one like LS8 2AB or LS8" in page
    assert 'value="Tea &amp; Talk"' in page
    assert 'value="nowhere"' in page
    answer = await jo.press(f"{TEA}/edit", f"{TEA}/edit", name="x" * 41, needs=[])
    page = await answer.text()
    assert answer.status == 422
    assert page.count('<li class="pre">') >= 2
    answer = await jo.press(
        f"{TEA}/edit", f"{TEA}/edit", **{"where.postcode": "ZZ99"}, needs=["talk"]
    )
    assert answer.status == 422
    assert "ZZ99" in await answer.text()
    assert (await office.kept("tea-and-talk")).number == 1


async def test_going_back_keeps_what_was_written(jo: Person) -> None:
    """Also what is wrong; nobody is scolded for going back."""
    form = {"cost": "£17", "where.postcode": "nowhere", "do": "back"}
    answer = await jo.press(f"{TEA}/edit", f"{TEA}/edit", **form)
    page = await answer.text()
    assert answer.status == 200
    assert 'value="£17"' in page
    assert "Nothing was kept yet" not in page


async def test_what_changes_nothing_offers_nothing_to_keep(jo: Person) -> None:
    """The ticked needs keep the order in which they stood."""
    ticked = ["talk", "company", "bereavement"]
    page = await (await jo.press(f"{TEA}/edit", f"{TEA}/edit", needs=ticked)).text()
    assert "nothing would change" in page
    assert "Keep it" not in page


async def test_whoever_was_slower_is_told_what_changed(office: Office, jo: Person) -> None:
    """A form of before somebody else's change keeps nothing, and says what is different."""
    form = await jo.hidden(f"{TEA}/edit")
    kept = await office.kept("tea-and-talk")
    cheaper = body_of((await says(office)).model_copy(update={"cost": "£5"}))
    await office.town.store.run(
        changing.change, kept.id, cheaper, OPERATOR, office.town.now, seen=1
    )
    said = {**form, "why": "x", "who": "everybody", "needs": ["bereavement", "company", "talk"]}
    answer = await jo.post(f"{TEA}/edit", {**said, "do": "keep"})
    assert answer.status == 409
    assert "cost: (nothing) -&gt; £5" in await answer.text()
    assert (await says(office)).cost == "£5"
    for action, more in (("confirm", {"seen": "1"}),):
        answer = await jo.press(TEA, f"{TEA}/{action}", **more)
        assert answer.status == 409


async def test_something_new_is_added(office: Office, jo: Person) -> None:
    """With an id made of its name, all of it right today; a second of that name has another id."""
    form = {"name": "Draughts Club", "cost": "free", "where.postcode": "LS8", "why": "I went there"}
    for id in ("draughts-club", "draughts-club-oakfield", "draughts-club-2"):
        answer = await jo.press(
            f"{HOME}/add", f"{HOME}/add", **form, needs=["company"], do="keep", place="oakfield"
        )
        assert answer.headers["Location"] == f"{HOME}/listings/{id}?said=added"
    said = await says(office, "draughts-club")
    assert (said.name, said.place, said.assured.on) == (
        "Draughts Club",
        "oakfield",
        date(2026, 11, 24),
    )
    look = await jo.press(f"{HOME}/add", f"{HOME}/add", **form, needs=["company"])
    page = await look.text()
    assert "Draughts Club" in page
    assert "<dt>Id</dt>" not in page


async def test_what_is_new_belongs_to_a_place_of_theirs(office: Office, jo: Person) -> None:
    """Nowhere else, and nobody adds who keeps nothing."""
    form = {"name": "Draughts Club", "cost": "free", "do": "keep"}
    there = await jo.press(HOME, f"{HOME}/add", **form, needs=["company"], place="porth-derwen")
    assert there.status == 403
    sam = await Person(office).sign_in(SAM)
    assert (await sam.get(f"{HOME}/add")).status == 403
    assert (await sam.press(HOME, f"{HOME}/add", **form)).status == 403
    assert await office.kept("draughts-club") is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("when", "Mon 10am to noon"),
        ("closed", "2026-12-20 to 2027-01-03 Christmas"),
        ("capacity", "2"),
        ("where.postcode", "LS8 2"),
    ],
)
def test_what_a_form_shows_is_read_back_the_same(field: str, value: str) -> None:
    """A form sent as it came changes nothing, whatever stands in it."""
    body = body_of(listing("tea", name="Tea", place="oakfield"))
    there, faults = forms.written(body, {field: value}, ["company"], WORLD, date(2026, 11, 24))
    assert (there is not None, faults) == (True, [])
    shown = forms.values_of(there)
    assert shown[field] == value
    again, _ = forms.written(there, shown, ["company"], WORLD, date(2026, 11, 24))
    assert again == there
