"""The page behind the link in a mail of ours: what is asked there, and the one answer to it.

Whoever holds the link may answer, once. Looking changes nothing, as mail scanners do that; and no
page tells anything to reach anybody by: that goes to the group's own mail.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from aiohttp import web

from connectbot.web.browser import Browsers, fields
from connectbot.web.pages import page

_LINK = "{token:[A-Za-z0-9_-]{16,128}}"
_OLD_FORM = "That did not go through: it was sent from another page. Please choose again."


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that a mail asks: the path of its page, the page, and what can be answered, with
    how that is put; `needs_words` is the answer that says nothing without words beside it, and
    `not_whole` what they read who left something out."""

    path: str
    template: str
    choices: Sequence[tuple[str, str]]
    not_whole: str
    needs_words: str = ""


RIGHT = Question(
    "/still-right",
    "right",
    (
        ("1", "Yes, it is right"),
        ("2", "Something has changed"),
        ("3", "It has stopped"),
    ),
    "Please write what has changed, so that we can put it right.",
    needs_words="2",
)
"""Asked of a group's contact: is what we say of it still right?"""

INTRODUCED = Question(
    "/introduced",
    "introduced",
    (
        ("yes", "Yes, they are welcome"),
        ("full", "We are full"),
        ("wait", "They are on our waiting list"),
        ("met", "We have met"),
        ("no answer", "We tried, and there was no answer"),
        ("no", "No, it is not right for them"),
    ),
    "Please choose one.",
)
"""Asked of a group about somebody who would like to come."""


def mailed_routes(
    question: Question,
    *,
    asked: Callable[[str], Awaitable[object | None]],
    answer: Callable[[str, str, str], Awaitable[str]],
    public_url: str,
) -> Sequence[web.AbstractRouteDef]:
    """The address in the mail. `asked(token)` is what its page shows, None where nothing waits for
    an answer; `answer(token, choice, words)` does what it says and returns what they read, ""
    where nothing waited."""
    link, browsers = f"{question.path}/{_LINK}", Browsers(public_url)

    async def look(request: web.Request) -> web.Response:
        return await shown(request)

    async def take(request: web.Request) -> web.Response:
        form = await fields(request)
        choice, words = form.get("answer", ""), form.get("words", "").strip()
        if not browsers.own_page(request):
            return await shown(request, _OLD_FORM, words, 403)
        known = choice in dict(question.choices)
        if not known or (choice == question.needs_words and not words):
            return await shown(request, question.not_whole, words, 422)
        said = await answer(request.match_info["token"], choice, words)
        return await shown(request, said=said)

    async def shown(
        request: web.Request, problem: str = "", words: str = "", status: int = 200, said: str = ""
    ) -> web.Response:
        waits = None if said else await asked(request.match_info["token"])
        return page(
            question.template,
            status=status if waits or said else 404,
            asked=waits,
            said=said,
            choices=question.choices,
            problem=problem,
            words=words,
        )

    return (web.get(link, look), web.post(link, take))
