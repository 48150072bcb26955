"""`connectbot refer token`: another system that may send referrals, by a token of its own."""

from __future__ import annotations

import json
import secrets
import string
from pathlib import Path
from typing import Any

import click

from connectbot.cli.office import JSON
from connectbot.cli.refer import refer
from connectbot.cli.root import example, folders, settings_of


@refer.command()
@click.argument("name", required=False)
@click.option("--place", "places", multiple=True, help="For this place; more than once for more.")
@click.option("--revoke", is_flag=True, help="Its token opens nothing any more.")
@JSON
@folders
@example('connectbot refer token "Oakfield Surgery" --place oakfield')
def token(
    name: str | None,
    places: tuple[str, ...],
    revoke: bool,
    as_json: bool,
    data: Path | None,
    community: Path | None,
) -> None:
    """Let another system send referrals, or with --revoke no longer; without a name, which may.

    The token is shown once.
    """
    from connectbot.cli import store
    from connectbot.clock import utc_now
    from connectbot.desk.referring import systems

    settings, now = settings_of(data=data, community=community), utc_now()
    if name is None:
        if revoke:
            raise click.UsageError("Say which: --revoke goes with a name.")
        for one in store.read(settings, systems.here):
            _tell(one, as_json)
        return
    if revoke:
        gone = store.run(settings, systems.revoke, name, now)
        click.echo(f"{gone.name} can send nothing any more.")
        return
    secret = secrets.token_urlsafe(32)
    made = store.run(settings, _adding, name, places, settings, secret, now)
    _tell(made, as_json, secret)


def _tell(one: Any, as_json: bool, secret: str = "") -> None:
    if as_json:
        row: dict[str, Any] = {"id": one.id, "name": one.name, "places": one.places}
        shown = {"token": secret} if secret else {}
        click.echo(json.dumps({**row, **shown}, ensure_ascii=False))
        return
    click.echo(f"{one.name} may send referrals for {', '.join(one.places)}.")
    if secret:
        click.echo(f"  Token, shown once: {secret}")
        click.echo("Hand it over safely. --revoke with the same name ends it.")


def _adding(
    tx: Any, name: str, places: tuple[str, ...], settings: Any, secret: str, now: Any
) -> Any:
    from connectbot.app.worlds import knowledge_of
    from connectbot.desk.referring import systems
    from connectbot.files import community_at

    known = tuple(knowledge_of(community_at(settings.community)).book.places)
    id = "".join(secrets.choice(string.ascii_lowercase) for _ in range(12))
    return systems.add(tx, id, name, places, known, secret, now)
