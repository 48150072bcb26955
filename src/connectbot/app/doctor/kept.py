"""What is kept: the database and its keys, what waits in it, and when it was last copied."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from connectbot.app.doctor.finding import Finding, broken, good, look
from connectbot.desk import handover, pausing
from connectbot.desk.checking import hushing
from connectbot.desk.ports import Tx
from connectbot.settings import Settings
from connectbot.store import backup, copies, migrating, rotating
from connectbot.store.keyring import KeyringError
from connectbot.store.migrating import DatabaseError, sqlite_path
from connectbot.store.opening import open_store
from connectbot.store.postgres import DatabaseAway

COPY_AFTER = timedelta(days=7)


async def database(settings: Settings, now: datetime) -> list[Finding]:
    """The database, its version, its keys, and all that waits."""
    try:
        found = await asyncio.to_thread(migrating.status, settings.database)
        if found.current is None:
            return [look("database", "There is none yet: `connectbot serve` makes it.")]
        store = open_store(settings.database, settings.keys)
    except KeyringError as error:
        return [broken("keys", str(error))]
    except (DatabaseError, DatabaseAway) as error:
        return [broken("database", str(error))]
    try:
        path = sqlite_path(settings.database)
        whole = await asyncio.to_thread(_whole, path) if path is not None else "ok"
        return [
            _database(whole, found.newest),
            *_keys(await rotating.status(store, settings.keys), settings.keys),
            *await store.read(_waiting, settings, now),
        ]
    finally:
        await store.close()


def _whole(path: Path) -> str:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            return str(database.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.DatabaseError as error:
        return str(error)


def _database(whole: str, version: str) -> Finding:
    if whole != "ok":
        return broken(
            "database",
            f"It is damaged ({whole}): stop the service, and `connectbot db restore` a backup.",
        )
    return good("database", f"Whole, at version {version}, the newest.")


def _keys(found: rotating.KeyStatus, folder: Path) -> list[Finding]:
    if found.missing:
        id, values = next(iter(found.missing.items()))
        return [
            broken(
                "keys",
                f"{values} values were sealed with the key {id}, which is not in {folder}: put "
                "it back from the copy of your keys.",
            )
        ]
    if found.under_way:
        said = "A rotation was not finished: run `connectbot keys rotate` to go on with it."
        return [look("keys", said)]
    return [good("keys", f"All in {folder}; see that a copy of it lies in another place.")]


def _waiting(tx: Tx, settings: Settings, now: datetime) -> list[Finding]:
    return [*_sending(tx), *_redaction(tx), *_parked(tx), *_alerts(tx), _backup(tx, settings, now)]


def _sending(tx: Tx) -> list[Finding]:
    outward, found = pausing.look(tx), []
    if outward.restored:
        found.append(
            look(
                "sending",
                f"This database was put back from a backup of {_minute(outward.restored)}, "
                "and is paused: when you have looked, `connectbot send resume`.",
            )
        )
    elif outward.paused:
        found.append(look("sending", "It is paused: `connectbot send resume` when you want."))
    for channel, code in outward.halted.items():
        found.append(
            broken(
                "sending",
                f"{channel} is halted (code {code}): mend the account, then "
                "`connectbot send resume`.",
            )
        )
    return found or [good("sending", "Not paused, no channel halted.")]


def _redaction(tx: Tx) -> list[Finding]:
    since = tx.switches.get(hushing.KEEPS)
    if since is None:
        return []
    return [
        look(
            "message redaction",
            f"It is off at Twilio (refused with 30029 since {_minute(since)}): questions of "
            "check-ins lie there until they are delivered and emptied. Switch it on in its console "
            "under Messaging, Settings, General; where it is not there, ask Twilio for it.",
        )
    ]


def _parked(tx: Tx) -> list[Finding]:
    count = len(tx.inbox.parked(limit=1000))
    if count:
        return [look("parked messages", f"{count}: see `connectbot parked list`.")]
    return [good("parked messages", "None.")]


def _alerts(tx: Tx) -> list[Finding]:
    count = len(handover.unopened(tx))
    if count:
        said = f"{count} that nobody opened: see `connectbot alerts`, and ring whoever is named."
        return [broken("alerts", said)]
    return [good("alerts", "None that nobody opened.")]


def _backup(tx: Tx, settings: Settings, now: datetime) -> Finding:
    made = tx.switches.get(backup.MADE)
    if made is None:
        return look("backup", "None was made yet: `connectbot db backup FILE`, every night.")
    folder = Path(tx.switches.get(copies.FOLDER) or "")
    if tx.switches.get(copies.FOLDER) and (old := copies.too_old(folder, now.date())):
        return look(
            "backup",
            f"{len(old)} copies in {folder} are older than {copies.LIVE.days} days ({old[0]} ...): "
            "delete them. What people gave and had erased since is still in them.",
        )
    age = now - datetime.fromisoformat(made)
    said = f"The last was made {_minute(made)}"
    if age > COPY_AFTER:
        return look("backup", f"{said}, {age.days} days ago: `connectbot db backup FILE`.")
    return good("backup", f"{said}.")


def _minute(moment: str) -> str:
    """An ISO moment as people read it."""
    return moment[:16].replace("T", " ")
