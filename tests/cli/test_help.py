"""Every command explains itself with an example, and quickly."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from time import perf_counter

import pytest

from connectbot.cli.completing import SHELLS
from tests.cli.typed import leaves, typed

HEAVY = ("aiohttp", "alembic", "apscheduler", "pydantic", "sqlalchemy", "telegram", "twilio")


@pytest.mark.parametrize("path", leaves(), ids=" ".join)
def test_a_command_shows_an_example(path: tuple[str, ...]) -> None:
    """--help says in a sentence what it does, and how it is typed."""
    shown = typed(*path, "--help")
    assert shown.code == 0
    assert shown.out.splitlines()[2].strip()
    assert "Example:" in shown.out
    example = shown.out.split("Example:")[1].strip().splitlines()[0]
    assert f"connectbot {' '.join(path)}" in example
    assert typed(*path, "-h").out == shown.out
    assert "   " not in shown.out.split("Options:")[0].split("Example:")[0].split("\n\n", 1)[1][2:]


@pytest.mark.parametrize("group", sorted({path[:-1] for path in leaves()}), ids=" ".join)
def test_a_group_lists_its_commands(group: tuple[str, ...]) -> None:
    """Each with a line of its own."""
    shown = typed(*group, "--help")
    assert shown.code == 0
    depth = len(group) + 1
    for path in leaves():
        if path[: len(group)] == group:
            assert f"\n  {path[depth - 1]} " in shown.out


def test_what_a_stranger_wants_first_comes_first() -> None:
    """The groups stand by what somebody wants to do, and nothing is named that there is not."""
    shown = typed("--help").out
    places = [shown.find(f"\n{title}:") for title in ("Try it", "Run it", "The machine")]
    assert places == sorted(places)
    assert -1 not in places
    assert shown.find("\n  demo ") < shown.find("\n  serve ")


def test_a_shell_completes_what_there_is() -> None:
    """The script for each shell is printed, and what it asks for names the commands."""
    for shell in SHELLS:
        assert "_CONNECTBOT_COMPLETE" in typed("completion", shell).out
    asked = subprocess.run(
        [sys.executable, "-m", "connectbot"],
        env={
            **os.environ,
            "_CONNECTBOT_COMPLETE": "bash_complete",
            "COMP_WORDS": "connectbot d",
            "COMP_CWORD": "1",
        },
        capture_output=True,
        text=True,
    )
    assert "plain,demo" in asked.stdout.splitlines()


def test_help_comes_within_a_second() -> None:
    """It is quick because none of the heavy libraries is loaded for it."""
    seconds = []
    for _ in range(3):
        started = perf_counter()
        subprocess.run([sys.executable, "-m", "connectbot", "--help"], check=True, stdout=-3)
        seconds.append(perf_counter() - started)
    assert min(seconds) < 1
    look = "import sys; from connectbot.cli.root import _find_commands; _find_commands()"
    loaded = subprocess.run(
        [sys.executable, "-c", f"{look}; import json; print(json.dumps(sorted(sys.modules)))"],
        check=True,
        capture_output=True,
    ).stdout
    assert [name for name in json.loads(loaded) if name in HEAVY] == []


def test_the_version_is_told() -> None:
    """`--version` names the program and its version."""
    assert typed("--version").out.startswith("connectbot, version ")
