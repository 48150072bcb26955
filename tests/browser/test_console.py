"""The console in a real browser: a maintainer's evening, by keyboard and without a script; axe at
WCAG 2.2 AA on every page, by day and by night; nothing scrolls sideways at 320 pixels."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, expect

from connectbot.web.server import application, serving
from tests.browser.conftest import Watched, in_browser
from tests.browser.looking import DAY_AND_NIGHT, faults, looking, sign_in
from tests.web.office import HOME, JO, SAM, Office, console, opened

pytestmark = in_browser

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


@DAY_AND_NIGHT
async def test_axe_finds_nothing_and_all_fits(
    browser: Browser, tmp_path: Path, scheme: str, width: int
) -> None:
    """On every page, with mistakes and differences on it, for whoever keeps it and who looks."""
    async with (
        an_evening(tmp_path) as (url, office),
        looking(browser, scheme, width, "401", "403", "404", "422") as tab,
    ):
        page = tab.page
        waiting = await something_waits(office)
        link = await office.invite(JO, "another-link-of-jo-bell")
        await page.goto(url + link)
        await tab.look("sign in")
        await page.goto(url + HOME)
        await tab.look("stranger")
        await sign_in(page, url, office)
        for path in (HOME, waiting, TEA, f"{TEA}/edit", f"{TEA}/file", f"{HOME}/add"):
            await page.goto(url + path)
            await tab.look(path)
        for words in ("tea", "xylophone"):
            await page.goto(f"{url}{HOME}/find?words={words}")
            await tab.look(words)
        await page.goto(f"{url}{TEA}/edit")
        await page.get_by_label("What it costs").fill("£1")
        await page.get_by_role("button", name="Look at it first").click()
        await tab.look("keep this?")
        await page.get_by_role("button", name="Go back").click()
        await page.get_by_label("Postcode").fill("nowhere")
        await page.get_by_role("button", name="Look at it first").click()
        await expect(page.get_by_role("alert")).to_be_visible()
        await tab.look("mistakes")
        await page.goto(url + waiting)
        await page.get_by_role("button", name="Accept this change").click()
        await tab.look("listing with a history")
        await sign_in(page, url, office, SAM)
        await tab.look("queue of a link worker")
        await page.goto(url + waiting)
        await tab.look("not theirs")
        await page.get_by_role("button", name="Sign out").click()
        await tab.look("signed out")
