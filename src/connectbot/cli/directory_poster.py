"""`connectbot directory poster`: what is on this week, as a page for a noticeboard."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from connectbot.cli.directory import directory
from connectbot.cli.office import in_office
from connectbot.cli.root import Failure, example, folders

if TYPE_CHECKING:
    from connectbot.app.office import Office


@directory.command()
@click.option("--place", help="Which place; the first one where none is named.")
@click.option(
    "--week",
    type=click.DateTime(["%Y-%m-%d"]),
    help="A day of the week that is meant, like 2026-11-24; else this one, on a weekend the next.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; poster-PLACE-MONDAY.pdf where none is named.",
)
@click.option("--way-in", help="A way in of the place (place.yaml), to text in place of HELLO.")
@click.option("--link", help="Our chat, like https://t.me/OUR_BOT: the QR code opens it.")
@folders
@example("connectbot directory poster --place oakfield -o oakfield.pdf")
def poster(
    place: str | None,
    week: datetime | None,
    output: Path | None,
    way_in: str | None,
    link: str | None,
    data: Path | None,
    community: Path | None,
) -> None:
    """Print what is on this week as one large-print page (PDF)."""

    async def work(at: Office, now: datetime) -> None:
        from connectbot.app.printing import Entry, way_in_link
        from connectbot.app.printing import poster as printed
        from connectbot.directory import poster as posters
        from connectbot.directory.hours import local

        book = at.stock.book
        name = place or min(book.places)
        there = book.place(name)
        if there is None:
            known = ", ".join(sorted(book.places))
            raise Failure(f"There is no place {name!r} here; try {known}.")
        if way_in is not None and way_in not in there.ways_in:
            ways = ", ".join(there.ways_in) or "none yet"
            file_of = f"directory/places/{name}/place.yaml"
            raise Failure(f"{name} has no way in {way_in!r}; {file_of} has {ways}.")
        if link is not None and not link.startswith("https://"):
            raise Failure(f"{link!r} is no link; --link takes one that begins with https://.")
        opens = way_in_link(link, name, way_in or "") if link else ""
        today = local(now, there.timezone).date()
        monday = posters.monday(week.date()) if week else posters.next_page(today)
        days = posters.week(book.cards.values(), name, monday)
        file = output or Path(f"poster-{name}-{monday}.pdf")
        _write(file, printed(there, monday, days, entry=Entry(way_in or "HELLO", opens)))
        click.echo(f"{file}: {posters.shown(days)} lines, {_said(monday)}")

    in_office(work, data, community)


def _write(file: Path, page: bytes) -> None:
    try:
        file.write_bytes(page)
    except OSError as error:
        raise Failure(
            f"{file} cannot be written ({error.strerror}); name another with -o."
        ) from error


def _said(monday: date) -> str:
    from connectbot.directory.poster import heading

    return f"from {heading(monday)}"
