"""`connectbot directory stale|review`: what nobody has confirmed for long, what files say else."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from connectbot.cli.directory import directory
from connectbot.cli.office import JSON, WHY, act, in_office
from connectbot.cli.root import example, folders

if TYPE_CHECKING:
    from connectbot.app.office import Office
    from connectbot.directory.book import Book

_SHOWN = {
    "due": "ask them if it is still right",
    "check first": 'shown with "check first"',
    "out": "not found any more",
}


@directory.command()
@click.option("--place", help="One place only.")
@JSON
@folders
@example("connectbot directory stale --place oakfield")
def stale(place: str | None, as_json: bool, data: Path | None, community: Path | None) -> None:
    """What nobody has said for long is still right, the oldest first."""

    async def work(at: Office, now: datetime) -> None:
        rows = _old(at.stock.book, place, now.date())
        if as_json:
            click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        for row in rows:
            since = f"since {row['assured_on']}" if row["assured_on"] else "never said"
            click.echo(f"{row['name']} ({row['id']}): {since}, {_SHOWN[row['age']]}")
            if row["phone"] or row["email"]:
                click.echo(f"   {' '.join(part for part in (row['phone'], row['email']) if part)}")
        click.echo(
            f"{len(rows)} to ask. `connectbot directory confirm ID` says that it is still right."
            if rows
            else "Everything was said to be right lately."
        )

    in_office(work, data, community)


def _old(book: Book, place: str | None, today: date) -> list[dict[str, Any]]:
    from connectbot.directory.assured import CRITICAL, age, assured_on, field_assured_on
    from connectbot.directory.place import USUAL

    there = book.places
    if place is not None and place not in there:
        raise click.UsageError(f"There is no place {place!r}; there is {', '.join(sorted(there))}.")
    found = []
    for one in book.listings.values():
        keeping = there[one.place].keeping if one.place in there else USUAL
        is_now, on = age(one, keeping, today), assured_on(one)
        if is_now == "fresh" or place not in (None, one.place):
            continue
        days = {field: field_assured_on(one, field) for field in CRITICAL}
        row = {
            "id": one.id,
            "name": one.name,
            "place": one.place,
            "age": is_now,
            "assured_on": str(on) if on else None,
            "fields": {field: str(day) if day else None for field, day in days.items()},
            "phone": one.contact.phone,
            "email": one.contact.email,
        }
        found.append((on or date.min, one.id, row))
    return [row for _, _, row in sorted(found, key=lambda three: three[:2])]


@directory.command()
@click.argument("words", nargs=-1, metavar="[take ID file|ours | show ID]")
@WHY
@JSON
@folders
@example("connectbot directory review take tea-and-talk file")
def review(
    words: tuple[str, ...],
    why: str,
    as_json: bool,
    data: Path | None,
    community: Path | None,
) -> None:
    """Where a file says something else than an edit of ours. Either can be taken."""
    from connectbot.desk.listings import reviewing

    showing = len(words) == 2 and words[0] == "show"
    taking = len(words) == 3 and words[0] == "take" and words[2] in ("file", "ours")
    if words and not (showing or taking):
        raise click.UsageError(
            "Write `review`, `review take ID file`, `review take ID ours` or `review show ID`."
        )

    async def work(at: Office, now: datetime) -> None:
        if showing:
            said = act(why or "looked at")
            new = await at.store.run(reviewing.show, words[1], said, now)
            click.echo(f"{new.id}: it is found from now on.")
            return
        if words:
            said = act(why or f"{words[2]} taken")
            theirs = words[2] == "file"
            await at.store.run(reviewing.settle, words[1], theirs, said, now)
            click.echo(f"{words[1]}: {'the file is followed' if theirs else 'ours stays'}.")
            return
        found = await at.store.read(reviewing.beside)
        waits = await at.store.read(reviewing.waiting)
        rows = [
            {
                "id": one.id,
                "place": one.place,
                "file": one.source,
                "field": field.field,
                "ours": field.before,
                "theirs": field.after,
            }
            for one in found
            for field in one.fields
        ]
        if as_json:
            rows += [
                {"id": one.id, "place": one.place, "file": one.source, "waits": one.why}
                for one in waits
            ]
            click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        for one in waits:
            click.echo(f"{one.id}: {one.why}")
        for row in rows:
            here, there = row["ours"] or "(nothing)", row["theirs"] or "(nothing)"
            click.echo(f"{row['id']} {row['field']}: ours {here}; {row['file']} {there}")
        click.echo(
            "Take either with `connectbot directory review take ID file` or `... ours`."
            if rows
            else "No file says anything else than we do."
        )

    in_office(work, data, community)
