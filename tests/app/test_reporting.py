"""A release as a file: the same figures and words on paper as on the page."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO

from pypdf import PdfReader

from connectbot.app.reporting import written
from connectbot.measures.shown.report import report
from tests.measures.released.words import PROMISES
from tests.measures.shown.pilot import artefact
from tests.measures.shown.walking import numbers, printed


def test_the_printed_file_says_what_the_release_says() -> None:
    """At most five pages of A4, titled, with each chart's sentence; every number in it is the
    release's but axis marks, page numbers and the day of the next."""
    told = artefact(2)
    file = PdfReader(BytesIO(written(told, "pdf")))
    assert 2 <= len(file.pages) <= 5
    assert file.metadata.title == "Oakfield, 2027Q2"
    text = " ".join(" ".join(page.extract_text() for page in file.pages).split())
    shown = report(told)
    for part in shown.sections:
        assert part.title in text
        for chart in part.charts:
            assert chart.says in text
            assert chart.not_said in text
    for id in ("oakfield-2027Q2", *shown.rules):
        assert id in text
    marks = {str(n) for n in range(0, 1000, 5)} | {"1", "2", "3", "4", "6", "8", "0.5", "1.5"}
    after = dict(shown.facts)["What comes next"]
    assert numbers(text) - marks <= printed(told) | numbers(after)
    assert not PROMISES.search(text)


def test_a_page_to_hand_on_needs_nothing_beside_it() -> None:
    """No address, no script; its style sheet is in it."""
    page = written(artefact(2), "html").decode()
    assert "<title>Oakfield, 2027Q2</title>" in page
    assert "<script" not in page
    assert not re.findall(r'(?:src|href)="', page)
    assert "--brand: #0b6157" in page
    words = unescape(page)
    for part in report(artefact(2)).sections:
        for chart in part.charts:
            assert chart.says in words


def test_a_place_where_nothing_is_printed_yet_has_a_file_too() -> None:
    """It says what each table takes, and when."""
    told = artefact(1)
    for table in told["tables"]:
        for row in table["rows"]:
            row.update(dict.fromkeys(table["columns"], told["token"]))
    file = PdfReader(BytesIO(written(told, "pdf")))
    text = " ".join(" ".join(page.extract_text() for page in file.pages).split())
    assert "Too few people have answered" in text
    assert "It takes 30 people who answered both times." in text
