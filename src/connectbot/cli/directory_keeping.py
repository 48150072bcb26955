"""`connectbot directory check|suspend|resume|suggestions`: who may be introduced, what waits."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from connectbot.cli.directory import directory
from connectbot.cli.office import JSON, act, in_office
from connectbot.cli.root import example, folders

if TYPE_CHECKING:
    from connectbot.app.office import Office

_DAY = click.DateTime(["%Y-%m-%d"])
_NEEDED = click.option("--why", required=True, help="Why, for the history.")


@directory.command()
@click.argument("id")
@click.option("--by", required=True, help="Who made sure of it.")
@click.option("--how", required=True, help="How, like: visited, rang Jean.")
@click.option("--on", "on_day", type=_DAY, help="The day it was done (today).")
@click.option("--safeguarding", type=_DAY, help="The day its safeguarding was looked at.")
@click.option("--insurance", type=_DAY, help="The day its insurance runs out.")
@folders
@example('connectbot directory check tea-and-talk --by "Sam Bell" --how "visited"')
def check(
    id: str,
    by: str,
    how: str,
    on_day: datetime | None,
    safeguarding: datetime | None,
    insurance: datetime | None,
    data: Path | None,
    community: Path | None,
) -> None:
    """Write down that somebody made sure of a group, so that it may be given a person's name."""
    from connectbot.desk.listings import introducing
    from connectbot.directory.body import readable
    from connectbot.directory.listing import Checked

    def day(given: datetime | None) -> date | None:
        return given.date() if given else None

    async def work(at: Office, now: datetime) -> None:
        seen = day(on_day) or now.date()
        late = [one for one in (seen, day(safeguarding)) if one and one > now.date()]
        if late:
            raise click.UsageError(f"{late[0]} is still to come; write the day it was done.")
        checked = Checked(
            on=seen, by=by, how=how, safeguarding=day(safeguarding), insurance=day(insurance)
        )
        new = await at.store.run(introducing.check, id, checked, act("checked"), now)
        listing = readable(new.body)
        may = listing is not None and listing.may_introduce(now.date())
        click.echo(f"{new.id}: checked on {seen} by {by}, revision {new.number}.")
        click.echo("It may be given a person's name." if may else _not_yet(listing is not None))

    in_office(work, data, community)


def _on_the_way(count: int) -> str:
    if not count:
        return "Nobody is on the way there by connectbot, so nobody is to be told."
    who = "1 person is" if count == 1 else f"{count} people are"
    return f"{who} on the way there by connectbot; whoever sent them is told within a minute."


def _not_yet(readable: bool) -> str:
    why = "something that is `due` is missing, or it is suspended" if readable else "it is faulty"
    return f"It is not given a person's name yet: {why}. See `connectbot directory show`."


@directory.command()
@click.argument("id")
@_NEEDED
@folders
@example('connectbot directory suspend tea-and-talk --why "a complaint is being looked into"')
def suspend(id: str, why: str, data: Path | None, community: Path | None) -> None:
    """Stop introducing people to a group at once, in every process. It is still shown: `remove`
    takes it out of what is found."""
    from connectbot.desk.listings import halting, introducing

    async def work(at: Office, now: datetime) -> None:
        today = now.date()
        new = await at.store.run(introducing.suspend, id, why, act(why), now, today)
        click.echo(f"{new.id}: nobody is introduced to it from now on, revision {new.number}.")
        there = len(await at.store.read(halting.on_the_way, new.id))
        click.echo(_on_the_way(there))

    in_office(work, data, community)


@directory.command()
@click.argument("id")
@_NEEDED
@folders
@example('connectbot directory resume tea-and-talk --why "it was looked into, and all is well"')
def resume(id: str, why: str, data: Path | None, community: Path | None) -> None:
    """End what `suspend` began."""
    from connectbot.desk.listings import introducing

    async def work(at: Office, now: datetime) -> None:
        new = await at.store.run(introducing.resume, id, why, act(why), now)
        click.echo(f"{new.id}: people may be introduced to it again where it is checked.")

    in_office(work, data, community)


@directory.command()
@click.option("--place", help="One place only.")
@JSON
@folders
@example("connectbot directory suggestions --place oakfield")
def suggestions(
    place: str | None, as_json: bool, data: Path | None, community: Path | None
) -> None:
    """What people said of the directory and nobody has decided yet. Their words are on the page of
    the maintainers, not here."""
    from connectbot.desk.suggesting import deciding

    async def work(at: Office, now: datetime) -> None:
        found = await at.store.read(deciding.queue, None if place is None else [place])
        rows = [
            {
                "id": one.id,
                "place": one.place,
                "listing": one.listing,
                "kind": one.kind,
                "by": one.by,
                "made_at": one.made_at.isoformat(timespec="seconds"),
            }
            for one in found
        ]
        if as_json:
            click.echo(json.dumps(rows, indent=2))
            return
        for row in rows:
            about = row["listing"] or "something new"
            click.echo(
                f"{row['id']}  {row['made_at'][:10]}  {row['place']}: {about}, {row['kind']}"
            )
        click.echo(f"{len(rows)} to decide." if rows else "Nothing waits.")

    in_office(work, data, community)


@directory.command()
@click.argument("id")
@click.option("--revoke", is_flag=True, help="Nobody keeps it by a code any more.")
@folders
@example("connectbot directory claims tea-and-talk --revoke")
def claims(id: str, revoke: bool, data: Path | None, community: Path | None) -> None:
    """Who keeps a listing because they answered its published phone or e-mail."""
    from connectbot.desk import claiming
    from connectbot.desk.listings import changing

    async def work(at: Office, now: datetime) -> None:
        kept = await at.store.read(changing.standing, id)
        held = await at.store.read(lambda tx: tx.claims.of_listing(kept.id))
        if revoke:
            await at.store.run(claiming.revoke, kept.id, now)
        said = "is kept by nobody" if not held else f"is kept by {len(held)}"
        click.echo(f"{kept.id} {said}{'; from now on by nobody' if revoke and held else ''}.")

    in_office(work, data, community)
