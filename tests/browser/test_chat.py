"""The web chat in a real browser: by keyboard, on a narrow screen, over a line that breaks."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import unused_port
from playwright.async_api import BrowserContext, Page, expect

from connectbot.channels.webchat import WebChatSettings
from connectbot.model.message import Message
from connectbot.web.server import application, serving
from tests.browser.conftest import Watched, in_browser, one_loop
from tests.web.echo import EchoDesk, say_back

pytestmark = in_browser


async def harmless(request: web.Request) -> web.Response:
    return web.Response(
        text='<title>Weather</title><link rel="icon" href="data:,">Sunny.', content_type="text/html"
    )


def answer(text: str) -> Message:
    """The desk's own answers, and one word as long as a street."""
    return Message("W" * 120) if text == "wide" else say_back(text)


class Street:
    """The chat on a port of its own, which can go away and come back."""

    def __init__(self) -> None:
        self.port = unused_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.desk = EchoDesk(WebChatSettings(leave_to=f"{self.url}/weather"), answer)

    def open(self) -> object:
        routes = [*self.desk.channel.routes(), web.get("/weather", harmless)]
        app = application(routes, closing=[self.desk.channel.close])
        return serving(app, "127.0.0.1", self.port)


@one_loop()
async def street() -> Street:
    return Street()


@one_loop()
async def chat(street: Street, watched: Watched) -> AsyncIterator[Page]:
    async with street.open():  # type: ignore[attr-defined]
        await watched.page.goto(street.url)
        yield watched.page


async def write(page: Page, text: str) -> None:
    await page.get_by_label("Write here").fill(text)
    await page.keyboard.press("Enter")


async def bubbles(page: Page, kind: str) -> list[str]:
    return await page.locator(f".bubble.{kind} .text").all_inner_texts()


async def test_a_talk_by_keyboard_alone(chat: Page) -> None:
    """Writing, choosing an answer and going on need no mouse; the focus never gets lost."""
    words = chat.get_by_label("Write here")
    await expect(words).to_be_focused()
    await chat.keyboard.type("first line")
    await chat.keyboard.press("Shift+Enter")
    await chat.keyboard.type("second line")
    await chat.keyboard.press("Enter")
    await expect(chat.get_by_text("You said: first line")).to_be_visible()
    await chat.keyboard.type("options")
    await chat.keyboard.press("Enter")
    choices = chat.get_by_role("group", name="Answers you can choose")
    await expect(choices.get_by_role("button")).to_have_count(3)
    await chat.keyboard.press("Shift+Tab")
    await chat.keyboard.press("Shift+Tab")
    await expect(chat.get_by_role("button", name="Things to do")).to_be_focused()
    await chat.keyboard.press("Enter")
    await expect(words).to_be_focused()
    await expect(chat.get_by_text("You said: Things to do")).to_be_visible()
    await expect(choices).to_be_hidden()
    assert await bubbles(chat, "me") == ["first line\nsecond line", "options", "Things to do"]


async def test_the_skip_link_and_leaving_come_first(chat: Page) -> None:
    """From the top of the page, Tab reaches writing and leaving at once, each seen in focus."""
    await chat.locator(".skip").focus()
    await expect(chat.get_by_role("link", name="Skip to where you write")).to_be_in_viewport()
    await chat.keyboard.press("Tab")
    leave = chat.get_by_role("link", name="Leave quickly")
    await expect(leave).to_be_focused()
    assert await leave.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


async def test_what_is_said_is_read_out(chat: Page) -> None:
    """The log is a live region that says who speaks and what can be chosen."""
    log = chat.get_by_role("log", name="What was said")
    await write(chat, "options")
    await expect(log).to_contain_text("You: options")
    await expect(log).to_contain_text("Helper: Which feels closest?")
    await expect(log).to_contain_text("You can choose: Company; Things to do; Neither.")
    await expect(log).to_have_attribute("aria-live", "polite")
    assert await chat.title() == "Chat"
    assert await chat.get_attribute("html", "lang") == "en-GB"


async def test_a_link_opens_beside_the_chat(chat: Page) -> None:
    """It tells the other site nothing."""
    await write(chat, "link")
    link = chat.get_by_role("link", name="Tea and Talk")
    await expect(link).to_have_attribute("href", "https://tea.example/")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")


async def test_a_line_that_breaks_loses_and_repeats_nothing(street: Street, chat: Page) -> None:
    """The socket is dropped before the answer and again after it: each word is there once."""
    keep = street.desk.receive

    async def keep_and_drop(inbound: object) -> None:
        await keep(inbound)  # type: ignore[arg-type]
        for socket in street.desk.channel._seats.guests():
            transport = socket._req.transport  # type: ignore[union-attr]
            transport.abort()  # type: ignore[union-attr]

    street.desk.channel._talks._receive = keep_and_drop  # type: ignore[assignment]
    await write(chat, "one")
    await expect(
        chat.get_by_text("Trying to reconnect. Nothing you wrote is lost.")
    ).to_be_visible()
    street.desk.channel._talks._receive = keep
    await write(chat, "two")
    await expect(chat.get_by_text("You said: two")).to_be_visible()
    await expect(chat.locator(".state")).to_have_count(0)
    await expect(chat.get_by_role("status")).to_be_empty()
    assert street.desk.texts == ["one", "two"]
    assert await bubbles(chat, "them") == ["You said: one", "You said: two"]


async def test_words_written_while_the_service_is_away_go_when_it_is_back(
    street: Street, watched: Watched
) -> None:
    """In their order, once, with an honest line meanwhile; a reload in between loses nothing."""
    page = watched.page
    watched.forgive = ["ERR_CONNECTION_REFUSED", "WebSocket"]
    async with street.open():  # type: ignore[attr-defined]
        await page.goto(street.url)
        await write(page, "before")
        await expect(page.get_by_text("You said: before")).to_be_visible()
    await write(page, "one")
    await write(page, "two")
    await expect(page.get_by_text("Trying to reconnect.")).to_be_visible()
    await expect(page.get_by_text("Sending")).to_have_count(2)
    async with street.open():  # type: ignore[attr-defined]
        await page.reload()
        await expect(page.get_by_text("You said: two")).to_be_visible()
        assert street.desk.texts == ["before", "one", "two"]
        assert await bubbles(page, "me") == ["before", "one", "two"]
        assert await bubbles(page, "them") == ["You said: before", "You said: one", "You said: two"]


async def test_a_message_that_could_not_be_kept_goes_again_by_itself(
    street: Street, chat: Page
) -> None:
    """The page says so, and then it has gone."""
    street.desk.breaks = 1
    await write(chat, "hello")
    await expect(chat.get_by_text("This has not gone yet.")).to_be_visible()
    await expect(chat.get_by_text("You said: hello")).to_be_visible()
    await expect(chat.get_by_role("status")).to_be_empty()
    assert street.desk.texts == ["hello"]


async def test_too_long_a_story_stays_in_the_box(street: Street, chat: Page) -> None:
    """100,000 letters are not cut off and not lost: the page asks for shorter parts."""
    await write(chat, "x" * 100_000)
    await expect(chat.get_by_role("status")).to_contain_text("too long")
    assert len(await chat.get_by_label("Write here").input_value()) == 100_000
    assert street.desk.texts == []


@pytest.mark.parametrize("way", ["click", "escape"])
async def test_leaving_quickly_leaves_nothing(street: Street, chat: Page, way: str) -> None:
    """The words are gone at once, the server forgets, and going back does not show the chat."""
    await write(chat, "something private")
    await expect(chat.get_by_text("You said: something private")).to_be_visible()
    if way == "click":
        await chat.get_by_role("link", name="Leave quickly").click()
    else:
        await chat.keyboard.press("Escape")
        await chat.keyboard.press("Escape")
    await expect(chat).to_have_url(f"{street.url}/weather")
    await expect(chat.get_by_text("Sunny.")).to_be_visible()
    assert await chat.evaluate("sessionStorage.length") == 0
    assert len(street.desk.forgotten) == 1
    assert street.desk.texts == []
    await chat.go_back()
    assert chat.url == "about:blank"


async def test_leaving_closes_the_other_windows_too(
    street: Street, chat: Page, context: BrowserContext
) -> None:
    """A talk that is forgotten is forgotten in every window that shows it."""
    await write(chat, "something private")
    await expect(chat.get_by_text("You said: something private")).to_be_visible()
    kept = await chat.evaluate("sessionStorage.talk")
    other = await context.new_page()
    await other.goto(f"{street.url}/weather")
    await other.evaluate("kept => { sessionStorage.talk = kept }", kept)
    await other.goto(street.url)
    await expect(other.get_by_text("You said: something private")).to_be_visible()
    await expect(other.get_by_role("status")).to_be_empty()
    await chat.keyboard.press("Escape")
    await chat.keyboard.press("Escape")
    await expect(other).to_have_url(f"{street.url}/weather")
    assert await other.evaluate("sessionStorage.length") == 0


@pytest.mark.parametrize(("width", "height"), [(320, 640), (320, 256)])
async def test_a_narrow_screen_never_scrolls_sideways(
    chat: Page, watched: Watched, width: int, height: int
) -> None:
    """At 320 pixels, and at 400 % zoom, the newest message is seen and all can be reached."""
    await chat.set_viewport_size({"width": width, "height": height})
    await write(chat, "wide")
    await write(chat, "options")
    await expect(chat.get_by_role("button", name="Neither")).to_be_visible()
    assert await watched.sideways() == 0
    await expect(chat.get_by_text("Which feels closest?")).to_be_in_viewport()
    await chat.get_by_role("button", name="Neither").click()
    await expect(chat.get_by_text("You said: Neither")).to_be_visible()


async def test_the_button_for_partners_opens_the_chat_in_a_tab_of_its_own(
    street: Street, context: BrowserContext, chat: Page
) -> None:
    """A partner needs one line of HTML, and learns nothing about who used it."""

    async def partner(request: web.Request) -> web.Response:
        html = f'<h1>Partner</h1><script src="{street.url}/chat/widget.js"></script>'
        return web.Response(text=html, content_type="text/html")

    app = web.Application()
    app.add_routes([web.get("/", partner)])
    async with serving(app, "127.0.0.1", 0) as url:
        page = await context.new_page()
        await page.goto(url.replace("127.0.0.1", "localhost"))
        async with context.expect_page() as opened:
            await page.get_by_role("link", name="Chat with us (opens in a new tab)").click()
        tab = await opened.value
        await tab.wait_for_load_state()  # its script is there: nobody types before that
        await write(tab, "hello")
        await expect(tab.get_by_text("You said: hello")).to_be_visible()
        assert await tab.evaluate("[document.referrer, window.opener]") == ["", None]
