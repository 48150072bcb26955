"""Charts are plain shapes: what they draw is what was printed, and a page's style sheet colours
them."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from connectbot.measures.shown.laid import Bar, Chart, Sheet
from connectbot.measures.shown.report import report
from connectbot.web.charts import height, svg
from tests.measures.shown.pilot import artefact

SVG = "{http://www.w3.org/2000/svg}"
CHARTS = [chart for part in report(artefact(2)).sections for chart in part.charts]


def chart(kind: str, *bars: Bar) -> Chart:
    """A chart of these bars."""
    sheet = Sheet("made-up", "Made up", (), ())
    return Chart(kind, sheet, bars, "people", "It shows.", "It does not.", ("before", "after"))


def texts(drawn: str, within: str) -> list[str]:
    """The words in groups of a class."""
    found = ElementTree.fromstring(drawn).iter(f"{SVG}g")
    groups = [one for one in found if within in one.get("class", "").split()]
    return [text.text or "" for group in groups for text in group.iter(f"{SVG}text")]


def bars(drawn: str) -> list[float]:
    """How long each bar is, from the top."""
    found = ElementTree.fromstring(drawn).iter(f"{SVG}g")
    drawn_bars = [one for one in found if one.get("class") == "bar"]
    rects = [rect for one in drawn_bars for rect in one.iter(f"{SVG}rect")]
    return [float(one.get("width", 0)) for one in sorted(rects, key=lambda it: float(it.get("y")))]


@pytest.mark.parametrize("one", CHARTS, ids=lambda one: one.id)
@pytest.mark.parametrize("ink", [False, True])
def test_a_chart_is_shapes_and_words(one: Chart, ink: bool) -> None:
    """No script, no style, no link, nothing hidden; its name is the sentence beside it."""
    drawn = svg(one, ink=ink)
    root = ElementTree.fromstring(drawn)
    names = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert names <= {"svg", "g", "rect", "path", "text"}
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not {"style", "onclick", "href", "id"} & attributes
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", f"says-{one.id}")
    assert root.get("viewBox") == f"0 0 760 {height(one, ink=ink)}"
    assert ("fill" in attributes) is ink
    assert texts(drawn, "y") == [bar.label for bar in reversed(one.bars)]


def test_the_numbers_beside_bars_are_those_printed() -> None:
    """And a bar twice as many people is twice as long; one that is hidden is none."""
    drawn = svg(chart("counts", Bar("ten", 10), Bar("twenty", 20), Bar("hidden  *", None)))
    assert sorted(texts(drawn, "text-overlay")) == ["10", "20"]
    ten, twenty = bars(drawn)
    assert twenty == pytest.approx(2 * ten)
    assert texts(drawn, "x") == ["0", "5", "10", "15", "20", "25"]


def test_a_change_is_drawn_from_nought_with_its_interval() -> None:
    """Worse to one side, better to the other, both to the same scale."""
    drawn = svg(
        chart("changes", Bar("up", 0.5, None, 0.2, 0.8), Bar("down", -0.5, None, -0.9, -0.1))
    )
    up, down = bars(drawn)
    assert up == pytest.approx(down)
    assert drawn.count('class="ci"') == 2
    assert texts(drawn, "x") == ["-1", "-0.5", "0", "0.5", "1"]
    assert texts(drawn, "text-overlay") == []


def test_before_stands_above_after_and_both_are_named() -> None:
    """In words and not by colour alone: the first is an outline."""
    drawn = svg(chart("pairs", Bar("happy", 2, 4)), ink=True)
    before, after = bars(drawn)
    assert after == pytest.approx(2 * before)
    assert texts(drawn, "legends") == ["before", "after"]
    assert 'fill="#ffffff"' in drawn


@pytest.mark.parametrize("most", [0, 3, 12, 55, 230, 990, 5000])
def test_an_axis_ends_beyond_its_longest_bar(most: int) -> None:
    """With a few round numbers on it."""
    axis = [float(one) for one in texts(svg(chart("counts", Bar("so many", most))), "x")]
    assert axis[0] == 0
    assert axis[-1] > most or most == 0
    assert 2 <= len(axis) <= 9


def test_words_of_a_community_are_words_in_a_chart_too() -> None:
    """Whatever an instrument is called, it is no markup."""
    drawn = svg(chart("counts", Bar("<script>alert(1)</script> & more", 3)))
    assert "<script" not in drawn
    assert texts(drawn, "y") == ["<script>alert(1)</script> & more"]
    assert not re.search(r"\son\w+=", drawn)
