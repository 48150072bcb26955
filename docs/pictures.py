"""Takes the pictures of the README and of docs/ in a real browser, and says what each shows.

`make pictures` takes them again. Each is one page at one moment of a talk (here) or of an
introduction (docs/story.py); the tests of these pictures walk the same way and look whether the
page still shows what the README says it does.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from connectbot.app.demo import PAT, Demo, demonstrating
from connectbot.app.reporting import written
from connectbot.clock import utc_now
from connectbot.files import starter
from connectbot.settings import load
from docs import story
from tests.measures.shown.pilot import artefact

_DOCS = ("maintainers", "link-workers", "for-groups", "reports")
FOLDER = Path(__file__).with_name("pictures")
PAGES = (
    Path(__file__).parents[1] / "README.md",
    *(Path(__file__).with_name(f"{name}.md") for name in _DOCS),
)
AT = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)  # a Tuesday, while people are there
LONG = ("phones.png", "diff.png", "answering.png")  # taken from top to bottom
SAID = "im lonely since my husband died, LS8"
SIZE = {"width": 860, "height": 640}

TOLD = (
    ("hello", "Who sees this phone"),
    ("1", "OK?"),
    ("1", "What is on your mind"),
    ("feedback", "How was it?"),
    ("what you told me was wrong", "Which place"),
    ("tea and talk", "What should it say"),
    ("its wednesdays 2pm to 4pm now", "I have noted it"),
)
"""What somebody on another phone says of a listing, and what they read."""

_IMAGE = re.compile(r"!\[([^\]]*)\]\((?:docs/)?pictures/([\w-]+\.png)\)")


def told() -> dict[str, list[str]]:
    """What the pages say that each picture shows: the words in quotes, by the file's name."""
    found = [one for page in PAGES for one in _IMAGE.findall(page.read_text(encoding="utf-8"))]
    words: dict[str, list[str]] = {}
    for alt, name in found:
        quoted = re.findall(r'"([^"]+)"', alt)
        words.setdefault(name, []).extend(" ".join(said.split()) for said in quoted)
    return words


async def walk(browser: Browser) -> AsyncIterator[tuple[str, Page]]:
    """Each picture's name, and the page as it stands at that moment."""
    with tempfile.TemporaryDirectory() as folder:
        settings = load(data=Path(folder) / "data", community=starter(), port=0)
        async with demonstrating(settings, _clock()) as demo:
            address = demo.address
            context = await browser.new_context(viewport=SIZE, reduced_motion="reduce")
            page = await context.new_page()
            await _chat(page, address)
            yield "web-chat.png", page
            phones = await context.new_page()
            link = await _text(phones, address)
            yield "phones.png", phones
            sam = await context.new_page()
            await sam.goto(link)
            await sam.get_by_role("button", name="Open this talk").click()
            await expect(sam.get_by_text(SAID)).to_be_visible()
            yield "talk.png", sam
            await _tell(phones)
            pat = await context.new_page()
            async for picture in _keep(pat, demo):
                yield picture
            async for picture in _report(await context.new_page()):
                yield picture
            await context.close()


def _clock() -> Callable[[], datetime]:
    began = utc_now()
    return lambda: AT + (utc_now() - began)


async def _chat(page: Page, address: str) -> None:
    await page.goto(address)
    await page.get_by_label("Write here").fill(SAID)
    await page.keyboard.press("Enter")
    for choice in ("Just me", "Go on", re.compile("^Tea and Talk, ")):
        await page.get_by_role("button", name=choice).click()
    await expect(page.get_by_text("Ask for Jean.")).to_be_visible()


async def _text(page: Page, address: str) -> str:
    """Text as a resident until Sam is told; the link on Sam's phone."""
    await page.goto(f"{address}/demo/phones")
    box = page.get_by_label("Text from 07700 900123")
    hers = _phone(page, "07700 900123")
    for words, answer in (
        (SAID, "Who sees this phone"),
        ("1", "OK?"),
        ("PERSON", "I am telling Sam"),
    ):
        await box.fill(words)
        await page.keyboard.press("Enter")
        await expect(hers.get_by_text(answer).last).to_be_visible()
    link = _phone(page, "Sam, link worker").get_by_role("link").last
    await expect(link).to_be_visible()
    return await link.get_attribute("href") or ""


async def _tell(page: Page) -> None:
    """Say from another phone that a listing is wrong."""
    await page.get_by_label("Another phone").fill("07700 900555")
    await page.get_by_role("button", name="Add").click()
    for words, answer in TOLD:
        await page.get_by_label("Text from 07700 900555").fill(words)
        await page.keyboard.press("Enter")
        await expect(_phone(page, "07700 900555").get_by_text(answer).last).to_be_visible()


async def _keep(page: Page, demo: Demo) -> AsyncIterator[tuple[str, Page]]:
    """What a maintainer sees of that: the queue, the change, and the listing after it."""
    await page.goto(demo.links[PAT])
    await page.get_by_role("button", name="Sign in").click()
    yield "queue.png", page
    await page.get_by_role("link", name="Something is wrong").first.click()
    yield "diff.png", page
    await page.get_by_role("button", name="Accept this change").click()
    await page.get_by_role("link", name="Edit").evaluate("it => it.scrollIntoView()")
    yield "listing.png", page


async def _report(page: Page) -> AsyncIterator[tuple[str, Page]]:
    """A made-up pilot's release: how its people changed, and what was not found."""
    await page.set_content(written(artefact(), "html").decode())
    for title, name in (
        ("Before and after", "report.png"),
        ("What people looked for, and what they did not find", "needs.png"),
    ):
        heading = page.get_by_role("heading", name=title)
        await heading.evaluate("it => it.scrollIntoView()")
        yield name, page


def _phone(page: Page, name: str) -> Locator:
    return page.get_by_role("log", name=f"Texts on the phone of {name}")


async def take() -> None:
    """Take them all."""
    FOLDER.mkdir(exist_ok=True)
    chromium = shutil.which("chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        async for name, page in walk(browser):
            await _keep_picture(name, page)
        async with story.telling(browser) as told_again:
            async for name, page in told_again.played():
                await _keep_picture(name, page)
        await browser.close()


async def _keep_picture(name: str, page: Page) -> None:
    await page.wait_for_timeout(500)  # a talk that has just got longer scrolls for a moment
    await page.screenshot(path=FOLDER / name, full_page=name in LONG, caret="hide")


if __name__ == "__main__":
    asyncio.run(take())
