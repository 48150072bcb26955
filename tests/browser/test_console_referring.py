"""Referring somebody in a real browser: two pages by keyboard, several from a file, what our people
say of one; axe on every page by day and by night, nothing scrolls sideways at 320 pixels."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import Browser, expect

from tests.browser.conftest import in_browser
from tests.browser.looking import DAY_AND_NIGHT, looking, sign_in
from tests.browser.test_console_care import a_morning
from tests.web.office import LEA

pytestmark = in_browser

REFERRALS = "/console/referrals"
LINES = "first_name,phone,listing\nBob,07700 900172,tea-and-talk\n"


@DAY_AND_NIGHT
async def test_somebody_is_referred(
    browser: Browser, tmp_path: Path, scheme: str, width: int
) -> None:
    """From the list to one referral and back, with mistakes on the way."""
    async with (
        a_morning(tmp_path) as (url, office),
        looking(browser, scheme, width, "409", "422", "asked http://localhost") as tab,
    ):
        page = tab.page
        await sign_in(page, url, office, LEA)
        await page.get_by_role("link", name="Referrals", exact=True).press("Enter")
        await expect(page.get_by_text("Nobody is on the way")).to_be_visible()
        await page.get_by_role("link", name="Refer somebody").press("Enter")
        words = page.get_by_label("Words of its name")
        await words.fill("blanket shelf")
        await words.press("Enter")
        await expect(page.get_by_text("Nobody has checked it yet")).to_be_visible()
        await tab.look("which group")
        await words.fill("tea and talk")
        await words.press("Enter")
        await page.get_by_role("link", name="Tea and Talk", exact=True).press("Enter")
        await page.get_by_label("First name").fill("Ann")
        await page.get_by_label("Mobile").fill("0800")
        await page.get_by_label("What matters").fill("company on Tuesdays")
        await page.get_by_role("button", name="Ask them").press("Enter")
        await expect(page.get_by_role("alert")).to_contain_text("no mobile")
        await tab.look("who, wrongly")
        await page.get_by_label("Mobile").fill("07700 900171")
        await page.get_by_role("button", name="Ask them").press("Enter")
        await expect(page.get_by_role("status").first).to_contain_text("They are asked first")
        await tab.look("one")
        await page.get_by_role("button", name="Keep this").press("Enter")
        await expect(page.get_by_role("alert")).to_contain_text("Choose what happened")
        await page.get_by_label("What happened").select_option("declined_by_person:not-now")
        await page.get_by_label("A few words").fill("they rang")
        await page.get_by_role("button", name="Keep this").press("Enter")
        await expect(page.get_by_text("They said no").first).to_be_visible()
        await page.get_by_role("button", name="Copy").press("Enter")
        await expect(page.locator("#copied")).not_to_be_empty()
        await tab.look("one that is over")
        await page.goto(f"{url}{REFERRALS}/new?to=chair-based-oakfield")
        who = page.get_by_label("Somebody you look after")
        await who.select_option("Ann, never heard from")
        await tab.look("who, of those one knows")
        await page.get_by_role("button", name="It is for them").press("Enter")
        await expect(page.get_by_role("heading", name="for Ann")).to_be_visible()
        await page.goto(f"{url}{REFERRALS}/several")
        await page.get_by_role("button", name="Look at it first").press("Enter")
        await tab.look("several, wrongly")
        file = {"name": "people.csv", "mimeType": "text/csv", "buffer": LINES.encode()}
        await page.get_by_label("The file").set_input_files(file)  # type: ignore[arg-type]
        await page.get_by_role("button", name="Look at it first").press("Enter")
        await tab.look("several, looked at")
        await page.get_by_role("button", name="Ask this person").press("Enter")
        await expect(page.get_by_text("1 referred, 0 not.")).to_be_visible()
        await tab.look("several, asked")
        await page.goto(f"{url}{REFERRALS}?state=all")
        await expect(page.get_by_role("row")).to_have_count(3)
        await tab.look("the list")
        async with page.expect_download() as kept:
            await page.get_by_role("button", name="Keep these as a file").press("Enter")
        assert (await kept.value).suggested_filename == "referrals.csv"
