"""Words can be read in every style sheet, by day and by night."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import connectbot

ROOT = Path(connectbot.__file__).parent
SHEETS = {path.name: path.read_text(encoding="utf-8") for path in ROOT.rglob("*.css")}
TEXT = [
    ("ink", "paper"),
    ("ink", "card"),
    ("soft", "paper"),
    ("soft", "card"),
    ("brand", "card"),
    ("brand", "paper"),
    ("on-brand", "brand"),
    ("ink", "tint"),
    ("soft", "tint"),
    ("brand", "tint"),
    ("on-leave", "leave"),
    ("warn", "paper"),
    ("warn", "card"),
    ("ink", "theirs"),
    ("soft", "theirs"),
    ("brand", "theirs"),
]
SHAPES = [
    ("edge", "card"),
    ("edge", "paper"),
    ("focus", "paper"),
    ("focus", "card"),
    ("brand", "paper"),
    ("leave", "paper"),
]


def colours(sheet: str) -> list[dict[str, str]]:
    """The colours by day, and those by night."""
    day, night, *_ = re.findall(r":root \{(.*?)\}", SHEETS[sheet], re.DOTALL)
    return [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", part)) for part in (day, night)]


def light(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 to 21."""
    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("sheet", sorted(SHEETS))
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (SHAPES, 3.0)])
def test_contrast_is_enough(sheet: str, pairs: list[tuple[str, str]], least: float) -> None:
    """4.5 to 1 for words, 3 to 1 for edges and focus, as WCAG 2.2 AA asks."""
    for palette in colours(sheet):
        for front, back in pairs:
            if front in palette and back in palette:
                assert contrast(palette[front], palette[back]) >= least, (sheet, front, back)


def test_every_style_sheet_is_looked_at() -> None:
    """The chat, the console and the pretend phones."""
    assert set(SHEETS) == {"chat.css", "console.css", "phones.css"}
