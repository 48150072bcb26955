"""Commands typed as a person types them: in this process, or as a real one where that matters."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click
from click.testing import CliRunner

from connectbot.cli import root as cli
from connectbot.cli import store


@dataclass(frozen=True, slots=True)
class Typed:
    """How a command ended: its exit code, and what stood on the two outputs."""

    code: int
    out: str
    err: str


def typed(*command: str, stdin: str | bytes = "") -> Typed:
    """Type a command in this process, in the current folder."""
    ended = CliRunner().invoke(all_commands(), list(command), input=stdin, prog_name="connectbot")
    if ended.exception is not None and not isinstance(ended.exception, SystemExit):
        raise ended.exception
    return Typed(ended.exit_code, ended.stdout, ended.stderr)


def really_typed(*command: str, stdin: str = "") -> Typed:
    """Type a command as a process of its own."""
    ended = subprocess.run(
        [sys.executable, "-m", "connectbot", *command],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=30,
    )
    return Typed(ended.returncode, ended.stdout, ended.stderr)


def done(use_case: Callable[..., Any]) -> Any:
    """Something is done in the database of the current folder; what it says."""
    return store.run(cli.settings_of(), use_case)


def all_commands() -> click.Group:
    """The whole command."""
    cli._find_commands()
    return cli.root


def leaves(group: click.Group | None = None, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every command that does something, as the words that lead to it."""
    found: list[tuple[str, ...]] = []
    for name, command in (group or all_commands()).commands.items():
        if isinstance(command, click.Group):
            found += leaves(command, (*path, name))
        else:
            found.append((*path, name))
    return found
