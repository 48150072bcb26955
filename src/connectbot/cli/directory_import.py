"""`connectbot directory import`: another directory, read and reported first, then taken over."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from connectbot.cli.directory import directory
from connectbot.cli.office import JSON, in_office
from connectbot.cli.root import Failure, example, folders, settings_of

if TYPE_CHECKING:
    from connectbot.app.gathering import Say, Source
    from connectbot.app.office import Office
    from connectbot.desk.listings.bringing import Plan
    from connectbot.directory.duplicates.judging import Pair
    from connectbot.directory.incoming.facts import Draft
    from connectbot.directory.incoming.headings import Guess
    from connectbot.directory.incoming.making import Known


@directory.command("import")
@click.argument("source")
@click.option("--apply", is_flag=True, help="Do it; without, it only reports.")
@click.option("--gone", is_flag=True, help="With --apply: hide what is not there any more.")
@click.option(
    "--map", "map_file", type=click.Path(path_type=Path), help="What headings mean (YAML)."
)
@click.option("--place", help="Where records belong that do not say.")
@click.option("--as", "name", help="What to call this source (its file's name, or its address).")
@click.option("--all", "everything", is_flag=True, help="Show every record, not the first few.")
@JSON
@folders
@example("connectbot directory import groups.csv --place oakfield")
def import_(
    source: str,
    apply: bool,
    gone: bool,
    map_file: Path | None,
    place: str | None,
    name: str | None,
    everything: bool,
    as_json: bool,
    data: Path | None,
    community: Path | None,
) -> None:
    """Another directory: an Open Referral UK feed (its address, or pages saved from it), a table
    (CSV) or listing files (YAML). First it reports; --apply does just that, all or nothing."""
    from connectbot.app.gathering import gathered
    from connectbot.desk.listings import bringing
    from connectbot.desk.listings.reporting import Report, lines_of, row_of
    from connectbot.directory.incoming.piling import piled

    if gone and not apply:
        raise click.UsageError("--gone hides listings, so it goes with --apply.")
    folder = settings_of(data=data, community=community).data

    async def work(at: Office, now: datetime) -> None:
        known = _known(at, place, now)
        with _progress("Reading") as say:
            read = await gathered(source, folder, now, say, apply=apply)
        known = _known(at, place, now, trusted=read.trusted)
        meaning = _meaning(read, map_file, folder, source) if read.sheet is not None else {}
        with _progress("Looking at each") as say:
            pile = piled(_counted(read.drafts(known, meaning), say))
        feed = name or read.name
        if apply:
            plan = await at.store.run(bringing.bring, feed, pile, read.complete, gone, now)
            if read.tape is not None:
                read.tape.forget()
        else:
            plan = await at.store.read(bringing.plan, feed, pile, read.complete)
        report = Report(feed, pile, plan, await _twins(at, plan), read.notes)
        if as_json:
            click.echo(json.dumps(row_of(report, apply), ensure_ascii=False, indent=2))
        else:
            click.echo("\n".join(lines_of(report, everything)))
            click.echo("\nDone." if apply else "\nNothing was changed. --apply does it.")
        if not apply and not report.good:
            raise click.exceptions.Exit(1)

    in_office(work, data, community)


def _known(at: Office, place: str | None, now: datetime, *, trusted: bool = True) -> Known:
    from connectbot.directory.incoming.making import Known

    places = dict(at.stock.book.places)
    if place is not None and place not in places:
        there = ", ".join(sorted(places))
        raise click.UsageError(f"There is no place {place!r}; there is {there}.")
    only = next(iter(places)) if len(places) == 1 else ""
    needs, districts = at.known.needs, at.known.districts
    return Known(needs, districts, places, place or only, now.date(), trusted)


def _counted(drafts: Iterable[Draft], say: Say) -> Iterator[Draft]:
    for number, draft in enumerate(drafts, 1):
        say(number, None)
        yield draft


@contextmanager
def _progress(what: str) -> Iterator[Say]:
    """How far it is, on a terminal, where it takes longer than a moment."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


async def _twins(at: Office, plan: Plan) -> list[Pair]:
    """What is new and may be one thing with another listing."""
    from connectbot.app.stocking import everything
    from connectbot.directory.body import readable
    from connectbot.directory.duplicates.finding import duplicates

    new = {step.kept.id: step.kept for step in plan.of("new") if step.kept.state == "active"}
    if not new:
        return []
    _, keeps = await at.store.read(everything)
    there = {kept.id: kept for kept in keeps if kept.state == "active"} | new
    listings = [one for kept in there.values() if (one := readable(kept.body)) is not None]
    return [pair for pair in duplicates(listings) if pair.a.id in new or pair.b.id in new]


def _meaning(read: Source, map_file: Path | None, data: Path, source: str) -> dict[str, str]:
    """What the headings of a table mean: as the map says, as it was settled before, as guessed;
    where that is not sure somebody is asked, and the answer is remembered."""
    import yaml

    from connectbot.directory.incoming.headings import guesses, mapped

    sheet = read.sheet
    assert sheet is not None  # noqa: S101 - only tables have headings
    kept = data / "imports" / "maps" / f"{sheet.fingerprint}.yaml"
    given = map_file or (kept if kept.is_file() else None)
    if given is not None:
        try:
            said = yaml.safe_load(given.read_text(encoding="utf-8"))
            meaning = mapped(sheet, said if isinstance(said, dict) else {})
        except (ValueError, yaml.YAMLError) as wrong:
            raise Failure(f"{given}: {wrong}.") from None
    else:
        found = guesses(sheet)
        if any(one.asks for one in found) or not any(one.field == "name" for one in found):
            found = _asked(read, found, Path(source))
        meaning = {one.heading: one.field for one in found}
        for one in found:
            click.echo(f"{one.heading}: {_in_words(one.field)}", err=True)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(yaml.safe_dump(meaning, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return meaning


def _in_words(field: str) -> str:
    from connectbot.directory.incoming.facts import FIELDS

    return f"{field} ({FIELDS[field]})" if field else "left out"


def _asked(read: Source, found: list[Guess], source: Path) -> list[Guess]:
    """The same after somebody said what was not sure; without a terminal a map to edit."""
    from dataclasses import replace

    from connectbot.directory.incoming.facts import FIELDS

    if not sys.stdin.isatty():
        raise Failure(_map_written(read, found, source))
    click.echo("Fields: " + ", ".join(FIELDS), err=True)
    named = any(one.field == "name" and not one.asks for one in found)
    settled = []
    for one in found:
        if one.asks or (not one.field and not named):
            choice = click.Choice([*FIELDS, "-"])
            heading = f"What is in the column {one.heading!r} (- to leave it out)?"
            field = click.prompt(heading, type=choice, default=one.field or "-", show_choices=False)
            one = replace(one, field=field.removeprefix("-"), sure=1.0)
        settled.append(one)
    if not any(one.field == "name" for one in settled):
        raise Failure("No column is the name of the things in it; one has to be.")
    return settled


def _map_written(read: Source, found: list[Guess], source: Path) -> str:
    """Write down what is guessed, to be looked through; the sentence that says so."""
    from connectbot.directory.incoming.facts import FIELDS

    there = Path(f"{source.stem}.map.yaml")
    lines = [
        "# What each column is; - leaves one out. Look at the lines with a ?, then run",
        f"#   connectbot directory import {source} --map {there}",
        "# Fields:",
        *(f"#   {name}: {words}" for name, words in FIELDS.items()),
    ]
    for one in found:
        doubt = "  # ?" if one.asks else ""
        lines.append(f"{json.dumps(one.heading, ensure_ascii=False)}: {one.field or '-'}{doubt}")
    there.write_text("\n".join([*lines, ""]), encoding="utf-8")
    unsure = ", ".join(one.heading for one in found if one.asks) or "which one is the name"
    return (
        f"{source}: I am not sure what these columns are: {unsure}. I wrote what I think into "
        f"{there}; look at it, then run: connectbot directory import {source} --map {there}"
    )
