"""A release as a file to hand on: a page by itself, or A4 to print."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import as_file, files
from io import BytesIO
from typing import TYPE_CHECKING, Any

from connectbot.measures.shown.laid import Chart, Report, Section, Sheet
from connectbot.measures.shown.report import report

if TYPE_CHECKING:
    from fpdf import FPDF

_FONT = "hanken"
_MARGIN = 18  # millimetres
_MILLIMETRES = 0.23  # a unit of a chart
_BESIDE = 66  # for a table beside its chart
_LABEL, _SINCE = 80, 16
_ROW = 4.4
_NARROW = 10  # the least a column of figures takes
_SHEETS = 2  # tables of a section without a chart
_INK, _SOFT, _BRAND, _RULE = (34, 48, 47), (86, 100, 98), (11, 97, 87), (217, 211, 198)
_WORDS, _SMALL = 9.5, 8.0  # points


def written(artefact: Mapping[str, Any], form: str) -> bytes:
    """A release as a file of this form: "html" or "pdf"."""
    shown = report(artefact)
    return _html(shown) if form == "html" else _Paper(shown).printed()


def _html(shown: Report) -> bytes:
    from markupsafe import Markup

    from connectbot.web import pages
    from connectbot.web.console.reports import drawn

    style = Markup((pages.HERE / "static" / "console.css").read_text("utf-8"))  # noqa: S704 - ours
    return pages.rendered("report_file", report=shown, svg=drawn, style=style).encode()


class _Paper:
    """A report on A4 pages; what each chart says stands above it, its table below."""

    def __init__(self, shown: Report) -> None:
        self._shown = shown
        self._pdf = _empty(shown)
        self._wide = self._pdf.epw

    def printed(self) -> bytes:
        """The file."""
        self._say(self._shown.title, 20, bold=True)
        self._say(self._shown.lead, 11)
        for section in self._shown.sections:
            self._section(section)
        self._method()
        return bytes(self._pdf.output())

    def _say(
        self, words: str, size: float, *, bold: bool = False, ink: tuple[int, int, int] = _INK
    ) -> None:
        pdf = self._pdf
        pdf.set_font(_FONT, "B" if bold else "", size)
        pdf.set_text_color(*ink)
        pdf.multi_cell(0, size * 0.46, words, align="L", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(size * 0.1)

    def _heading(self, words: str, room: float) -> None:
        """A heading that is never the last thing on its page."""
        if self._pdf.will_page_break(room):
            self._pdf.add_page()
        else:
            self._pdf.ln(3)
        self._say(words, 14, bold=True, ink=_BRAND)

    def _section(self, section: Section) -> None:
        first = self._room(section.charts[0]) if section.charts else 20
        self._heading(section.title, first + 12 + 4 * len(section.words))
        for words in section.words:
            self._say(words, _SMALL, ink=_SOFT)
        last = {chart.not_said: chart.id for chart in section.charts}
        for chart in section.charts:
            # What several of them do not say stands below the last.
            self._chart(chart, chart.not_said if last[chart.not_said] == chart.id else "")
        if not section.charts:
            for sheet in section.sheets[:_SHEETS]:
                self._alone(sheet)
        for words in section.missing:
            self._say(words, _SMALL)

    def _room(self, chart: Chart) -> float:
        """What a chart takes with its words and its table, in millimetres."""
        table = _ROW * (len(chart.bars) + 1)
        high = self._high(chart)
        return 20 + (max(high, table) if chart.kind == "counts" else high + table)

    def _high(self, chart: Chart) -> float:
        from connectbot.web.charts import height

        return height(chart, ink=True) * _MILLIMETRES

    def _chart(self, chart: Chart, not_said: str) -> None:
        from connectbot.web.charts import svg

        pdf, high = self._pdf, self._high(chart)
        if pdf.will_page_break(self._room(chart)):
            pdf.add_page()
        self._say(chart.title, 10.5, bold=True)
        self._say(chart.says, _WORDS)
        beside = chart.kind == "counts"
        wide = self._wide - _BESIDE if beside else self._wide
        picture = svg(chart, ink=True, wide=round(wide / _MILLIMETRES))
        top = pdf.get_y()
        pdf.image(BytesIO(picture.encode()), x=pdf.l_margin, w=wide, alt_text=chart.says)
        if beside:
            pdf.set_y(top)
            self._sheet(chart.sheet, pdf.l_margin + wide + 4)
            pdf.set_y(max(top + high, pdf.get_y()))
        if not_said:
            self._say(not_said, _SMALL, ink=_SOFT)
        if not beside:
            self._sheet(chart.sheet, pdf.l_margin)
        pdf.ln(2)

    def _alone(self, sheet: Sheet) -> None:
        if self._pdf.will_page_break(_ROW * (len(sheet.lines) + 3)):
            self._pdf.add_page()
        self._say(sheet.title, 10.5, bold=True)
        self._sheet(sheet, self._pdf.l_margin)
        self._pdf.ln(2)

    def _sheet(self, sheet: Sheet, left: float) -> None:
        pdf = self._pdf
        pdf.set_text_color(*_INK)
        pdf.set_draw_color(*_RULE)
        since = _SINCE if any(line.since for line in sheet.lines) else 0
        pdf.set_font(_FONT, "B", _SMALL - 1)
        widths = [max(_NARROW, pdf.get_string_width(head) + 2) for head in sheet.heads]
        room = self._wide + pdf.l_margin - left
        label = min(room - sum(widths) - since, _LABEL)
        pdf.set_x(left)
        self._line("", sheet.heads, "", label, widths)
        pdf.set_font(_FONT, "", _SMALL)
        for line in sheet.lines:
            pdf.set_x(left)
            self._line(line.name, line.figures, line.since, label, widths)

    def _line(
        self, words: str, figures: tuple[str, ...], since: str, label: float, widths: list[float]
    ) -> None:
        pdf = self._pdf
        pdf.cell(label, _ROW, _cut(pdf, words, label - 2), border="B")
        for figure, width in zip(figures, widths, strict=True):
            pdf.cell(width, _ROW, figure, align="R", border="B")
        if since:
            pdf.cell(_SINCE, _ROW, f" {since}", border="B")
        pdf.ln(_ROW)

    def _method(self) -> None:
        self._heading("How this was made", 60)
        for name, words in self._shown.facts:
            self._say(f"{name}: {words}", _SMALL)
        for rule in self._shown.rules:
            self._say(rule, _SMALL, ink=_SOFT)


def _cut(pdf: FPDF, words: str, width: float) -> str:
    if pdf.get_string_width(words) <= width:
        return words
    while pdf.get_string_width(f"{words}...") > width:
        words = words[:-1]
    return f"{words.rstrip()}..."


def _empty(shown: Report) -> FPDF:
    # The library takes a quarter of a second to load; only who prints waits for it.
    from fpdf import FPDF

    class Sheets(FPDF):
        """Pages that say at the foot which release they are of."""

        def footer(self) -> None:
            """Which release, and which page of how many."""
            self.set_y(-13)
            self.set_font(_FONT, "", 8)
            self.set_text_color(*_SOFT)
            self.cell(0, 5, f"{shown.title} ({shown.id})")
            self.cell(0, 5, f"{self.page_no()} / {{nb}}", align="R")

    pdf = Sheets(format="A4")
    for style, name in (("", "Regular"), ("B", "Bold")):
        with as_file(files("font_hanken_grotesk") / "files" / f"HankenGrotesk-{name}.otf") as file:
            pdf.add_font(_FONT, style=style, fname=file)
    pdf.set_margins(_MARGIN, 15, _MARGIN)
    pdf.set_auto_page_break(True, margin=18)
    pdf.set_title(shown.title)
    pdf.set_lang("en-GB")
    pdf.add_page()
    return pdf
