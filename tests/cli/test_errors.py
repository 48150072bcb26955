"""What goes wrong is one plain sentence on stderr, and the exit code says of which kind it was."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from connectbot.cli.root import MENDS, _sentence
from tests.cli.typed import Typed, really_typed, typed

DONE, NOT_DONE, WRONG_USAGE = 0, 1, 2


@pytest.mark.parametrize(
    "command",
    [
        "nothing",
        "db nothing",
        "check --nothing",
        "demo --port seven",
        "demo --port 65536",
        "chat --from",
        "explain need",
        "explain safety",
        "explain answer",
        "explain answer date",
        "explain hours",
        "flow try",
        "send",
        "chat --data connectbot.toml",
    ],
)
def test_wrong_usage_is_two(here: Path, command: str) -> None:
    """A command that is not written rightly does nothing, and says how it is written."""
    (here / "connectbot.toml").touch()
    ended = typed(*command.split())
    assert ended.code == WRONG_USAGE
    assert ended.err.startswith(("Usage: connectbot", "Error: "))
    assert ended.out == ""


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (
            "chat --place nowhere",
            "CONNECTBOT_PLACE: there is no place 'nowhere'; try oakfield, porth-derwen.",
        ),
        ("chat --from me", "--from me: this is no phone number; write it like +447700900123."),
        ("demo --port 0 --host 10.255.255.1", "Give --host an address of this machine"),
        ("chat --at noon", "--at noon: this is no time; write it like 2026-11-21T10:00."),
        ("chat --community none", "none: there is no such folder."),
        ("chat --data /proc/none", "let this user write in /proc/none"),
        ("check --community none", "none: there is no such folder."),
        ("flow try nothing", "nothing: there is no such flow; there are about, "),
        ("flow test --community none", "none: there is no such folder."),
        ("explain answer nothing x", "nothing: no such kind of answer; there are choice, date,"),
        ("explain answer date x --today noon", "today is no day in 'noon'; write it like 2026-"),
        ("explain need x --community none", "none: there is no such folder."),
        ("serve", "CONNECTBOT_HANDOVER_TO: nobody is named."),
    ],
)
def test_what_cannot_be_done_is_one(command: str, said: str) -> None:
    """The sentence names the thing and the mend; nothing is printed as if it had worked."""
    refused(typed(*command.split()), said)


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("x = ", "connectbot.toml cannot be read: "),
        ('nothing = "here"', "CONNECTBOT_NOTHING: there is no such setting"),
        ('timezone = "Mars"', "CONNECTBOT_TIMEZONE: 'Mars' is no time zone"),
    ],
)
def test_a_bad_settings_file_is_named(here: Path, toml: str, said: str) -> None:
    """What is wrong in connectbot.toml is said with the setting's name."""
    (here / "connectbot.toml").write_text(toml)
    refused(typed("send", "status"), said)


def test_a_database_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence names the setting, and not the password in it."""
    monkeypatch.setenv("CONNECTBOT_DATABASE_URL", "postgresql://me:hidden@127.0.0.1:1/bot")
    ended = typed("db", "status")
    refused(ended, "CONNECTBOT_DATABASE_URL does not answer")
    assert "hidden" not in ended.err


def test_a_port_that_is_taken() -> None:
    """The sentence names the port and how to choose another."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        refused(typed("demo", "--port", port), f"Cannot listen on 127.0.0.1 port {port}: ")


@pytest.mark.parametrize("number", sorted(MENDS))
def test_a_file_that_cannot_be_used_is_named_with_the_mend(number: int) -> None:
    """Whatever file it is, and whoever tried: the sentence names it and says what to do."""
    said = _sentence(OSError(number, os.strerror(number), "data/connectbot.db"))
    assert said == f"data/connectbot.db: {os.strerror(number)}. {MENDS[number]}"


def test_a_traceback_only_with_debug() -> None:
    """The real process shows where an error came from with --debug, and never without."""
    plain = really_typed("check", "--community", "none")
    refused(plain, "none: there is no such folder.")
    debugged = really_typed("--debug", "check", "--community", "none")
    assert debugged.code == NOT_DONE
    assert "Traceback" in debugged.err


def refused(ended: Typed, said: str) -> None:
    """It could not be done, and the sentence says so."""
    assert ended.code == NOT_DONE, ended
    assert said in ended.err
    assert ended.out == ""
    assert "Traceback" not in ended.err
    assert "Something broke" not in ended.err
