"""`connectbot directory find|show`: what is in the directory, as a volunteer wants it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from connectbot.cli.root import Failure, example, folders, root, settings_of

if TYPE_CHECKING:
    from connectbot.desk.ports import Tx
    from connectbot.directory.listing import Listing
    from connectbot.directory.search import Found, Query
    from connectbot.flows.knowledge import Knowledge
    from connectbot.model.kept import Kept

_DAYS = dict(
    zip(
        "monday tuesday wednesday thursday friday saturday sunday".split(),
        "MO TU WE TH FR SA SU".split(),
        strict=True,
    )
)
_TIMES = ("now", "today", "tomorrow", *_DAYS, "morning", "afternoon", "evening", "weekend")
_ACCESS = ("steps", "toilet", "loop", "quiet", "parking")
_JSON = click.option("--json", "as_json", is_flag=True, help="For programs.")


@root.group()
def directory() -> None:
    """What is in the directory."""


@directory.command()
@click.argument("text")
@click.option("--near", help="A postcode district or sector, like LS8 or LS8 2.")
@click.option(
    "--open", "times", type=click.Choice(_TIMES), multiple=True, help="When it is to be on."
)
@click.option("--age", type=click.IntRange(0, 120), help="How old they are.")
@click.option(
    "--access", type=click.Choice(_ACCESS), multiple=True, help="What they need: steps for none."
)
@click.option("--language", "languages", multiple=True, help="A language they speak, like Urdu.")
@click.option("--place", help="One place only.")
@click.option("--most", type=click.IntRange(1, 50), default=5, help="How many at most (5).")
@_JSON
@folders
@example('connectbot directory find "lonely since my husband died" --near LS8 --open today')
def find(
    text: str,
    near: str | None,
    times: tuple[str, ...],
    age: int | None,
    access: tuple[str, ...],
    languages: tuple[str, ...],
    place: str | None,
    most: int,
    as_json: bool,
    data: Path | None,
    community: Path | None,
) -> None:
    """What would be offered for some words, each with its reasons.

    The words are a need ("cant pay the leccy"), a name ("mens shed") or a thing ("chapel").
    """
    from connectbot.clock import utc_now
    from connectbot.directory.search import Query
    from connectbot.directory.search import find as search
    from connectbot.directory.wishes import Wishes

    known = _knowledge(data, community)
    wishes = Wishes(
        age=age,
        access=frozenset("step_free" if one == "steps" else one for one in access),
        languages=languages,
        times=frozenset(_DAYS.get(one, one) for one in times if one != "now"),
        open_now="now" in times,
    )
    area = _area(known, near, text)

    def look(needs: tuple[str, ...]) -> dict[str, tuple[Query, Found]]:
        found: dict[str, tuple[Query, Found]] = {}
        shown: tuple[str, ...] = ()  # what is national is told once
        for where in _places(known, place, area):
            query = Query(where, needs, area, utc_now(), shown, most, wishes, text, text)
            one = search(known.book, known.districts, known.needs, query)
            found[where] = (query, one)
            shown += tuple(hit.listing.id for hit in one.hits)
        return found

    needs = known.needs.confident(text)
    sure, found = bool(needs), look(needs)
    if not sure and not any(one.hits for _, one in found.values()):
        needs = known.needs.closest(text)[:1]
        found = look(needs)
    if as_json:
        rows = {"needs": needs, "sure": sure, "near": area, **_rows(found)}
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    click.echo(_heard(known, needs, sure))
    told = [pair for pair in found.values() if pair[1].hits]
    for query, one in told:
        _tell(known, query, one)
    if not told:
        teams = " or the ".join(known.book.places[place].team for place in found)
        click.echo(f"\nNothing there fits. The {teams} may know of something.")


@directory.command()
@click.argument("id")
@_JSON
@folders
@example("connectbot directory show tea-and-talk")
def show(id: str, as_json: bool, data: Path | None, community: Path | None) -> None:
    """One listing, wholly. A confidential address is not shown."""
    from connectbot.clock import utc_now
    from connectbot.directory.sheet import sheet

    known, kept = _opened(data, community, id)
    listing = known.book.listing(id)
    if listing is None:
        raise Failure(_nobody(known, id) if kept is None else _gone(kept))
    if as_json:
        click.echo(json.dumps(_row(listing), ensure_ascii=False, indent=2))
        return
    rows = [*sheet(listing, known.needs, utc_now()), ("written in", _source(known, listing.id))]
    _print_sheet(listing.name, rows)


def _knowledge(data: Path | None, community: Path | None) -> Knowledge:
    return _opened(data, community, "")[0]


def _opened(data: Path | None, community: Path | None, id: str) -> tuple[Knowledge, Kept | None]:
    """What the database has, and one listing whatever its state; what the files have that is new
    is taken over first."""
    import asyncio

    from connectbot.app.office import office
    from connectbot.clock import utc_now

    settings = settings_of(data=data, community=community)

    async def looked() -> tuple[Knowledge, Kept | None]:
        async with office(settings, utc_now()) as at:
            return at.known, await at.store.read(_kept, id)

    return asyncio.run(looked())


def _kept(tx: Tx, id: str) -> Kept | None:
    return tx.listings.get(id)


def _gone(kept: Kept) -> str:
    more = f"connectbot directory history {kept.id}"
    return f"{kept.id}: it is {kept.state}. `{more}` tells why, `undo` brings it back."


def _area(known: Knowledge, near: str | None, text: str) -> str | None:
    if near is None:
        return known.districts.area(text)
    area = known.districts.area(near)
    if area is None:
        raise click.UsageError(f"There is no postcode district {near!r}; write one like LS8.")
    return area


def _places(known: Knowledge, place: str | None, area: str | None) -> list[str]:
    """The place named, or the one that serves the district, or all of them."""
    from connectbot.directory.postcodes import outcode_of

    if place is not None and known.book.place(place) is None:
        there = ", ".join(known.book.places)
        raise click.UsageError(f"There is no place {place!r}; there is {there}.")
    if place is not None:
        return [place]
    serves = known.book.place_of_area(outcode_of(area)) if area else None
    return [serves.id] if serves else list(known.book.places)


def _heard(known: Knowledge, needs: tuple[str, ...], sure: bool) -> str:
    titles = ", ".join(known.needs.get(need).title.lower() for need in needs)
    if not titles:
        return "I heard no need in that; I looked for words."
    return f"I heard: {titles}." if sure else f"I am not sure. The closest need is: {titles}."


def _rows(found: dict[str, tuple[Query, Found]]) -> dict[str, Any]:
    rows = [
        {
            "reasons": hit.reasons,
            "near": hit.near,
            "miles": _rounded(hit.miles),
            **_row(hit.listing),
        }
        for _, one in found.values()
        for hit in one.hits
    ]
    return {
        "widened": any(one.widened for _, one in found.values()),
        "late": any(one.late for _, one in found.values()),
        "listings": rows,
    }


def _rounded(miles: float | None) -> float | None:
    return None if miles is None else round(miles, 1)


def _row(listing: Listing) -> dict[str, Any]:
    row: dict[str, Any] = listing.model_dump(mode="json", by_alias=True)
    return row


def _tell(known: Knowledge, query: Query, found: Found) -> None:
    from connectbot.directory.saying import whole
    from connectbot.directory.shown import place
    from connectbot.directory.widening import widening

    there = known.book.places[query.place]
    wider = widening(found.hits, query.area)
    click.echo(f"\n{there.name}{f' near {query.area}' if query.area else ''}")
    if wider:
        click.echo(f"{wider}.")
    if found.late:
        click.echo("Nothing is on at that time. At other times:")
    for number, hit in enumerate(found.hits, 1):
        listing = hit.listing
        click.echo(f"{number}. {listing.name} ({listing.id})")
        click.echo(f"   {whole(listing.when) or 'by arrangement'}. {place(listing)}.")
        click.echo(f"   {', '.join(hit.reasons)}")


def _nobody(known: Knowledge, id: str) -> str:
    from rapidfuzz import process

    near = process.extract(id, list(known.book.listings), limit=3, score_cutoff=70)
    like = f" Did you mean {' or '.join(name for name, _, _ in near)}?" if near else ""
    return f"{id}: there is no such listing.{like} `connectbot directory find` looks by words."


def _source(known: Knowledge, id: str) -> str:
    source = known.book.sources.get(id)
    return "{}:{}".format(*source) if source else "no file; it was added here"


def _print_sheet(name: str, rows: list[tuple[str, str]]) -> None:
    """A table on a terminal, a line for each thing elsewhere."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    if not console.is_terminal:
        click.echo(name)
        for label, words in rows:
            click.echo(f"{label}: {words}")
        return
    table = Table.grid(padding=(0, 2))
    for label, words in rows:
        table.add_row(Text(label, style="dim"), Text(words))
    console.print(Text(name, style="bold"))
    console.print(table)
