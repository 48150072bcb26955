"""`connectbot audit`: what was done, and whether anybody has touched the log of it."""

from __future__ import annotations

import json
from pathlib import Path

import click

from connectbot.cli.root import example, folders, root, settings_of
from connectbot.cli.store import read


@root.group()
def audit() -> None:
    """What was done, and whether the log of it is whole."""


@audit.command()
@click.option("--json", "as_json", is_flag=True, help="JSON instead of words.")
@folders
@example("connectbot audit verify")
def verify(as_json: bool, data: Path | None, community: Path | None) -> None:
    """Go through the whole log: was an entry changed, or taken out, or off the end?"""
    settings = settings_of(data=data, community=community)
    found = read(settings, lambda tx: tx.audit.verify())
    if as_json:
        shown = {name: getattr(found, name) for name in ("entries", "last", "kept_after", "why")}
        click.echo(json.dumps({"good": not found.why, "bad": found.bad, **shown}, indent=2))
    elif not found.why:
        since = f"; {found.kept_after} before them were let go" if found.kept_after else ""
        entries = "1 entry" if found.entries == 1 else f"{found.entries} entries"
        click.echo(f"The audit log is whole: {entries}{since}.")
    elif found.last == 0:
        click.echo(
            "The audit log is empty. A service that was started once has an entry of that: where "
            "this one was, put back a backup of the database."
        )
    else:
        click.echo(
            f"The audit log is not whole: entry {found.bad}: {found.why}. Keep a copy of the "
            "database as it is, find out who can write to it, and tell whoever is in charge of "
            "data protection."
        )
    raise SystemExit(1 if found.why else 0)


@audit.command("list")
@click.option("--limit", default=50, type=click.IntRange(1, 10_000), help="How many, 50.")
@click.option("--json", "as_json", is_flag=True, help="JSON lines instead of words.")
@folders
@example("connectbot audit list --limit 10")
def list_(limit: int, as_json: bool, data: Path | None, community: Path | None) -> None:
    """The newest entries, newest first."""
    from connectbot.desk.audit import ACTIONS

    settings = settings_of(data=data, community=community)
    zone = settings.zone
    for one in read(settings, lambda tx: tx.audit.newest(limit)):
        if as_json:
            told = {name: getattr(one, name) for name in one.__dataclass_fields__}
            click.echo(json.dumps({**told, "at": one.at.isoformat(timespec="seconds")}))
            continue
        who = " ".join(part for part in (one.actor, one.actor_id) if part)
        what = ACTIONS.get(one.action, one.action)
        whom = f"; about {one.subject}" if one.subject else ""
        rest = ", ".join(part for part in (one.thing, one.place, one.result) if part)
        click.echo(
            f"{one.seq} {one.at.astimezone(zone):%Y-%m-%d %H:%M} {who}: {what}{whom} ({rest})"
        )
