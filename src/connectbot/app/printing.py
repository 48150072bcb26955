"""A poster as a PDF: one large-print page that can be read from two steps away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib.resources import as_file, files

from connectbot.directory.place import Place
from connectbot.directory.poster import Day, heading, shown
from connectbot.written.tongue import ENGLISH, Tongue

POINTS = 20
"""The size of the smallest words; a page shrinks to no less than LEAST."""

LEAST = 18

TITLE = "This week in {place}"
TEXT = "Text HELLO to {number} to find more near you"
ASK = "Ask {team} to find more near you"
NOTHING = "Nothing is written down for this week yet."

_FONT = "hanken"
_MARGIN, _FOOT = 18, 24  # millimetres
_LINE = 0.4  # millimetres of a line for each point


def poster(place: Place, monday: date, days: Sequence[Day], tongue: Tongue = ENGLISH) -> bytes:
    """The page, A4 upright. Its font has the letters of Welsh; it lies in the file."""
    size = POINTS
    pdf, pages = _drawn(place, monday, days, tongue, size)
    while pages > 1:
        if size > LEAST:
            size -= 1
        else:
            days = _less(days)
        pdf, pages = _drawn(place, monday, days, tongue, size)
    return pdf


def _less(days: Sequence[Day]) -> list[Day]:
    """Without one line of the fullest day: names that are long need the room."""
    fullest = max(days, key=lambda day: len(day.lines))
    less = [Day(day.on, day.lines[:-1]) if day is fullest else day for day in days]
    return [day for day in less if day.lines]


def _drawn(
    place: Place, monday: date, days: Sequence[Day], tongue: Tongue, size: int
) -> tuple[bytes, int]:
    # The library takes a quarter of a second to load; only who prints waits for it.
    from fpdf import FPDF

    page = FPDF(format="A4")
    for style, name in (("", "Regular"), ("B", "Bold")):
        with as_file(files("font_hanken_grotesk") / "files" / f"HankenGrotesk-{name}.otf") as file:
            page.add_font(_FONT, style=style, fname=file)
    page.set_margins(_MARGIN, 14, _MARGIN)
    page.set_auto_page_break(True, margin=_FOOT)
    title = tongue(TITLE).format(place=place.name)
    page.set_title(title)
    page.set_lang("en-GB")
    page.add_page()
    high = size * _LINE

    def say(words: str, bold: bool = False, larger: int = 0) -> None:
        page.set_font(_FONT, "B" if bold else "", size + larger)
        page.multi_cell(0, high + larger * _LINE, words, align="L", new_x="LMARGIN", new_y="NEXT")

    say(title, bold=True, larger=16)
    say(heading(monday, tongue))
    for day in days:
        page.ln(high * 0.3)
        say(heading(day.on, tongue), bold=True, larger=2)
        for line in day.lines:
            said = ", ".join(part for part in (line.name, line.where, line.cost) if part)
            say(f"{line.at}  {said}")
    if not shown(days):
        say(tongue(NOTHING))
    number = _told(place.numbers[0]) if place.numbers else ""
    foot = tongue(TEXT).format(number=number) if number else tongue(ASK).format(team=place.team)
    pages = page.page
    page.set_auto_page_break(False)
    page.set_y(-_FOOT + 4)
    say(foot, bold=True)
    return bytes(page.output()), pages


def _told(number: str) -> str:
    """A number as people in the UK write it: "07700 900000"."""
    home = f"0{number[3:]}" if number.startswith("+44") else number
    return f"{home[:5]} {home[5:]}"
