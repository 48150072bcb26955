"""`connectbot db`: the databases and their migrations."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from connectbot.cli.root import Failure, example, folders, root, settings_of
from connectbot.cli.store import in_both, in_store, run

if TYPE_CHECKING:
    from connectbot.desk.ports import Tx
    from connectbot.settings import Settings
    from connectbot.store.rotating import Db


@root.group()
def db() -> None:
    """The databases and their migrations."""


@db.command()
@folders
@example("connectbot db upgrade")
def upgrade(data: Path | None, community: Path | None) -> None:
    """Make the databases, or bring them to this version."""
    from connectbot.store import migrating
    from connectbot.store.readings import open_readings

    settings = settings_of(data=data, community=community)
    migrating.upgrade(settings.database)
    open_readings(settings.measures, settings.database)
    click.echo(f"The database is at version {migrating.status(settings.database).current}.")


@db.command()
@click.option("--json", "as_json", is_flag=True, help="JSON instead of words.")
@folders
@example("connectbot db status --json")
def status(as_json: bool, data: Path | None, community: Path | None) -> None:
    """Which version the databases have, and which this program wants."""
    from connectbot.store import migrating
    from connectbot.store.readings.opening import status as of_readings

    settings = settings_of(data=data, community=community)
    found = migrating.status(settings.database)
    made, newest = of_readings(settings.measures, settings.database)
    good = found.current == found.newest and made in (0, newest)
    if as_json:
        of_these = {"current": found.current, "newest": found.newest, "good": good}
        shown = {**of_these, "measures": {"current": made or None, "newest": newest}}
        click.echo(json.dumps(shown, indent=2))
    elif good:
        click.echo(f"The database is at version {found.current}, the newest.")
    else:
        have = found.current or "no version yet"
        click.echo(f"The database has {have}; run `connectbot db upgrade` for {found.newest}.")
    raise SystemExit(0 if good else 1)


@db.command()
@click.argument("file", type=click.Path(path_type=Path))
@folders
@example("connectbot db backup /var/backups/connectbot")
def backup(file: Path, data: Path | None, community: Path | None) -> None:
    """Copy the databases to new files while the service runs. The keys are not in them.

    FILE is the copy, or a folder, where it is named after the day. Readings go into one beside it.
    """
    from connectbot.clock import utc_now
    from connectbot.desk import audit
    from connectbot.store import backup, copies, dumping
    from connectbot.store.migrating import sqlite_path
    from connectbot.store.readings import copying, open_readings

    settings = settings_of(data=data, community=community)
    now = utc_now()
    file = file / copies.name_of(now) if file.is_dir() else file
    folder = file.absolute().parent
    if not folder.is_dir():
        raise Failure(f"There is no folder {folder}: make it, or name another.")
    path = sqlite_path(settings.database)
    readings = open_readings(settings.measures, settings.database).path

    async def copy(store: Db) -> dict[Path, int]:
        if path is not None:
            size = await asyncio.to_thread(backup.back_up, path, file, now)
        else:
            size = await asyncio.to_thread(dumping.dump, settings.database, file)
        also = await asyncio.to_thread(copying.back_up, readings, copies.beside(file))
        await store.run(_made, now, str(folder))
        await store.run(audit.note, "backup.made", now)
        return {file: size, copies.beside(file): also}

    for made, size in in_store(settings, copy).items():
        click.echo(f"{made}: {max(size // 1024, 1)} KB, whole, readable by you alone.")
    click.echo(
        f"They are of use only with the keys in {settings.keys}, which are not in them: keep a "
        "copy of those too, in another place than these files."
    )
    if old := copies.too_old(folder, now.date()):
        click.echo(
            f"Delete what is older than {copies.LIVE.days} days in {folder}: {', '.join(old)}. "
            "What people gave and had erased since is still in them."
        )


def _made(tx: Tx, now: datetime, folder: str) -> None:
    from connectbot.store import backup, copies

    tx.switches.set(backup.MADE, now.isoformat(), now)
    tx.switches.set(copies.FOLDER, folder, now)


@db.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="In the place of the database that is there.")
@folders
@example("connectbot db restore /var/backups/connectbot-2026-11-22.db")
def restore(file: Path, replace: bool, data: Path | None, community: Path | None) -> None:
    """Put a backup back: of conversations or of readings, the file says which.

    Sending is paused then, until you have looked and say `send resume`.
    """
    from connectbot.clock import utc_now
    from connectbot.store.readings import copying

    settings = settings_of(data=data, community=community)
    now = utc_now()
    if copying.is_readings(file):
        _restore_readings(settings, file, now, replace=replace)
    else:
        _restore_contacts(settings, file, now, replace=replace)


def _restore_contacts(settings: Settings, file: Path, now: datetime, *, replace: bool) -> None:
    from connectbot.desk import audit
    from connectbot.store import backup
    from connectbot.store.migrating import sqlite_path

    path = sqlite_path(settings.database)
    made_at: datetime | None = None
    if path is not None:
        made_at = backup.restore(file, path, settings.keys, now, replace=replace)
    else:
        _load(settings, file, now, replace=replace)
    run(settings, audit.note, "backup.restored", now)
    gone = in_both(settings, lambda store, crossing: crossing.put_back(now))
    when = f" of {made_at.astimezone(settings.zone):%d %B %Y %H:%M}" if made_at else ""
    click.echo(f"The backup{when} is in place, and sending is paused.")
    if gone:
        click.echo(f"{gone} sealed answers in it were past their time and are gone.")
    click.echo(
        "Start the service: what was texted to you since then is fetched from the provider, and "
        "nothing goes out.\nLook with `connectbot doctor` and `connectbot send status`, then "
        "`connectbot send resume`."
    )


def _restore_readings(settings: Settings, file: Path, now: datetime, *, replace: bool) -> None:
    from connectbot.desk import audit
    from connectbot.store.readings import copying
    from connectbot.store.readings.opening import readings_path

    path = readings_path(settings.measures, settings.database)
    copying.restore(file, path, now, replace=replace)
    run(settings, audit.note, "backup.restored", now)
    gone = in_both(settings, lambda store, crossing: crossing.put_back(now))
    click.echo(f"The readings are in place. {gone} of people who were erased since are gone again.")
    click.echo("What crossed after the backup was made is lost, and so is what was released since.")


def _load(settings: Settings, file: Path, now: datetime, *, replace: bool) -> None:
    from connectbot.store import backup, dumping

    if replace and dumping.in_use(settings.database):
        raise Failure("Another process uses the database: stop the service first.")
    dumping.load(settings.database, file, replace=replace)
    run(settings, lambda tx: backup.pause(tx.switches, now, now))
