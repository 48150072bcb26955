"""The console over a real store: somebody with a browser of their own signs in and works."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from html import unescape
from pathlib import Path

from aiohttp import ClientResponse, web

from connectbot.app.stocking import stocked
from connectbot.desk import staff
from connectbot.desk.ports.readings import Released
from connectbot.directory.body import listing_of
from connectbot.directory.book import Book
from connectbot.directory.place import Keeping
from connectbot.files import community_at, starter
from connectbot.model.kept import Act, Kept
from connectbot.model.staff import Staff
from connectbot.web.console import console_routes
from tests.desk.town import NOON, Town, open_town
from tests.web.serving import Client, client_of

HOME = "/console/directory"
TEA = f"{HOME}/listings/tea-and-talk"
HERE = {"Sec-Fetch-Site": "same-origin"}
JO = Staff("jo", "Jo Bell", "maintainer", ("oakfield", ""), NOON)
SAM = Staff("sam", "Sam", "link-worker", ("oakfield",), NOON)
LEA = Staff("lea", "Lea", "lead", ("oakfield",), NOON)
OPERATOR = Act("operator", "", "cli", "they rang")
_HIDDEN = re.compile(r'<input type="hidden" name="([\w.]+)" value="([^"]*)">')


def carried(html: str) -> list[tuple[str, str]]:
    """What the forms of a page carry: (name, value), in their order."""
    return [(name, unescape(value)) for name, value in _HIDDEN.findall(html)]


class Person:
    """Somebody with a browser of their own."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.cookie = ""
        self.staff = JO

    async def get(self, path: str) -> ClientResponse:
        """Ask for a page."""
        return await self._keep(await self.office.client.get(path, headers=self._headers({})))

    async def read(self, path: str = HOME) -> str:
        """The words of a page that has to be there."""
        answer = await self.get(path)
        assert answer.status == 200, (path, answer.status)
        return unescape(await answer.text())

    async def post(
        self, path: str, form: dict[str, object] | None = None, **headers: str
    ) -> ClientResponse:
        """Send a form as a browser sends one of our pages."""
        answer = await self.office.client.post(
            path, data=form or {}, headers=self._headers(headers or HERE), allow_redirects=False
        )
        return await self._keep(answer)

    async def press(self, page: str, action: str, **form: object) -> ClientResponse:
        """Press a button of a page, with what that page's form carries."""
        return await self.post(action, {**await self.hidden(page), **form})

    async def hidden(self, page: str) -> dict[str, object]:
        """What the forms of a page carry."""
        return dict(carried(await (await self.get(page)).text()))

    async def sign_in(self, who: Staff = JO, code: str = "") -> Person:
        """Be invited, and use the link."""
        self.staff = who
        link = await self.office.invite(who, code or f"one-time-link-of-{who.id}")
        answer = await self.press(link, link)
        assert answer.status == 303
        return self

    async def _keep(self, answer: ClientResponse) -> ClientResponse:
        for name in ("visit", "__Host-visit"):
            if name in answer.cookies:
                self.cookie = answer.cookies[name].value
        return answer

    def _headers(self, headers: dict[str, str]) -> dict[str, str]:
        return {**headers, **self._cookie()}

    def _cookie(self) -> dict[str, str]:
        if not self.cookie:
            return {}
        return {"Cookie": f"visit={self.cookie}; __Host-visit={self.cookie}"}


class Office:
    """The starter's directory, a clock that only tests move, and the console in front of them."""

    def __init__(self, town: Town, client: Client) -> None:
        self.town = town
        self.client = client

    async def invite(self, who: Staff, code: str) -> str:
        """Make a link; where it leads."""
        known = ("oakfield", "porth-derwen", "")
        await self.town.store.run(staff.invite, who, {"page": code}, self.town.now, known=known)
        return f"/console/sign-in/{code}"

    async def here(self, *people: Staff) -> None:
        """These were invited once."""
        for one in people:
            await self.town.store.run(lambda tx, one=one: tx.staff.add(one))

    async def kept(self, id: str) -> Kept:
        """A listing as it stands."""
        return await self.town.store.read(lambda tx: tx.listings.get(id))

    async def restock(self, keeping: Keeping | None = None) -> None:
        """What was changed is in the world, as in a service half a second later; `keeping` is how
        long its places take a listing at its word."""
        book = (await stocked(self.town.store, community_at(starter()), self.town.now)).book
        if keeping is not None:
            places = [one.model_copy(update={"keeping": keeping}) for one in book.places.values()]
            book = Book.of(places, await self.town.store.read(lambda tx: tx.listings.since(0)))
        self.town.changed(world=replace(self.town.desk.world, book=book))


async def says(office: Office, id: str = "tea-and-talk") -> object:
    """What a listing says now."""
    return listing_of((await office.kept(id)).body)


async def somebody_waits(office: Office, urgent: str = "i want to kill myself") -> None:
    """Jean asked for a person, and wrote urgent words too; the texts about it have gone out."""
    await office.town.text("PERSON")
    if urgent:
        await office.town.text(urgent)
    await office.town.leave()


def console(
    town: Town, public_url: str = "", released: Sequence[Released] = ()
) -> Sequence[web.AbstractRouteDef]:
    """The console's addresses, over this town's store, desk and clock; `released` was released."""

    async def releases() -> Sequence[Released]:
        return released

    return console_routes(
        store=town.store,
        desk=lambda: town.desk,
        now=lambda: town.now,
        public_url=public_url,
        releases=releases,
    )


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Office]:
    """The directory without anything in front of it."""
    town = open_town(folder)
    yield Office(town, None)  # type: ignore[arg-type]
    await town.store.close()


@asynccontextmanager
async def open_office(
    folder: Path, public_url: str = "", released: Sequence[Released] = ()
) -> AsyncIterator[Office]:
    """The directory with the console in front of it, and a client."""
    async with opened(folder) as office:
        await office.restock()
        async with client_of(console(office.town, public_url, released)) as office.client:
            yield office
