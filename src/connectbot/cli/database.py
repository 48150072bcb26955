"""`connectbot db`: the databases and their migrations."""

from __future__ import annotations

import json
from pathlib import Path

import click

from connectbot.cli.root import example, folders, root, settings_of


@root.group()
def db() -> None:
    """The databases and their migrations."""


@db.command()
@folders
@example("connectbot db upgrade")
def upgrade(data: Path | None, community: Path | None) -> None:
    """Make the database, or bring it to this version."""
    from connectbot.store import migrating

    settings = settings_of(data=data, community=community)
    migrating.upgrade(settings.database)
    click.echo(f"The database is at version {migrating.status(settings.database).current}.")


@db.command()
@click.option("--json", "as_json", is_flag=True, help="JSON instead of words.")
@folders
@example("connectbot db status --json")
def status(as_json: bool, data: Path | None, community: Path | None) -> None:
    """Which version the database has, and which this program wants."""
    from connectbot.store import migrating

    settings = settings_of(data=data, community=community)
    found = migrating.status(settings.database)
    good = found.current == found.newest
    if as_json:
        shown = {"current": found.current, "newest": found.newest, "good": good}
        click.echo(json.dumps(shown, indent=2))
    elif good:
        click.echo(f"The database is at version {found.current}, the newest.")
    else:
        have = found.current or "no version yet"
        click.echo(f"The database has {have}; run `connectbot db upgrade` for {found.newest}.")
    raise SystemExit(0 if good else 1)
