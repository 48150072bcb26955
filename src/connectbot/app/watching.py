"""What /metrics shows of this moment: the figures of the store, and of the service."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from connectbot.app.service import Service
from connectbot.desk import pausing
from connectbot.desk.ports import Tx
from connectbot.store.figures import Figures, figures
from connectbot.web.metrics import Gauges


async def gauges(service: Service, loaded_at: datetime, now: Callable[[], datetime]) -> Gauges:
    """Every gauge there is, by its labels."""
    desk, at = service.desk, now()
    starts = desk.midnight(at)
    counted = tuple(name for name, traits in desk.traits.items() if traits.counts_segments)
    found, paused = await service.store.read(_both, counted, starts)
    return {
        **_of(found, at),
        "segments_per_day": {(): float(desk.segments_per_day or 0)},
        "sending_paused": {(): float(paused)},
        "world_loaded_timestamp_seconds": {(): loaded_at.timestamp()},
    }


def _both(tx: Tx, channels: tuple[str, ...], starts: datetime) -> tuple[Figures, bool]:
    return figures(tx, channels, starts), pausing.look(tx).paused


def _of(found: Figures, now: datetime) -> Gauges:
    return {
        "outbox": {labels: float(count) for labels, count in found.outbox.items()},
        "oldest_queued_seconds": {(): _age(found.oldest_queued, now)},
        "oldest_waiting_seconds": {(): _age(found.oldest_waiting, now)},
        "parked": {(): float(found.parked)},
        "handovers_unopened": {(kind,): float(count) for kind, count in found.handovers.items()},
        "segments_today": {(name,): float(count) for name, count in found.segments.items()},
        "sent_today": {(): float(found.sent)},
        "received_today": {(): float(found.received)},
        "sent_to_received": {(): found.sent / max(found.received, 1)},
    }


def _age(since: datetime | None, now: datetime) -> float:
    return 0.0 if since is None else max((now - since).total_seconds(), 0.0)
