"""Who comes in: a one-time link into a visit, and every page behind it closed to everybody else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import web
from multidict import MultiDict

from connectbot.desk import staff as desk
from connectbot.desk.ports import Store
from connectbot.model.staff import Role, Staff
from connectbot.web.browser import Browsers, fields, is_stamp, new_secret, stamp
from connectbot.web.console.may import DIRECTORY, pages_for, start_of
from connectbot.web.pages import page

HOME = DIRECTORY
SIGN_IN = "/console/sign-in"

Form = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever is signed in and asks for a page: `stamp` is what their forms carry, `form` what one
    of them brought, `browser` the secret of their browser."""

    staff: Staff
    stamp: str
    form: MultiDict[str] = field(default_factory=MultiDict)
    browser: str = field(default="", repr=False)

    def page(self, template: str, *, status: int = 200, **values: Any) -> web.Response:
        """A page for them."""
        return page(
            f"console/{template}",
            status=status,
            who=self.staff,
            stamp=self.stamp,
            pages=pages_for(self.staff),
            start=start_of(self.staff),
            **values,
        )

    def closed(self) -> web.Response:
        """What they asked for is not open to them."""
        return self.page("not_yours", status=403)


Behind = Callable[[web.Request, Visitor], Awaitable[web.StreamResponse]]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Entrance:
    """The only way to a page of the console."""

    def __init__(self, store: Store, now: Callable[[], datetime], public_url: str) -> None:
        self._store = store
        self._now = now
        # Lax: a link in a mail leads to the page; nothing changes without a stamp.
        lasts = int(desk.LONGEST.total_seconds())
        self.browsers = Browsers(public_url, "visit", lasts, "Lax")

    def behind(self, handler: Behind, *, may: Collection[Role]) -> Handler:
        """The handler, for whoever is signed in and has one of these roles; a form has to be one of
        our own pages."""

        async def guarded(request: web.Request) -> web.StreamResponse:
            secret = self.browsers.secret(request)
            # A page that looks for news by itself is nobody at work: it keeps no visit going.
            alive = request.headers.get("Sec-Fetch-Dest") != "empty" or request.method != "GET"
            staff = await self.staff(secret, alive=alive) if secret else None
            if secret is None or staff is None:
                return page("console/stranger", status=401)
            theirs = stamp(secret, staff.id)
            visitor = Visitor(staff, theirs, browser=secret)
            if staff.role not in may:
                return visitor.closed()
            if request.method in ("GET", "HEAD"):
                return await _found(handler, request, visitor)
            form = await fields(request)
            good = is_stamp(form.get("stamp", ""), secret, staff.id)
            if not good or not self.browsers.own_page(request):
                return page("console/refused", status=403, why="old form")
            return await _found(handler, request, Visitor(staff, theirs, form, secret))

        return guarded

    async def staff(self, secret: str, *, alive: bool = True) -> Staff | None:
        """Whose visit this browser's is, where it is not over; `alive` keeps it going."""
        now = self._now()
        found = await self._store.read(desk.visit, secret, now)
        if found is not None and alive and desk.is_to_be_seen(found, now):
            await self._store.run(desk.seen, secret, now)
        return found.staff if found is not None else None

    async def ask(self, request: web.Request) -> web.Response:
        """The page behind a link. Mail scanners follow links, so looking uses nothing up; only the
        browser that looked may go on."""
        code = request.match_info["code"]
        secret = self.browsers.secret(request) or new_secret()
        answer = page("console/sign_in", action=f"{SIGN_IN}/{code}", stamp=stamp(secret, code))
        self.browsers.remember(answer, secret)
        return answer

    async def enter(self, request: web.Request) -> web.Response:
        """Use a link up: from now on this browser has a secret that nobody had before."""
        code, before = request.match_info["code"], self.browsers.secret(request)
        form = await fields(request)
        good = before is not None and is_stamp(form.get("stamp", ""), before, code)
        if not good or not self.browsers.own_page(request):
            return page("console/refused", status=403, why="other browser")
        secret = new_secret()
        staff = await self._store.run(desk.sign_in, code, secret, self._now())
        if staff is None:
            here = await self.staff(before) if before else None
            # A second press of the button: they are in already.
            if here is None:
                return page("console/refused", status=403, why="used")
            return see_other(start_of(here))
        answer = see_other(start_of(staff))
        self.browsers.remember(answer, secret)
        return answer

    async def leave(self, request: web.Request, visitor: Visitor) -> web.Response:
        """Sign out."""
        await self._store.run(desk.sign_out, visitor.browser, self._now())
        answer = page("console/left")
        self.browsers.forget(answer)
        return answer


async def _found(handler: Behind, request: web.Request, visitor: Visitor) -> web.StreamResponse:
    """What the handler answers; a page of the console where there is nothing."""
    try:
        return await handler(request, visitor)
    except web.HTTPNotFound:
        return visitor.page("not_there", status=404)


def see_other(where: str) -> web.Response:
    """Go there and look."""
    return web.Response(status=303, headers={"Location": where})
