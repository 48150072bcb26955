"""The whole of one introduction in a real browser, from a link worker's first page to "it helped":
played on the demo's console and pretend phones, with the pictures of it for docs/.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

from connectbot.app import referring
from connectbot.app.demo import SAM, Demo, demonstrating
from connectbot.clock import utc_now
from connectbot.files import starter
from connectbot.settings import Settings, load

AT = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)  # a Tuesday; they meet on Tuesdays at two
SIZE = {"width": 860, "height": 640}
PICTURES = ("refer.png", "phones-of-both.png", "today.png", "answering.png", "introduction.png")
"""The pictures of it, in their order."""

HERS, HIS, GROUP = "07700 900123", "07700 900555", "Tea and Talk"
_CODE = re.compile(r"YES ([A-Z0-9]{4})")
_PLATFORM_KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Hours:
    """A clock that goes on by itself, and can be moved on."""

    def __init__(self) -> None:
        self._began = utc_now()
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        """What time it is in the story."""
        return AT + (utc_now() - self._began) + self._ahead

    def pass_(self, **time: float) -> None:
        """So much later."""
        self._ahead += timedelta(**time)


@dataclass(frozen=True, slots=True)
class Story:
    """One introduction while it is played: Sam's console, and the phones of both sides."""

    demo: Demo
    settings: Settings
    hours: Hours
    sam: Page
    phones: Page

    async def played(self) -> AsyncIterator[tuple[str, Page]]:
        """Each picture's name, and the page as it stands at that moment."""
        await self.sign_in()
        await self.refer()
        await self.sam.get_by_label("First name").evaluate("() => scrollTo(0, 0)")
        yield "refer.png", self.sam
        await self.sam.get_by_role("button", name="Ask them").click()
        await expect(self.sam.get_by_text("Done. They are asked first")).to_be_visible()
        await self.she_agrees()
        code = await self.they_say_yes()
        await self.on(HERS).scroll_into_view_if_needed()
        yield "phones-of-both.png", self.phones
        await self.she_hears()
        await self.later(days=1)
        await self.writes(GROUP, f"met {code.lower()}", "that is good to hear")
        await self.she_got_there()
        await self.somebody_asks_for_sam()
        yield "today.png", self.sam
        await self.sam_answers()
        yield "answering.png", self.sam
        await self.it_helped()
        await self.with_a_passkey()
        await self.sam.get_by_role("link", name="Referrals").first.click()
        await self.sam.get_by_label("How they stand").select_option("over")
        await self.sam.get_by_role("button", name="Show these").click()
        await self.sam.get_by_role("link", name="Rose and Tea and Talk").click()
        await expect(self.sam.get_by_text("They got help").first).to_be_visible()
        yield "introduction.png", self.sam

    async def sign_in(self) -> None:
        """By the one-time link; then a passkey is made, so that no other link is needed."""
        tools = await self.sam.context.new_cdp_session(self.sam)
        await tools.send("WebAuthn.enable")
        await tools.send("WebAuthn.addVirtualAuthenticator", {"options": _PLATFORM_KEY})
        await self.sam.bring_to_front()  # a device signs for the page that one looks at
        await self.sam.goto(self.demo.links[SAM])
        await self.sam.get_by_role("button", name="Sign in").click()
        await expect(self.sam.get_by_role("heading", name="Today")).to_be_visible()
        await self.sam.get_by_role("link", name="Sam", exact=True).click()
        await self.sam.get_by_role("button", name="Make a passkey on this device").click()
        await expect(self.sam.get_by_text("The passkey is made")).to_be_visible()

    async def with_a_passkey(self) -> None:
        """Weeks later the visit is over, and the device opens the door."""
        await self.sam.bring_to_front()
        await self.sam.goto(f"{self.demo.address}/console/sign-in")
        await self.sam.get_by_role("button", name="Sign in with a passkey").click()
        await expect(self.sam.get_by_role("heading", name="Today")).to_be_visible()

    async def refer(self) -> None:
        """A group that is checked, and whoever is to be asked."""
        page = self.sam
        await page.get_by_role("link", name="Referrals").first.click()
        await page.get_by_role("link", name="Refer somebody").click()
        await page.get_by_label("Words of its name").fill("tea and talk")
        await page.get_by_role("button", name="Find").click()
        await page.get_by_role("link", name=GROUP, exact=True).click()
        await page.get_by_label("First name").fill("Rose")
        await page.get_by_label("Mobile").fill(HERS)
        await page.get_by_label("What matters to them").fill("somewhere quiet to sit with others")
        await page.get_by_label("What they need").fill("a seat near the door")

    async def she_agrees(self) -> None:
        """The first text says nothing of it; she says GO, and how much may be told."""
        await self.phones.goto(f"{self.demo.address}/demo/phones")
        await self.reads(HERS, "Sam said you'd expect this text.")
        await expect(self.on(HERS)).not_to_contain_text(GROUP)
        await self.writes(HERS, "1", "Who sees this phone?")
        await self.writes(HERS, "just me", "Sam thought of Tea and Talk for you.")
        await self.writes(HERS, "yes", "If you change your mind, text TAKE IT BACK")

    async def they_say_yes(self) -> str:
        """The group answers with its code, and reads how to reach her."""
        first = self.on(GROUP).get_by_text("Rose would like to come")
        await self.reads(GROUP, "Rose would like to come to Tea and Talk.")
        await expect(self.on(GROUP)).not_to_contain_text(HERS)
        said = _CODE.search(await first.inner_text())
        assert said is not None
        await self.writes(GROUP, f"YES {said[1]}", f"The number is {HERS}")
        return said[1]

    async def she_hears(self) -> None:
        """Neutrally, and what it is about after her GO."""
        await self.later(hours=1)
        await self.writes(HERS, "GO", "Shall I remind you before it?")
        await self.writes(HERS, "no thanks", "Write again any time.")

    async def she_got_there(self) -> None:
        """A week later: she was there."""
        await self.later(days=7)
        await self.writes(HERS, "GO", "Did you get there?")
        await self.writes(HERS, "1", "How was it?")
        await self.writes(HERS, "good", "It helps the next person.")

    async def somebody_asks_for_sam(self) -> None:
        """The first page of a morning on which somebody else asks for a person."""
        await self.phones.get_by_label("Another phone").fill(HIS)
        await self.phones.get_by_role("button", name="Add").click()
        await self.writes(HIS, "PERSON", "I am telling Sam now")
        await self.with_a_passkey()
        await expect(self.sam.get_by_text("1 waiting, 0 phones dead, 1 fine.")).to_be_visible()

    async def sam_answers(self) -> None:
        """Sam takes the talk, and what Sam writes is read on the phone."""
        words = "Hello, it's Sam. How can I help?"
        await self.sam.get_by_role("link", name="Somebody, Oakfield").click()
        await self.sam.get_by_role("button", name="Take this talk").click()
        await self.sam.get_by_label("Your answer").fill(words)
        await self.sam.get_by_role("button", name="Send").click()
        await self.reads(HIS, words)
        await expect(self.sam.get_by_text(words)).to_be_visible()

    async def it_helped(self) -> None:
        """Six weeks after it began: it did, and the group is thanked."""
        await self.later(days=36)
        await self.writes(HERS, "GO", "Did it help?")
        await self.writes(HERS, "yes, it helped", "Shall I thank them from you?")
        await self.writes(HERS, "yes please", "Thank you for telling me.")
        await self.reads(GROUP, "Rose says thank you to everybody at Tea and Talk.")

    async def later(self, **time: float) -> None:
        """Time goes by, and what fell due in it is done."""
        self.hours.pass_(**time)
        service = self.demo.service
        await service.remind()
        await referring.look(service)

    async def writes(self, phone: str, words: str, answer: str) -> None:
        """A text from a phone, and what it reads then."""
        box = self.phones.get_by_label(f"Text from {phone}")
        await box.fill(words)
        await box.press("Enter")
        await self.reads(phone, answer)

    async def reads(self, phone: str, words: str) -> None:
        """What the last texts on a phone say."""
        await expect(self.on(phone).get_by_text(words).last).to_be_visible()

    def on(self, phone: str) -> Locator:
        """The texts on a phone."""
        return self.phones.get_by_role("log", name=f"Texts on the phone of {phone}")


@asynccontextmanager
async def telling(browser: Browser) -> AsyncIterator[Story]:
    """The story, ready to be played on a service of its own."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        settings = load(
            data=here / "data",
            community=starter(),
            host="localhost",  # passkeys are for a name
            port=0,
        )
        hours = Hours()
        async with demonstrating(settings, hours) as demo:
            context: BrowserContext = await browser.new_context(
                viewport=SIZE,  # type: ignore[arg-type]
                reduced_motion="reduce",
            )
            yield Story(demo, settings, hours, await context.new_page(), await context.new_page())
            await context.close()
