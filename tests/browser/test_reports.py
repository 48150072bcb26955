"""A report in a real browser: axe on the page and the file by day and by night, its charts coloured
by the style sheet alone, nothing but charts and tables scrolls sideways at 320 pixels."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from connectbot.app.reporting import written
from connectbot.web.server import application, serving
from tests.browser.conftest import Watched, in_browser
from tests.browser.test_console import faults, sign_in
from tests.measures.shown.pilot import artefact
from tests.web.office import SAM, console, opened
from tests.web.test_reports import PAGE, released

pytestmark = in_browser
BAR = ".chart.counts .series rect"


@pytest.mark.parametrize(("scheme", "width"), [("light", 1000), ("dark", 320)])
async def test_a_report_is_for_everybody(
    browser: Browser, tmp_path: Path, scheme: str, width: int
) -> None:
    """The list, a release with all its tables open, and the same as a file."""
    context = await browser.new_context(
        color_scheme=scheme,
        viewport={"width": width, "height": 800},  # type: ignore[arg-type]
    )
    page, file = await context.new_page(), await context.new_page()
    watched, written_file, wrong = Watched(page), Watched(file), []

    async def look(watched: Watched) -> None:
        wide = await watched.sideways()
        beyond = [f"{wide} pixels too wide: {watched.page.url}"] if wide else []
        wrong.extend(await faults(watched.page) + beyond)

    async with opened(tmp_path) as office:
        await office.restock()
        routes = console(office.town, released=released())
        async with serving(application(routes), "127.0.0.1", 0) as url:
            await sign_in(page, url, office, SAM)
            await page.get_by_role("link", name="Reports").click()
            await look(watched)
            await page.get_by_role("link", name="Oakfield, 2027Q2").click()
            await expect(page).to_have_url(url + PAGE)
            name = re.compile("^Of 195 people who answered, by age")
            await expect(page.get_by_role("img", name=name)).to_be_visible()
            await page.evaluate(
                "document.querySelectorAll('details').forEach(it => it.open = true)"
            )
            await look(watched)
            colour = await page.locator(BAR).first.evaluate("it => getComputedStyle(it).fill")
            assert colour == {"light": "rgb(11, 97, 87)", "dark": "rgb(127, 214, 198)"}[scheme]
    await file.set_content(written(artefact(2), "html").decode())
    await look(written_file)
    assert wrong == []
    assert watched.wrong + written_file.wrong == []
    await context.close()
