"""`connectbot chat`: talk to the bot in the terminal."""

from __future__ import annotations

import asyncio
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from connectbot.cli.root import Failure, example, folders, root, settings_of, stdin_lines


@root.command()
@click.option("--from", "sender", default="+447700900123", show_default=True, help="Who writes.")
@click.option("--place", default=None, help="The place to talk in.")
@click.option("--at", default=None, help="Pretend it is this time, like 2026-11-21T10:00.")
@folders
@example('echo "im lonely, LS8" | connectbot chat --from +447700900123')
def chat(
    sender: str, place: str | None, at: str | None, data: Path | None, community: Path | None
) -> None:
    """Talk to the bot here; a line in is one message, and it is remembered by the number."""
    from rich.console import Console

    from connectbot import logs
    from connectbot.app.chat import run_chat
    from connectbot.app.screens import Bubbles

    sender = _number(sender)
    settings = settings_of(data=data, community=community, place=place)
    logs.set_up("ERROR", settings.log_format)
    when = _time(at, settings.zone)
    if sys.stdin.isatty():
        bubbles = Bubbles(Console(highlight=False))
        asyncio.run(run_chat(settings, sender, when, bubbles.typed(), bubbles))
    else:
        asyncio.run(run_chat(settings, sender, when, stdin_lines()))


def _number(words: str) -> str:
    """The number as the channels write it."""
    digits = re.sub(r"[\s()-]", "", words)
    if not re.fullmatch(r"\+?\d{7,15}", digits):
        raise Failure(f"--from {words}: this is no phone number; write it like +447700900123.")
    return f"+44{digits[1:]}" if digits.startswith("0") else digits


def _time(words: str | None, zone: object) -> datetime | None:
    if words is None:
        return None
    try:
        at = datetime.fromisoformat(words)
    except ValueError:
        raise Failure(f"--at {words}: this is no time; write it like 2026-11-21T10:00.") from None
    return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)  # type: ignore[arg-type]
