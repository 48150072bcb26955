"""`connectbot keys`: which keys there are, and replacing them while the service runs."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from connectbot.cli.root import example, folders, root, settings_of
from connectbot.cli.store import in_store

if TYPE_CHECKING:
    from connectbot.store.rotating import Db, KeyState, KeyStatus


@root.group()
def keys() -> None:
    """The keys that everything private is sealed with."""


@keys.command()
@click.option("--lookup", is_flag=True, help="Also the key by which numbers are found again.")
@folders
@example("connectbot keys rotate")
def rotate(lookup: bool, data: Path | None, community: Path | None) -> None:
    """Make a new key, seal everything with it, and put the old one away; the service may run.

    Stopped half-way nothing is lost: run it again and it goes on.
    """
    from connectbot.clock import utc_now
    from connectbot.desk import audit
    from connectbot.store import rotating

    settings = settings_of(data=data, community=community)
    folder = settings.keys

    async def turn(store: Db) -> tuple[bool, list[str]]:
        before = await rotating.status(store, folder)
        length = sum(key.values or 0 for key in before.keys if not key.newest) or sum(
            key.values or 0 for key in before.keys
        )
        with click.progressbar(
            length=length, label="Sealing again", hidden=not sys.stdout.isatty()
        ) as bar:
            old = await rotating.rotate(store, folder, utc_now, lookup=lookup, done=bar.update)
        for one in (await rotating.status(store, folder)).keys:
            if one.name in old or one.newest:
                act = "keys.retired" if one.retired else "keys.rotated"
                await store.run(audit.note, act, utc_now(), thing=f"key:{one.id}")
        return before.under_way, old

    went_on, old = in_store(settings, turn)
    if went_on:
        click.echo("The rotation that had begun before is finished; no new key was made.")
    click.echo(
        f"Everything is sealed with the newest key. Put away: {', '.join(old) or 'nothing'}."
    )
    click.echo(
        f"Now copy {folder} to where the copy of your keys is kept: the copy from before does not "
        f"open what is sealed from now on.\nThe keys in {folder / 'retired'} open only backups "
        "made before today: delete them when you will not need those any more."
    )


@keys.command()
@click.option("--json", "as_json", is_flag=True, help="JSON instead of words.")
@folders
@example("connectbot keys status --json")
def status(as_json: bool, data: Path | None, community: Path | None) -> None:
    """Every key, and how much still needs it; exit code 1 where a key is missing."""
    from connectbot.store import rotating

    settings = settings_of(data=data, community=community)
    folder = settings.keys
    found = in_store(settings, lambda store: rotating.status(store, folder))
    if as_json:
        shown = {"folder": str(folder), "under_way": found.under_way, **asdict(found)}
        click.echo(json.dumps(shown, indent=2))
    else:
        _say(found, folder)
    raise SystemExit(1 if found.missing else 0)


def _say(found: KeyStatus, folder: Path) -> None:
    click.echo(f"The keys in {folder}:")
    for key in found.keys:
        click.echo(f"  {key.name:16} {key.id}  {_use(key)}")
    for id, values in found.missing.items():
        click.echo(
            f"  {values} values were sealed with the key {id}, which is not there: put it back "
            "from the copy of your keys."
        )
    if found.under_way:
        click.echo("A rotation was not finished: run `connectbot keys rotate` to go on with it.")
    elif found.alone:
        click.echo(
            f"{found.alone} rows hold only a hash (opt-outs of people who were forgotten, messages "
            "whose words are gone): the older lookup key stays until they are gone too."
        )


def _use(key: KeyState) -> str:
    if key.retired:
        return "put away: only for backups from before"
    if key.values is None:
        return "finds numbers" if key.newest else "finds numbers from before"
    return f"{'seals' if key.newest else 'opens'}: {key.values} values"
