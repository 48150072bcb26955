"""`connectbot directory poster` over a database of its own."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from tests.cli.typed import typed


def test_it_writes_the_page_of_the_starter(here: Path) -> None:
    """At most twelve lines, of the week that a day lies in; a fault is told with its mend."""
    done = typed("directory", "poster", "--place", "oakfield", "--week", "2026-11-25")
    assert done.out == "poster-oakfield-2026-11-23.pdf: 12 lines, from Monday 23 November\n"
    pages = PdfReader(BytesIO((here / "poster-oakfield-2026-11-23.pdf").read_bytes())).pages
    assert len(pages) == 1
    assert "This week in Oakfield" in pages[0].extract_text()
    done = typed(
        "directory", "poster", "--place", "oakfield", "--way-in", "TEA ROOM", "-o", "p.pdf"
    )
    assert done.code == 0
    assert (
        "Text TEA ROOM to" in PdfReader(BytesIO(Path("p.pdf").read_bytes())).pages[0].extract_text()
    )
    wrong = typed("directory", "poster", "--place", "oakfield", "--way-in", "SHED")
    assert "oakfield has no way in 'SHED'; directory/places/oakfield/place.yaml has" in wrong.err
    assert "begins with https://" in typed("directory", "poster", "--link", "t.me/OakBot").err
    nowhere = typed("directory", "poster", "--place", "nowhere")
    assert "There is no place 'nowhere' here; try oakfield, porth-derwen." in nowhere.err
    assert "name another with -o" in typed("directory", "poster", "-o", "no/such.pdf").err
