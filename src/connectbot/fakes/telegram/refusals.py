"""How the Bot API says yes and no, and how a test makes it say no."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web


@dataclass(frozen=True, slots=True)
class TelegramFault:
    """How one request is spoiled: refused with a status, answered late, or dropped (status 0);
    with `kept` it is done all the same. `method` None spoils whichever comes."""

    status: int = 400
    description: str = "Bad Request"
    retry_after: int | None = None
    migrated_to: int | None = None
    seconds: float = 0.0
    kept: bool = False
    method: str | None = None


class Refusal(Exception):
    """A request that Telegram does not take."""

    def __init__(
        self, status: int, description: str, hints: Mapping[str, int | None] | None = None
    ) -> None:
        super().__init__(description)
        self.status, self.description = status, description
        self.hints = {name: hint for name, hint in (hints or {}).items() if hint is not None}


def yes(result: Any) -> web.Response:
    """It was done; this came of it."""
    return web.json_response({"ok": True, "result": result})


def no(refusal: Refusal) -> web.Response:
    """It was not."""
    said: dict[str, Any] = {
        "ok": False,
        "error_code": refusal.status,
        "description": refusal.description,
    }
    if refusal.hints:
        said["parameters"] = refusal.hints
    return web.json_response(said, status=refusal.status)


BLOCKED = Refusal(403, "Forbidden: bot was blocked by the user")
NOT_FOUND = Refusal(400, "Bad Request: chat not found")
TOO_OLD = Refusal(
    400, "Bad Request: query is too old and response timeout expired or query ID is invalid"
)
NOT_MODIFIED = Refusal(400, "Bad Request: message is not modified")
WEBHOOK_ACTIVE = Refusal(
    409,
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete "
    "the webhook first",
)
ASKED_BY_ANOTHER = Refusal(
    409,
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance "
    "is running",
)
