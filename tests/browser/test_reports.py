"""A report in a real browser: axe on the page and the file by day and by night, its charts coloured
by the style sheet alone, nothing but charts and tables scrolls sideways at 320 pixels."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.async_api import Browser, expect

from connectbot.app.reporting import written
from connectbot.web.server import application, serving
from tests.browser.conftest import in_browser
from tests.browser.looking import DAY_AND_NIGHT, Looked, looking, sign_in
from tests.measures.shown.pilot import artefact
from tests.web.office import SAM, console, opened
from tests.web.test_reports import PAGE, released

pytestmark = in_browser
BAR = ".chart.counts .series rect"


@DAY_AND_NIGHT
async def test_a_report_is_for_everybody(
    browser: Browser, tmp_path: Path, scheme: str, width: int
) -> None:
    """The list, a release with all its tables open, and the same as a file."""
    async with (
        opened(tmp_path) as office,
        looking(browser, scheme, width) as tab,
    ):
        page = tab.page
        file = Looked(await page.context.new_page())
        await office.restock()
        routes = console(office.town, released=released())
        async with serving(application(routes), "127.0.0.1", 0) as url:
            await sign_in(page, url, office, SAM)
            await page.get_by_role("link", name="Reports").click()
            await tab.look(page.url)
            await page.get_by_role("link", name="Oakfield, 2027Q2").click()
            await expect(page).to_have_url(url + PAGE)
            name = re.compile("^Of 195 people who answered, by age")
            await expect(page.get_by_role("img", name=name)).to_be_visible()
            await page.evaluate(
                "document.querySelectorAll('details').forEach(it => it.open = true)"
            )
            await tab.look(page.url)
            colour = await page.locator(BAR).first.evaluate("it => getComputedStyle(it).fill")
            assert colour == {"light": "rgb(11, 97, 87)", "dark": "rgb(127, 214, 198)"}[scheme]
        await file.page.set_content(written(artefact(2), "html").decode())
        await file.look("the file")
        assert (file.found, file.wrong) == ({}, [])
