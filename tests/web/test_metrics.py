"""Numbers for whoever watches the service, and for nobody else; nothing of a person in them."""

from __future__ import annotations

import pytest

from connectbot.web.metrics import GAUGES, Gauges, Metrics, metrics_routes
from tests.web.serving import client_of

TOKEN = "a-token-of-these-tests"


async def gauges() -> Gauges:
    return {"parked": {(): 2.0}, "outbox": {("sms", "queued", "reply"): 3.0}}


@pytest.mark.parametrize(
    ("token", "headers", "status"),
    [
        ("", {}, 200),
        ("", {"X-Forwarded-For": "203.0.113.9"}, 404),
        ("", {"Forwarded": "for=203.0.113.9"}, 404),
        ("", {"X-Real-IP": "127.0.0.1"}, 404),
        (TOKEN, {}, 404),
        (TOKEN, {"Authorization": f"Bearer {TOKEN}"}, 200),
        (TOKEN, {"Authorization": f"Bearer {TOKEN}", "X-Forwarded-For": "203.0.113.9"}, 200),
        (TOKEN, {"Authorization": "Bearer something else"}, 404),
        (TOKEN, {"Authorization": f"Basic {TOKEN}"}, 404),
    ],
)
async def test_strangers_are_told_nothing(token: str, headers: dict[str, str], status: int) -> None:
    """Without a token only this machine reads, and not through its proxy; with one, whoever has
    it."""
    async with client_of(metrics_routes(Metrics(), gauges, token)) as client:
        answer = await client.get("/metrics", headers=headers)
        assert answer.status == status
        assert ("connectbot_parked" in await answer.text()) == (status == 200)


def test_what_was_counted_is_read() -> None:
    """Counts, times and the gauges of the moment; a gauge of a label that is gone is gone."""
    metrics = Metrics()
    metrics.turn("sms", "answered", 0.004)
    metrics.turn("sms", "parked", 0.004)
    metrics.sent("sms", "sent", "", 0.2)
    metrics.sent("sms", "refused", "21610", 0.2)
    first = metrics.text({"outbox": {("sms", "queued", "reply"): 3.0}}).decode()
    assert 'connectbot_inbound_total{channel="sms",result="parked"} 1.0' in first
    assert 'connectbot_turn_seconds_count{channel="sms"} 1.0' in first
    assert 'connectbot_refused_total{channel="sms",code="21610"} 1.0' in first
    assert 'connectbot_send_seconds_count{channel="sms",outcome="sent"} 1.0' in first
    assert 'connectbot_outbox{channel="sms",kind="reply",state="queued"} 3.0' in first
    assert "connectbot_outbox{" not in metrics.text({}).decode()
    for name in GAUGES:
        assert f"# HELP connectbot_{name} " in first
    assert "python_" not in first
    assert "process_" not in first


@pytest.mark.parametrize("code", ["+447700900123", "im lonely", "", "x" * 40])
def test_a_code_that_is_none_is_no_label(code: str) -> None:
    """Whatever a provider says in place of a code, a label never holds it."""
    metrics = Metrics()
    metrics.sent("sms", "refused", code, 0.1)
    said = metrics.text({}).decode()
    assert 'code="other"' in said
    assert not code or f'"{code}"' not in said


def test_codes_without_end_do_not_fill_the_memory() -> None:
    """A provider that makes up codes gets a few labels and no more."""
    metrics = Metrics()
    for code in range(10_000, 10_200):
        metrics.sent("sms", "refused", str(code), 0.1)
    lines = [one for one in metrics.text({}).decode().splitlines() if "refused_total{" in one]
    assert len(lines) == 61
    metrics.sent("sms", "refused", "10001", 0.1)
    assert 'code="10001"} 2.0' in metrics.text({}).decode()
