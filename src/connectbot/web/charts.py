"""Charts as SVG: drawn by a library, then kept to plain shapes that our own style sheets colour.

What the library adds for pages of its own (scripts, styles, tooltips) is left out, so that a chart
may stand inside a page without any inline style, by day, by night and on paper.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from math import ceil
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from connectbot.measures.shown.laid import Bar, Chart

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

WIDE = 760
"""Units across; a page makes it as wide as there is room."""

_SVG = "http://www.w3.org/2000/svg"
_KEPT = {
    "g": ("class", "transform"),
    "rect": ("class", "x", "y", "width", "height"),
    "path": ("class", "d"),
    "text": ("class", "x", "y", "text-anchor", "transform"),
}
_LEFT_OUT = {"background", "tooltip-overlay", "titles"}
_TOP, _ROW, _PAIR = 60, 34, 48
_PRINTED = 0.65  # of a row's height on paper
_SIZE, _AFTER = 14, 5
_INK = {
    "text": {"font-family": "hanken", "font-size": str(_SIZE), "fill": "#22302f"},
    "bar": {"fill": "#0b6157"},
    "change": {"fill": "#e3efec", "stroke": "#0b6157", "stroke-width": "1.5"},
    "before": {"fill": "#ffffff", "stroke": "#22302f", "stroke-width": "1.5"},
    "guide": {"stroke": "#d9d3c6", "stroke-width": "1", "fill": "none"},
    "axis": {"stroke": "#22302f", "stroke-width": "1.2", "fill": "none"},
    "ci": {"stroke": "#22302f", "stroke-width": "2", "fill": "none"},
}


def svg(chart: Chart, *, ink: bool = False, wide: int = WIDE) -> str:
    """A chart as one `svg` element; its words are the element of id `says-<chart's id>`.

    With `ink` its colours stand in it, for where there is no style sheet.
    """
    drawn = ElementTree.fromstring(_drawn(chart, wide, height(chart, ink=ink)))  # noqa: S314 - made by us a moment ago
    root = ElementTree.Element(
        "svg", {"viewBox": drawn.attrib["viewBox"], "class": f"chart {chart.kind}"}
    )
    root.set("xmlns", _SVG)
    root.set("role", "img")
    root.set("aria-labelledby", f"says-{chart.id}")
    for child in drawn:
        _keep(child, root, (chart.kind,), ink)
    return ElementTree.tostring(root, encoding="unicode")


def height(chart: Chart, *, ink: bool = False) -> int:
    """Units from top to bottom."""
    pairs = chart.kind == "pairs"
    rows = len(chart.bars) * (_PAIR if pairs else _ROW) * (_PRINTED if ink else 1)
    return _TOP + 30 * pairs + int(rows)


def _library() -> Any:
    """It takes a tenth of a second to load; only who looks at a report waits for it."""
    import pygal

    # It leaves a finder for maps of its own, of a kind that Python warns of at every import after.
    ours = [one for one in sys.meta_path if type(one).__module__ != pygal.__name__]
    if len(ours) < len(sys.meta_path):
        sys.meta_path[:] = ours
    return pygal


def _drawn(chart: Chart, wide: int, high: int) -> str:
    pygal, ticks = _library(), _ticks(chart)
    pairs = chart.kind == "pairs"
    board = pygal.HorizontalBar(
        pygal.Config(
            width=wide,
            height=high,
            js=(),
            disable_xml_declaration=True,
            no_prefix=True,
            show_legend=pairs,
            legend_at_bottom=True,
            legend_at_bottom_columns=2,
            print_values=chart.kind != "changes",
            print_values_position="top",
            truncate_label=-1,
            truncate_legend=-1,
            range=(ticks[0], ticks[-1]),
            margin=10,
            style=_style(),
            value_formatter=_axis,
        )
    )
    # The library begins at the bottom.
    bars = tuple(reversed(chart.bars))
    board.x_labels = [bar.label for bar in bars]
    board.y_labels = ticks
    if pairs:
        board.add(chart.series[0], [bar.value for bar in bars])
        board.add(chart.series[1], [bar.later for bar in bars])
    else:
        board.add(chart.unit, [_value(bar) for bar in bars])
    return str(board.render())


def _axis(value: float) -> str:
    return f"{value:g}"


def _style() -> Any:
    from pygal.style import Style

    return Style(label_font_size=_SIZE, value_font_size=_SIZE, legend_font_size=_SIZE)


def _value(bar: Bar) -> float | dict[str, object] | None:
    if bar.value is None or bar.low is None:
        return bar.value
    return {"value": bar.value, "ci": {"low": bar.low, "high": bar.high}}


def _ticks(chart: Chart) -> list[float]:
    """Where the axis has its numbers: from nought to beyond the longest bar; for changes as far to
    either side."""
    parts = [
        abs(part)
        for bar in chart.bars
        for part in (bar.value, bar.later, bar.low, bar.high)
        if part is not None
    ]
    most = max(parts, default=0.0)
    if chart.kind == "changes":
        reach = max(ceil(most * 2) / 2, 0.5)
        return [-reach, -reach / 2, 0, reach / 2, reach]
    step = _step(most)
    return [step * at for at in range(max(ceil(most * 1.06 / step), 1) + 1)]


def _step(most: float) -> float:
    """A round distance between the lines of an axis, at most six of them."""
    step = 1.0
    while most / step > 4:
        step *= 2 if str(int(step))[0] in "15" else 2.5
    return step


def _keep(element: Element, into: Element, around: tuple[str, ...], ink: bool) -> None:
    name = element.tag.rpartition("}")[2]
    classes = element.get("class", "").split()
    if name not in _KEPT or _LEFT_OUT.intersection(classes):
        return
    kept = {key: element.attrib[key] for key in _KEPT[name] if element.get(key)}
    here = (*around, *classes)
    if name == "text" and "value" in classes:
        # The library puts the middle of a number where its bar ends.
        kept |= {"x": f"{float(kept['x']) + _AFTER:g}", "text-anchor": "start"}
    copy = ElementTree.SubElement(into, name, {**kept, **(_inked(name, here) if ink else {})})
    copy.text = element.text
    for child in element:
        _keep(child, copy, here, ink)


def _inked(name: str, around: tuple[str, ...]) -> Mapping[str, str]:
    """What a style sheet would say of a shape among these classes."""
    if name == "text":
        anchor = "end" if {"axis", "y"} <= set(around) else "middle"
        found = {} if "legend" in around or "value" in around else {"text-anchor": anchor}
        return {**_INK["text"], **found}
    if name == "path":
        return _INK[next(one for one in ("ci", "guide", "axis") if one in around)]
    if name == "rect":
        if "changes" in around:
            return _INK["change"]
        return _INK["before" if {"pairs", "color-0"} <= set(around) else "bar"]
    return {}
