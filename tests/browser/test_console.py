"""The console in a real browser: a maintainer's evening, by keyboard and without a script; axe at
WCAG 2.2 AA on every page, by day and by night; nothing scrolls sideways at 320 pixels."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, expect

from connectbot.web.server import application, serving
from tests.browser.conftest import Watched, in_browser
from tests.web.office import HOME, JO, SAM, Office, console, opened

pytestmark = in_browser

AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TEA = f"{HOME}/listings/tea-and-talk"


@asynccontextmanager
async def an_evening(folder: Path) -> AsyncIterator[tuple[str, Office]]:
    """The starter's directory on the web, with something in its queue."""
    async with opened(folder) as office:
        await office.restock()
        async with serving(application(console(office.town)), "127.0.0.1", 0) as url:
            yield url, office


async def something_waits(office: Office) -> str:
    """What a resident said; its page."""
    id = await office.town.store.run(
        lambda tx: tx.suggestions.add(
            "oakfield", "tea-and-talk", "wrong", "resident", "its 07700 900555 now", office.town.now
        )
    )
    return f"{HOME}/suggestions/{id}"


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


async def test_axe_does_find_what_is_wrong(watched: Watched) -> None:
    """A picture without words, a button without a name and pale letters are told."""
    await watched.page.set_content(
        "<title>x</title><main><h1>x</h1><img src='data:,'><button></button>"
        "<p style='color:#ccc;background:#fff'>pale</p></main>"
    )
    found = {fault.partition(":")[0] for fault in await faults(watched.page)}
    assert {"image-alt", "button-name", "color-contrast"} <= found


async def test_a_maintainers_evening(watched: Watched, tmp_path: Path) -> None:
    """Signs in, accepts what somebody told us, edits, looks, keeps, undoes, signs out; no script is
    needed and none is there."""
    page = watched.page
    async with an_evening(tmp_path) as (url, office):
        await something_waits(office)
        await sign_in(page, url, office)
        await page.get_by_role("link", name="Something is wrong: Tea and Talk").click()
        await expect(page.get_by_text("07700 900555").first).to_be_visible()
        await page.get_by_role("button", name="Accept this change").click()
        await expect(page.get_by_role("status")).to_contain_text("is told")
        await page.get_by_role("link", name="Edit").click()
        await page.get_by_label("What it costs").fill("£1")
        await page.get_by_label("Why, for the history").fill("they rang")
        await page.get_by_role("button", name="Look at it first").click()
        await expect(page.get_by_role("heading", name="Keep this?")).to_be_visible()
        await page.get_by_role("button", name="Keep it").click()
        await expect(page.get_by_role("status")).to_contain_text("Kept")
        await page.get_by_role("button", name="Undo revision 3").click()
        await expect(page.get_by_role("status")).to_contain_text("Taken back")
        await page.get_by_label("when", exact=False).first.check()
        await page.get_by_role("button", name="This is right").click()
        await expect(page.get_by_role("status")).to_contain_text("Thank you")
        assert await page.locator("script").count() == 0
        await page.get_by_role("button", name="Sign out").click()
        await expect(page.get_by_role("heading", name="You are signed out")).to_be_visible()
        watched.forgive.append("401")
        await page.goto(url + HOME)
        await expect(page.get_by_role("heading", name="Sign in first")).to_be_visible()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1000), ("dark", 320)])
async def test_axe_finds_nothing_and_all_fits(
    browser: Browser, tmp_path: Path, scheme: str, width: int
) -> None:
    """On every page, with mistakes and differences on it, for whoever keeps it and who looks."""
    context = await browser.new_context(
        color_scheme=scheme,
        viewport={"width": width, "height": 800},  # type: ignore[arg-type]
    )
    page = await context.new_page()
    watched = Watched(page)
    watched.forgive += ["401", "403", "404", "422"]
    async with an_evening(tmp_path) as (url, office):
        waiting = await something_waits(office)
        link = await office.invite(JO, "another-link-of-jo-bell")
        wrong: dict[str, list[str]] = {}

        async def look(name: str) -> None:
            wide = await watched.sideways()
            found = await faults(page) + ([f"{wide} pixels too wide"] if wide else [])
            wrong.update({name: found} if found else {})

        await page.goto(url + link)
        await look("sign in")
        await page.goto(url + HOME)
        await look("stranger")
        await sign_in(page, url, office)
        for path in (HOME, waiting, TEA, f"{TEA}/edit", f"{TEA}/file", f"{HOME}/add"):
            await page.goto(url + path)
            await look(path)
        for words in ("tea", "xylophone"):
            await page.goto(f"{url}{HOME}/find?words={words}")
            await look(words)
        await page.goto(f"{url}{TEA}/edit")
        await page.get_by_label("What it costs").fill("£1")
        await page.get_by_role("button", name="Look at it first").click()
        await look("keep this?")
        await page.get_by_role("button", name="Go back").click()
        await page.get_by_label("Postcode").fill("nowhere")
        await page.get_by_role("button", name="Look at it first").click()
        await expect(page.get_by_role("alert")).to_be_visible()
        await look("mistakes")
        await page.goto(url + waiting)
        await page.get_by_role("button", name="Accept this change").click()
        await look("listing with a history")
        await sign_in(page, url, office, SAM)
        await look("queue of a link worker")
        await page.goto(url + waiting)
        await look("not theirs")
        await page.get_by_role("button", name="Sign out").click()
        await look("signed out")
        assert wrong == {}
    await context.close()
    assert watched.wrong == []
