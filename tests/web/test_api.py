"""Other systems send people: their token first, one answer to one key, and only what is theirs."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import hypothesis
import pytest
import schemathesis
from schemathesis import checks

from connectbot.desk.referring import by_system, moving, systems
from connectbot.web.api_shape import Person, Unreadable, described, person_in
from tests.desk.groups import DOT
from tests.desk.town import open_town
from tests.web.referrals import JEAN, OTHER, TOKEN, bearing, surgery

POST = "/api/referrals"


@pytest.fixture
async def client(town):
    """The surgery's client."""
    async with surgery(town) as client:
        yield client


@pytest.fixture
async def town(tmp_path):
    """A town of its own."""
    town = open_town(tmp_path)
    yield town
    await town.store.close()


async def send(client, body: Any = JEAN, **headers: str) -> tuple[int, dict]:
    """What the surgery is answered."""
    answer = await client.post(POST, json=body, headers=bearing(**headers))
    return answer.status, await answer.json()


async def test_a_person_is_asked_and_nobody_else_is_told(client, town) -> None:
    """The neutral text, naming whom they know; the group hears nothing yet."""
    status, made = await send(client, {**JEAN, "sender": "Sam", "matters": "company"})
    assert (status, made["listing"], made["urgency"]) == (201, "darts", "routine")
    read = await town.delivered()
    assert "Sam" in read["+447700900123"][0]
    assert DOT not in read
    assert "Jean" not in str(made)


async def test_what_becomes_of_it(client, town) -> None:
    """Where it stands, for the system that sent it; for another there is none."""
    answer = await client.post(POST, json=JEAN, headers=bearing())
    there = answer.headers["Location"]
    found = await (await client.get(there, headers=bearing())).json()
    assert (found["state"], found["reason"], found["closed_at"]) == ("awaiting_consent", "", None)
    for token, path in ((OTHER, there), (TOKEN, "/api/referrals/none"), (TOKEN, f"{POST}/%00")):
        answer = await client.get(path, headers=bearing(token))
        assert (answer.status, "error" in await answer.json()) == (404, True)


@pytest.mark.parametrize(
    ("to", "who", "reason", "told"),
    [
        ("declined_by_person", "resident", "said-no", ""),
        ("lapsed", "system", "no-answer", "no-answer"),
        ("lapsed", "system", "died", ""),
    ],
)
async def test_what_a_person_said_of_themselves_stays_with_us(
    client, town, to, who, reason, told
) -> None:
    """The system reads that it is over, and why where that is not theirs to say."""
    _, made = await send(client)
    await town.store.run(moving.move, made["id"], to, who, town.now, reason=reason)
    answer = await client.get(f"{POST}/{made['id']}", headers=bearing())
    found = await answer.json()
    assert (found["state"], found["reason"]) == (to, told)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer nobody"},
        {"Authorization": TOKEN},
        {"Authorization": "Basic x"},
    ],
)
async def test_a_token_first(client, headers) -> None:
    """Nothing is read of what a stranger sends, and both addresses say what is missing."""
    answer = await client.post(POST, data=b"{not json", headers=headers)
    assert (answer.status, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert (await client.get(f"{POST}/some", headers=headers)).status == 401


async def test_the_body_is_not_read_before_the_token_is_known(client) -> None:
    """A stranger who never ends their body is answered all the same."""

    async def endless():
        yield b"{"
        await asyncio.sleep(30)

    answer = await asyncio.wait_for(client.post(POST, data=endless()), 5)
    assert answer.status == 401


async def test_the_same_key_gets_the_same_answer(client, town) -> None:
    """And one person is asked once; the same key with another body is told so."""
    first = await send(client, **{"Idempotency-Key": "abc"})
    town.later(minutes=5)
    assert await send(client, **{"Idempotency-Key": "abc"}) == first
    other = await send(client, {**JEAN, "urgency": "soon"}, **{"Idempotency-Key": "abc"})
    assert other == (409, {"status": 409, "error": by_system.OTHER_BODY})
    theirs = await client.post(
        POST, json=JEAN, headers=bearing(OTHER, **{"Idempotency-Key": "abc"})
    )
    assert theirs.status == 422  # a key is of one system; and Jean is on her way there already
    assert len((await town.delivered())["+447700900123"]) == 1


async def test_a_key_that_comes_twice_at_one_moment(client, town) -> None:
    """Both are answered with the same, and one is made."""
    key = {"Idempotency-Key": "at-once"}
    both = await asyncio.gather(send(client, **key), send(client, **key))
    assert both[0] == both[1]
    assert both[0][0] == 201


@pytest.mark.parametrize(
    ("change", "status", "told"),
    [
        ({"listing": "no-such"}, 422, by_system.LISTING),
        ({"phone": "123 456 789"}, 422, by_system.NUMBER),
        ({"phone": "+1 212 555 0100"}, 422, by_system.NUMBER),
        ({"under_18": True}, 422, by_system.UNDER_18),
        ({"first_name": "Je\u200ban"}, 422, by_system.SIGNS),
        ({"first_name": "=cmd()"}, 422, by_system.NAME),
        ({"first_name": ""}, 400, "first_name: write 1 to 40 letters."),
        ({"urgency": "now"}, 400, "urgency: write routine, soon or urgent."),
        (
            {"nhs_number": "9"},
            400,
            "nhs_number: nothing of this name is taken; leave it out.",
        ),
        ({"area": "LS8 2AB"}, 400, "area: write a district like LS8, never a whole postcode."),
        ({"under_18": "yes"}, 400, "under_18: write true or false."),
    ],
)
async def test_what_cannot_be_done(client, town, change, status, told) -> None:
    """The sentence says what to change, and repeats nothing of what was sent."""
    answered, said = await send(client, {**JEAN, **change})
    assert (answered, said["error"].startswith(told)) == (status, True)
    assert await town.leave() == []


def test_every_word_that_is_sent_has_its_mend() -> None:
    """In our words; what is missing is said to be, and what is no object too."""
    for name in Person.model_fields:
        body = json.dumps({**JEAN, name: 7}).encode()
        with pytest.raises(Unreadable, match=f"^{name}: write "):
            person_in(body)
    with pytest.raises(Unreadable, match=r"^listing: it is missing; write the id"):
        person_in(b"{}")
    with pytest.raises(Unreadable, match=r"^the body: send one JSON object"):
        person_in(b"[")


async def test_nobody_learns_who_is_known_here(client, town) -> None:
    """Stopped, known by another name, on the way there already: one sentence for all of them."""
    await town.say("STOP", "+447700900124")
    await send(client)
    for body in (
        {**JEAN, "phone": "07700 900124"},
        {**JEAN, "first_name": "Carol"},
        JEAN,
    ):
        assert await send(client, body) == (422, {"status": 422, "error": by_system.PERSON})


@pytest.mark.parametrize(
    ("method", "path", "data", "headers", "status"),
    [
        ("POST", POST, b"[1]", {"Content-Type": "application/json"}, 400),
        ("POST", POST, b"\xff", {"Content-Type": "application/json"}, 400),
        ("POST", POST, b"a=b", {"Content-Type": "text/plain"}, 415),
        ("POST", POST, b"{}", {"Content-Type": "application/json", "Idempotency-Key": "a b"}, 400),
        ("POST", POST, b" " * 65_537, {"Content-Type": "application/json"}, 413),
        ("DELETE", POST, b"", {}, 405),
        ("PUT", f"{POST}/some", b"", {}, 405),
        ("GET", "/api/others", b"", {}, 404),
    ],
)
async def test_what_is_no_request_of_ours(client, method, path, data, headers, status) -> None:
    """Told as JSON, without a trace of ours."""
    answer = await client.request(method, path, data=data, headers=bearing(**headers))
    told = await answer.json()
    assert (answer.status, told["status"], bool(told["error"])) == (status, status, True)


async def test_a_revoked_token_opens_nothing(client, town) -> None:
    """At once."""
    await town.store.run(systems.revoke, "Sam Surgery", town.now)
    answer = await client.post(POST, json=JEAN, headers=bearing())
    assert answer.status == 401


async def test_the_description_is_there_for_anybody(client) -> None:
    """And says where."""
    told = await (await client.get("/api/openapi.json")).json()
    assert told["servers"] == [{"url": "http://bot.example"}]
    assert sorted(told["paths"]) == ["/api/openapi.json", POST, f"{POST}/{{id}}"]


CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "unsupported_method",
    "ignored_auth",
)


async def test_nothing_that_comes_in_breaks_it(client) -> None:
    """Hundreds of bodies, headers and paths, as described and otherwise: no fault of ours, and no
    answer that is not in the description."""
    url = str(client.make_url("/")).rstrip("/")
    await asyncio.to_thread(_fuzz, url)


def _fuzz(url: str) -> None:
    checks.load_all_checks()
    named = checks.CHECKS.get_by_names(list(CHECKS))
    schema = schemathesis.openapi.from_dict(described(url))
    for operation in schema.get_all_operations():
        _each(operation.ok(), url, named)


def _each(operation: Any, url: str, named: list[Any]) -> None:
    @hypothesis.given(
        case=hypothesis.strategies.one_of(
            *(operation.as_strategy(generation_mode=mode) for mode in schemathesis.GenerationMode)
        )
    )
    @hypothesis.settings(
        max_examples=30,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    def fits(case: Any) -> None:
        if isinstance(case.body, dict) and case.meta.generation.mode.is_positive:
            number = f"07700 900{len(str(case.body)) % 1000:03}"
            case.body |= {"listing": "darts", "phone": number}  # else nobody is ever asked
        case.call_and_validate(base_url=url, headers=bearing(), checks=named)

    fits()


class Quicker:
    """A transaction in which another process has used the key, and that is seen only at its end."""

    def __init__(self, tx: Any) -> None:
        self._tx = tx
        self.systems = self

    def __getattr__(self, name: str) -> Any:
        return getattr(self._tx, name)

    def answered(self, system: str, key: str) -> None:
        return None

    def answer(self, *kept: Any) -> bool:
        done: bool = self._tx.systems.answer(*kept)
        return done


async def test_another_process_was_quicker(client, town) -> None:
    """Nothing of the second one is kept, and it is asked for again."""
    await send(client, **{"Idempotency-Key": "abc"})
    system = await town.store.read(by_system.whose, TOKEN)
    sent = by_system.Sent("darts", "Tom", "+447700900777")
    key = by_system.key_of("abc", b"{}")

    def twice(tx: Any) -> None:
        by_system.send(Quicker(tx), system, sent, key, town.desk, town.now)

    with pytest.raises(by_system.Meanwhile):
        await town.store.run(twice)
    assert set(await town.delivered()) == {"+447700900123"}
