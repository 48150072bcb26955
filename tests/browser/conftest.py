"""A real browser that notices every error, every broken policy and every foreign request."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from functools import partial
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


# Starting a browser takes longer than most of its tests, so they share one, and its loop.
one_loop = partial(pytest_asyncio.fixture, loop_scope="session")
in_browser = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


class Watched:
    """One tab and what went wrong in it; `forgive` are pieces of what may be said."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.forgive: list[str] = []
        self._wrong: list[str] = []
        page.on("console", lambda said: self._note(said.type, said.text))
        page.on("pageerror", lambda error: self._wrong.append(str(error)))
        page.on("request", lambda request: self._ask(request.url))

    def _note(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self._wrong.append(text)

    def _ask(self, url: str) -> None:
        host = urlsplit(url).hostname
        if host not in (None, "127.0.0.1"):
            self._wrong.append(f"asked {url}")

    @property
    def wrong(self) -> list[str]:
        """What went wrong and was not forgiven."""
        return [one for one in self._wrong if not any(piece in one for piece in self.forgive)]

    async def sideways(self) -> int:
        """How many pixels the page is wider than its window, once its styles are there."""
        await self.page.wait_for_load_state("load")
        wide: int = await self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return wide


@one_loop(scope="session")
async def browser() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        await browser.close()


@one_loop()
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(viewport={"width": 1000, "height": 700})
    context.set_default_timeout(10_000)
    yield context
    await context.close()


@one_loop()
async def watched(context: BrowserContext) -> AsyncIterator[Watched]:
    """A tab that has to end without an error, a broken policy or a foreign request."""
    watched = Watched(await context.new_page())
    yield watched
    assert watched.wrong == []
