"""What a link worker's browser does with a link: cookies, and forms sent as they stand."""

from __future__ import annotations

import re
from typing import Self

import aiohttp

LINK = re.compile(r"https?://\S+/console/talk/[A-Za-z0-9_-]+")
_FORM = re.compile(r'<form[^>]*action="([^"]*)"[^>]*>(.*?)</form>', re.DOTALL)
_FIELD = re.compile(r'name="(\w+)" value="([^"]*)"')


class PlainBrowser:
    """One browser, used as `async with`; `page` is the page it shows, `status` how it came."""

    def __init__(self, url: str) -> None:
        self.url, self.page, self.status = url, "", 0

    async def __aenter__(self) -> Self:
        # Cookies of an address without a name are only kept by a jar that is told so.
        self._session = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
        return self

    async def __aexit__(self, *broken: object) -> None:
        await self._session.close()

    async def go(self, where: str) -> str:
        """Open an address."""
        return await self._take("GET", where)

    async def press(self, form: str, **typed: str) -> str:
        """Send the form of the page whose address ends like this, with what was typed."""
        for action, inside in _FORM.findall(self.page):
            if action.endswith(form):
                return await self._take("POST", action, {**dict(_FIELD.findall(inside)), **typed})
        raise AssertionError(f"there is no form {form} on this page:\n{self.page}")

    async def _take(self, method: str, where: str, form: dict[str, str] | None = None) -> str:
        address = where if where.startswith("http") else self.url + where
        async with self._session.request(method, address, data=form) as answer:
            self.status, self.page = answer.status, await answer.text()
        return self.page


def link_in(text: str) -> str:
    """The one-time link in a text."""
    found = LINK.search(text)
    assert found, f"no link in {text!r}"
    return found[0]
