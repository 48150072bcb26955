"""`connectbot report`: the quarter's figures, released once by fixed rules, and read again."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from connectbot.cli.root import Failure, example, folders, root, settings_of

if TYPE_CHECKING:
    from connectbot.desk.ports.readings import Released

PLACE = click.option("--place", help="Which place; may be left out where there is one.")
WHICH = click.option("--release", "id", help="Which release, like oakfield-2026Q4; the newest.")
FORMATS = ("html", "pdf")
JSON = click.option("--json", "as_json", is_flag=True, help="The release itself, for programs.")


@root.group()
def report() -> None:
    """Figures of many people, released by rules that protect each of them."""


@report.command()
@PLACE
@JSON
@folders
@example("connectbot report release --place oakfield")
def release(place: str | None, as_json: bool, data: Path | None, community: Path | None) -> None:
    """Release the quarter that has just ended: once, from the fifteenth day after it."""
    from connectbot.app.office import office
    from connectbot.app.releasing import Press, listed
    from connectbot.clock import utc_now
    from connectbot.store.readings import open_readings

    settings = settings_of(data=data, community=community)

    async def work() -> Released:
        async with office(settings, utc_now()) as at:
            name = _place(place, at.stock.book.places)
            known = at.known
            needs = {id: known.needs.get(id).title for id in known.needs.ids}
            readings = open_readings(settings.measures, settings.database)
            listings = partial(listed, at.stock.book)
            press = Press(at.store, readings, settings.keys, known.measures, needs, listings)
            return await press.make(name, at.stock.book.places[name].name, utc_now())

    made = asyncio.run(work())
    if as_json:
        click.echo(made.artefact)
        return
    printed, kept = _counted(json.loads(made.artefact))
    click.echo(
        f"{made.id} is released: {printed} rows printed, {kept} kept back. "
        f"`connectbot report show` shows it; its hash is {made.hash[:16]}."
    )


def _place(place: str | None, known: Collection[str]) -> str:
    """The place that is meant. Raises Failure where that is not clear."""
    if place is None and len(known) == 1:
        return next(iter(known))
    if place is None:
        raise Failure(f"Name one of these with --place: {', '.join(sorted(known))}.")
    if place not in known:
        raise Failure(f"There is no place {place!r} here; try {', '.join(sorted(known))}.")
    return place


def _counted(told: dict[str, Any]) -> tuple[int, int]:
    rows = [row for table in told["tables"] for row in table["rows"]]
    kept = sum(row["n"] == told["token"] for row in rows)
    return len(rows) - kept, kept


@report.command()
@PLACE
@WHICH
@JSON
@click.option("--format", "form", type=click.Choice(FORMATS), help="A file to hand on.")
@click.option(
    "-o", "out", type=click.Path(dir_okay=False, path_type=Path), help="Where the file goes."
)
@folders
@example("connectbot report show --format pdf -o report.pdf")
def show(
    place: str | None,
    id: str | None,
    as_json: bool,
    form: str | None,
    out: Path | None,
    data: Path | None,
    community: Path | None,
) -> None:
    """All tables of a release, as they were printed, or a file with charts to hand on."""
    if form is None and out is None:
        _shown(place, id, as_json, data, community, "")
        return
    form = form or (out.suffix.removeprefix(".") if out else "")
    if out is None or as_json or form not in FORMATS:
        raise Failure("A file takes --format html or pdf and its name: --format pdf -o report.pdf")
    from connectbot.app.reporting import written

    one, told = _read(place, id, data, community)
    try:
        out.write_bytes(written(told, form))
    except OSError as error:
        raise Failure(f"{out} cannot be written: {error.strerror}. Name another file.") from error
    click.echo(f"{one.id} is written to {out}.")


@report.command()
@PLACE
@WHICH
@JSON
@folders
@example("connectbot report needs")
def needs(
    place: str | None, id: str | None, as_json: bool, data: Path | None, community: Path | None
) -> None:
    """What people looked for and what they did not find, by district."""
    _shown(place, id, as_json, data, community, "sought-needs", "unmet-needs")


@report.command()
@PLACE
@WHICH
@JSON
@folders
@example("connectbot report referrals")
def referrals(
    place: str | None, id: str | None, as_json: bool, data: Path | None, community: Path | None
) -> None:
    """How introductions came out."""
    _shown(place, id, as_json, data, community, "referrals")


@report.command()
@PLACE
@WHICH
@JSON
@folders
@example("connectbot report reach")
def reach(
    place: str | None, id: str | None, as_json: bool, data: Path | None, community: Path | None
) -> None:
    """Who is reached, by what people chose to say of themselves."""
    _shown(place, id, as_json, data, community, "reach")


def _shown(
    place: str | None,
    id: str | None,
    as_json: bool,
    data: Path | None,
    community: Path | None,
    *kinds: str,
) -> None:
    one, told = _read(place, id, data, community)
    told["tables"] = [table for table in told["tables"] if table["id"].startswith(kinds)]
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=1) if any(kinds) else one.artefact)
        return
    from connectbot.app.tabling import lines

    for line in lines(told):
        click.echo(line)


def _read(
    place: str | None, id: str | None, data: Path | None, community: Path | None
) -> tuple[Released, dict[str, Any]]:
    from connectbot.measures.released.release import parsed
    from connectbot.store.readings import open_readings

    settings = settings_of(data=data, community=community)
    readings = open_readings(settings.measures, settings.database)
    one = _wanted(asyncio.run(readings.releases()), place, id)
    return one, parsed(one.artefact)


def _wanted(every: Sequence[Released], place: str | None, id: str | None) -> Released:
    """The release of this id, or the newest of the place."""
    if not every:
        raise Failure(
            "Nothing has been released yet. `connectbot report release` makes the first, "
            "`connectbot report plan` says what may be printed when."
        )
    if id is None:
        name = _place(place, {one.place for one in every})
        return [one for one in every if one.place == name][-1]
    found = next((one for one in every if one.id == id), None)
    if found is None:
        known = ", ".join(one.id for one in every)
        raise Failure(f"There is no release {id!r}; there is: {known}.")
    return found


@report.command()
@click.option(
    "--people", default=120, type=click.IntRange(10, 5000), help="How many enrol in all, 120."
)
@click.option(
    "--quarters", default=3, type=click.IntRange(1, 8), help="Over how many quarters they do, 3."
)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@folders
@example("connectbot report plan --people 120")
def plan(
    people: int, quarters: int, as_json: bool, data: Path | None, community: Path | None
) -> None:
    """Say beforehand what a pilot of this size may print, and when."""

    from connectbot.app.tabling import foretold
    from connectbot.files import community_at
    from connectbot.measures.library import Library
    from connectbot.measures.released.forecast import forecast
    from connectbot.measures.released.people import measures, spans

    texts = community_at(settings_of(data=data, community=community).community)
    library, _ = Library.parse(texts.instruments, texts.plans)
    found = forecast(people, quarters, measures(library), spans(library))
    if as_json:
        rows = [
            {
                "table": one.table,
                "title": one.title,
                "rows": one.rows,
                "first_quarter": one.first,
                "printed_by_quarter": list(one.by_quarter),
            }
            for one in found
        ]
        shown = {"people": people, "quarters": quarters, "tables": rows}
        click.echo(json.dumps(shown, ensure_ascii=False, indent=1))
        return
    for line in foretold(people, quarters, found):
        click.echo(line)
