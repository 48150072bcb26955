"""The page of a group's mail: looking changes nothing, one answer is taken, no number is shown."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from connectbot.desk.referring.replying import WORDS
from connectbot.web.introduced import CHOICES, introduced_routes
from tests.web.serving import client_of

LINK = "/introduced/abcdefgh12345678"
HERE = {"Sec-Fetch-Site": "same-origin"}


@dataclass(frozen=True)
class Jean:
    """Who would like to come, and where."""

    place: str = "Oakfield"
    group: str = "Darts <Night>"
    name: str = "Jean"


class Group:
    """A question that waits for one answer."""

    def __init__(self) -> None:
        self.given: list[str] = []

    async def asked(self, token: str) -> Jean | None:
        return None if self.given else Jean()

    async def answer(self, token: str, word: str) -> bool:
        self.given.append(word)
        return len(self.given) == 1


@pytest.fixture
async def group():
    """Whoever reads the mail."""
    return Group()


@pytest.fixture
async def client(group):
    """Their browser."""
    routes = introduced_routes(
        asked=group.asked, answer=group.answer, public_url="http://bot.example"
    )
    async with client_of(routes) as client:
        yield client


async def test_looking_changes_nothing(client, group) -> None:
    """Mail scanners follow links; what is asked stands there, escaped."""
    for _ in range(2):
        answer = await client.get(LINK)
        assert (answer.status, group.given) == (200, [])
        assert "Darts &lt;Night&gt;" in await answer.text()


async def test_one_answer_is_taken(client, group) -> None:
    """They are thanked, the link is used up, and the page tells nothing more."""
    answer = await client.post(LINK, data={"answer": "yes"}, headers=HERE)
    html = await answer.text()
    assert (answer.status, group.given, "Thank you" in html) == (200, ["yes"], True)
    assert "Jean" not in html
    assert (await client.post(LINK, data={"answer": "met"}, headers=HERE)).status == 404
    assert (await client.get(LINK)).status == 404


@pytest.mark.parametrize(
    ("form", "headers", "status"),
    [
        ({}, HERE, 422),
        ({"answer": "perhaps"}, HERE, 422),
        ({"answer": "yes"}, {"Sec-Fetch-Site": "cross-site"}, 403),
        ({"answer": "yes"}, {"Origin": "https://elsewhere.example"}, 403),
    ],
)
async def test_what_is_not_whole_is_asked_again(client, group, form, headers, status) -> None:
    """Nothing is done by half an answer, or by a form of somebody else's page."""
    answer = await client.post(LINK, data=form, headers=headers)
    assert (answer.status, group.given) == (status, [])
    assert 'id="problem"' in await answer.text()


async def test_what_is_no_form_is_refused(client) -> None:
    """A body that says it is a form and is none."""
    broken = {**HERE, "Content-Type": "multipart/form-data; boundary=x"}
    assert (await client.post(LINK, data=b"--x\r\nnothing", headers=broken)).status == 400


def test_every_word_has_its_button() -> None:
    """What can be texted can be pressed."""
    assert {value for value, _ in CHOICES} == set(WORDS)
