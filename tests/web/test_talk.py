"""One link, one browser: only who was asked reads a talk, answers in it, and gives it back."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientResponse

from connectbot.web.talk import TEXT_LIMIT
from tests.web.serving import Client, client_of
from tests.web.talks import LINK, EchoTalks

OPEN = f"/console/talk/{LINK}"
TALK = "/console/talks/t1"
HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
async def talks() -> EchoTalks:
    return EchoTalks()


@pytest.fixture
async def client(talks: EchoTalks) -> AsyncIterator[Client]:
    async with client_of(talks.routes("http://bot.example")) as client:
        yield client


class Person:
    """Somebody with a browser of their own."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.cookie = ""

    async def get(self, path: str) -> ClientResponse:
        return await self.client.get(path, headers=self._headers({}))

    async def post(
        self, path: str, form: dict[str, str] | None = None, **headers: str
    ) -> ClientResponse:
        sent = self._headers(headers or HERE)
        answer = await self.client.post(path, data=form or {}, headers=sent, allow_redirects=False)
        if "talk" in answer.cookies:
            self.cookie = answer.cookies["talk"].value
        return answer

    async def fields(self) -> dict[str, str]:
        """The hidden fields of the talk's page."""
        html = await (await self.get(TALK)).text()
        return dict(re.findall(r'name="(stamp|form)" value="([^"]+)"', html))

    def _headers(self, headers: dict[str, str]) -> dict[str, str]:
        return {**headers, **({"Cookie": f"talk={self.cookie}"} if self.cookie else {})}


@pytest.fixture
async def sam(client: Client) -> Person:
    """Who has opened the talk."""
    sam = Person(client)
    assert (await sam.post(OPEN)).status == 303
    return sam


async def test_looking_at_a_link_uses_nothing_up(client: Client, talks: EchoTalks) -> None:
    """Mail scanners follow links: the page has one button, and only that opens the talk."""
    for _ in range(3):
        answer = await client.get(OPEN)
        assert answer.status == 200
        assert "Open this talk" in await answer.text()
    assert not talks.browser


async def test_opening_gives_the_browser_a_secret(client: Client, talks: EchoTalks) -> None:
    """A cookie no script can read and no other site can use; the address holds no secret."""
    answer = await client.post(OPEN, headers=HERE, allow_redirects=False)
    assert (answer.status, answer.headers["Location"]) == (303, TALK)
    cookie = answer.cookies["talk"]
    assert len(cookie.value) == 43
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert not cookie["secure"]
    assert cookie.value == talks.browser


async def test_on_https_the_secret_travels_on_https_alone(talks: EchoTalks) -> None:
    """The cookie is bound to the host and marked secure."""
    async with client_of(talks.routes("https://bot.example")) as client:
        answer = await client.post(OPEN, headers=HERE, allow_redirects=False)
        cookie = answer.cookies["__Host-talk"]
        assert cookie["secure"]
        assert cookie["path"] == "/"
        assert not cookie["domain"]


async def test_a_browser_keeps_its_secret_for_the_next_talk(sam: Person) -> None:
    """Opening another link does not lock out the talk that is open."""
    before = sam.cookie
    await sam.post("/console/talk/another-link-0001")
    assert sam.cookie == before
    assert (await sam.get(TALK)).status == 200


async def test_the_page_shows_what_was_said(sam: Person) -> None:
    """Who said what, when, and why they are needed."""
    html = await (await sam.get(TALK)).text()
    for words in (
        "im lonely since my husband died, LS8",
        "They asked for a person",
        "Tue 7 Jul, 14:05",
    ):
        assert words in html


async def test_whoever_has_asked_us_to_stop_cannot_be_written_to(
    sam: Person, talks: EchoTalks
) -> None:
    """The page says so instead of taking words that would go nowhere; and where others read."""
    talks.stopped = talks.shared = True
    html = await (await sam.get(TALK)).text()
    assert all(said in html for said in ("They have asked us to stop", "Other people see this"))
    assert "textarea" not in html


@pytest.mark.parametrize(
    ("kind", "why", "words"),
    [
        ("handover", "stuck", "did not know how to go on"),
        ("handover", "wrong-person", "not the person we wrote to"),
        ("handover", "media", "which we never open"),
        ("safeguarding", "", "Urgent words were seen"),
    ],
)
async def test_the_page_says_why_a_person_is_needed(kind: str, why: str, words: str) -> None:
    """Each reason in words."""
    async with client_of(EchoTalks(kind, why).routes()) as client:
        sam = Person(client)
        await sam.post(OPEN)
        assert words in await (await sam.get(TALK)).text()


async def test_what_they_wrote_is_never_part_of_the_page(sam: Person, talks: EchoTalks) -> None:
    """Words are shown as words, whatever they hold."""
    script = "<script>alert(1)</script>"
    await sam.post(f"{TALK}/say", {**await sam.fields(), "text": script})
    html = await (await sam.get(TALK)).text()
    assert script not in html
    assert "&lt;script&gt;" in html


async def test_a_used_link_opens_nothing_in_another_browser(client: Client, sam: Person) -> None:
    """403 and a sentence saying what to do."""
    other = Person(client)
    answer = await other.post(OPEN)
    assert answer.status == 403
    assert "go back to that browser" in await answer.text()
    assert (await other.get(TALK)).status == 401


async def test_the_link_leads_back_to_the_talk_in_its_own_browser(sam: Person) -> None:
    """Who follows their link again is let in again."""
    answer = await sam.post(OPEN)
    assert (answer.status, answer.headers["Location"]) == (303, TALK)


@pytest.mark.parametrize("cookie", ["", "short", "A" * 43, "A" * 42 + "!"])
async def test_strangers_see_nothing(client: Client, sam: Person, cookie: str) -> None:
    """Without the secret of the browser that opened it: 401, with a wrong one: 403."""
    stranger = Person(client)
    stranger.cookie = cookie
    answer = await stranger.get(TALK)
    assert answer.status == (403 if cookie == "A" * 43 else 401)
    assert "lonely" not in await answer.text()
    for path in (f"{TALK}/say", f"{TALK}/back"):
        assert (await stranger.post(path, {"text": "hello"})).status == 403


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/console"), ("GET", "/console/"), ("POST", "/console/x"), ("GET", "/console/talk/x")],
)
async def test_everything_else_under_the_console_is_closed(
    client: Client, method: str, path: str
) -> None:
    """A stranger learns nothing about what is there."""
    assert (await client.request(method, path)).status == 401


async def test_an_answer_is_said_once_however_often_the_form_is_sent(
    sam: Person, talks: EchoTalks
) -> None:
    """A double click is one text; a form gone back to and changed is another."""
    form = {**await sam.fields(), "text": " Hello, I'm Sam. \0"}
    for _ in range(2):
        answer = await sam.post(f"{TALK}/say", form)
        assert (answer.status, answer.headers["Location"]) == (303, f"{TALK}#text")
    await sam.post(f"{TALK}/say", {**form, "text": "Are you there?"})
    assert list(talks.said.values()) == ["Hello, I'm Sam.", "Are you there?"]


async def test_nothing_written_is_nothing_said(sam: Person, talks: EchoTalks) -> None:
    """An empty answer only shows the page again."""
    answer = await sam.post(f"{TALK}/say", {**await sam.fields(), "text": "  "})
    assert answer.status == 303
    assert not talks.said


async def test_too_long_an_answer_is_kept_in_the_box(sam: Person, talks: EchoTalks) -> None:
    """Nothing is sent and nothing is lost: the page says how much is too much."""
    text = "x" * (TEXT_LIMIT + 1)
    answer = await sam.post(f"{TALK}/say", {**await sam.fields(), "text": text})
    html = await answer.text()
    assert answer.status == 422
    assert text in html
    assert "1001 letters" in html
    assert not talks.said


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "https://[bad"},
    ],
)
async def test_a_form_from_another_site_changes_nothing(
    client: Client, sam: Person, talks: EchoTalks, headers: dict[str, str]
) -> None:
    """Neither opening, nor answering, nor giving back."""
    form = {**await sam.fields(), "text": "hello"}
    for path in (OPEN, f"{TALK}/say", f"{TALK}/back"):
        assert (await sam.post(path, form, **headers)).status == 403
    assert talks.open
    assert not talks.said


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://bot.example"}, {"Origin": "null"}, {"X-Old": "browser"}]
)
async def test_an_older_browser_can_answer(
    sam: Person, talks: EchoTalks, headers: dict[str, str]
) -> None:
    """Where the browser does not say which site a form is from, its stamp decides."""
    form = {**await sam.fields(), "text": "hello"}
    assert (await sam.post(f"{TALK}/say", form, **headers)).status == 303
    assert list(talks.said.values()) == ["hello"]


@pytest.mark.parametrize("stamp", ["", "0" * 64, "ü"])
async def test_a_form_without_its_stamp_changes_nothing(
    sam: Person, talks: EchoTalks, stamp: str
) -> None:
    """The stamp is made from the secret only this browser holds."""
    for path in (f"{TALK}/say", f"{TALK}/back"):
        answer = await sam.post(path, {"stamp": stamp, "text": "hello"})
        assert answer.status == 403
        assert "Nothing was changed" in await answer.text()
    assert talks.open
    assert not talks.said


async def test_reading_changes_nothing(sam: Person, talks: EchoTalks) -> None:
    """GET of the forms' addresses is 401 or 405, never an answer or a handing back."""
    for path in (f"{TALK}/say", f"{TALK}/back"):
        assert (await sam.get(path)).status in (401, 405)
    assert talks.open


async def test_giving_back_ends_it_for_this_browser(sam: Person, talks: EchoTalks) -> None:
    """The page thanks, and afterwards the talk is closed here too."""
    form = await sam.fields()
    answer = await sam.post(f"{TALK}/back", form)
    assert answer.status == 200
    assert "with the automatic helper again" in await answer.text()
    assert not talks.open
    assert (await sam.get(TALK)).status == 403
    for path, text in ((f"{TALK}/back", ""), (f"{TALK}/say", "hello"), (f"{TALK}/say", "x" * 2000)):
        assert (await sam.post(path, {**form, "text": text})).status == 403


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("application/x-www-form-urlencoded; charset=none", 400),
        ("text/plain", 403),
        ("multipart/form-data; boundary=x", 400),
        ("multipart/form-data", 400),
    ],
)
async def test_a_form_nobody_can_read_is_refused(sam: Person, kind: str, status: int) -> None:
    """Never a failure of ours."""
    headers: dict[str, Any] = {**HERE, "Content-Type": kind, "Cookie": f"talk={sam.cookie}"}
    answer = await sam.client.post(f"{TALK}/say", data=b"--x\r\ntext=\xff", headers=headers)
    assert answer.status == status
