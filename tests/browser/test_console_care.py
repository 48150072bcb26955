"""The console of those who talk to residents, in a real browser: a talk taken and answered by
keyboard, a passkey made and used, axe on every page by day and by night, nothing scrolls sideways
at 320 pixels."""

from __future__ import annotations

import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect

from connectbot.model.message import Address
from connectbot.web.server import application, serving
from tests.browser.conftest import Watched, in_browser
from tests.browser.looking import DAY_AND_NIGHT, looking, sign_in
from tests.desk.town import JEAN, NOON
from tests.web.office import LEA, SAM, Office, console, opened, somebody_waits

pytestmark = in_browser

QUEUE = "/console/handovers"


@asynccontextmanager
async def a_morning(folder: Path) -> AsyncIterator[tuple[str, Office]]:
    """The console on the web at a name that may have passkeys; Jean waits for a person."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"http://localhost:{port}"
    async with opened(folder) as office:
        await office.restock()
        await somebody_waits(office)
        async with serving(application(console(office.town, address)), "127.0.0.1", port):
            yield address, office


@pytest.fixture
def watched(watched: Watched) -> Watched:
    """The service has a name here, which is this machine all the same."""
    watched.forgive.append("asked http://localhost")
    return watched


async def test_a_talk_is_taken_and_answered(watched: Watched, tmp_path: Path) -> None:
    """From the day's first page, by keyboard: taken, answered, given back."""
    page = watched.page
    async with a_morning(tmp_path) as (url, office):
        await sign_in(page, url, office, SAM)
        await expect(page.get_by_text("1 waiting, 0 phones dead, 0 fine.")).to_be_visible()
        await page.get_by_role("link", name="Somebody, Oakfield").press("Enter")
        await page.get_by_role("button", name="Take this talk").press("Enter")
        await expect(page.get_by_text("PERSON", exact=True)).to_be_visible()
        await page.get_by_label("Your answer").fill("Hello, I'm Sam.")
        await page.get_by_role("button", name="Send").press("Enter")
        await expect(page.get_by_text("Hello, I'm Sam.")).to_be_visible()
        assert (JEAN, "Hello, I'm Sam.") in await office.town.leave()
        await office.town.text("oh good")
        await expect(page.get_by_text("oh good")).to_be_visible(timeout=8_000)
        await page.get_by_text("Finished?").press("Enter")
        await page.get_by_role("button", name="Give the talk back").press("Enter")
        await expect(page.get_by_role("status")).to_contain_text("answers them again")


async def with_device(context: BrowserContext, page: Page) -> None:
    """A phone that holds passkeys and knows its owner, as the browser's own tools pretend it."""
    tools = await context.new_cdp_session(page)
    await tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    await tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


async def test_a_passkey_is_made_and_used(
    context: BrowserContext, watched: Watched, tmp_path: Path
) -> None:
    """After the first link none is needed: the door opens with the device."""
    page = watched.page
    await with_device(context, page)
    async with a_morning(tmp_path) as (url, office):
        await sign_in(page, url, office, SAM)
        await page.get_by_role("link", name="Sam", exact=True).click()
        await page.get_by_role("button", name="Make a passkey on this device").click()
        await expect(page.get_by_text("The passkey is made")).to_be_visible()
        await page.get_by_role("button", name="Sign out", exact=True).click()
        await page.goto(f"{url}/console/sign-in")
        await page.get_by_role("button", name="Sign in with a passkey").click()
        await expect(page.get_by_role("heading", name="Today")).to_be_visible()
        await page.get_by_role("button", name="Sign out", exact=True).click()
        (key,) = await office.town.store.read(lambda tx: tx.passkeys.of("sam"))
        await office.town.store.run(lambda tx: tx.passkeys.remove(key.id, "sam"))
        watched.forgive.append("403")
        await page.goto(f"{url}/console/sign-in")
        await page.get_by_role("button", name="Sign in with a passkey").click()
        await expect(page.get_by_role("alert")).to_contain_text("does not open anything")


def _of_sams(tx, now) -> None:
    """Sam looks after Jean and somebody whose phone is dead, and is away with cover."""
    jean = tx.residents.at(Address("sms", JEAN), "oakfield", now)
    dead = Address("sms", "+447700900155")
    tx.residents.mark_bad(dead, "30005", now)
    for resident in (jean, tx.residents.at(dead, "oakfield", now)):
        tx.caseloads.add("sam", resident.id, now)
    tx.staff.change(replace(SAM, away=(NOON.date(), NOON.date()), cover="lea"))


@DAY_AND_NIGHT
async def test_axe_finds_nothing_and_all_fits(
    browser: Browser, tmp_path: Path, scheme: str, width: int
) -> None:
    """On every page, before and after a talk is taken, with mistakes on it."""
    async with (
        a_morning(tmp_path) as (url, office),
        looking(browser, scheme, width, "403", "409", "422", "asked http://localhost") as tab,
    ):
        page = tab.page
        await page.goto(f"{url}/console/sign-in")
        await expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_visible()
        await tab.look("door")
        await sign_in(page, url, office, LEA)
        await office.here(SAM)
        await office.town.store.run(_of_sams, office.town.now)
        for path in ("", "/handovers", "/alerts", "/staff", "/staff/sam", "/audit", "/me"):
            await page.goto(f"{url}/console{path}")
            await tab.look(path or "today")
        await page.goto(f"{url}/console/residents?place=oakfield")
        await tab.look("residents")
        await page.get_by_role("link", name="No name given").first.click()
        await page.get_by_role("button", name="Show where").click()
        await tab.look("resident")
        await page.get_by_role("button", name="Keep it").click()
        await tab.look("resident, noted wrongly")
        await page.get_by_role("button", name="Ask them whether").click()
        await expect(page.get_by_role("status").first).to_contain_text("They will be asked")
        await tab.look("resident, asked for check-ins")
        await page.get_by_role("button", name="Write to them yourself").click()
        await expect(page.get_by_label("Your answer")).to_be_visible()
        await tab.look("a talk that was begun")
        await page.goto(f"{url}/console/alerts")
        await page.get_by_role("button", name=re.compile("I have seen it")).click()
        await tab.look("alert seen")
        await page.goto(f"{url}{QUEUE}?show=waits")
        await page.get_by_role("link", name=re.compile("Open the talk")).first.click()
        await tab.look("a talk to take")
        await page.get_by_role("button", name="Take this talk").click()
        await tab.look("a talk")
        await page.get_by_label("Your answer").fill("x" * 1_001)
        await page.get_by_role("button", name="Send").click()
        await expect(page.get_by_role("alert")).to_be_visible()
        await tab.look("too long")
        await page.goto(f"{url}/console/staff")
        await page.get_by_role("button", name="Make a link").click()
        await tab.look("invited wrongly")
        await page.get_by_label("Name, as residents may read it").fill("Ida")
        await page.get_by_role("button", name="Make a link").click()
        await tab.look("invited")
        await page.goto(f"{url}/console/staff/sam")
        await page.get_by_label("Last day away").fill("2026-11-01")
        await page.get_by_role("button", name="Keep this").click()
        await tab.look("leave wrongly")
        await page.goto(f"{url}/console/audit?action=staff.invited")
        await tab.look("audit filtered")
