"""The pages of people who help, and the pretend phones, in a real browser."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from aiohttp import web
from aiohttp.test_utils import unused_port
from playwright.async_api import expect

from connectbot.fakes.phones import PhonesPage
from connectbot.fakes.twilio import FakeTwilio
from connectbot.model.resident import Line
from connectbot.web.server import application, serving
from tests.browser.conftest import Watched, in_browser
from tests.web.talks import LINK, NOW, EchoTalks

pytestmark = in_browser


async def test_a_person_opens_reads_answers_and_gives_back(watched: Watched) -> None:
    """By keyboard; what they write meanwhile appears, and never disturbs the answer."""
    talks, page = EchoTalks(), watched.page
    async with serving(application(talks.routes()), "127.0.0.1", 0) as url:
        await page.goto(f"{url}/console/talk/{LINK}")
        await page.get_by_role("button", name="Open this talk").focus()
        await page.keyboard.press("Enter")
        await expect(page).to_have_url(f"{url}/console/talks/t1")
        await expect(page.get_by_text("im lonely since my husband died")).to_be_visible()
        answer = page.get_by_label("Your answer")
        await answer.fill("Hello, I'm Sam.")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("list").get_by_text("Hello, I'm Sam.")).to_be_visible()
        assert list(talks.said.values()) == ["Hello, I'm Sam."]
        await answer.fill("half an answer")
        talks.lines.append(Line(NOW, "them", "oh good"))
        await expect(page.get_by_text("oh good")).to_have_count(1)
        assert await answer.input_value() == "half an answer"
        await page.get_by_text("Finished?").click()
        await page.get_by_role("button", name="Give the talk back to the helper").click()
        await expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
        assert not talks.open


async def test_a_talk_fits_a_narrow_screen(watched: Watched) -> None:
    """At 320 pixels nothing scrolls sideways, however long a word is."""
    talks, page = EchoTalks(), watched.page
    talks.lines.append(Line(NOW, "them", "W" * 120))
    await page.set_viewport_size({"width": 320, "height": 640})
    async with serving(application(talks.routes()), "127.0.0.1", 0) as url:
        await page.goto(f"{url}/console/talk/{LINK}")
        assert await watched.sideways() == 0
        await page.get_by_role("button", name="Open this talk").click()
        await expect(page.get_by_text("WWWW")).to_be_visible()
        assert await watched.sideways() == 0


@pytest.mark.parametrize("width", [320, 1200])
async def test_pretend_phones_are_live(watched: Watched, width: int) -> None:
    """A text shows on its phone, an answer beside it, a link can be followed, and all fits."""
    page, port = watched.page, unused_port()
    taken: list[str] = []
    url = f"http://127.0.0.1:{port}"
    twilio = FakeTwilio(
        url,
        account_sid="AC" + "0a" * 16,
        auth_token="pretend",
        number="+447700900000",
        clock=lambda: datetime(2026, 3, 3, 12, 0, tzinfo=UTC),
    )
    phones = PhonesPage(twilio, {"+447700900001": "Sam, link worker"})

    async def take(request: web.Request) -> web.Response:
        taken.append(str((await request.post())["Body"]))
        return web.Response()

    routes = [*phones.routes(), web.post("/twilio/sms", take)]
    app = application(routes, subapps=[("/pretend", twilio.app())], closing=[phones.close])
    await page.set_viewport_size({"width": width, "height": 900})
    async with serving(app, "127.0.0.1", port):
        await page.goto(f"{url}/demo/phones")
        await page.keyboard.type("hello")
        await page.keyboard.press("Enter")
        hers = page.get_by_role("log", name="Texts on the phone of 07700 900123")
        await expect(hers.get_by_text("hello")).to_be_visible()
        assert taken == ["hello"]
        await twilio.text_in("+447700900001", f"See {url}/console/talk/{LINK}.")
        sams = page.get_by_role("log", name="Texts on the phone of Sam, link worker")
        link = sams.get_by_role("link")
        await expect(link).to_have_attribute("href", f"{url}/console/talk/{LINK}")
        await page.get_by_label("Another phone").fill("07700 900555")
        await page.get_by_role("button", name="Add").click()
        await expect(page.get_by_label("Text from 07700 900555")).to_be_focused()
        await page.get_by_label("Another phone").fill("0770")
        await page.get_by_role("button", name="Add").click()
        await expect(page.get_by_role("status")).to_contain_text("Only pretend numbers")
        assert await watched.sideways() == 0
