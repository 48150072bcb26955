"""T12: whoever sees the answers to a webhook, their size and how long they take, learns neither
whether somebody has answered a check-in nor what."""

from __future__ import annotations

import random
import shutil
import time

import aiohttp
import pytest

from connectbot.desk import receive
from connectbot.desk.checking import claiming
from tests.channels.benches.sms import PUBLIC, TOKENS, SmsBench, body_of, signature
from tests.desk.checking import rounds
from tests.desk.town import Town, open_town

EACH = 24
CLASS = 0.25
"""How far from an even chance a guess by time alone may be right; by chance alone it is 0.08."""


class Street(SmsBench):
    """The real webhook in front of a real desk."""

    town: Town

    async def receive(self, inbound) -> None:
        await self.town.store.run(receive.receive, inbound, self.town.desk, self.town.now)

    async def post(self, session, sender: str, words: str) -> tuple[int, bytes, float]:
        """Somebody texts: the answer's status, all of its bytes, and how long it took."""
        self.sent = getattr(self, "sent", 0) + 1
        body = body_of(
            {"form": {"From": sender, "Body": words, "MessageSid": f"SM{self.sent:032}"}}
        )
        headers = {"X-Twilio-Signature": signature(f"{PUBLIC}/twilio/sms", body, TOKENS[0])}
        began = time.perf_counter()
        async with session.post(
            f"{self.address}/twilio/sms", data=body.encode(), headers=headers
        ) as answer:
            content = await answer.read()
            seconds = time.perf_counter() - began
        named = sorted((k, v) for k, v in answer.headers.items() if k != "Date")
        return answer.status, repr(named).encode() + content, seconds


@pytest.fixture
async def street(tmp_path, tables):
    """A town that is reached by the real webhook."""
    (tmp_path / "data").mkdir()
    shutil.copy(tables, tmp_path / "data" / "connectbot.db")
    made = Street()
    await made.open()
    made.town = open_town(tmp_path)
    yield made
    await made.close()
    await made.town.store.close()


def number(n: int) -> str:
    """One of the numbers for tests."""
    return f"+4477009003{n:02}"


def told_apart(some: list[float], others: list[float]) -> float:
    """How often the slower one of two is of the first kind; an even chance is 0.5."""
    wins = sum((a > b) + (a == b) / 2 for a in some for b in others)
    return wins / (len(some) * len(others))


async def timed(street: Street, groups: dict[str, list[tuple[str, str]]]):
    """Everybody's text, in an order that chance makes: sizes seen, and times by group."""
    texts = [(name, *text) for name, some in groups.items() for text in some]
    random.Random(7).shuffle(texts)
    seen, times = set(), {name: [] for name in groups}
    async with aiohttp.ClientSession() as session:
        for name, sender, words in texts:
            status, content, seconds = await street.post(session, sender, words)
            seen.add((status, content))
            times[name].append(seconds)
    return seen, times


async def test_one_size_and_no_class_of_time(street, record):
    """Who has answered and who has not; who answers 0 and who 10: the same bytes, and times that
    nobody could tell apart."""
    town = street.town
    for n in range(EACH * 2):
        await rounds.consented(town, number(n))
        if n % 2:
            await rounds.complete(town, "baseline", rounds.ONS4, number(n))
    seen, times = await timed(
        street,
        {
            "answered": [(number(n), "hello") for n in range(1, EACH * 2, 2)],
            "not yet": [(number(n), "hello") for n in range(0, EACH * 2, 2)],
        },
    )
    by_state = told_apart(times["answered"], times["not yet"])
    people = [number(n) for n in range(50, 50 + EACH * 2)]
    for who in people:
        await rounds.consented(town, who)
    town.now = (await rounds.waves(town, people[-1]))["baseline"].next_at
    while (await town.store.run(claiming.look, town.desk, town.now)).count:
        pass
    await town.leave()
    for who in people:
        await town.text("GO", who)
    also, times = await timed(
        street,
        {
            "low": [(who, "0") for who in people[::2]],
            "high": [(who, "10") for who in people[1::2]],
        },
    )
    by_answer = told_apart(times["low"], times["high"])
    assert len(seen | also) == 1
    assert {status for status, _ in seen} == {200}
    assert abs(by_state - 0.5) <= CLASS
    assert abs(by_answer - 0.5) <= CLASS
    guesses = f"{by_state:.2f} and {by_answer:.2f}"
    record("T12", f"one size in {4 * EACH} answers; by time a guess is right {guesses} of the time")


def test_a_class_of_time_would_be_seen() -> None:
    """Mutation: where one kind takes twice as long, nearly every guess is right."""
    chance = random.Random(1)
    quick = [chance.gauss(5, 1) for _ in range(EACH)]
    slow = [chance.gauss(10, 2) for _ in range(EACH)]
    assert told_apart(slow, quick) - 0.5 > CLASS
