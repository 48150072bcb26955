"""The page on which a group answers the mail about somebody who would like to come.

Whoever holds the link may answer, once. Looking changes nothing, as mail scanners do that; and the
page tells nothing to reach anybody by: that goes to the group's own mail.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from aiohttp import web

from connectbot.web.browser import Browsers, fields
from connectbot.web.pages import page

_LINK = "/introduced/{token:[A-Za-z0-9_-]{16,128}}"
CHOICES = (
    ("yes", "Yes, they are welcome"),
    ("full", "We are full"),
    ("wait", "They are on our waiting list"),
    ("met", "We have met"),
    ("no answer", "We tried, and there was no answer"),
    ("no", "No, it is not right for them"),
)
"""What can be answered, and how it is asked."""

_OLD_FORM = "That did not go through: it was sent from another page. Please choose again."
_CHOOSE = "Please choose one."


class Asked(Protocol):
    """What is asked: by which place, of which group, and about whom."""

    @property
    def place(self) -> str: ...
    @property
    def group(self) -> str: ...
    @property
    def name(self) -> str: ...


def introduced_routes(
    *,
    asked: Callable[[str], Awaitable[Asked | None]],
    answer: Callable[[str, str], Awaitable[bool]],
    public_url: str,
) -> Sequence[web.AbstractRouteDef]:
    """The address in the mail. `asked(token)` is None where nothing waits for an answer;
    `answer(token, word)` does what it says, False where nothing waited."""
    pages = _Pages(asked, answer, Browsers(public_url))
    return (web.get(_LINK, pages.ask), web.post(_LINK, pages.answer))


class _Pages:
    def __init__(
        self,
        asked: Callable[[str], Awaitable[Asked | None]],
        answer: Callable[[str, str], Awaitable[bool]],
        browsers: Browsers,
    ) -> None:
        self._asked = asked
        self._answer = answer
        self._browsers = browsers

    async def ask(self, request: web.Request) -> web.Response:
        return await self._page(request)

    async def answer(self, request: web.Request) -> web.Response:
        choice = (await fields(request)).get("answer", "")
        if not self._browsers.own_page(request):
            return await self._page(request, _OLD_FORM, 403)
        if choice not in dict(CHOICES):
            return await self._page(request, _CHOOSE, 422)
        done = await self._answer(request.match_info["token"], choice)
        return await self._page(request, done=done)

    async def _page(
        self, request: web.Request, problem: str = "", status: int = 200, *, done: bool = False
    ) -> web.Response:
        token = request.match_info["token"]
        asked = None if done else await self._asked(token)
        return page(
            "introduced",
            status=status if asked or done else 404,
            asked=asked,
            done=done,
            action=f"/introduced/{token}",
            choices=CHOICES,
            problem=problem,
        )
