"""Draws docs/data-flow.svg: where what a resident says and answers goes, and what protects it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

PICTURE = Path(__file__).with_name("data-flow.svg")
WIDTH, HEIGHT = 940, 620
TITLE = "Where data flow in connectbot"


@dataclass(frozen=True, slots=True)
class Box:
    """Something that holds data: its corner, what it is called, and what is in it."""

    x: int
    y: int
    name: str
    lines: tuple[str, ...]
    fill: str = "#eef6f6"
    width: int = 260
    height: int = 112


BOXES = {
    "resident": Box(20, 20, "A resident", ("writes and answers", "by text or chat")),
    "others": Box(
        340, 20, "Twilio, Telegram",
        ("carry the words; told to keep", "nothing of check-ins (Twilio)"), "#f6f1e7",
    ),
    "service": Box(660, 20, "connectbot", ("looks at words of danger first,", "then answers")),
    "contacts": Box(
        660, 220, "Contacts database",
        ("numbers, names, words: sealed", "answers being given: sealed,", "two weeks at most"),
    ),
    "keyring": Box(
        340, 220, "Keyring, on its own",
        ("keys that open what is sealed;", "one key for each quarter,", "destroyed in time"),
        "#fbeeee",
    ),
    "readings": Box(
        660, 440, "Readings database",
        ("pseudonym, quarter, scores:", "pseudonymised; no number, no", "name, no time, no order"),
    ),
    "release": Box(
        340, 440, "Release",
        ("figures of ten people or more,", "under ten rules:", "anonymous"), "#edf3ea",
    ),
    "reader": Box(20, 440, "A report", ("page, command and file", "read the release alone")),
    "copies": Box(
        20, 220, "Copies", ("of each database apart, without", "a key; deleted after a week"),
        "#f6f1e7",
    ),
}  # fmt: skip

ARROWS = (
    ((280, 76), (340, 76), "words", False),
    ((600, 76), (660, 76), "signed", False),
    ((790, 132), (790, 220), "sealed, each in its row", False),
    ((600, 276), (660, 276), "", True),
    ((790, 332), (790, 440), "ten of a kind together, shuffled", False),
    ((600, 316), (786, 372), "", True),
    ((660, 496), (600, 496), "", False),
    ((340, 496), (280, 496), "", False),
)
"""From where to where, what is said of it, and whether it is a key that goes."""


def drawn() -> str:
    """The picture, as the file holds it."""
    style = "font-family:system-ui,sans-serif"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-labelledby="title" style="{style}">',
        f'<title id="title">{TITLE}</title>',
        '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" '
        'markerHeight="7" orient="auto"><path d="M0 0 10 5 0 10z" fill="#334"/></marker></defs>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        *(_arrow(*arrow) for arrow in ARROWS),
        *(_box(box) for box in BOXES.values()),
        _text(20, HEIGHT - 16, "Dashed: a key is used. It never lies with a database.", 14),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _arrow(start: tuple[int, int], end: tuple[int, int], said: str, is_key: bool) -> str:
    dashes = ' stroke-dasharray="6 5"' if is_key else ""
    line = (
        f'<path d="M{start[0]} {start[1]} {end[0]} {end[1]}" stroke="#334" stroke-width="1.6" '
        f'fill="none"{dashes} marker-end="url(#tip)"/>'
    )
    if not said:
        return line
    flat = start[1] == end[1]
    x = start[0] + 4 if flat else start[0] - 8
    y = start[1] - 8 if flat else end[1] - 24
    return line + _text(x, y, said, 13, anchor="start" if flat else "end")


def _box(box: Box) -> str:
    lines = "".join(
        _text(box.x + 14, box.y + 52 + 20 * number, line, 14)
        for number, line in enumerate(box.lines)
    )
    return (
        f'<rect x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}" rx="8" '
        f'fill="{box.fill}" stroke="#667"/>'
        + _text(box.x + 14, box.y + 28, box.name, 16, weight="600")
        + lines
    )


def _text(
    x: int, y: int, said: str, size: int, *, weight: str = "400", anchor: str = "start"
) -> str:
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" text-anchor="{anchor}" '
        f'fill="#223">{escape(said)}</text>'
    )


if __name__ == "__main__":
    PICTURE.write_text(drawn(), encoding="utf-8")
