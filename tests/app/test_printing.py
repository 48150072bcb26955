"""The poster is one page, read back from the file as it is printed."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
import segno
from pypdf import PdfReader

from connectbot.app.printing import LEAST, Entry, poster, way_in_link
from connectbot.directory.place import Place
from connectbot.directory.poster import Day, Line

MONDAY = date(2026, 11, 23)
PLACE = Place(
    id="tref",
    name="Tŷ Derwen",
    team="the team",
    outcodes=("LL41",),
    numbers=("+447700900001",),
    staffed="Monday",
)


def read(pdf: bytes) -> tuple[list[str], list[float]]:
    """The words of each page, and the sizes they are printed in."""
    sizes: list[float] = []
    pages = PdfReader(BytesIO(pdf)).pages

    def look(text: str, _matrix: object, _line: object, _font: object, size: float) -> None:
        if text.strip():
            sizes.append(size)

    return [" ".join(page.extract_text(visitor_text=look).split()) for page in pages], sizes


def test_it_says_the_week_in_large_letters() -> None:
    """Title, days, lines, Welsh letters and the number to text; nothing smaller than 18 points."""
    line = Line("2pm", "Cylch gŵyl", "Neuadd y Tŵr, LL41", "£2")
    (words,), sizes = read(poster(PLACE, MONDAY, [Day(date(2026, 11, 24), (line,))]))
    assert words.startswith("This week in Tŷ Derwen Monday 23 November Tuesday 24 November")
    assert "2pm Cylch gŵyl, Neuadd y Tŵr, LL41, £2" in words
    assert words.endswith("Text HELLO to 07700 900001 to find more near you")
    assert min(sizes) >= LEAST


def test_a_full_week_stays_on_one_page() -> None:
    """Twelve of the longest lines on seven days: the letters get smaller, never under 18 points,
    and where that is not enough a line of the fullest day is left out."""
    long = Line("10.30am", "N" * 18 + " " + "o" * 12, "Victoria Community Hall, LL41", "£2")
    days = [Day(date(2026, 11, 23 + n), (long,) * (2 if n < 5 else 1)) for n in range(7)]
    pages, sizes = read(poster(PLACE, MONDAY, days))
    assert len(pages) == 1
    assert pages[0].count("10.30am") == 11
    assert min(sizes) >= LEAST


def test_an_empty_week_and_a_place_without_a_number_are_said() -> None:
    """Somebody who reads it knows whom to ask."""
    ((words,), _) = read(poster(PLACE.model_copy(update={"numbers": ()}), MONDAY, []))
    assert "Nothing is written down for this week yet." in words
    assert words.endswith("Ask the team to find more near you")


def squares(pdf: bytes) -> int:
    """How many squares are filled on the page."""
    content = PdfReader(BytesIO(pdf)).pages[0].get_contents()
    return 0 if content is None else content.get_data().count(b" re f")


@pytest.mark.parametrize(
    ("entry", "holds"),
    [
        (Entry(), "SMSTO:+447700900001:HELLO"),
        (Entry("TEA ROOM"), "SMSTO:+447700900001:TEA ROOM"),
        (
            Entry("TEA ROOM", way_in_link("https://t.me/OakBot", "tref", "TEA ROOM")),
            "https://t.me/OakBot?start=tref_tea-room",
        ),
        (
            Entry(link=way_in_link("https://bot.example/?a=b", "tref", "")),
            "https://bot.example/?a=b&start=tref",
        ),
    ],
)
def test_its_code_opens_the_text_or_the_chat(entry: Entry, holds: str) -> None:
    """Every dark square of the code stands on the page, and its word is that of the way in."""
    assert entry.code(PLACE) == holds
    page = poster(PLACE, MONDAY, [], entry=entry)
    code = segno.make(holds, error="m", micro=False)
    assert squares(page) == sum(sum(row) for row in code.matrix)
    assert f"Text {entry.word} to" in read(page)[0][0]


def test_without_a_number_or_a_link_there_is_no_code() -> None:
    """A code that opens nothing is not printed."""
    place = PLACE.model_copy(update={"numbers": ()})
    assert squares(poster(place, MONDAY, [])) == 0
