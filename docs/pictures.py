"""Takes the README's pictures in a real browser, and says what each of them shows.

`make pictures` takes them again. Each is one page at one moment of a talk; the test of these
pictures walks the same way and looks whether the page still shows what the README says it does.
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

from connectbot.app.demo import demonstrating
from connectbot.clock import utc_now
from connectbot.files import starter
from connectbot.settings import load

FOLDER = Path(__file__).with_name("pictures")
README = Path(__file__).parents[1] / "README.md"
AT = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)  # a Tuesday, while people are there
LONG = ("phones.png",)  # taken from top to bottom
SAID = "im lonely since my husband died, LS8"
SIZE = {"width": 860, "height": 640}

_IMAGE = re.compile(r"!\[([^\]]*)\]\(docs/pictures/([\w-]+\.png)\)")


def told() -> dict[str, list[str]]:
    """What the README says that each picture shows: the words in quotes, by the file's name."""
    found = _IMAGE.findall(README.read_text(encoding="utf-8"))
    return {
        name: [" ".join(said.split()) for said in re.findall(r'"([^"]+)"', alt)]
        for alt, name in found
    }


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


def _phone(page: Page, name: str) -> Locator:
    return page.get_by_role("log", name=f"Texts on the phone of {name}")


async def take() -> None:
    """Take them all."""
    FOLDER.mkdir(exist_ok=True)
    chromium = shutil.which("chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        async for name, page in walk(browser):
            await page.screenshot(path=FOLDER / name, full_page=name in LONG, caret="hide")
        await browser.close()


if __name__ == "__main__":
    asyncio.run(take())
