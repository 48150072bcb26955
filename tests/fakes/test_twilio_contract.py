"""Our requests and the pretend Twilio's answers, held against Twilio's own description."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import jsonschema
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from connectbot.channels.sms import SmsSettings
from connectbot.channels.sms.provider import Provider
from connectbot.fakes.twilio import faults
from connectbot.model.delivery import Sent
from tests.channels.bench import NOW
from tests.channels.benches.sms import ACCOUNT, OURS, TOKENS
from tests.fakes.pretend import THEM, Pretend

DESCRIPTION = (
    Path(__file__).parents[3]
    / "shared"
    / "contracts"
    / "twilio"
    / "twilio_messages_only.derived.json"
)
pytestmark = pytest.mark.skipif(
    not DESCRIPTION.exists(), reason="Twilio's own description is not here"
)
MESSAGES = "/2010-04-01/Accounts/{AccountSid}/Messages.json"
SERVICE = "MG" + "0c" * 16


@pytest.fixture(scope="module")
def described() -> Any:
    return json.loads(DESCRIPTION.read_text(encoding="utf-8"))


@pytest.fixture
async def pretend() -> AsyncIterator[Pretend]:
    made = Pretend()
    await made.open()
    yield made
    await made.close()


def _nullable(schema: Any) -> Any:
    # OpenAPI 3.0 says "nullable" where JSON Schema says a list of types.
    if isinstance(schema, list):
        return [_nullable(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: _nullable(part) for name, part in schema.items()}
    if made.pop("nullable", False) and isinstance(made.get("type"), str):
        made["type"] = [made["type"], "null"]
    return made


def check(described: Any, schema: Any, said: Any) -> None:
    """Raise where what was said does not fit the schema."""
    whole = {**_nullable(schema), "components": _nullable(described["components"])}
    jsonschema.validate(said, whole)


async def test_the_answers_fit(described: Any, pretend: Pretend) -> None:
    """Made, listed, fetched, refused, too busy, broken: each has the shape of the real one's."""
    paths = described["paths"]

    def schema(path: str, method: str, status: int) -> Any:
        answers = paths[path][method]["responses"]
        return answers[str(status)]["content"]["application/json"]["schema"]

    await pretend.twilio.text_in(THEM, "STOP please")
    status, made = await pretend.create(To=THEM)
    check(described, schema(MESSAGES, "post", status), made)
    assert set(made) == set(
        described["components"]["schemas"]["api.v2010.account.message"]["properties"]
    )
    status, page = await pretend.listed(PageSize="1")
    check(described, schema(MESSAGES, "get", status), page)
    one = MESSAGES.replace(".json", "/{Sid}.json")
    status, fetched = await pretend.fetched(made["sid"])
    check(described, schema(one, "get", status), fetched)
    pretend.twilio.faults.extend([faults.refuse(21610), faults.busy(), faults.broken()])
    for _ in range(3):
        status, refused = await pretend.create()
        check(described, schema(MESSAGES, "post", status), refused)


@pytest.mark.parametrize("service", ["", SERVICE])
async def test_our_requests_fit(described: Any, pretend: Pretend, service: str) -> None:
    """Every parameter we send is known, and of its type."""
    asked: list[tuple[str, dict[str, str]]] = []

    async def keep(request: web.Request) -> web.Response:
        assert request.path == MESSAGES.replace("{AccountSid}", ACCOUNT)
        if request.method == "POST":
            asked.append(("post", dict(parse_qsl((await request.read()).decode()))))
            return web.json_response({"sid": "SM1"}, status=201)
        asked.append(("get", dict(request.query)))
        return web.json_response({"messages": []})

    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", keep)
    async with TestServer(app) as server:
        provider = Provider(
            SmsSettings(
                ACCOUNT, TOKENS, "https://bot.example", OURS, service, str(server.make_url(""))
            )
        )
        sent = await provider.create(THEM, "hello", "https://bot.example/twilio/status?m=1", 900)
        assert sent == Sent("SM1")
        assert await provider.listed(to=THEM, since=NOW) == []
        await provider.close()
    described_here = described["paths"][MESSAGES]
    form = described_here["post"]["requestBody"]["content"]["application/x-www-form-urlencoded"]
    query = {one["name"]: one["schema"] for one in described_here["get"]["parameters"]}
    known = {"post": form["schema"]["properties"], "get": query}
    assert [method for method, _ in asked] == ["post", "get"]
    for method, given in asked:
        assert set(given) <= set(known[method])
        for name, value in given.items():
            schema = known[method][name]
            typed: Any = int(value) if schema.get("type") == "integer" else value
            check(described, schema, typed)
    assert asked[1][1]["DateSent>"] == "2026-03-03T12:00:00Z"
