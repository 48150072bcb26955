"""The README's pictures show what the pages still show."""

from __future__ import annotations

import struct

from playwright.async_api import Browser, expect

from docs.pictures import FOLDER, SIZE, told, walk
from docs.story import PICTURES
from tests.browser.conftest import in_browser

pytestmark = in_browser
HEAVIEST = 150_000  # bytes


async def test_each_page_shows_what_is_said_of_its_picture(browser: Browser) -> None:
    """The words that the README quotes for those who cannot see a picture stand on that page."""
    said = told()
    async for name, page in walk(browser):
        assert said[name]
        for words in said.pop(name):
            await expect(page.get_by_text(words).first).to_be_visible()
    assert set(said) == set(PICTURES)  # those of the story are looked at while it is played


async def test_each_picture_is_there_and_light() -> None:
    """A PNG as wide as the window, quickly loaded; after a change of a page, `make pictures`."""
    for name in told():
        picture = (FOLDER / name).read_bytes()
        assert len(picture) < HEAVIEST, name
        assert struct.unpack(">I", picture[16:20]) == (SIZE["width"],)
