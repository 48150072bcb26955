"""`connectbot directory confirm|remove|undo|history`: what is still right, and what happened."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from connectbot.cli.directory import directory
from connectbot.cli.office import JSON, WHY, act, in_office, said
from connectbot.cli.root import example, folders

if TYPE_CHECKING:
    from connectbot.app.office import Office
    from connectbot.desk.ports import Tx
    from connectbot.model.kept import Kept, Revision


@directory.command()
@click.argument("id")
@click.argument("things", nargs=-1, metavar="[THING]...")
@WHY
@JSON
@folders
@example("connectbot directory confirm tea-and-talk when cost")
def confirm(
    id: str,
    things: tuple[str, ...],
    why: str,
    as_json: bool,
    data: Path | None,
    community: Path | None,
) -> None:
    """Say that a listing, or things about it (name, when, where, joining, cost), are still right
    today. This does not let it be given a person's name: for that write `checked` with edit."""
    from connectbot.desk.listings import changing
    from connectbot.directory.assured import CRITICAL
    from connectbot.directory.editing import confirmed

    strange = [thing for thing in things if thing not in CRITICAL]
    if strange:
        raise click.UsageError(f"There is no {strange[0]!r} to confirm: {', '.join(CRITICAL)}.")

    async def work(at: Office, now: datetime) -> None:
        kept = await at.store.read(changing.standing, id)
        body = confirmed(kept.body, things or ("on",), now.date())
        why_so = act(why or "still right")
        new = await at.store.run(changing.change, kept.id, body, why_so, now, seen=kept.number)
        said(new, kept.body, as_json, f"{', '.join(things) or 'All'} is still right")

    in_office(work, data, community)


@directory.command()
@click.argument("id")
@click.option("--why", required=True, help="Why it goes, for the history.")
@JSON
@folders
@example('connectbot directory remove tea-and-talk --why "it has stopped"')
def remove(id: str, why: str, as_json: bool, data: Path | None, community: Path | None) -> None:
    """Take a listing out: it is not found any more. Its history stays, and undo brings it back."""
    from connectbot.desk.listings import changing

    async def work(at: Office, now: datetime) -> None:
        new = await at.store.run(changing.move, id, "removed", act(why), now)
        said(new, new.body, as_json, "Removed")

    in_office(work, data, community)


@directory.command()
@click.argument("id")
@click.argument("revision", type=int, required=False)
@WHY
@JSON
@folders
@example("connectbot directory undo tea-and-talk 3")
def undo(
    id: str,
    revision: int | None,
    why: str,
    as_json: bool,
    data: Path | None,
    community: Path | None,
) -> None:
    """Take a change back: the last, or the one with this number; an undo too."""
    from connectbot.desk.listings import changing

    async def work(at: Office, now: datetime) -> None:
        before = await at.store.read(_named, id)
        new = await at.store.run(changing.undo, id, revision, act(why), now)
        said(new, before.body, as_json, f"Undone; it is {new.state}")

    in_office(work, data, community)


def _named(tx: Tx, id: str) -> Kept:
    from connectbot.desk.listings import changing

    return tx.listings.get(id) or changing.standing(tx, id)


@directory.command()
@click.argument("id")
@JSON
@folders
@example("connectbot directory history tea-and-talk")
def history(id: str, as_json: bool, data: Path | None, community: Path | None) -> None:
    """Every change of a listing, the newest first: when, by whom, why, and what it changed."""

    async def work(at: Office, now: datetime) -> None:
        kept = await at.store.read(_named, id)
        rows = _told(await at.store.read(_revisions, kept.id))
        if as_json:
            click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        for row in rows:
            why = f": {row['why']}" if row["why"] else ""
            click.echo(f"{row['revision']}. {row['at']} {row['by']} ({row['door']}){why}")
            for line in row["changes"]:
                click.echo(f"   {line}")

    in_office(work, data, community)


def _revisions(tx: Tx, id: str) -> Sequence[Revision]:
    return tx.listings.history(id)


def _told(revisions: Sequence[Revision]) -> list[dict[str, Any]]:
    """The newest first, each with what it changed."""
    from connectbot.directory.differing import differences
    from connectbot.model.kept import Body

    rows: list[dict[str, Any]] = []
    before, state = Body("{}"), ""
    for one in revisions:
        changes = [str(found) for found in differences(before, one.body)] if state else ["new"]
        if state and one.state != state:
            into = f" into {one.merged_into}" if one.merged_into else ""
            changes.append(f"it is {one.state}{into}")
        rows.append(
            {
                "revision": one.number,
                "at": one.at.isoformat(timespec="minutes")[:16].replace("T", " "),
                "by": " ".join(part for part in (one.act.kind, one.act.who) if part),
                "door": one.act.door,
                "why": one.act.why,
                "state": one.state,
                "changes": changes,
            }
        )
        before, state = one.body, one.state
    return rows[::-1]
