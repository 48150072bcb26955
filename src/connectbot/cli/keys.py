"""`connectbot keys`: which keys there are, and replacing them while the service runs."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from connectbot.cli.root import Failure, example, folders, root, settings_of
from connectbot.cli.store import in_both, in_store

if TYPE_CHECKING:
    from connectbot.app.crossing import Cohort, Crossing
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

    async def look(store: Db, crossing: Crossing) -> tuple[KeyStatus, list[Cohort]]:
        return await rotating.status(store, folder), await crossing.known()

    found, cohorts = in_both(settings, look)
    if as_json:
        shown = {"folder": str(folder), "under_way": found.under_way, **asdict(found)}
        of_cohorts = [
            {
                "cohort": one.cohort,
                "id": one.key_id,
                "ends": f"{one.ends:%Y-%m-%d}",
                "usable": one.usable,
            }
            for one in cohorts
        ]
        click.echo(json.dumps({**shown, "cohorts": of_cohorts}, indent=2))
    else:
        _say(found, folder)
        for one in cohorts:
            click.echo(f"  {_cohort(one)}")
    raise SystemExit(1 if found.missing else 0)


@keys.command()
@click.argument("cohorts", nargs=-1, metavar="[QUARTER]...")
@click.option("--yes", is_flag=True, help="Do it. Without this it is only said what would be done.")
@click.option("--anyway", is_flag=True, help="Give up answers that wait and cannot be opened.")
@folders
@example("connectbot keys shred --yes")
def shred(
    cohorts: tuple[str, ...], yes: bool, anyway: bool, data: Path | None, community: Path | None
) -> None:
    """Destroy the keys of quarters that are over: nobody can walk back from their readings.

    The running service does this by itself, sixty days after the last check-in of a quarter. A key
    is kept where answers wait that it does not open.
    """
    from connectbot.clock import utc_now

    settings = settings_of(data=data, community=community)
    now = utc_now()

    async def work(store: Db, crossing: Crossing) -> tuple[list[Cohort], list[str], dict[str, str]]:
        known = [one for one in await crossing.known() if one.key_id]
        chosen = _chosen(known, cohorts, await crossing.due(now))
        why = {
            cohort: await crossing.shred(cohort, now, anyway=anyway)
            for cohort in (chosen if yes else ())
        }
        return known, chosen, {cohort: said for cohort, said in why.items() if said}

    known, chosen, kept = in_both(settings, work)
    for one in known:
        if one.cohort in kept:
            click.echo(f"{one.cohort}: its key is kept. {kept[one.cohort]}")
        elif one.cohort in chosen:
            click.echo(f"{one.cohort}: {_DESTROYED if yes else _WOULD_BE}")
        elif not cohorts:
            click.echo(f"{_cohort(one)}.")
    if not chosen:
        click.echo("No key is due.")
    elif not yes:
        click.echo("Nothing was destroyed: say --yes to do it. It cannot be undone.")
    else:
        click.echo(
            f"Replace the copy of {settings.keys} with a new one, and delete the older: whoever "
            "has a key from it and an older copy of the readings could still walk back."
        )
    raise SystemExit(1 if kept else 0)


_DESTROYED = "its key is destroyed; nobody can walk back from its readings."
_WOULD_BE = "its key would be destroyed, and its readings cut off from everybody."


def _chosen(known: list[Cohort], named: tuple[str, ...], due: list[str]) -> list[str]:
    ends = {one.cohort: one.ends for one in known}
    for cohort in named:
        if cohort not in ends:
            there = ", ".join(ends) or "none"
            raise Failure(f"There is no key of the quarter {cohort!r}; there are: {there}.")
        if cohort not in due:
            raise Failure(
                f"The key of {cohort} is still needed until {ends[cohort]:%d %B %Y}: to tell the "
                "answers of one person in several check-ins, and to erase them when they ask."
            )
    return [cohort for cohort in due if not named or cohort in named]


def _cohort(one: Cohort) -> str:
    from connectbot.desk.answered import mend

    name = f"cohort-{one.cohort}"
    if not one.key_id:
        return f"{name}: destroyed; nobody can walk back from its readings"
    if not one.usable:
        return f"{name}: {mend(one.cohort)}"
    until = f"{one.ends:%d %B %Y}"
    return f"{name}.key {one.key_id}  leads to readings; destroyed by itself on {until}"


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
