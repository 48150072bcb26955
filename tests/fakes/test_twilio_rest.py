"""The pretend Twilio's REST paths: what it refuses, how it lists, and how it breaks when told."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping

import aiohttp
import pytest

from connectbot.fakes.twilio import Fault, faults
from tests.fakes.pretend import OURS, THEM, Pretend


@pytest.fixture
async def pretend() -> AsyncIterator[Pretend]:
    made = Pretend()
    await made.open()
    yield made
    await made.close()


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"To": None}, 21604),
        ({"To": "nobody"}, 21211),
        ({"From": None}, 21603),
        ({"From": "+447700900001"}, 21606),
        ({"Body": None}, 21602),
        ({"Body": "x" * 1601}, 21617),
    ],
)
async def test_what_the_real_one_refuses_is_refused(
    pretend: Pretend, form: dict[str, str | None], code: int
) -> None:
    """With the code and the shape of the real one's refusal."""
    status, refused = await pretend.create(**form)
    assert (status, refused["code"], refused["status"]) == (400, code, 400)
    assert refused["more_info"].endswith(str(code))
    assert pretend.twilio.messages == []


async def test_strangers_are_refused(pretend: Pretend) -> None:
    """A wrong token everywhere, another account, a message that is not there."""
    answers = [
        await pretend.create(token="wrong"),
        await pretend.listed(token="wrong"),
        await pretend.fetched("SM1", token="wrong"),
        await pretend.create(account="AC" + "0b" * 16),
        await pretend.fetched("SM1"),
    ]
    assert [(status, said["code"]) for status, said in answers] == [
        *[(401, 20003)] * 3,
        *[(404, 20404)] * 2,
    ]


@pytest.mark.parametrize(
    ("query", "bodies"),
    [
        ({}, ["three", "two", "one"]),
        ({"To": OURS}, ["three", "two", "one"]),
        ({"To": THEM}, []),
        ({"From": THEM}, ["three", "one"]),
        ({"DateSent": "2026-03-03"}, ["three", "two", "one"]),
        ({"DateSent": "2026-03-02"}, []),
        ({"DateSent>": "2026-03-03T12:00:00Z"}, ["three", "two", "one"]),
        ({"DateSent>": "2026-03-03T12:00:01Z"}, []),
        ({"DateSent<": "2026-03-03T12:00:00Z"}, ["three", "two", "one"]),
        ({"DateSent<": "2026-03-03"}, []),
        ({"PageSize": "2"}, ["three", "two"]),
        ({"PageSize": "2", "Page": "1"}, ["one"]),
    ],
)
async def test_the_list_is_filtered_and_paged(
    pretend: Pretend, query: Mapping[str, str], bodies: list[str]
) -> None:
    """Newest first, by numbers and by time, page by page."""
    for number, body in ((THEM, "one"), ("+447700900124", "two"), (THEM, "three")):
        await pretend.twilio.text_in(number, body)
    _, page = await pretend.listed(**query)
    assert [row["body"] for row in page["messages"]] == bodies
    assert (page["next_page_uri"] is not None) is (query == {"PageSize": "2"})
    assert (page["previous_page_uri"] is not None) is ("Page" in query)


@pytest.mark.parametrize(
    ("fault", "kept"),
    [
        (faults.drop(), True),
        (faults.drop(kept=False), False),
        (faults.half(), True),
        (faults.hang(0.01), False),
    ],
)
async def test_a_fault_that_closes_the_connection(
    pretend: Pretend, fault: Fault, kept: bool
) -> None:
    """No answer or half of one; whether the message was made is the fault's affair."""
    pretend.twilio.faults.append(fault)
    with pytest.raises(aiohttp.ClientError):
        await pretend.create()
    assert bool(pretend.twilio.messages) is kept


@pytest.mark.parametrize(
    ("fault", "status", "kept"),
    [
        (faults.refuse(21614), 400, False),
        (faults.busy(3), 429, False),
        (faults.broken(), 500, False),
        (faults.broken(503, kept=True), 503, True),
        (faults.slow(0.01), 201, True),
        (Fault(kept=False), 400, False),
    ],
)
async def test_a_fault_that_answers(
    pretend: Pretend, fault: Fault, status: int, kept: bool
) -> None:
    """One fault spoils one request; the next is answered well."""
    pretend.twilio.faults.append(fault)
    assert (await pretend.create())[0] == status
    assert bool(pretend.twilio.messages) is kept
    assert (await pretend.create())[0] == 201
