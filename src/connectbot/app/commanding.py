"""Commands that our own people send from a chat that is linked to them."""

from __future__ import annotations

from connectbot.app.asking import Parts
from connectbot.channels.base import Command
from connectbot.desk.commanding import taking
from connectbot.model.message import Inbound

_SECRET = frozenset({"link"})


async def take(parts: Parts, command: Command) -> bool:
    """Do what it asks; False where the sender is nobody of ours, and then it is words."""
    kept = "" if command.name in _SECRET else f" {command.rest}"
    inbound = Inbound(
        command.sender, command.provider_id, f"/{command.name}{kept}".strip(), command.received_at
    )
    desk, now = parts.running.desk, parts.now()
    name, rest = command.name, command.rest
    taken = await parts.store.run(taking.command, inbound, name, rest, desk, now)
    if taken:
        parts.running.sender.nudge()
    return taken
