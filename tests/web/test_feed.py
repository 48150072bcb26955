"""The feed on the web: open to every site, paged, asked again cheaply, and never a stack trace."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache

import pytest

from connectbot.directory.oruk.around import Around
from connectbot.directory.oruk.catalogue import Catalogue
from connectbot.directory.oruk.ids import uid
from connectbot.directory.oruk.openapi import LISTS
from connectbot.directory.oruk.shapes import page_of
from connectbot.web.feed import feed_routes
from tests.directory import oakfield
from tests.directory.oruk.official import faults, ours, thing_of
from tests.web.serving import client_of

CHANGED = datetime(2026, 11, 24, 9, 30, 15, 250_000, tzinfo=UTC)
STROLLERS = f"/open-referral/services/{uid('service', 'saturday-strollers')}"


@cache
def _known() -> Catalogue:
    book = oakfield.book()
    around = Around(book.places, oakfield.needs(), oakfield.districts())
    return Catalogue(book, around, {"saturday-strollers": CHANGED}, date(2026, 11, 22))


async def _catalogue() -> Catalogue:
    return _known()


def _client(**options):
    return client_of(feed_routes(_catalogue, **options))


async def test_the_root_says_what_it_is():
    """Version, profile and where it describes itself, as an absolute address."""
    async with _client(licence="OGL v3") as client:
        for path in ("/open-referral", "/open-referral/"):
            answer = await client.get(path)
            told = await answer.json()
            assert told["version"] == "HSDS-UK-3.0"
            assert told["profile"].startswith("https://")
            assert told["openapi_url"] == str(client.make_url("/open-referral/openapi.json"))
            assert told["license"] == "OGL v3"
        described = await (await client.get("/open-referral/openapi.json")).json()
        assert described["paths"].keys() >= {"/services", "/services/{id}"}


async def test_the_root_names_its_public_address():
    """Behind a proxy it is the address that everybody knows; no licence is claimed unasked."""
    async with _client(public_url="https://bot.oakfield.example/oak") as client:
        told = await (await client.get("/open-referral/")).json()
        assert told["openapi_url"].startswith("https://bot.oakfield.example/oak/open-referral/")
        assert "license" not in told


@pytest.mark.parametrize("name", LISTS)
async def test_each_list_pages_and_each_thing_in_it_is_there(name):
    """The envelope is the standard's, and every id leads somewhere."""
    async with _client() as client:
        answer = await client.get(f"/open-referral/{name}?per_page=2&page=1")
        told = await answer.json()
        assert told.keys() == page_of("x")["properties"].keys()
        assert told["page_number"] == 1
        assert told["size"] == len(told["contents"]) > 0
        for row in told["contents"]:
            one = await client.get(f"/open-referral/{name}/{row['id']}")
            assert one.status == 200
            assert faults(ours(thing_of(name)), await one.json()) == []
        assert (await client.get(f"/open-referral/{name}/?per_page=1")).status == 200
        far = await (await client.get(f"/open-referral/{name}?page=9999")).json()
        assert far["empty"]
        assert far["last_page"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/open-referral/", 200),
        ("/open-referral", 200),
        (STROLLERS, 200),
        ("/open-referral/services", 200),
        ("/open-referral/services?day=TU&search=tea&postcode=LS8&proximity=3000", 200),
        ("/open-referral/services?page=0", 400),
        ("/open-referral/service_at_locations?proximity=5", 400),
        ("/open-referral/services/nobody", 404),
        ("/open-referral/services/%00", 404),
        ("/open-referral/organizations/x", 404),
        ("/open-referral/reviews", 404),
        ("/open-referral/services/a/b", 404),
    ],
)
async def test_every_answer_may_be_read_by_any_site(path, status):
    """Also what is refused; it is JSON, for a head alone too."""
    async with _client() as client:
        for ask in (client.get, client.head):
            answer = await ask(path)
            assert answer.status == status
            assert answer.headers["Access-Control-Allow-Origin"] == "*"
            assert answer.content_type == "application/json"
        assert (await client.post(path)).status in (404, 405)
        assert (await client.post(path)).headers["Access-Control-Allow-Origin"] == "*"


async def test_only_the_feed_is_open_to_every_site():
    """Nothing beside it is."""
    async with _client() as client:
        answer = await client.get("/open-referrals")
        assert "Access-Control-Allow-Origin" not in answer.headers


async def test_what_cannot_be_read_is_told_in_a_sentence():
    """It names the parameter and the mend."""
    async with _client() as client:
        answer = await client.get("/open-referral/services?per_page=9999")
        assert (await answer.json())["error"] == "per_page: write a size from 1 to 500"


@pytest.mark.parametrize(
    ("path", "modified"),
    [
        (STROLLERS, "Tue, 24 Nov 2026 09:30:15 GMT"),
        ("/open-referral/services", "Tue, 24 Nov 2026 09:30:15 GMT"),
        ("/open-referral/", None),
    ],
)
async def test_who_has_it_already_is_told_so(path, modified):
    """By its tag or by its date; the tag counts where both are said."""
    async with _client() as client:
        first = await client.get(path)
        tag = first.headers["ETag"]
        assert first.headers.get("Last-Modified") == modified
        for same in (tag, f"W/{tag}", f'"x", {tag}', "*"):
            again = await client.get(path, headers={"If-None-Match": same})
            assert (again.status, await again.read()) == (304, b"")
            assert again.headers["ETag"] == tag
            assert again.headers["Access-Control-Allow-Origin"] == "*"
        since = {"If-Modified-Since": "Tue, 24 Nov 2026 09:30:15 GMT"}
        assert (await client.get(path, headers=since)).status == (304 if modified else 200)
        both = await client.get(path, headers={**since, "If-None-Match": '"x"'})
        assert both.status == 200
        for earlier in ("Tue, 24 Nov 2026 09:30:14 GMT", "Tue, 24 Nov 2026 09:30:14", "banana"):
            older = await client.get(path, headers={"If-Modified-Since": earlier})
            assert older.status == 200


async def test_an_origin_nobody_can_have_is_refused():
    """What a request says of its own address is not believed where it makes no sense."""
    async with _client() as client:
        answer = await client.get("/open-referral/", headers={"Host": "["})
        assert answer.status == 400
