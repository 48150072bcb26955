"""`connectbot report`: the quarter's figures, released once by fixed rules, and what was "
"released."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from connectbot.cli.root import Failure, example, folders, root, settings_of

if TYPE_CHECKING:
    from connectbot.app.office import Office
    from connectbot.app.releasing import Press
    from connectbot.desk.ports.readings import Released

PLACE = click.option("--place", help="Which place; may be left out where there is one.")
WHICH = click.option("--release", "id", help="Which release, like oakfield-2026Q4; the newest.")
JSON = click.option("--json", "as_json", is_flag=True, help="The release itself, for programs.")


@root.group()
def report() -> None:
    """Figures of many people, released by rules that protect each of them."""


def _at_press(
    work: Callable[[Press, Office, datetime], Awaitable[None]], data: Path | None, at: Path | None
) -> None:
    """Do something with both databases open, then close them."""
    from connectbot.app.office import office
    from connectbot.app.releasing import Press
    from connectbot.clock import utc_now
    from connectbot.store.readings import open_readings

    settings = settings_of(data=data, community=at)

    async def inside() -> None:
        async with office(settings, utc_now()) as opened:
            readings = open_readings(settings.measures, settings.database)
            known = opened.known
            needs = {id: known.needs.get(id).title for id in known.needs.ids}
            press = Press(opened.store, readings, settings.keys, known.measures, needs)
            await work(press, opened, utc_now())

    asyncio.run(inside())


@report.command()
@PLACE
@click.option("--json", "as_json", is_flag=True, help="The release itself, for programs.")
@folders
@example("connectbot report release --place oakfield")
def release(place: str | None, as_json: bool, data: Path | None, community: Path | None) -> None:
    """Release the quarter that has just ended: once, from the fifteenth day after it."""

    async def work(press: Press, at: Office, now: datetime) -> None:
        name = _place(at, place)
        title = getattr(at.stock.book.place(name), "name", name)
        made = await press.make(name, title, now)
        if as_json:
            click.echo(made.artefact)
            return
        told = json.loads(made.artefact)
        printed, kept = _counted(told)
        click.echo(
            f"{made.id} is released: {printed} rows printed, {kept} kept back. "
            f"`connectbot report show` shows it; its hash is {made.hash[:16]}."
        )

    _at_press(work, data, community)


def _place(at: Office, place: str | None) -> str:
    known = sorted(at.stock.book.places)
    if place is None and len(known) == 1:
        return known[0]
    if place is None:
        raise Failure(f"There are several places; name one with --place: {', '.join(known)}.")
    if place not in known:
        raise Failure(f"There is no place {place!r} here; try {', '.join(known)}.")
    return place


def _counted(told: dict[str, Any]) -> tuple[int, int]:
    rows = [row for table in told["tables"] for row in table["rows"]]
    kept = sum(row["n"] == told["token"] for row in rows)
    return len(rows) - kept, kept


@report.command()
@PLACE
@WHICH
@JSON
@folders
@example("connectbot report show --release oakfield-2026Q4")
def show(
    place: str | None, id: str | None, as_json: bool, data: Path | None, community: Path | None
) -> None:
    """All tables of a release, as they were printed."""
    _shown(place, id, as_json, data, community, "")


@report.command()
@PLACE
@WHICH
@JSON
@folders
@example("connectbot report needs")
def needs(
    place: str | None, id: str | None, as_json: bool, data: Path | None, community: Path | None
) -> None:
    """What people looked for and did not find, by district."""
    _shown(place, id, as_json, data, community, "unmet-needs")


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
    kind: str,
) -> None:
    async def work(press: Press, at: Office, now: datetime) -> None:
        from connectbot.measures.released.release import parsed

        one = await _released(press, at, place, id)
        told = parsed(one.artefact)
        told["tables"] = [table for table in told["tables"] if table["id"].startswith(kind)]
        if as_json:
            click.echo(json.dumps(told, ensure_ascii=False, indent=1) if kind else one.artefact)
            return
        from connectbot.app.tabling import lines

        for line in lines(told):
            click.echo(line)

    _at_press(work, data, community)


async def _released(press: Press, at: Office, place: str | None, id: str | None) -> Released:
    """The release of this id, or the newest of the place."""
    if id is None:
        name = _place(at, place)
        of_place = await press.readings.releases(name)
        if not of_place:
            raise Failure(
                f"Nothing has been released of {name} yet. `connectbot report release` makes the "
                "first, `connectbot report plan` says what may be printed when."
            )
        return of_place[-1]
    every = await press.readings.releases()
    found = next((one for one in every if one.id == id), None)
    if found is None:
        known = ", ".join(one.id for one in every) or "none was made yet"
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

    async def work(press: Press, at: Office, now: datetime) -> None:
        from connectbot.app.tabling import foretold
        from connectbot.measures.released.forecast import forecast
        from connectbot.measures.released.people import measures, spans

        found = forecast(people, quarters, measures(press.library), spans(press.library))
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

    _at_press(work, data, community)
