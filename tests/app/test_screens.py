"""How a talk looks in the terminal: bubbles where somebody types, bare lines in a pipe."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from connectbot.app.screens import ENDED, WIDEST, Bubbles, Lines
from connectbot.model.message import Link, Message

ASKED = Message("Which would you like?", options=("Company", "Things to do"))


def screen(width: int = 90) -> tuple[Bubbles, StringIO]:
    """A screen of so many letters without colour, and what stands on it."""
    paper = StringIO()
    return Bubbles(Console(file=paper, width=width, color_system=None, highlight=False)), paper


def test_a_bubble_holds_all_that_a_message_says() -> None:
    """Its words, its answers by number and its links, each on a line."""
    bubbles, paper = screen()
    bubbles.show(
        Message(ASKED.text, options=ASKED.options, links=(Link("Tea", "https://tea.example"),))
    )
    for said in ("Which would you like?", " 1  Company", " 2  Things to do", "│ Tea "):
        assert said in paper.getvalue()


@pytest.mark.parametrize("width", [40, 90, 300])
def test_a_bubble_is_no_wider_than_the_screen_or_a_phone(width: int) -> None:
    """A long text is wrapped, and none of its words is lost."""
    bubbles, paper = screen(width)
    bubbles.show(Message("word " * 60))
    bubbles.tell(Message("word " * 60))
    lines = [line.strip() for line in paper.getvalue().splitlines()]
    assert max(map(len, lines)) <= min(width, WIDEST)
    assert paper.getvalue().count("word") == 120


def test_it_says_how_it_ends_and_ends_kindly() -> None:
    """A hint before the first line, a last word after the last one."""
    bubbles, paper = screen()
    bubbles.open("+447700900123")
    bubbles.close()
    assert "You are texting as +447700900123." in paper.getvalue()
    assert "Ctrl-D ends the talk." in paper.getvalue()
    assert ENDED in paper.getvalue()


def test_in_a_pipe_there_is_nothing_but_the_talk(capsys: pytest.CaptureFixture[str]) -> None:
    """`bot: ...` on stdout, what people are told on stderr, and no other line."""
    lines = Lines()
    lines.open("+447700900123")
    lines.show(ASKED)
    lines.tell(Message("Somebody asks for you."))
    lines.close()
    shown = capsys.readouterr()
    assert shown.out == "bot: Which would you like?\n1 Company\n2 Things to do\n"
    assert shown.err == "(a person is told: Somebody asks for you.)\n"
