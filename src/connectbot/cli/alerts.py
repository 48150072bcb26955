"""`connectbot alerts`: alerts of urgent words that nobody of ours has opened."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from connectbot.cli.root import example, folders, root, settings_of
from connectbot.cli.store import read


@root.command()
@click.option("--json", "as_json", is_flag=True, help="JSON lines instead of words.")
@folders
@example("connectbot alerts")
def alerts(as_json: bool, data: Path | None, community: Path | None) -> None:
    """Alerts that nobody opened, though everybody was told, or nobody could be."""
    found = _unopened(data, community)
    if as_json:
        for one in found:
            click.echo(json.dumps(one))
        return
    for one in found:
        told = f"{one['told']} told" if one["told"] else "nobody could be told"
        click.echo(f"{one['opened_at'][:16].replace('T', ' ')} {one['place']}: {told}, none opened")
    click.echo(
        f"{len(found)} to look after: see who is in CONNECTBOT_SAFEGUARDING_TO, and ring them."
        if found
        else "Every alert was opened, or somebody is being told of it now."
    )


def _unopened(data: Path | None, community: Path | None) -> list[dict[str, Any]]:
    from connectbot.desk import handover

    settings = settings_of(data=data, community=community)
    return [
        {
            "opened_at": one.opened_at.astimezone(settings.zone).isoformat(timespec="minutes"),
            "place": one.place,
            "told": len(set(one.told)),
            "again": one.escalated_at is not None,
        }
        for one in read(settings, handover.unopened)
    ]
