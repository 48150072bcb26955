"""The `connectbot` command: finds its groups in this folder, and turns errors into sentences."""

from __future__ import annotations

import errno
import functools
import inspect
import io
import os
import pkgutil
import sys
import traceback
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

import connectbot

if TYPE_CHECKING:
    from connectbot.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])


# By name, because importing their rooms would make every command slow.
SENTENCES = frozenset(
    {
        "BadCommunity",
        "BadSettings",
        "CannotListen",
        "DatabaseAway",
        "DatabaseError",
        "FeedAway",
        "KeyringError",
        "NoCommunity",
        "NoDirectory",
        "Refused",
        "VaultError",
    }
)
"""Errors of our own whose message is a sentence for the person who typed the command."""


SECTIONS = {
    "Try it": ("demo", "chat", "init"),
    "What your community wrote": ("check", "flow", "directory", "explain"),
    "Run it": ("practise", "serve", "doctor", "send", "parked", "alerts"),
    "People and their data": ("staff", "refer", "checkin", "report", "privacy", "audit"),
    "The machine": ("keys", "db", "completion"),
}
"""The order in which --help shows what there is; what is named nowhere comes last."""


_LET_ME = "Let this user read and write it, or name another folder with --data or --community."
MENDS = {
    errno.EACCES: _LET_ME,
    errno.EPERM: _LET_ME,
    errno.EROFS: "This disk cannot be written to; name another folder with --data.",
    errno.ENOSPC: "Make room on this disk, or name a folder on another with --data.",
    errno.EDQUOT: "Make room on this disk, or name a folder on another with --data.",
    errno.ENOTDIR: "A part of this path is a file; name a folder.",
    errno.EISDIR: "This is a folder where a file should be; move it away.",
}
"""What may be wrong with a file anywhere -> what to do about it."""


class Failure(click.ClickException):
    """It could not be done; the sentence says what, where and the mend. Exit code 1."""

    def show(self, file: Any = None) -> None:
        """The sentence alone, on stderr."""
        click.echo(self.format_message(), file=sys.stderr)


class Root(click.Group):
    """The command itself: other files in this folder add to it when they are imported."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Every command with a line of its own, by what somebody wants to do."""
        left = set(self.commands)
        for title, names in (*SECTIONS.items(), ("More", tuple(sorted(left)))):
            here = [name for name in names if name in left]
            left -= set(here)
            width = max(map(len, self.commands), default=0)
            rows = [
                (name.ljust(width), self.commands[name].get_short_help_str(120)) for name in here
            ]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; whatever breaks is one plain sentence unless --debug is given."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as broken:
            if ctx.params.get("debug"):
                raise
            raise Failure(_sentence(broken)) from broken


def _sentence(broken: Exception) -> str:
    name = type(broken).__name__
    if name in SENTENCES:
        return str(broken)
    if isinstance(broken, OSError) and broken.filename and broken.errno in MENDS:
        return f"{os.fsdecode(broken.filename)}: {broken.strerror}. {MENDS[broken.errno]}"
    frame = traceback.extract_tb(broken.__traceback__)[-1]
    where = f"{Path(frame.filename).name}:{frame.lineno}"
    return (
        f"Something broke in connectbot ({name} at {where}). Run it again with --debug to see all."
    )


@click.group(cls=Root, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(connectbot.__version__, prog_name="connectbot")
@click.option("--debug", is_flag=True, help="Show where an error came from.")
def root(debug: bool) -> None:
    """A chat and SMS bot that introduces people to local groups, and to a person.

    \b
    Try it:    connectbot demo
    Talk here: connectbot chat
    """


def folders(command: F) -> F:
    """Add --data and --community to a command."""
    data = click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        help="Folder of the databases (./connectbot-data).",
    )
    community = click.option(
        "--community",
        type=click.Path(path_type=Path),
        help="Folder with flows/ and directory/ (this one, or the starter).",
    )
    return data(community(command))


def settings_of(**given: object) -> Settings:
    """The settings for a command; a Failure with a line for each one that is wrong."""
    from connectbot.settings import load

    return load(**given)


def example(text: str) -> Callable[[F], F]:
    """Put a worked example under the command's help."""

    def add(function: F) -> F:
        # Cleaned first: beside lines without any indentation, what it has would stay in the help.
        told = inspect.cleandoc(function.__doc__ or "")
        function.__doc__ = f"{told}\n\n\b\nExample:\n  {text}\n"
        return function

    return add


def stdin_lines() -> Iterator[str]:
    """Lines of standard input; bytes that are no UTF-8 become visible, never an error."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    return iter(sys.stdin)


@functools.cache
def _find_commands() -> None:
    package = import_module("connectbot.cli")
    for found in pkgutil.iter_modules(package.__path__):
        import_module(f"connectbot.cli.{found.name}")


def main() -> None:
    """Run the command line."""
    _find_commands()
    root(prog_name="connectbot")
