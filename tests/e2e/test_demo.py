"""`connectbot demo` in a real browser: the web chat, the pretend phones, and Sam who answers."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

from playwright.async_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import Watched, browser, context, in_browser, one_loop, watched
from tests.e2e.browser import link_in
from tests.e2e.service import RealService

__all__ = ["browser", "context", "watched"]

pytestmark = in_browser

FIRST = "im lonely since my husband died, LS8"


@one_loop()
async def demo(tmp_path: Path) -> AsyncIterator[RealService]:
    """The demo as `make run` starts it, one for each test: no phone holds another test's texts."""
    service = RealService(tmp_path / "demo")
    service.settings = {}  # it has no quiet hours of itself: this runs at any hour
    service.launch("demo", "--port", str(service.port))
    await service.ready()
    yield service
    assert (await service.stop())[0] == 0
    assert "pretend phones" in service.log
    assert service.log.count("/console/sign-in/") == 3
    assert "error" not in service.log


async def answers_as_sam(context: BrowserContext, link: str, words: str) -> Watched:
    """Sam opens the link in a tab of the same browser and answers."""
    sam = Watched(await context.new_page())
    await sam.page.goto(link)
    await sam.page.get_by_role("button", name="Open this talk").click()
    await expect(sam.page.get_by_text(FIRST)).to_be_visible()
    await sam.page.get_by_label("Your answer").fill(words)
    await sam.page.get_by_role("button", name="Send").click()
    await expect(sam.page.get_by_role("list").get_by_text(words)).to_be_visible()
    return sam


def phone(page: Page, name: str) -> Locator:
    """The texts on a pretend phone."""
    return page.get_by_role("log", name=f"Texts on the phone of {name}")


async def test_the_web_chat_leads_to_a_listing_and_a_person(
    demo: RealService, context: BrowserContext, watched: Watched
) -> None:
    """Her own words, three clicks, a listing in full; then a person who answers in the chat."""
    page = watched.page
    await page.goto(demo.url)
    await page.get_by_label("Write here").fill(FIRST)
    await page.keyboard.press("Enter")
    said = page.get_by_role("log", name="What was said")
    await expect(said).to_contain_text("I'm sorry. The quiet after losing someone is hard.")
    for choice in ("Just me", "Go on", re.compile("^Tea and Talk, ")):
        await page.get_by_role("button", name=choice).click()
    await expect(said).to_contain_text("Ask for Jean.")
    await expect(said).to_contain_text("Would that suit you?")
    await page.get_by_role("button", name="Talk to a person").click()
    await expect(said).to_contain_text("I am telling Sam now, and they try to answer here")

    phones = Watched(await context.new_page())
    await phones.page.goto(f"{demo.url}/demo/phones")
    told = phone(phones.page, "Sam, link worker").get_by_role("link")
    await expect(told.last).to_be_visible()
    link = link_in(await told.last.get_attribute("href") or "")
    sam = await answers_as_sam(context, link, "Hello, I'm Sam.")
    await expect(said).to_contain_text("Hello, I'm Sam.")
    assert [*phones.wrong, *sam.wrong] == []


async def test_the_pretend_phones_do_the_same_by_text(
    demo: RealService, context: BrowserContext, watched: Watched
) -> None:
    """Text as a number, read the reply, see Sam's link come, open it, and read the answer."""
    page = watched.page
    await page.goto(f"{demo.url}/demo/phones")
    hers = phone(page, "07700 900123")
    sams = phone(page, "Sam, link worker").get_by_role("link")
    box = page.get_by_label("Text from 07700 900123")
    for text, answer in (
        (FIRST, "The quiet after losing someone is hard."),
        ("1", "STOP to end"),
        ("1", "1 Tea and Talk"),
        ("1", "Ask for Jean."),
        ("PERSON", "I am telling Sam now"),
    ):
        await box.fill(text)
        await page.keyboard.press("Enter")
        await expect(hers).to_contain_text(answer)
    await expect(sams).to_have_count(1)
    link = link_in(await sams.last.get_attribute("href") or "")
    sam = await answers_as_sam(context, link, "Hello, it's Sam here.")
    await expect(hers).to_contain_text("Hello, it's Sam here.")
    assert sam.wrong == []
