"""`connectbot directory duplicates|merge`: what stands there twice, and making it one."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from connectbot.cli.directory import directory
from connectbot.cli.office import JSON, WHY, YES, act, agreed, in_office, said
from connectbot.cli.root import example, folders

if TYPE_CHECKING:
    from connectbot.app.office import Office
    from connectbot.directory.duplicates.judging import Pair


@directory.command()
@click.option("--place", help="One place only.")
@JSON
@folders
@example("connectbot directory duplicates --place oakfield")
def duplicates(place: str | None, as_json: bool, data: Path | None, community: Path | None) -> None:
    """Listings that may be one thing, the surest first, each pair side by side with its reasons."""
    from connectbot.directory.duplicates import finding

    async def work(at: Office, now: datetime) -> None:
        book = at.stock.book
        if place is not None and place not in book.places:
            there = ", ".join(sorted(book.places))
            raise click.UsageError(f"There is no place {place!r}; there is {there}.")
        found = finding.duplicates(
            one for one in book.listings.values() if place in (None, one.place)
        )
        if as_json:
            click.echo(json.dumps([_row(pair) for pair in found], ensure_ascii=False, indent=2))
            return
        for pair in found:
            _show(pair)
        click.echo(
            "`connectbot directory merge ID OTHER` makes one of two."
            if found
            else "Nothing stands there twice."
        )

    in_office(work, data, community)


def _row(pair: Pair) -> dict[str, object]:
    rows = [{"field": field, "a": a, "b": b} for field, a, b in pair.side_by_side()]
    return {
        "a": pair.a.id,
        "b": pair.b.id,
        "score": pair.score,
        "reasons": pair.reasons,
        "fields": rows,
    }


def _show(pair: Pair) -> None:
    click.echo(f"{pair.a.id} and {pair.b.id}: {', '.join(pair.reasons)}")
    for field, one, other in pair.side_by_side():
        same = " (both)" if one == other else f" | {other or '(nothing)'}"
        click.echo(f"   {field}: {one or '(nothing)'}{same}")
    click.echo("")


@directory.command()
@click.argument("id")
@click.argument("other")
@YES
@WHY
@JSON
@folders
@example("connectbot directory merge tea-and-talk tea-talk-oakfield")
def merge(
    id: str,
    other: str,
    yes: bool,
    why: str,
    as_json: bool,
    data: Path | None,
    community: Path | None,
) -> None:
    """Make one of two listings: ID stays, with what is better known of OTHER, whose id answers with
    it from now on. Both histories stay, and `undo OTHER` brings that one back."""
    from connectbot.desk.listings import merging

    async def work(at: Office, now: datetime) -> None:
        planned = await at.store.read(merging.plan, id, other)
        if not as_json:
            for reason in planned.reasons:
                click.echo(reason)
        same = planned.stays.body == planned.body
        if same and not as_json:
            click.echo(f"{planned.stays.id} stays as it is.")
        if same and not yes and not click.confirm("Merge them?", default=True):
            return
        if not same and not agreed(planned.stays.body, planned.body, yes, as_json):
            return
        done = act(why or f"{planned.goes.id} is the same thing")
        new = await at.store.run(merging.carry_out, planned, done, now)
        said(new, planned.stays.body, as_json, f"{planned.goes.id} is merged into it")

    in_office(work, data, community)
