"""The console's pages as a browser shows them: signed in, by day and by night, wide and narrow, and
each looked at by axe at WCAG 2.2 AA and for what would scroll sideways."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, expect

from tests.browser.conftest import Watched
from tests.web.office import HOME, JO, Office

AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DAY_AND_NIGHT = pytest.mark.parametrize(("scheme", "width"), [("light", 1000), ("dark", 320)])


class Looked(Watched):
    """A tab whose pages are looked at; `found` is what is wrong with each, by its name."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.found: dict[str, list[str]] = {}

    async def look(self, name: str) -> None:
        """At the page as it stands."""
        wide = await self.sideways()
        found = await faults(self.page) + ([f"{wide} pixels too wide"] if wide else [])
        self.found.update({name: found} if found else {})


@asynccontextmanager
async def looking(
    browser: Browser, scheme: str, width: int, *forgiven: str
) -> AsyncIterator[Looked]:
    """A tab of its own, in which nothing may be wrong at the end but what is forgiven."""
    context = await browser.new_context(
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": width, "height": 800},
    )
    context.set_default_timeout(10_000)
    tab = Looked(await context.new_page())
    tab.forgive += forgiven
    yield tab
    await context.close()
    assert (tab.found, tab.wrong) == ({}, [])


async def sign_in(page: Page, url: str, office: Office, who=JO) -> None:
    """Open a link and press its button."""
    link = await office.invite(who, f"one-time-link-of-{who.id}")
    await page.goto(url + link)
    await page.get_by_role("button", name="Sign in").press("Enter")
    await expect(page).to_have_url(url + HOME if who is JO else f"{url}/console")


async def faults(page: Page) -> list[str]:
    """What axe finds on the page, and where."""
    found = await Axe().run(page, options={"runOnly": AA, "resultTypes": ["violations"]})
    return [
        f"{one['id']}: {node['html']}"
        for one in found.response["violations"]
        for node in one["nodes"]
    ]
