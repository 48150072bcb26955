"""Referring from the console: the group first, then the person; several from one file."""

from __future__ import annotations

from datetime import date

import pytest
from aiohttp import FormData

from connectbot.web.console.refer import why_not
from connectbot.web.console.several import MOST
from tests.desk.town import NOON, WORLD
from tests.web.office import LEA, SAM, Office, Person
from tests.web.referring import ANN, GIVEN, LIST, NEW, SUE, found, made

SEVERAL = f"{LIST}/several"
HEADS = "first_name,phone,listing,matters\n"
ONE = f"{HEADS}Bob,07700 900172,tea-and-talk,\n"
TWO = f"{HEADS}Ann,{ANN},tea-and-talk,=company\nBob,07700 900172,tea-and-talk,\n"


@pytest.fixture
async def sam(office: Office) -> Person:
    """Sam, a link worker."""
    return await Person(office).sign_in(SAM)


async def test_somebody_new_is_asked_first(office: Office, sam: Person) -> None:
    """The neutral text goes, Sam looks after them from now on, and the group is told nothing."""
    page = await made(sam)
    assert await office.town.leave() == [
        (
            "+447700900171",
            "Hello, Sam said you'd expect this text. I'm an automatic helper. Not sure? Ask Sam "
            "before you reply.\n1 That's fine\n2 No thanks\n3 Wrong person",
        )
    ]
    (one,) = await found(office)
    assert (one.state, one.door, one.made_by, one.urgency) == (
        *("awaiting_consent", "console", "sam", "soon"),
    )
    assert one.details.area == "LS8"
    assert await office.town.store.read(lambda tx: tx.caseloads.of(["sam"])) == [one.resident_id]
    assert "They are asked first" in await sam.read(f"{page}?said=made")


async def test_only_checked_groups_may_be_chosen(office: Office, sam: Person) -> None:
    """The others are found too, with why not; and whoever sends the form all the same is told."""
    page = await sam.read(f"{NEW}?words=the+blanket+shelf")
    assert f'href="{NEW}?to=tea-and-talk"' in await sam.read(f"{NEW}?words=tea")
    assert "Nobody has checked it yet" in page
    assert "to=blanket-shelf" not in page
    assert "Which group" in await sam.read(f"{NEW}?to=blanket-shelf")
    for to in ("blanket-shelf", "darts-night", "nonsense"):
        assert (await sam.press(NEW, NEW, **{**GIVEN, "to": to})).status == 409
    assert await found(office) == []
    assert "Nothing has these words" in await sam.read(f"{NEW}?words=zzzz")


@pytest.mark.parametrize(
    ("changes", "checked", "told"),
    [
        ({}, {}, ""),
        ({"suspended": NOON.date()}, {}, "Nobody is referred to it since 24 Nov 2026."),
        ({"checked": None}, {}, "Nobody has checked it yet."),
        ({"due": ("insurance",)}, {}, "Its insurance has to be seen first."),
        ({"due": ("safeguarding",)}, {"safeguarding": None}, "Its safeguarding has to be seen"),
        ({}, {"on": date(2024, 10, 6)}, "It was last checked on 6 Oct 2024"),
    ],
)
def test_why_nobody_is_referred_is_told(
    changes: dict[str, object], checked: dict[str, object], told: str
) -> None:
    """What is missing is named, so that somebody can see to it."""
    listing = WORLD.book.listing("tea-and-talk")
    check = {"checked": listing.checked.model_copy(update=checked)} if checked else {}
    said = why_not(listing.model_copy(update={**changes, **check}), NOON.date())
    assert said.startswith(told)
    assert bool(said) == bool(told)


@pytest.mark.parametrize(
    ("more", "status", "told"),
    [
        ({"phone": "0800 nonsense"}, 422, "this is no mobile that takes texts"),
        ({"first_name": " "}, 409, "A first name is needed"),
        ({"under_18": "yes"}, 409, "Nobody under 18"),
        ({"urgency": "nonsense"}, 409, "There is no urgency"),
        ({"matters": "x" * 301}, 409, "300 are the most"),
    ],
)
async def test_what_is_wrong_is_told_with_the_form(
    office: Office, sam: Person, more: dict[str, str], status: int, told: str
) -> None:
    """Nobody is asked, and what was written stands there still."""
    answer = await sam.press(f"{NEW}?to=tea-and-talk", NEW, **{**GIVEN, **more})
    page = await answer.text()
    assert answer.status == status
    assert told in page
    assert "no steps" in page
    assert await found(office) == []
    assert await office.town.leave() == []


async def test_somebody_known_needs_no_number(office: Office, sam: Person) -> None:
    """From their page it is the group alone; whoever is another's cannot be referred so."""
    await made(sam)
    (first,) = await found(office)
    who = f"who={first.resident_id}"
    assert (
        f"to=chair-based-oakfield&amp;{who}"
        in await (await sam.get(f"{NEW}?{who}&words=chair+based")).text()
    )
    option = f'<option value="{first.resident_id}">Ann, never heard from</option>'
    assert option in await sam.read(f"{NEW}?to=chair-based-oakfield")
    form = f"{NEW}?to=chair-based-oakfield&{who}"
    assert 'name="phone"' not in await sam.read(form)
    answer = await sam.press(form, NEW, matters="a gentle start")
    assert answer.status == 303
    second = next(one for one in await found(office) if one.id != first.id)
    assert (second.resident_id, second.details.first_name) == (first.resident_id, "Ann")
    twice = await sam.press(form, NEW)
    assert twice.status == 409
    assert "already" in await twice.text()
    await office.town.text("STOP", "+447700900171")
    assert option not in await sam.read(f"{NEW}?to=chair-based-oakfield")
    sue = await Person(office).sign_in(SUE)
    assert (await sue.get(form)).status == 403
    stolen = {"to": "chair-based-oakfield", "who": first.resident_id}
    assert (await sue.press(NEW, NEW, **stolen)).status == 403
    assert (await (await Person(office).sign_in(LEA)).get(form)).status == 200


async def test_somebody_of_another_name_is_asked_about(office: Office, sam: Person) -> None:
    """A shared phone is said to be one; nothing there speaks of a command."""
    await made(sam)
    answer = await sam.press(f"{NEW}?to=tea-and-talk", NEW, **{**GIVEN, "first_name": "Bob"})
    page = await answer.text()
    assert answer.status == 409
    assert "If they share the phone, say so;" in page
    assert await made(sam, first_name="Bob", shared="yes")


async def test_a_file_is_looked_at_before_anybody_is_asked(office: Office, sam: Person) -> None:
    """A number by its last figures, the group by name; then each is asked for themselves, and what
    was refused is told by its line."""
    await made(sam)
    refused = await sam.press(SEVERAL, SEVERAL, text=TWO)
    assert refused.status == 422
    assert "Line 2: They are referred to Tea and Talk already" in await refused.text()
    other = await sam.press(SEVERAL, SEVERAL, text=TWO.replace("Ann", "Eve"))
    assert "say so (yes under shared)" in await other.text()
    form = FormData({**await sam.hidden(SEVERAL), "text": ""})
    form.add_field("file", ONE.encode(), filename="people.csv", content_type="text/csv")
    looked = await sam.post(SEVERAL, form)  # type: ignore[arg-type]
    page = await looked.text()
    assert looked.status == 200
    assert "… 172" in page
    assert "Tea and Talk" in page
    assert "900172" not in page.partition("<form method")[0]
    assert len(await found(office)) == 1
    done = await sam.press(SEVERAL, SEVERAL, text=ONE, do="ask")
    page = " ".join((await done.text()).split())
    assert "1 referred, 0 not." in page
    assert {one.details.first_name for one in await found(office)} == {"Bob", "Ann"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Choose a file"),
        ("Zo\ufffd", "not UTF-8"),
        (f"{HEADS}Ann,{ANN},nowhere,\n", "Line 2: nowhere: there is no group of this id"),
        (f"{HEADS}Ann,0800,tea-and-talk,\n", "Line 2: phone is no number"),
        (f"{HEADS}{'x' * 50}", "Line 2: phone is empty"),
        (
            HEADS + "".join(f"Ann,07700 9{n:05},tea-and-talk,\n" for n in range(200, 201 + MOST)),
            "people at once",
        ),
    ],
)
async def test_a_faulty_file_asks_nobody(office: Office, sam: Person, text: str, told: str) -> None:
    """What is wrong is told by its line, also where the button to ask was pressed."""
    answer = await sam.press(SEVERAL, SEVERAL, text=text, do="ask")
    assert answer.status == 422
    assert told in await answer.text()
    assert await found(office) == []
