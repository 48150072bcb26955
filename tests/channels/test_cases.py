"""Every channel by its table of cases: what comes in, what goes out, and what each answer means."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

import connectbot.channels
from connectbot.model.delivery import Lost, Outcome, Refused, Sent
from connectbot.model.message import Address, MessageClass
from tests.channels.bench import Bench, claimed, message_of

CASES = Path(__file__).parent / "cases"
NOT_CHANNELS = {"base", "links", "plain"}
CHANNELS = [
    found.name
    for found in pkgutil.iter_modules(connectbot.channels.__path__)
    if found.name not in NOT_CHANNELS
]


def cases(channel: str) -> list[dict[str, Any]]:
    """A channel's table, with the long texts in it written out."""
    table = CASES / f"{channel}.yaml"
    if not table.exists():
        return []
    rows: list[dict[str, Any]] = yaml.safe_load(table.read_text(encoding="utf-8"))
    return [_written_out(row) for row in rows]


def _written_out(value: Any) -> Any:
    if isinstance(value, dict):
        if value.keys() == {"repeat", "times"}:
            return value["repeat"] * value["times"]
        return {name: _written_out(part) for name, part in value.items()}
    return [_written_out(part) for part in value] if isinstance(value, list) else value


def every_case() -> Iterator[Any]:
    """Each case of each channel, named by its label."""
    for channel in CHANNELS:
        for case in cases(channel):
            yield pytest.param(channel, case, id=f"{channel}: {case['label']}")


@pytest.fixture
async def bench(request: pytest.FixtureRequest) -> AsyncIterator[Bench]:
    made: Bench = importlib.import_module(f"tests.channels.benches.{request.param}").BENCH()
    await made.open()
    yield made
    await made.close()


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_channel_has_a_table_of_cases(channel: str) -> None:
    """A channel without a table of cases is not finished, and a label names one case."""
    labels = [case["label"] for case in cases(channel)]
    assert labels
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(("bench", "case"), list(every_case()), indirect=["bench"])
async def test_a_case(bench: Bench, case: dict[str, Any]) -> None:
    """What the label says."""
    if "provider" in case:
        await bench.provider(case["provider"])
    bench.broken = case.get("broken", False)
    if "request" in case:
        await _comes_in(bench, case)
    if "send" in case:
        await _goes_out(bench, case)


async def _comes_in(bench: Bench, case: dict[str, Any]) -> None:
    status, body = await bench.request(case["request"])
    assert status == case["status"]
    if "body" in case:
        assert body == case["body"]
    _same(bench.inbound, case.get("inbound", []))
    _same(bench.receipts, case.get("receipts", []))
    dropped = getattr(bench.channel, "dropped", {})
    assert dict(dropped) == ({case["dropped"]: 1} if "dropped" in case else {})


def _same(got: list[Any], wanted: list[Mapping[str, Any]]) -> None:
    assert len(got) == len(wanted)
    for one, want in zip(got, wanted, strict=True):
        assert {name: _shown(getattr(one, name)) for name in want} == want


def _shown(value: Any) -> Any:
    return value.value if isinstance(value, Address) else value


async def _goes_out(bench: Bench, case: dict[str, Any]) -> None:
    name = bench.channel.traits.name
    kind = MessageClass(case["send"].get("kind", "reply"))
    said = claimed(Address(name, case["send"]["to"]), message_of(case["send"]), kind=kind)
    assert _in_words(await bench.channel.send(said), case["outcome"]) == case["outcome"]
    if "arrived" in case:
        assert bench.arrived() == case["arrived"]


def _in_words(outcome: Outcome, wanted: Any) -> Any:
    if isinstance(outcome, Sent):
        return "sent"
    if isinstance(outcome, Lost):
        assert outcome.reason
        return "lost"
    assert isinstance(outcome, Refused)
    said: dict[str, Any] = {"refused": outcome.code, "meaning": outcome.meaning.value}
    if isinstance(wanted, dict) and "after" in wanted:
        said["after"] = outcome.after.total_seconds() if outcome.after is not None else None
    return said
