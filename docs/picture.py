"""Draws the conversation in the README from the real bot: what it says here is what it says."""

import asyncio
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from html import escape
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import wrap

from connectbot.app.chat import run_chat
from connectbot.files import starter
from connectbot.settings import load

PICTURE = Path(__file__).with_name("conversation.svg")
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)  # a Monday morning
SAID = ("im lonely since my husband died, LS8", "just me", "1", "2", "3")

WIDTH, MARGIN, PAD = 560, 20, 12
LINE, GAP, TURN = 21, 8, 18
LETTERS, LETTER = 44, 8.4  # the most in a line, and how wide one is in the widest of the fonts
HANGING = "\u00a0" * 4  # under the words of a numbered line

STYLE = """
  svg { --page: #fbfaf7; --bot: #ffffff; --edge: #ddd8cc; --ink: #26231d; --me: #1d5c56; }
  @media (prefers-color-scheme: dark) {
    svg { --page: #191816; --bot: #262420; --edge: #3c3932; --ink: #ece8df; --me: #2a6f68; }
  }
  text { font: 15px system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
  .page { fill: var(--page) }
  .bot rect { fill: var(--bot); stroke: var(--edge) }
  .bot text { fill: var(--ink) }
  .me rect { fill: var(--me) }
  .me text { fill: #ffffff }
"""


def transcript() -> list[tuple[str, str]]:
    """The talk as (who, text): each message of theirs, then what the bot said to it."""
    talk: list[tuple[str, str]] = []
    printed = StringIO()

    def lines() -> Iterator[str]:
        for said in SAID:
            talk.extend(_bubbles(printed))
            talk.append(("me", said))
            yield said
        talk.extend(_bubbles(printed))

    with TemporaryDirectory() as folder, redirect_stdout(printed), redirect_stderr(StringIO()):
        settings = load(data=Path(folder) / "data", community=starter())
        asyncio.run(run_chat(settings, "+447700900123", AT, lines()))
    return talk


def _bubbles(printed: StringIO) -> list[tuple[str, str]]:
    """What was printed since the last call, as one bubble for each thing said."""
    said = printed.getvalue().strip().removeprefix("bot: ")
    printed.seek(0)
    printed.truncate()
    return [("bot", text) for text in said.split("\nbot: ") if text]


def drawn(talk: list[tuple[str, str]]) -> str:
    """The talk as an SVG."""
    bubbles, y = [], MARGIN
    before = talk[0][0]
    for who, text in talk:
        y += TURN - GAP if who != before else 0
        before = who
        bubble, height = _bubble(who, text, y)
        bubbles.append(bubble)
        y += height + GAP
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + MARGIN - GAP}" '
            f'width="{WIDTH}" role="img" aria-label="A conversation with connectbot">',
            f"<style>{STYLE}</style>",
            '<rect class="page" width="100%" height="100%" rx="14"/>',
            *bubbles,
            "</svg>\n",
        ]
    )


def _bubble(who: str, text: str, y: int) -> tuple[str, int]:
    lines = [line for part in text.split("\n") for line in _wrapped(part)]
    wide = round(max(map(len, lines)) * LETTER) + 2 * PAD
    high = len(lines) * LINE + 2 * PAD - 4
    x = MARGIN if who == "bot" else WIDTH - MARGIN - wide
    words = "".join(
        f'<tspan x="{x + PAD}" y="{y + PAD + 13 + n * LINE}">{escape(line)}</tspan>'
        for n, line in enumerate(lines)
    )
    box = f'<rect x="{x}" y="{y}" width="{wide}" height="{high}" rx="14"/>'
    return f'<g class="{who}">{box}<text>{words}</text></g>', high


def _wrapped(part: str) -> list[str]:
    return wrap(part, LETTERS, subsequent_indent=HANGING if part[:1].isdigit() else "")


if __name__ == "__main__":
    PICTURE.write_text(drawn(transcript()), encoding="utf-8")
