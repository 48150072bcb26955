"""The pages behind the links in our mails: looking changes nothing, one answer is taken."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from connectbot.desk.referring.replying import WORDS
from connectbot.web.mailed import INTRODUCED, RIGHT, mailed_routes
from tests.web.serving import client_of

STILL, COMES = "/still-right/abcdefgh12345678", "/introduced/abcdefgh12345678"

HERE = {"Sec-Fetch-Site": "same-origin"}
ELSEWHERE = {"Sec-Fetch-Site": "cross-site"}


@dataclass(frozen=True)
class Darts:
    """What is asked of: the list's words of a group, or somebody who would like to come."""

    place: str = "Oakfield"
    name: str = "Darts <Night>"
    group: str = "Darts Night"
    says: str = "Tuesdays 2pm to 4pm."


class Contact:
    """A question that waits for one answer."""

    def __init__(self) -> None:
        self.given: list[tuple[str, str]] = []

    async def asked(self, token: str) -> Darts | None:
        return None if self.given else Darts()

    async def answer(self, token: str, choice: str, words: str) -> str:
        if self.given:
            return ""
        self.given.append((choice, words))
        return "Noted & thanked."


@pytest.fixture
async def contact():
    """Whoever runs the darts."""
    return Contact()


@pytest.fixture
async def client(contact):
    """Their browser."""
    routes = [
        route
        for question in (RIGHT, INTRODUCED)
        for route in mailed_routes(
            question, asked=contact.asked, answer=contact.answer, public_url="http://bot.example"
        )
    ]
    async with client_of(routes) as client:
        yield client


@pytest.mark.parametrize(
    ("link", "shown"),
    [(STILL, "Tuesdays 2pm to 4pm."), (COMES, "would like to come to Darts Night")],
)
async def test_looking_changes_nothing(client, contact, link, shown) -> None:
    """Mail scanners follow links; what is asked stands there, escaped."""
    for _ in range(2):
        answer = await client.get(link)
        html = await answer.text()
        assert (answer.status, contact.given) == (200, [])
        assert "Darts &lt;Night&gt;" in html
        assert shown in html


@pytest.mark.parametrize(
    ("link", "choice", "again", "over"),
    [(STILL, "1", "3", "This has been answered"), (COMES, "yes", "met", "Nothing waits here")],
)
async def test_one_answer_is_taken(client, contact, link, choice, again, over) -> None:
    """They read what we say to it and nothing of what was asked; the link is used up."""
    html = await (await client.post(link, data={"answer": choice}, headers=HERE)).text()
    assert ("Noted &amp; thanked." in html, "Darts" in html) == (True, False)
    second = await client.post(link, data={"answer": again}, headers=HERE)
    assert (second.status, contact.given) == (404, [(choice, "")])
    assert over in await second.text()
    assert (await client.get(link)).status == 404


@pytest.mark.parametrize(
    ("link", "form", "headers", "status", "told"),
    [
        (STILL, {"answer": "2", "words": "  "}, HERE, 422, "Please write what has changed"),
        (STILL, {"answer": "7", "words": "moved <b>"}, HERE, 422, "moved &lt;b&gt;"),
        (STILL, {}, HERE, 422, "Please write what has changed"),
        (STILL, {"answer": "3"}, ELSEWHERE, 403, "sent from another page"),
        (COMES, {}, HERE, 422, "Please choose one"),
        (COMES, {"answer": "perhaps"}, HERE, 422, "Please choose one"),
        (COMES, {"answer": "yes"}, {"Origin": "https://else.example"}, 403, "another page"),
    ],
)
async def test_what_is_not_whole_is_asked_again(
    client, contact, link, form, headers, status, told
) -> None:
    """Nothing is done by half an answer, or by a form of somebody else's page; words are kept."""
    answer = await client.post(link, data=form, headers=headers)
    html = await answer.text()
    assert (answer.status, contact.given) == (status, [])
    assert (told in html, 'id="problem"' in html) == (True, True)


@pytest.mark.parametrize("link", [STILL, COMES])
async def test_what_is_no_form_is_refused(client, link) -> None:
    """A body that says it is a form and is none."""
    broken = {**HERE, "Content-Type": "multipart/form-data; boundary=x"}
    assert (await client.post(link, data=b"--x\r\nnothing", headers=broken)).status == 400


def test_every_word_has_its_button() -> None:
    """What can be texted can be pressed."""
    assert {value for value, _ in INTRODUCED.choices} == set(WORDS)


async def test_what_changed_is_handed_on(client, contact) -> None:
    """Their words go with their answer."""
    form = {"answer": "2", "words": " On Fridays now. "}
    await client.post(STILL, data=form, headers=HERE)
    assert contact.given == [("2", "On Fridays now.")]
