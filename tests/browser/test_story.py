"""One introduction from end to end in a real browser: a link worker signs in and refers somebody,
she agrees on her phone, the group answers with its code, she says that it helped, and it counts."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta

from playwright.async_api import Browser, expect

from connectbot.app.releasing import Press
from connectbot.desk.ports import Tx
from connectbot.measures.released.release import parsed
from connectbot.model.message import Address
from connectbot.model.referral import Referral
from connectbot.store.readings import open_readings
from docs.pictures import told
from docs.story import AT, PICTURES, Story, telling
from tests.browser.conftest import Watched, in_browser
from tests.cli.typed import typed

pytestmark = in_browser
OTHERS = 14  # one fewer than the next figure that may be printed


async def test_somebody_is_introduced_and_it_helped(browser: Browser) -> None:
    """Played on the console and on both phones, as docs/ shows it; then the operator's list has it,
    and a release of many people counts hers."""
    said = told()
    async with telling(browser) as story:
        tabs = [Watched(page) for page in (story.sam, story.phones)]
        shown = []
        async for name, page in story.played():
            shown.append(name)
            for words in said[name]:
                await expect(page.get_by_text(words).first).to_be_visible()
        assert tuple(shown) == PICTURES
        assert "tea-and-talk  completed got help (helped)" in await the_operators_list(story)
        await many_others(story)
        assert await got_help(story) == OTHERS + 1
        await on_the_report(story)
        for tab in tabs:
            tab.forgive.append("asked http://localhost")
            assert tab.wrong == []


async def the_operators_list(story: Story) -> str:
    """What `connectbot refer list` prints beside the running service."""
    asked = ("--data", str(story.settings.data), "--state", "completed_got_help")
    printed = await asyncio.to_thread(typed, "refer", "list", *asked)
    assert printed.code == 0, printed.err
    return printed.out


async def many_others(story: Story) -> None:
    """More people who were introduced on the same day, by several hands, and whom it helped."""

    def add(tx: Tx) -> None:
        for number in range(OTHERS):
            at = Address("sms", f"+447700900{700 + number}")
            resident = tx.residents.at(at, "oakfield", AT)
            tx.referrals.add(
                Referral(
                    id="",
                    resident_id=resident.id,
                    listing="slow-walk",
                    listing_number=1,
                    place="oakfield",
                    need="bereavement",
                    state="completed_got_help",
                    reason="helped",
                    urgency="routine",
                    made_by=("self", "ann", "ali")[number % 3],
                    door="console",
                    share="first-name",
                    code="",
                    made_at=AT,
                )
            )

    await story.demo.service.store.run(add)


async def got_help(story: Story) -> object:
    """How many got help, as the release of the next quarter prints it."""
    settings, service = story.settings, story.demo.service
    world = service.desk.world
    readings = open_readings(settings.measures, settings.database)
    needs = {id: world.needs.get(id).title for id in world.needs.ids}
    press = Press(service.store, readings, settings.keys, world.measures, needs)
    made = await press.make("oakfield", "Oakfield", AT + timedelta(days=150))
    rows = [row for table in parsed(made.artefact)["tables"] for row in table["rows"]]
    (row,) = (row for row in rows if row["cell"] == "referrals|completed_got_help")
    return row["n"]


async def on_the_report(story: Story) -> None:
    """Sam reads the same figure on the page of that release."""
    page = story.sam
    await page.get_by_role("link", name="Reports").click()
    await page.get_by_role("main").get_by_role("link", name=re.compile("2027")).first.click()
    row = page.get_by_role("row", name=re.compile("went, and got what they came for"))
    await expect(row).to_contain_text(str(OTHERS + 1))
