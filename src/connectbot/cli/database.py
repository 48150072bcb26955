"""`connectbot db`: the databases and their migrations."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from connectbot.cli.root import Failure, example, folders, root, settings_of
from connectbot.cli.store import in_store, run

if TYPE_CHECKING:
    from connectbot.settings import Settings
    from connectbot.store.rotating import Db


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


@db.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@folders
@example("connectbot db backup /var/backups/connectbot-2026-11-22.db")
def backup(file: Path, data: Path | None, community: Path | None) -> None:
    """Copy the database to a new file while the service runs. The keys are not in it."""
    from connectbot.clock import utc_now
    from connectbot.desk import audit
    from connectbot.store import backup, dumping
    from connectbot.store.migrating import sqlite_path

    settings = settings_of(data=data, community=community)
    now = utc_now()
    if not file.absolute().parent.is_dir():
        raise Failure(f"There is no folder {file.absolute().parent}: make it, or name another.")
    path = sqlite_path(settings.database)

    async def copy(store: Db) -> int:
        if path is not None:
            size = await asyncio.to_thread(backup.back_up, path, file, now)
        else:
            size = await asyncio.to_thread(dumping.dump, settings.database, file)
        await store.run(lambda tx: tx.switches.set(backup.MADE, now.isoformat(), now))
        await store.run(audit.note, "backup.made", now)
        return size

    size = in_store(settings, copy)
    click.echo(f"{file}: {max(size // 1024, 1)} KB, whole, readable by you alone.")
    click.echo(
        f"It opens only with the keys in {settings.keys}, which are not in it: keep a copy of "
        "them too, in another place than this file."
    )


@db.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="In the place of the database that is there.")
@folders
@example("connectbot db restore /var/backups/connectbot-2026-11-22.db")
def restore(file: Path, replace: bool, data: Path | None, community: Path | None) -> None:
    """Put a backup back. Sending is paused then, until you have looked and say `send resume`."""
    from connectbot.clock import utc_now
    from connectbot.desk import audit
    from connectbot.store import backup
    from connectbot.store.migrating import sqlite_path

    settings = settings_of(data=data, community=community)
    path, now = sqlite_path(settings.database), utc_now()
    made_at: datetime | None = None
    if path is not None:
        made_at = backup.restore(file, path, settings.keys, now, replace=replace)
    else:
        _load(settings, file, now, replace=replace)
    run(settings, audit.note, "backup.restored", now)
    when = f" of {made_at.astimezone(settings.zone):%d %B %Y %H:%M}" if made_at else ""
    click.echo(f"The backup{when} is in place, and sending is paused.")
    click.echo(
        "Start the service: what was texted to you since then is fetched from the provider, and "
        "nothing goes out.\nLook with `connectbot doctor` and `connectbot send status`, then "
        "`connectbot send resume`."
    )


def _load(settings: Settings, file: Path, now: datetime, *, replace: bool) -> None:
    from connectbot.store import backup, dumping

    if replace and dumping.in_use(settings.database):
        raise Failure("Another process uses the database: stop the service first.")
    dumping.load(settings.database, file, replace=replace)
    run(settings, lambda tx: backup.pause(tx.switches, now, now))
