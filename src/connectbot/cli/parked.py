"""`connectbot parked`: messages that broke something, answered after all or put aside."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from connectbot.cli.root import Failure, example, folders, root, settings_of
from connectbot.cli.store import read, run

if TYPE_CHECKING:
    from connectbot.desk.ports import ParkedMessage, Tx
    from connectbot.model.message import Inbound

REASONS = ("answered", "nonsense", "test", "too-late", "other")
"""Why a message may be put aside: our words, so that none of theirs are kept with it."""


@root.group()
def parked() -> None:
    """Messages that broke something: the resident was told a person would look."""


@parked.command("list")
@click.option("--json", "as_json", is_flag=True, help="JSON lines instead of words.")
@folders
@example("connectbot parked list")
def listed(as_json: bool, data: Path | None, community: Path | None) -> None:
    """Their numbers, when they came, by which channel and what broke; never their words."""
    settings = settings_of(data=data, community=community)
    found = read(settings, lambda tx: tx.inbox.parked(limit=1000))
    rows = [
        {
            "id": one.seq,
            "at": one.at.astimezone(settings.zone).isoformat(timespec="minutes"),
            "channel": one.channel,
            "reason": one.reason,
        }
        for one in found
    ]
    if as_json:
        for row in rows:
            click.echo(json.dumps(row))
        return
    for row in rows:
        at = row["at"][:16].replace("T", " ")
        click.echo(f"{row['id']:>6}  {at}  {row['channel']:8}  {row['reason']}")
    click.echo(
        f"{len(rows)} parked: mend what broke, then `connectbot parked replay ID`."
        if rows
        else "Nothing is parked."
    )


@parked.command()
@click.argument("ids", nargs=-1, type=click.IntRange(1), required=True, metavar="ID...")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of words.")
@folders
@example("connectbot parked replay 17")
def replay(ids: Sequence[int], as_json: bool, data: Path | None, community: Path | None) -> None:
    """Let them be answered again, in the order they came."""
    from connectbot.clock import utc_now
    from connectbot.desk import parked as desk

    def use_case(tx: Tx, now: datetime) -> list[int]:
        return [one for one in sorted(set(ids)) if desk.replay(tx, one, now)]

    done = run(settings_of(data=data, community=community), use_case, utc_now())
    _tell(ids, done, "replayed", as_json)
    if not as_json:
        click.echo("The service answers them within 15 seconds, or when it is next started.")


@parked.command()
@click.argument("ids", nargs=-1, type=click.IntRange(1), required=True, metavar="ID...")
@click.option("--reason", type=click.Choice(REASONS), required=True, help="Why it is left.")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of words.")
@folders
@example("connectbot parked discard 17 --reason answered")
def discard(
    ids: Sequence[int], reason: str, as_json: bool, data: Path | None, community: Path | None
) -> None:
    """Put them aside without an answer, and say why."""
    from connectbot.clock import utc_now
    from connectbot.desk import parked as desk

    def use_case(tx: Tx, now: datetime) -> list[int]:
        return [one for one in sorted(set(ids)) if desk.discard(tx, one, reason, now)]

    done = run(settings_of(data=data, community=community), use_case, utc_now())
    _tell(ids, done, "discarded", as_json)


@parked.command()
@click.argument("id", type=click.IntRange(1))
@click.option("--words", is_flag=True, help="What they wrote, too; the audit log will say so.")
@folders
@example("connectbot parked show 17 --words")
def show(id: int, words: bool, data: Path | None, community: Path | None) -> None:
    """One of them, with its words only where you ask for them."""
    from connectbot.clock import utc_now
    from connectbot.desk import parked as desk

    def use_case(tx: Tx, now: datetime) -> tuple[list[ParkedMessage], Inbound | None]:
        found = [one for one in tx.inbox.parked(limit=1000) if one.seq == id]
        return found, desk.words(tx, id, now) if words else None

    settings = settings_of(data=data, community=community)
    found, inbound = run(settings, use_case, utc_now())
    if not found:
        raise Failure(_not_parked([id]))
    at = found[0].at.astimezone(settings.zone)
    click.echo(f"{id}  {at:%Y-%m-%d %H:%M}  {found[0].channel}  {found[0].reason}")
    if inbound is not None:
        click.echo(inbound.text)


def _tell(ids: Sequence[int], done: Sequence[int], what: str, as_json: bool) -> None:
    missing = sorted({*ids} - {*done})
    if as_json:
        click.echo(json.dumps({what: list(done), "not_parked": missing}))
    elif done:
        click.echo(f"{what.capitalize()}: {', '.join(map(str, done))}.")
    if missing:
        raise Failure(_not_parked(missing))


def _not_parked(ids: Sequence[int]) -> str:
    return f"Not parked: {', '.join(map(str, ids))}. `connectbot parked list` shows what is."
