"""The page on which a named person reads a talk, answers in it, and gives it back."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from zoneinfo import ZoneInfo

from aiohttp import web

from connectbot.model.resident import Handover, Line
from connectbot.web.browser import Browsers, fields, form_id, is_stamp, new_secret, stamp
from connectbot.web.pages import page

TEXT_LIMIT = 1_000

_LONDON = ZoneInfo("Europe/London")

_LINK = "{token:[A-Za-z0-9_-]{16,128}}"
_ID = "{id:[A-Za-z0-9_-]{1,64}}"

WHY = {
    "asked": "They asked for a person.",
    "begun": "One of us began this talk.",
    "stuck": "The automatic helper did not know how to go on.",
    "wrong-person": "They say that they are not the person we wrote to.",
    "died": "Somebody says that they have died. Nothing more goes to them from the helper.",
    "moved": "Somebody says that they have moved. Nothing more goes to them from the helper.",
    "hospital": "Somebody says that they are in hospital. The helper is quiet until a text comes.",
    "landline": "They only have a landline: please ring them. Look for the number in the talk.",
    "young": "They say that they are under 18. Please don't send them to grown-ups' groups.",
    "media": "They sent a picture or a voice note, which we never open. Ask what it was.",
}
"""Why a person is needed, by what the flow says."""

URGENT = "Urgent words were seen in what they wrote. Please read it now."

_MESSAGES = {
    "no cookie": (401, "Open this talk from your link", "no-cookie"),
    "used": (403, "This link has been used", "used"),
    "not yours": (403, "This talk is not open here", "not-yours"),
    "old form": (403, "That did not go through", "old-form"),
    "given back": (200, "Thank you", "given-back"),
}


@dataclass(frozen=True, slots=True)
class _Desk:
    open_talk: Callable[[str, str], Awaitable[Handover | None]]
    talk_of: Callable[[str, str], Awaitable[Handover | None]]
    transcript: Callable[[str], Awaitable[Sequence[Line]]]
    say: Callable[[str, str, str, str], Awaitable[bool]]
    give_back: Callable[[str, str], Awaitable[bool]]
    has_stopped: Callable[[str], Awaitable[bool]]
    is_shared: Callable[[str], Awaitable[bool]]


def talk_routes(
    *,
    open_talk: Callable[[str, str], Awaitable[Handover | None]],
    talk_of: Callable[[str, str], Awaitable[Handover | None]],
    transcript: Callable[[str], Awaitable[Sequence[Line]]],
    say: Callable[[str, str, str, str], Awaitable[bool]],
    give_back: Callable[[str, str], Awaitable[bool]],
    has_stopped: Callable[[str], Awaitable[bool]],
    is_shared: Callable[[str], Awaitable[bool]],
    public_url: str,
    zone: tzinfo = _LONDON,
) -> Sequence[web.AbstractRouteDef]:
    """The addresses under `/console/`; times are shown in `zone`.

    `token` and `browser` below are the secrets themselves: the desk keeps only their hashes.
    `open_talk(token, browser)` uses a one-time link; `talk_of(id, browser)` is the open talk
    where it is this browser's; `transcript(id)`; `say(id, browser, text, form_id)` and
    `give_back(id, browser)` are False where it is not. The same form_id twice is said once.
    `has_stopped(id)` tells that nothing is sent to them any more, `is_shared(id)` that others may
    read what is.
    """
    desk = _Desk(open_talk, talk_of, transcript, say, give_back, has_stopped, is_shared)
    pages = _TalkPages(desk, Browsers(public_url), zone)
    return (
        web.get(f"/console/talk/{_LINK}", pages.ask),
        web.post(f"/console/talk/{_LINK}", pages.open),
        web.get(f"/console/talks/{_ID}", pages.read),
        web.post(f"/console/talks/{_ID}/say", pages.say),
        web.post(f"/console/talks/{_ID}/back", pages.give_back),
        web.route("*", "/console", _stranger),
        web.route("*", "/console/{rest:.*}", _stranger),
    )


class _TalkPages:
    def __init__(self, desk: _Desk, browsers: Browsers, zone: tzinfo) -> None:
        self._desk = desk
        self._browsers = browsers
        self._zone = zone

    async def ask(self, request: web.Request) -> web.Response:
        # Mail scanners follow links, so looking at one uses nothing up.
        return page("open", action=f"/console/talk/{request.match_info['token']}")

    async def open(self, request: web.Request) -> web.Response:
        if not self._browsers.own_page(request):
            return _say("old form")
        secret = self._browsers.secret(request) or new_secret()
        handover = await self._desk.open_talk(request.match_info["token"], secret)
        if handover is None:
            return _say("used")
        response = _see_other(f"/console/talks/{handover.id}")
        self._browsers.remember(response, secret)
        return response

    async def read(self, request: web.Request) -> web.Response:
        secret = self._browsers.secret(request)
        if secret is None:
            return _say("no cookie")
        handover = await self._desk.talk_of(request.match_info["id"], secret)
        if handover is None:
            return _say("not yours")
        return await self._page(handover, secret)

    async def say(self, request: web.Request) -> web.Response:
        form, secret = await self._form(request)
        if secret is None:
            return _say("old form")
        id, text = request.match_info["id"], form.get("text", "").strip()
        if len(text) > TEXT_LIMIT:
            return await self._too_long(id, secret, text)
        if text and not await self._desk.say(id, secret, text, form_id(form, text)):
            return _say("not yours")
        return _see_other(f"/console/talks/{id}#text")

    async def give_back(self, request: web.Request) -> web.Response:
        _, secret = await self._form(request)
        if secret is None:
            return _say("old form")
        given = await self._desk.give_back(request.match_info["id"], secret)
        return _say("given back" if given else "not yours")

    async def _form(self, request: web.Request) -> tuple[Mapping[str, str], str | None]:
        """The fields, and the browser's secret where the form is one of ours."""
        form = await fields(request)
        secret = self._browsers.secret(request)
        if secret is None or not self._browsers.own_page(request):
            return form, None
        good = is_stamp(form.get("stamp", ""), secret, request.match_info["id"])
        return form, secret if good else None

    async def _too_long(self, id: str, secret: str, text: str) -> web.Response:
        handover = await self._desk.talk_of(id, secret)
        if handover is None:
            return _say("not yours")
        return await self._page(handover, secret, draft=text, status=422)

    async def _page(
        self, handover: Handover, secret: str, *, draft: str = "", status: int = 200
    ) -> web.Response:
        why = URGENT if handover.kind == "safeguarding" else WHY.get(handover.why, "")
        return page(
            "talk",
            status=status,
            handover=handover,
            why=why,
            transcript=await self._desk.transcript(handover.id),
            zone=self._zone,
            stamp=stamp(secret, handover.id),
            form=secrets.token_urlsafe(16),
            draft=draft,
            problem=too_long(draft) if draft else "",
            stopped=await self._desk.has_stopped(handover.id),
            shared=await self._desk.is_shared(handover.id),
        )


def too_long(text: str) -> str:
    """What is told of an answer of more than `TEXT_LIMIT` letters."""
    return (
        f"That is {len(text)} letters long; the most that can be sent at once is {TEXT_LIMIT}. "
        "Nothing was sent. Please shorten it."
    )


def _say(what: str) -> web.Response:
    status, title, words = _MESSAGES[what]
    return page("said", status=status, title=title, words=words)


def _see_other(where: str) -> web.Response:
    return web.Response(status=303, headers={"Location": where})


async def _stranger(request: web.Request) -> web.Response:
    return _say("no cookie")
