"""How a talk in the terminal looks: bubbles for a person at a keyboard, bare lines for a pipe."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich import box
from rich.align import Align
from rich.console import Console
from rich.constrain import Constrain
from rich.panel import Panel
from rich.text import Text

from connectbot.channels.plain import plain
from connectbot.model.message import Message

WIDEST = 64
"""Letters in a bubble, so that a line is as short as on a phone."""

ENDED = "That is the end of this talk. Write again from the same number, and it goes on from here."


class Screen(Protocol):
    """What shows a talk."""

    def open(self, sender: str) -> None:
        """Before the first line of `sender`."""

    def show(self, message: Message) -> None:
        """What the bot says."""

    def tell(self, message: Message) -> None:
        """What one of our own people is told; no part of the talk."""

    def close(self) -> None:
        """After the last line."""


class Lines:
    """`bot: ...` on stdout, what people are told on stderr: for scripts, and always the same."""

    def open(self, sender: str) -> None:
        """Nothing: the first line out is the first answer."""

    def show(self, message: Message) -> None:
        """The text, its options as numbered lines, its links."""
        print(f"bot: {plain(message)}", flush=True)  # noqa: T201 - this is the screen

    def tell(self, message: Message) -> None:
        """Aside, so that stdout is the talk alone."""
        print(f"(a person is told: {message.text})", file=sys.stderr, flush=True)  # noqa: T201

    def close(self) -> None:
        """Nothing."""


class Bubbles:
    """A talk as on a phone: what the bot says in a bubble, answers to choose in colour."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def open(self, sender: str) -> None:
        """Who writes, and how it ends."""
        self._hint(f"You are texting as {sender}. Nothing leaves this machine.")
        self._hint("A number chooses. HELP, PERSON and STOP always work. Ctrl-D ends the talk.")

    def show(self, message: Message) -> None:
        """One bubble."""
        said = Text(message.text)
        for number, option in enumerate(message.options, start=1):
            said.append("\n")
            said.append(f" {number} ", style="bold black on cyan")
            said.append(f" {option}", style="bold")
        for link in message.links:
            said.append("\n")
            said.append(link.title or link.url, style=f"underline link {link.url}")
        bubble = Panel.fit(said, box=box.ROUNDED, border_style="cyan")
        self._console.print(Constrain(bubble, WIDEST))

    def tell(self, message: Message) -> None:
        """A bubble on the other side, as it is on another phone."""
        bubble = Panel.fit(
            message.text, title="a person is told", box=box.ROUNDED, border_style="yellow"
        )
        self._console.print(Align.right(Constrain(bubble, WIDEST)))

    def close(self) -> None:
        """A kind last word, on a line of its own after Ctrl-D."""
        self._console.print()
        self._hint(ENDED)

    def _hint(self, words: str) -> None:
        self._console.print(words, style="dim", soft_wrap=True)

    def typed(self) -> Iterator[str]:
        """What is typed, line by line, until Ctrl-D or Ctrl-C; arrows edit and go back.

        Earlier lines are remembered while this lasts and never written to a file.
        """
        import readline  # noqa: F401 - input() edits lines once it is there

        colour = self._console.color_system is not None
        # Between these marks readline counts no letters.
        prompt = "\001\033[1;32m\002you:\001\033[0m\002 " if colour else "you: "
        while True:
            try:
                with _ctrl_c_is_heard():
                    line = input(prompt)
            except (EOFError, KeyboardInterrupt):
                return
            yield line


@contextmanager
def _ctrl_c_is_heard() -> Iterator[None]:
    """asyncio holds Ctrl-C back until its next turn, which a line being typed never is."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
