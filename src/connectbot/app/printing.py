"""A poster as a PDF: one large-print page that can be read from two steps away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from connectbot.directory.place import Place
from connectbot.directory.poster import Day, heading, shown
from connectbot.written.tongue import ENGLISH, Tongue

if TYPE_CHECKING:
    from fpdf import FPDF

POINTS = 20
"""The size of the smallest words; a page shrinks to no less than LEAST."""

LEAST = 18

TITLE = "This week in {place}"
TEXT = "Text {word} to {number} to find more near you"
ASK = "Ask {team} to find more near you"
NOTHING = "Nothing is written down for this week yet."

_FONT = "hanken"
_MARGIN, _FOOT = 18, 24  # millimetres
_CODE, _TOP, _BESIDE = 28, 12, 4  # of the QR code, read from an arm away
_LINE = 0.4  # millimetres of a line for each point


@dataclass(frozen=True, slots=True)
class Entry:
    """How one gets from the page to us: `word` is what to text, `link` a page to open in its
    place."""

    word: str = "HELLO"
    link: str = ""

    def code(self, place: Place) -> str:
        """What the QR code holds; "" where there is neither a number nor a link."""
        if self.link:
            return self.link
        return f"SMSTO:{place.numbers[0]}:{self.word}" if place.numbers else ""


def way_in_link(link: str, place: str, word: str) -> str:
    """A link to our chat by which one comes in at this place, and by this way in ("" none)."""
    way = f"{place}_{word.lower().replace(' ', '-')}" if word else place
    return f"{link}{'&' if '?' in link else '?'}start={way}"


def poster(
    place: Place,
    monday: date,
    days: Sequence[Day],
    tongue: Tongue = ENGLISH,
    entry: Entry | None = None,
) -> bytes:
    """The page, A4 upright. Its font has the letters of Welsh; it lies in the file. A QR code opens
    what `entry` says."""
    entry = entry or Entry()
    size = POINTS
    pdf, pages = _drawn(place, monday, days, tongue, size, entry)
    while pages > 1:
        if size > LEAST:
            size -= 1
        else:
            days = _less(days)
        pdf, pages = _drawn(place, monday, days, tongue, size, entry)
    return pdf


def _less(days: Sequence[Day]) -> list[Day]:
    """Without one line of the fullest day: names that are long need the room."""
    fullest = max(days, key=lambda day: len(day.lines))
    less = [Day(day.on, day.lines[:-1]) if day is fullest else day for day in days]
    return [day for day in less if day.lines]


def _drawn(
    place: Place, monday: date, days: Sequence[Day], tongue: Tongue, size: int, entry: Entry
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

    code = entry.code(place)
    if code:
        _draw(page, code)
        page.set_right_margin(_MARGIN + _CODE + _BESIDE)
    say(title, bold=True, larger=16)
    say(heading(monday, tongue))
    if code:
        page.set_right_margin(_MARGIN)
        page.set_y(max(page.get_y(), _TOP + _CODE))
    for day in days:
        page.ln(high * 0.3)
        say(heading(day.on, tongue), bold=True, larger=2)
        for line in day.lines:
            said = ", ".join(part for part in (line.name, line.where, line.cost) if part)
            say(f"{line.at}  {said}")
    if not shown(days):
        say(tongue(NOTHING))
    pages = page.page
    page.set_auto_page_break(False)
    page.set_y(-_FOOT + 4)
    say(_foot(place, tongue, entry), bold=True)
    return bytes(page.output()), pages


def _foot(place: Place, tongue: Tongue, entry: Entry) -> str:
    """How to write to us, or where there is no number whom to ask."""
    if not place.numbers:
        return tongue(ASK).format(team=place.team)
    return tongue(TEXT).format(word=entry.word, number=_told(place.numbers[0]))


def _draw(page: FPDF, code: str) -> None:
    """The code at the top of the page, black on white, each of its squares a square."""
    import segno

    rows = list(segno.make(code, error="m", micro=False).matrix_iter(border=0))
    side = _CODE / len(rows)
    left, top = page.w - _MARGIN - _CODE, _TOP
    page.set_fill_color(0)
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            if dark:
                page.rect(left + across * side, top + down * side, side, side, style="F")


def _told(number: str) -> str:
    """A number as people in the UK write it: "07700 900000"."""
    home = f"0{number[3:]}" if number.startswith("+44") else number
    return f"{home[:5]} {home[5:]}"
