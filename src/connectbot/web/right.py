"""The page on which a group's contact answers our mail: is what we say of it still right?

Whoever holds the link may answer, once; looking at it changes nothing, as mail scanners do that.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from aiohttp import web

from connectbot.web.browser import Browsers, fields
from connectbot.web.pages import page

_LINK = "/still-right/{token:[A-Za-z0-9_-]{16,128}}"
_CHOICES = (
    ("1", "Yes, it is right"),
    ("2", "Something has changed"),
    ("3", "It has stopped"),
)
_CHANGED = "2"
_SAY_WHAT = "Please write what has changed, so that we can put it right."
_OLD_FORM = "That did not go through: it was sent from another page. Please choose again."


class Asked(Protocol):
    """What is asked: about which group, by whom, and what the list says of it."""

    @property
    def place(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def says(self) -> str: ...


def right_routes(
    *,
    asked: Callable[[str], Awaitable[Asked | None]],
    answer: Callable[[str, str, str], Awaitable[str]],
    public_url: str,
) -> Sequence[web.AbstractRouteDef]:
    """The address in the mail. `asked(token)` is None where nothing waits for an answer;
    `answer(token, choice, words)` does what it says and returns what they read, "" where nothing
    waited."""
    pages = _Pages(asked, answer, Browsers(public_url))
    return (web.get(_LINK, pages.ask), web.post(_LINK, pages.answer))


class _Pages:
    def __init__(
        self,
        asked: Callable[[str], Awaitable[Asked | None]],
        answer: Callable[[str, str, str], Awaitable[str]],
        browsers: Browsers,
    ) -> None:
        self._asked = asked
        self._answer = answer
        self._browsers = browsers

    async def ask(self, request: web.Request) -> web.Response:
        return await self._page(request)

    async def answer(self, request: web.Request) -> web.Response:
        form = await fields(request)
        choice, words = form.get("answer", ""), form.get("words", "").strip()
        if not self._browsers.own_page(request):
            return await self._page(request, _OLD_FORM, words, 403)
        if choice not in dict(_CHOICES) or (choice == _CHANGED and not words):
            return await self._page(request, _SAY_WHAT, words, 422)
        said = await self._answer(request.match_info["token"], choice, words)
        return await self._page(request, said=said)

    async def _page(
        self,
        request: web.Request,
        problem: str = "",
        words: str = "",
        status: int = 200,
        *,
        said: str = "",
    ) -> web.Response:
        token = request.match_info["token"]
        asked = None if said else await self._asked(token)
        return page(
            "right",
            status=status if asked or said else 404,
            asked=asked,
            said=said,
            action=f"/still-right/{token}",
            choices=_CHOICES,
            problem=problem,
            words=words,
        )
