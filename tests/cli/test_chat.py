"""`connectbot chat` with lines piped into it: a script can talk to the bot."""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import pty
import select
import subprocess
import sys
import termios
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from connectbot.app.screens import ENDED
from connectbot.clock import utc_now
from connectbot.model.delivery import Outgoing
from connectbot.model.message import Address, Message, MessageClass
from connectbot.store.opening import open_store
from tests.cli.typed import really_typed, typed

TUESDAY = ("--at", "2026-11-24T10:00")


def test_a_piped_talk_reaches_a_listing_in_full() -> None:
    """A line in is one message; each reply is `bot: ...`, options are numbered lines below it."""
    talk = typed("chat", *TUESDAY, stdin="im lonely since my husband died, LS8\n1\n1\n1\n")
    assert talk.code == 0
    lines = talk.out.splitlines()
    assert lines[0].startswith("bot: I'm sorry. The quiet after losing someone is hard.")
    assert lines[1:4] == ["1 Just me", "2 Others too", "3 Please stop"]
    offered = lines.index("bot: Near LS8. Which would you like to know more about?")
    assert lines[offered + 1].startswith("1 Tea and Talk, today at 2pm, free")
    assert "Ask for Jean." in talk.out
    assert lines[-1].endswith("Talk to a person")


def test_a_long_talk_at_one_moment_is_answered_to_the_end() -> None:
    """The pretended time stands still, in this talk and in the next: each line is answered."""
    talk = typed("chat", *TUESDAY, stdin="HELP\n" * 9)
    assert talk.out.count("bot: ") == 9
    assert typed("chat", *TUESDAY, stdin="HELP\n").out.count("bot: ") == 1


def test_it_remembers_by_the_number() -> None:
    """The same number goes on where it stood; another one is somebody new."""
    assert typed("chat", stdin="hello\n1\n1\n").code == 0
    again = typed("chat", stdin="lonely, LS8\n")
    assert again.out.startswith("bot: Near LS8.")
    other = typed("chat", "--from", "+447700900124", stdin="lonely, LS8\n")
    assert "Who sees this phone or screen?" in other.out


def test_a_number_is_the_same_however_it_is_written() -> None:
    """With spaces, with 0 or with +44 in front, it is one person."""
    assert typed("chat", "--from", "07700 900124", stdin="hello\n1\n1\n").code == 0
    again = typed("chat", "--from", "+447700900124", stdin="lonely, LS8\n")
    assert again.out.startswith("bot: Near LS8.")


def test_a_person_is_told_aside() -> None:
    """Who would be told is said on stderr, so that stdout is the talk alone."""
    talk = typed("chat", stdin="PERSON\n")
    assert "I am telling Sam now" in talk.out
    assert talk.err.startswith("(a person is told: Oakfield: someone would like a person")
    assert "console" not in talk.out


def test_texts_to_others_are_left_alone(here: Path) -> None:
    """A talk beside a running service takes nothing that waits for somebody's phone."""
    assert typed("chat", stdin="hello\n").code == 0
    asyncio.run(_queue_a_text(here))
    talk = typed("chat", stdin="PERSON\n")
    assert "for somebody else" not in talk.out + talk.err
    counts = json.loads(typed("send", "status", "--json").out)["messages"]
    assert counts["queued"] == 1


async def _queue_a_text(here: Path) -> None:
    now = utc_now()
    store = open_store(f"sqlite:///{here}/connectbot-data/connectbot.db", here / "connectbot-keys")
    text = Outgoing(
        Address("sms", "+447700900777"),
        Message("A text for somebody else"),
        MessageClass.REPLY,
        segments=1,
        created_at=now,
        send_before=now + timedelta(hours=1),
    )
    try:
        await store.run(lambda tx: tx.outbox.add(text))
    finally:
        await store.close()


@pytest.mark.parametrize(
    "line",
    [b"\xff\xfe\n", b"\0\n", b"\n", b"   \n", "\U0001f600\n".encode(), b"a" * 100_000 + b"\n"],
    ids=["bytes", "NUL", "empty", "blank", "emoji", "long"],
)
def test_any_line_is_answered(line: bytes) -> None:
    """Whatever is piped in, each line gets an answer and the talk goes on."""
    talk = typed("chat", stdin=line + b"hello\n")
    assert talk.code == 0
    assert talk.out.count("bot: ") >= 2
    assert "something went wrong" not in talk.out


def test_nothing_in_is_nothing_out() -> None:
    """It ends with its input."""
    ended = typed("chat")
    assert (ended.code, ended.out, ended.err) == (0, "", "")


def test_the_real_process_talks_too(here: Path) -> None:
    """As a process of its own, in an empty folder, each answer is flushed as it comes."""
    talk = really_typed("chat", stdin="hello\n")
    assert talk.code == 0
    assert talk.out.startswith("bot: ")
    assert talk.err == ""


@pytest.mark.parametrize("end", [b"\x04", b"half a line\x03"], ids=["Ctrl-D", "Ctrl-C"])
def test_at_a_keyboard_it_is_a_talk_in_bubbles(end: bytes) -> None:
    """A terminal gets a prompt, numbered answers and a kind end, however it is ended."""
    shown, code = at_a_keyboard(b"hello\r", end)
    assert code == 0
    assert "Ctrl-D ends the talk." in shown
    assert " 1 " in shown
    assert "Just me" in shown
    assert shown.rstrip().splitlines()[-1].startswith(ENDED)
    assert "Traceback" not in shown


def at_a_keyboard(first: bytes, second: bytes) -> tuple[str, int]:
    """Type these into `connectbot chat` on a terminal, each once it asks; what was seen."""
    ours, theirs = pty.openpty()
    talk = subprocess.Popen(
        [sys.executable, "-m", "connectbot", "chat"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "dumb", "COLUMNS": "100"},
        start_new_session=True,
        preexec_fn=_own_terminal,
    )
    os.close(theirs)
    seen = b""
    for after, key in ((b"ends the talk.", first), ("╯".encode(), second)):
        while b"you: " not in seen.partition(after)[2]:
            seen += os.read(ours, 65536)
        os.write(ours, key)
    with suppress(OSError):  # the other end is closed
        while True:
            if select.select([ours], [], [], 1)[0]:
                seen += os.read(ours, 65536)
            else:  # a signal that came between two looks is seen with the next
                os.write(ours, second[-1:])
    os.close(ours)
    return seen.decode().replace("\r\n", "\n"), talk.wait(timeout=20)


def _own_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)  # so that Ctrl-C is a signal


def test_the_data_is_made_where_it_is_said(here: Path) -> None:
    """Elsewhere with --data: this folder stays clean, and the keys lie beside it, never in it."""
    data = here / "else" / "where"
    assert typed("chat", "--data", str(data), stdin="hello\n").code == 0
    assert [path.name for path in here.iterdir()] == ["else"]
    assert sorted(path.name for path in (here / "else").iterdir()) == ["connectbot-keys", "where"]
    assert not [path for path in data.rglob("*") if "key" in path.name]
    for folder, _, files in os.walk(here / "else" / "connectbot-keys"):
        assert Path(folder).stat().st_mode & 0o777 == 0o700
        assert {(Path(folder) / name).stat().st_mode & 0o777 for name in files} == {0o600}
