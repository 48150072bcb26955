"""`connectbot directory export`: the directory as a file, for keeping, moving and giving away."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from connectbot.cli.directory import directory
from connectbot.cli.office import in_office
from connectbot.cli.root import Failure, example, folders

if TYPE_CHECKING:
    from connectbot.app.office import Office
    from connectbot.directory.listing import Listing
    from connectbot.directory.outgoing.choosing import Chosen

FORMATS = ("oruk", "hsds-csv", "csv", "yaml")
_ONE_FILE = {"hsds-csv": (".zip",), "yaml": (".yaml", ".yml")}
_THEN = (1980, 1, 1, 0, 0, 0)  # so that the same directory makes the same zip

Files = Mapping[str, str]
"""Path -> text."""


@directory.command()
@click.option("--format", "kind", type=click.Choice(FORMATS), required=True, help="In which form.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Into this file or new folder."
)
@click.option("--place", help="One place only; national for what belongs to none.")
@click.option("--public", is_flag=True, help="Only what the feed tells: with --format oruk.")
@folders
@example("connectbot directory export --format csv --place oakfield -o oakfield.csv")
def export(
    kind: str,
    output: Path | None,
    place: str | None,
    public: bool,
    data: Path | None,
    community: Path | None,
) -> None:
    """The directory as Open Referral UK (oruk), its tables (hsds-csv), one table (csv), or the
    files of a community folder (yaml).

    Listings with a confidential address are in none of them.
    """
    if public and kind != "oruk":
        raise click.UsageError("--public goes with --format oruk.")
    if kind == "hsds-csv" and output is None and sys.stdout.isatty():
        raise click.UsageError("Tables make a zip: name a file or a folder with -o.")

    async def work(at: Office, now: datetime) -> None:
        from connectbot.directory.outgoing.choosing import chosen

        book = at.known.book
        there = (*book.places, "national")
        if place is not None and place not in there:
            raise click.UsageError(f"There is no place {place!r}; there is {', '.join(there)}.")
        found = chosen(book, place, now.date(), public=public)
        _MAKERS[kind](at, found, output, public)
        _told(found, output)

    in_office(work, data, community)


def _oruk(at: Office, found: Chosen, output: Path | None, public: bool) -> None:
    from connectbot.app.publishing import around_of
    from connectbot.directory.outgoing.services import service_page

    listings = _read(at, found)
    page = service_page(listings, len(found.ids), around_of(at.known), public=public)
    _write("".join(page).encode(), output)


def _csv(at: Office, found: Chosen, output: Path | None, public: bool) -> None:
    from connectbot.directory.outgoing.sheet import sheet

    # With its mark, so that Excel does not take it for another alphabet.
    _write(sheet(_read(at, found), at.known.needs).encode("utf-8-sig"), output)


def _hsds(at: Office, found: Chosen, output: Path | None, public: bool) -> None:
    from connectbot.app.publishing import around_of
    from connectbot.directory.outgoing.tables import tables

    _write_files(tables(_read(at, found), around_of(at.known)), output, "hsds-csv")


def _yaml(at: Office, found: Chosen, output: Path | None, public: bool) -> None:
    from connectbot.app.worlds import NEEDS
    from connectbot.directory.outgoing.pages import page, pages

    if output is None or output.suffix in _ONE_FILE["yaml"]:
        _write(page(_read(at, found)).encode(), output)
        return
    files = pages(_read(at, found), at.known.book.places)
    if at.community.needs is not None:
        files[NEEDS] = at.community.needs
    _write_files(files, output, "yaml")


_MAKERS: Mapping[str, Callable[[Office, Chosen, Path | None, bool], None]] = {
    "oruk": _oruk,
    "hsds-csv": _hsds,
    "csv": _csv,
    "yaml": _yaml,
}


def _read(at: Office, found: Chosen) -> Iterator[Listing]:
    """Each listing when it is its turn; on a terminal one sees how far it is."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    ids: Sequence[str] = found.ids
    listings = at.known.book.listings
    hidden = not console.is_terminal
    for id in track(ids, "Writing", console=console, transient=True, disable=hidden):
        yield listings[id]


def _write(content: bytes, output: Path | None) -> None:
    if output is None:
        click.echo(content, nl=False)
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    # Whoever reads the old file meanwhile reads all of it.
    half = output.with_name(f".{output.name}.part")
    half.write_bytes(content)
    half.replace(output)


def _write_files(files: Files, output: Path | None, kind: str) -> None:
    """A zip, or a folder that is not there yet or is empty."""
    if output is None or output.suffix in _ONE_FILE[kind]:
        _write(_zipped(files), output)
        return
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise Failure(f"{output}: it is there already; name a folder that is not.")
    for name, text in files.items():
        _write(text.encode(), output / name)


def _zipped(files: Files) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as zip:
        for name, text in files.items():
            zip.writestr(zipfile.ZipInfo(name, _THEN), text.encode(), zipfile.ZIP_DEFLATED)
    return content.getvalue()


def _told(found: Chosen, output: Path | None) -> None:
    """On stderr, for stdout may be the file."""
    if output is not None:
        click.echo(f"{output}: {_many(len(found.ids))}.", err=True)
    if found.confidential:
        secret = f"{_many(found.confidential)} left out: the address is confidential."
        click.echo(secret, err=True)
    if found.out:
        click.echo(f"{_many(found.out)} left out: nobody has spoken for it in long.", err=True)


def _many(count: int) -> str:
    return "1 listing" if count == 1 else f"{count} listings"
