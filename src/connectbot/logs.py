"""How logs are written: an event and the few fields allowed beside it, never anybody's words."""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from connectbot.desk.ports.watch import TURN

ALLOWED = frozenset(
    {
        "channel", "code", "count", "event_kind", "flow_step", "milliseconds", "outbox", "path",
        "place", "problem", "reason", "resident", "revision", "state", "status", "turn",
    }
)  # fmt: skip
"""Fields a log line may carry; everything else is dropped, whoever passes it."""

_OURS = "connectbot"
_LONGEST = 1_000  # what looks for private things takes the square of the length
_PRIVATE = re.compile(r"[^\s@]+@[^\s@]+|\+?\d[\d ()-]{5,}\d|\b[0-9a-f]{32,}\b|[A-Za-z0-9_-]{22,}")


def redacted(text: str) -> str:
    """The text with numbers, addresses and long tokens taken out."""
    return _PRIVATE.sub("[...]", text[:_LONGEST])


class Lines(logging.Formatter):
    """One line for a record: its event redacted, with the allowed fields."""

    def __init__(self, *, as_json: bool) -> None:
        super().__init__()
        self.as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        """The record without messages of exceptions: those may hold what people wrote."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        event = redacted(_said(record))
        fields = {k: v for k, v in vars(record).items() if k in ALLOWED}
        if turn := TURN.get():
            fields.setdefault("turn", turn)
        if record.exc_info and record.exc_info[1] is not None:
            fields["error"] = _where(record.exc_info[1])
        if self.as_json:
            line = {"at": at, "level": record.levelname.lower(), "from": record.name}
            return json.dumps({**line, "event": event, **fields}, default=str)
        said = " ".join(f"{name}={value}" for name, value in fields.items())
        return f"{at} {record.levelname.lower():7} {event} {said}".rstrip()


def _said(record: logging.LogRecord) -> str:
    if record.name.partition(".")[0] == _OURS:
        return record.getMessage()
    # Others show an exception below their own first line, and with it what somebody wrote.
    return record.getMessage().partition("\n")[0]


def _where(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    places = " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames))
    return f"{type(error).__name__} at {places}" if places else type(error).__name__


def set_up(level: str, form: str) -> None:
    """Send everything to stderr in one form; chatty libraries only when something is wrong."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines(as_json=form == "json"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger(_OURS).setLevel(level)
    logging.getLogger("aiohttp.access").setLevel(logging.CRITICAL)
