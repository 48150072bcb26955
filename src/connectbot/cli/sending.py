"""`connectbot send`: stop and start sending, and see what waits."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from connectbot.cli.root import example, folders, root, settings_of


@root.group()
def send() -> None:
    """Stop and start sending."""


@send.command()
@folders
@example("connectbot send pause")
def pause(data: Path | None, community: Path | None) -> None:
    """Send nothing until `send resume`; messages still come in, and answers wait."""
    _run(data, community, _set_paused)
    click.echo("Paused. Messages still come in; nothing goes out until `connectbot send resume`.")


@send.command()
@folders
@example("connectbot send resume")
def resume(data: Path | None, community: Path | None) -> None:
    """Send again, also on channels that halted because the provider refused us."""
    _run(data, community, _clear)
    click.echo("Sending.")


@send.command()
@click.option("--json", "as_json", is_flag=True, help="JSON instead of words.")
@folders
@example("connectbot send status --json")
def status(as_json: bool, data: Path | None, community: Path | None) -> None:
    """Whether we are sending, and how many messages stand where."""
    found = _run(data, community, _status)
    if as_json:
        click.echo(json.dumps(found, indent=2))
        return
    click.echo("Paused." if found["paused"] else "Sending.")
    if found["restored"]:
        click.echo(
            f"This database was put back from a backup of {found['restored']}. What was queued "
            "then and is still in time goes out, perhaps for a second time, when you say "
            "`connectbot send resume`."
        )
    for channel, code in found["halted"].items():
        click.echo(f"{channel} is halted (code {code}): mend it, then `connectbot send resume`.")
    for state, count in found["messages"].items():
        click.echo(f"  {state:12} {count}")


def _set_paused(tx: Any, now: Any) -> None:
    tx.switches.set("sending", "paused", now)
    _note(tx, "send.paused", now)


def _clear(tx: Any, now: Any) -> None:
    from connectbot.store.backup import RESTORED

    halts = ("halt:sms", "halt:telegram", "halt:email", "halt:webchat")
    for name in ("sending", RESTORED, *halts):
        tx.switches.set(name, None, now)
    _note(tx, "send.resumed", now)


def _note(tx: Any, action: str, now: Any) -> None:
    from connectbot.desk import audit

    audit.note(tx, action, now)


def _status(tx: Any, now: Any) -> dict[str, Any]:
    halts = {name: tx.switches.get(f"halt:{name}") for name in ("sms", "telegram", "email")}
    from connectbot.store.backup import RESTORED

    restored = tx.switches.get(RESTORED)
    return {
        "restored": restored[:16].replace("T", " ") if restored else None,
        "paused": tx.switches.get("sending") == "paused",
        "halted": {name: code for name, code in halts.items() if code},
        "messages": dict(tx.outbox.counts()),
    }


def _run(data: Path | None, community: Path | None, use_case: Callable[..., Any]) -> Any:
    from connectbot.clock import utc_now
    from connectbot.store.opening import open_store

    settings = settings_of(data=data, community=community)

    async def once() -> Any:
        store = open_store(settings.database, settings.keys)
        try:
            return await store.run(use_case, utc_now())
        finally:
            await store.close()

    return asyncio.run(once())
