"""`connectbot send`: stop and start sending, and see what waits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from connectbot.cli.root import example, folders, root, settings_of
from connectbot.cli.store import read, run

if TYPE_CHECKING:
    from connectbot.desk.pausing import Outward
    from connectbot.desk.ports import Tx


@root.group()
def send() -> None:
    """Stop and start sending."""


@send.command()
@folders
@example("connectbot send pause")
def pause(data: Path | None, community: Path | None) -> None:
    """Send nothing until `send resume`; messages still come in, and answers wait."""
    from connectbot.clock import utc_now
    from connectbot.desk import pausing

    run(settings_of(data=data, community=community), pausing.pause, utc_now())
    click.echo("Paused. Messages still come in; nothing goes out until `connectbot send resume`.")


@send.command()
@folders
@example("connectbot send resume")
def resume(data: Path | None, community: Path | None) -> None:
    """Send again, also on channels that halted because the provider refused us."""
    from connectbot.clock import utc_now
    from connectbot.desk import pausing

    run(settings_of(data=data, community=community), pausing.resume, utc_now())
    click.echo("Sending.")


@send.command()
@click.option("--json", "as_json", is_flag=True, help="JSON instead of words.")
@folders
@example("connectbot send status --json")
def status(as_json: bool, data: Path | None, community: Path | None) -> None:
    """Whether we are sending, and how many messages stand where."""
    outward, messages = read(settings_of(data=data, community=community), _status)
    restored = outward.restored[:16].replace("T", " ") or None
    if as_json:
        found = {
            "restored": restored,
            "paused": outward.paused,
            "halted": outward.halted,
            "messages": messages,
        }
        click.echo(json.dumps(found, indent=2))
        return
    click.echo("Paused." if outward.paused else "Sending.")
    if restored:
        click.echo(
            f"This database was put back from a backup of {restored}. What was queued "
            "then and is still in time goes out, perhaps for a second time, when you say "
            "`connectbot send resume`."
        )
    for channel, code in outward.halted.items():
        click.echo(f"{channel} is halted (code {code}): mend it, then `connectbot send resume`.")
    for state, count in messages.items():
        click.echo(f"  {state:12} {count}")


def _status(tx: Tx) -> tuple[Outward, dict[str, int]]:
    from connectbot.desk import pausing

    return pausing.look(tx), dict(tx.outbox.counts())
