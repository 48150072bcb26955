"""The page behind the link in a mail: looking changes nothing, one answer is taken."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from connectbot.web.right import right_routes
from tests.web.serving import client_of

LINK = "/still-right/abcdefgh12345678"
HERE = {"Sec-Fetch-Site": "same-origin"}


@dataclass(frozen=True)
class Darts:
    """What is asked."""

    place: str = "Oakfield"
    name: str = "Darts <Night>"
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
    routes = right_routes(
        asked=contact.asked, answer=contact.answer, public_url="http://bot.example"
    )
    async with client_of(routes) as client:
        yield client


async def test_looking_changes_nothing(client, contact) -> None:
    """Mail scanners follow links; what is asked stands there, escaped."""
    for _ in range(2):
        answer = await client.get(LINK)
        html = await answer.text()
        assert (answer.status, contact.given) == (200, [])
        assert "Darts &lt;Night&gt;" in html
        assert "Tuesdays 2pm to 4pm." in html


async def test_one_answer_is_taken(client, contact) -> None:
    """They read what we say to it; the link is used up."""
    answer = await client.post(LINK, data={"answer": "1"}, headers=HERE)
    assert "Noted &amp; thanked." in await answer.text()
    again = await client.post(LINK, data={"answer": "3"}, headers=HERE)
    assert (again.status, contact.given) == (404, [("1", "")])
    assert "This has been answered" in await again.text()


@pytest.mark.parametrize(
    ("form", "headers", "status", "told"),
    [
        ({"answer": "2", "words": "  "}, HERE, 422, "Please write what has changed"),
        ({"answer": "7", "words": "moved <b>"}, HERE, 422, "moved &lt;b&gt;"),
        ({}, HERE, 422, "Please write what has changed"),
        ({"answer": "3"}, {"Sec-Fetch-Site": "cross-site"}, 403, "sent from another page"),
    ],
)
async def test_what_is_not_whole_is_asked_again(client, contact, form, headers, status, told):
    """Nothing is done by half an answer, or by a form of somebody else's page; words are kept."""
    answer = await client.post(LINK, data=form, headers=headers)
    assert (answer.status, contact.given) == (status, [])
    assert told in await answer.text()


async def test_what_is_no_form_is_refused(client) -> None:
    """A body that says it is a form and is none."""
    broken = {**HERE, "Content-Type": "multipart/form-data; boundary=x"}
    assert (await client.post(LINK, data=b"--x\r\nnothing", headers=broken)).status == 400
