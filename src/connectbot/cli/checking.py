"""`connectbot check`: is what the community wrote in order?"""

from __future__ import annotations

import json
from pathlib import Path

import click

from connectbot.cli.root import example, folders, root


@root.command()
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--json", "as_json", is_flag=True, help="A JSON list instead of lines.")
@folders
@example("connectbot check --community ./oakfield --strict")
def check(strict: bool, as_json: bool, data: Path | None, community: Path | None) -> None:
    """Look for faults in flows, directory and safety data: file:line, what is wrong, the mend."""
    from connectbot.app.worlds import faults
    from connectbot.clock import utc_now
    from connectbot.files import community_at

    found = sorted(faults(community_at(community), utc_now().date()))
    errors = [problem for problem in found if strict or not problem.warning]
    if as_json:
        rows = [
            {"file": p.file, "line": p.line, "text": p.text, "warning": p.warning} for p in found
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for problem in found:
            click.echo(f"{problem}{' (warning)' if problem.warning else ''}")
        click.echo(_summary(len(errors), len(found) - len(errors)))
    raise SystemExit(1 if errors else 0)


def _summary(errors: int, warnings: int) -> str:
    if not errors and not warnings:
        return "All in order."
    parts = [f"{errors} to mend" if errors else "", f"{warnings} to look at" if warnings else ""]
    return ", ".join(part for part in parts if part) + "."
