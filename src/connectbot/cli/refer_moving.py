"""`connectbot refer move` and `export`: what became of one, and all of them as a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from connectbot.cli.office import JSON
from connectbot.cli.refer import BY, in_service, named, refer
from connectbot.cli.root import Failure, example, folders, settings_of

if TYPE_CHECKING:
    from datetime import datetime

    from connectbot.app.service import Service
    from connectbot.model.referral import Referral

FORMATS = ("csv", "json", "record", "fhir")


@refer.command()
@click.argument("id")
@click.argument("state")
@click.option("--reason", default="", help="Why; every ending needs one.")
@click.option("--note", default="", help="Words to keep with it, sealed.")
@BY
@JSON
@folders
@example("connectbot refer move bcdfghjkmnpq declined_by_service --reason no-capacity")
def move(
    id: str,
    state: str,
    reason: str,
    note: str,
    by: str,
    as_json: bool,
    data: Path | None,
    community: Path | None,
) -> None:
    """Move one by the word of one of our people. docs/referrals.md says from where to where."""
    from connectbot.model.referral import STATES

    if state not in STATES:
        raise click.UsageError(f"There is no state {state!r}; there is {', '.join(STATES)}.")

    async def work(service: Service, now: datetime) -> Any:
        from connectbot.desk.referring import by_us

        def moved(tx: Any) -> Any:
            staff = named(tx, by)[0]
            return by_us.move(
                tx,
                id,
                state,
                service.desk,
                now,
                staff=staff,
                reason=reason,
                note=note,
            )

        return await service.store.run(moved)

    done = in_service(work, data, community)
    if as_json:
        click.echo(json.dumps({"id": done.id, "state": done.state, "reason": done.reason}))
    else:
        click.echo(f"{done.id} is {done.state.replace('_', ' ')} now.")


@refer.command()
@click.argument("ids", nargs=-1)
@click.option("--format", "kind", type=click.Choice(FORMATS), default="csv", help="In which form.")
@click.option("--names", is_flag=True, help="With names, words and districts: csv and json.")
@click.option("--place", "places", multiple=True, help="In this place; more than once for more.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Into this file."
)
@folders
@example("connectbot refer export --format record bcdfghjkmnpq")
def export(
    ids: tuple[str, ...],
    kind: str,
    names: bool,
    places: tuple[str, ...],
    output: Path | None,
    data: Path | None,
    community: Path | None,
) -> None:
    """Referrals as a file: csv, json with the log, two lines for a health record, or a FHIR Bundle.

    By their ids, or all of them. Without --names nothing in it leads to a person. Each that is
    written is told in the audit log.
    """
    from connectbot.cli import store
    from connectbot.clock import utc_now

    if names and kind not in ("csv", "json"):
        raise click.UsageError("--names goes with --format csv or json.")
    if kind == "fhir" and len(ids) != 1:
        raise click.UsageError("A FHIR Bundle is of one referral: give its id.")
    settings, now = settings_of(data=data, community=community), utc_now()

    def read(tx: Any) -> Any:
        return _found(tx, ids, places, now)

    found = store.run(settings, read)
    text = _MAKERS[kind](found, names, settings.zone)
    if output is None:
        click.echo(text, nl=False)
        return
    _write(output, text)
    click.echo(f"{len(found)} written to {output}.")


def _found(tx: Any, ids: Sequence[str], places: Sequence[str], now: datetime) -> list[Any]:
    """Each with its log and the name of its listing; that they were written is logged."""
    from connectbot.desk.ports import Wanted
    from connectbot.desk.referring import by_us, moving
    from connectbot.directory.body import readable

    wanted = [moving.standing(tx, id) for id in ids] or tx.referrals.find(
        Wanted(places=places or None), 100_000
    )
    found = []
    for one in wanted:
        by_us.exported(tx, one, now)
        kept = tx.listings.get(one.listing)
        listing = readable(kept.body) if kept else None
        found.append((one, tx.referrals.events(one.id), listing.name if listing else one.listing))
    return found


def _csv(found: Sequence[Any], names: bool, zone: Any) -> str:
    from connectbot.desk.referring import written
    from connectbot.directory.outgoing.cells import table

    heads = (*written.COLUMNS, *(written.NAMES if names else ()))
    return table(heads, (written.row(one, names=names) for one, _, _ in found))


def _json(found: Sequence[Any], names: bool, zone: Any) -> str:
    from connectbot.desk.referring import written

    rows = [written.whole(one, log, names=names) for one, log, _ in found]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _record(found: Sequence[Any], names: bool, zone: Any) -> str:
    from connectbot.desk.referring import written

    return "\n".join(written.record(one, group, zone) for one, _, group in found)


def _fhir(found: Sequence[Any], names: bool, zone: Any) -> str:
    from connectbot.desk.referring import fhir

    ((one, _, group),) = found
    return json.dumps(fhir.bundle(one, group), ensure_ascii=False, indent=2) + "\n"


_MAKERS: dict[str, Callable[[Sequence[tuple[Referral, Any, str]], bool, Any], str]] = {
    "csv": _csv,
    "json": _json,
    "record": _record,
    "fhir": _fhir,
}


def _write(path: Path, text: str) -> None:
    """A file that only whoever typed this can read. Raises Failure."""
    try:
        path.touch(mode=0o600)
        path.chmod(0o600)
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise Failure(
            f"{path}: nothing could be written there ({error.strerror}). Give -o a file where "
            "this user may write."
        ) from error
