"""What the commands that change the directory share: opening it, asking, saying what was done."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from connectbot.cli.root import Failure, settings_of

if TYPE_CHECKING:
    from connectbot.app.office import Office
    from connectbot.model.kept import Act, Body, Kept

YES = click.option("--yes", is_flag=True, help="Keep it without being asked.")
WHY = click.option("--why", default="", help="Why, for the history.")
JSON = click.option("--json", "as_json", is_flag=True, help="For programs.")


def in_office(
    work: Callable[[Office, datetime], Awaitable[None]], data: Path | None, at: Path | None
) -> None:
    """Do something in the directory as the database has it, then close it."""
    from connectbot.app.office import office
    from connectbot.clock import utc_now

    settings = settings_of(data=data, community=at)

    async def inside() -> None:
        async with office(settings, utc_now()) as opened:
            await work(opened, utc_now())

    asyncio.run(inside())


def act(why: str) -> Act:
    """A change by whoever types a command."""
    from connectbot.model.kept import Act

    return Act("operator", "", "cli", why)


def agreed(before: Body, after: Body, yes: bool, as_json: bool) -> bool:
    """Show what would change, and ask, unless that was answered before."""
    from connectbot.directory.differing import differences

    found = differences(before, after)
    if not found:
        click.echo("It says that already; nothing was changed.", err=as_json)
        return False
    if not as_json:
        for one in found:
            click.echo(f"{one.field}:")
            for sign, words, colour in (("-", one.before, "red"), ("+", one.after, "green")):
                if words:
                    click.secho(f"  {sign} {words}", fg=colour)
    if yes:
        return True
    if not sys.stdin.isatty():
        raise Failure("Nothing was changed: nobody is there to be asked. Say --yes to keep it.")
    return click.confirm("Keep this?", default=True)


def said(new: Kept, before: Body, as_json: bool, what: str) -> None:
    """What was done, in words or for a program."""
    from connectbot.directory.differing import differences

    if as_json:
        changes = [
            {"field": one.field, "before": one.before, "after": one.after}
            for one in differences(before, new.body)
        ]
        row = {"id": new.id, "revision": new.number, "state": new.state, "changes": changes}
        click.echo(json.dumps(row, ensure_ascii=False, indent=2))
    else:
        click.echo(f"{what}: {new.id}, revision {new.number}.")
