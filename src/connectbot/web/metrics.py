"""What Prometheus reads: counts, ages and times; no label ever holds anything of a person."""

from __future__ import annotations

import hmac
import re
from collections.abc import Awaitable, Callable, Mapping
from ipaddress import ip_address
from typing import Any

from aiohttp import web
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)

_CODE = re.compile(r"[a-z0-9-]{1,16}")
_MOST_CODES = 60  # a provider that makes up codes must not fill our memory
_TURN = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0)
_SEND = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")

Gauges = Mapping[str, Mapping[tuple[str, ...], float]]
"""Gauge -> values of its labels -> number."""

GAUGES = {
    "outbox": ("Messages decided, by where they stand", ("channel", "state", "kind")),
    "oldest_queued_seconds": ("Age of the oldest message that is to be sent", ()),
    "oldest_waiting_seconds": ("Age of the oldest message that is to be answered", ()),
    "parked": ("Messages that broke something", ()),
    "handovers_unopened": ("Talks that a person was asked into and has not opened", ("kind",)),
    "segments_today": ("Segments claimed today, safety not counted", ("channel",)),
    "segments_per_day": ("The budget of segments (0: none)", ()),
    "sent_today": ("Automatic messages sent today, safety not counted", ()),
    "received_today": ("Messages received today", ()),
    "sent_to_received": ("Automatic messages sent today for each one received", ()),
    "sending_paused": ("1 while nothing is sent", ()),
    "world_loaded_timestamp_seconds": ("When flows and directory were loaded", ()),
}
"""Gauge -> what it says, and its labels; all begin with `connectbot_`."""


class Metrics:
    """Counts of this process, in a registry of its own; keeps the promise of `ports.Watch`."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        of: dict[str, Any] = {"namespace": "connectbot", "registry": self._registry}
        self._inbound = Counter("inbound", "Messages that came in", ("channel", "result"), **of)
        self._turns = Histogram(
            "turn_seconds", "Answering a message, without its commit", ("channel",),
            buckets=_TURN, **of,
        )  # fmt: skip
        self._sends = Histogram(
            "send_seconds", "A provider's answer", ("channel", "outcome"), buckets=_SEND, **of
        )
        self._refused = Counter(
            "refused", "Messages a provider refused, by its code", ("channel", "code"), **of
        )
        self._gauges = {
            name: Gauge(name, about, labels, **of) for name, (about, labels) in GAUGES.items()
        }
        self._codes: set[str] = set()

    def turn(self, channel: str, result: str, seconds: float) -> None:
        """A message was taken."""
        self._inbound.labels(channel, result).inc()
        if result == "answered":
            self._turns.labels(channel).observe(seconds)

    def sent(self, channel: str, outcome: str, code: str, seconds: float) -> None:
        """A channel was asked to send."""
        self._sends.labels(channel, outcome).observe(seconds)
        if outcome == "refused":
            self._refused.labels(channel, self._known(code)).inc()

    def _known(self, code: str) -> str:
        fits = _CODE.fullmatch(code.lower()) is not None
        if not fits or (code not in self._codes and len(self._codes) >= _MOST_CODES):
            return "other"
        self._codes.add(code)
        return code

    def text(self, gauges: Gauges) -> bytes:
        """Everything as Prometheus reads it, with these gauges of the moment."""
        for name, gauge in self._gauges.items():
            if GAUGES[name][1]:
                gauge.clear()
            for labels, value in gauges.get(name, {}).items():
                (gauge.labels(*labels) if labels else gauge).set(value)
        return generate_latest(self._registry)


def metrics_routes(
    metrics: Metrics, gauges: Callable[[], Awaitable[Gauges]], token: str
) -> list[web.AbstractRouteDef]:
    """`GET /metrics` for whoever has the token; where there is none, for this machine alone.

    Everybody else gets 404. A request that a proxy passed on does not come from this machine.
    """

    async def read(request: web.Request) -> web.Response:
        if not _may_read(request, token):
            raise web.HTTPNotFound
        body = metrics.text(await gauges())
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    return [web.get("/metrics", read)]


def _may_read(request: web.Request, token: str) -> bool:
    if token:
        given = request.headers.get("Authorization", "")
        return hmac.compare_digest(given.encode("utf-8", "replace"), f"Bearer {token}".encode())
    if any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ip_address(request.remote or "").is_loopback
    except ValueError:
        return False
