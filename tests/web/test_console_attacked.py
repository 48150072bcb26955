"""What fresh eyes tried on the console: ids of others in addresses and forms, and odd answers."""

from __future__ import annotations

import pytest

from connectbot.model.staff import Staff
from tests.desk.town import NOON
from tests.web.office import HOME, Office, Person

WEN = Staff("wen", "Wen", "maintainer", ("porth-derwen",), NOON)
SIGN_IN = "/console/sign-in"


@pytest.mark.parametrize(
    "answer", ["[" * 8_000, '{"id":' * 1_300, '{"id": "\\ud800"}', '{"id": ["x"]}', "7", "nothing"]
)
async def test_an_odd_answer_of_a_passkey_is_a_no(office: Office, answer) -> None:
    """Whatever a browser says that it signed: it is not let in, and nothing breaks."""
    answered = await Person(office).press(SIGN_IN, SIGN_IN, answer=answer, challenge="a")
    assert answered.status == 403


async def test_a_suggestion_of_another_place_changes_nothing_there(office: Office) -> None:
    """A maintainer of another place names it beside a listing of theirs, and beside a new one: it
    is neither shown nor ended, and its listing stays as it is."""
    told = "my mum says it has moved to our house"
    id = await office.town.store.run(
        lambda tx: tx.suggestions.add("oakfield", "tea-and-talk", "wrong", "resident", told, NOON)
    )
    wen = await Person(office).sign_in(WEN)
    theirs = f"{HOME}/listings/lifeboat-kitchen"
    for page in (f"{theirs}/edit", f"{HOME}/add"):
        where = f"{page}?for={id}"
        answer = await wen.get(where)
        assert told not in await answer.text()
        form = {"name": "Ours", "when": "Mondays 2pm to 4pm", "place": "porth-derwen"}
        before = await office.kept("tea-and-talk")
        seen = {"seen": before.number, "do": "keep", "needs": ["company"]}
        await wen.press(page, where, **{**form, **seen})
        assert await office.kept("tea-and-talk") == before
    assert (await office.town.store.read(lambda tx: tx.suggestions.get(id))).state == "open"
