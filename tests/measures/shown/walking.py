"""Every number that a release prints, and every number that something shown says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from connectbot.measures.shown.laid import Report

NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?")


def numbers(text: str) -> set[str]:
    """The numbers in a text, without their sign."""
    return set(NUMBER.findall(text))


def printed(value: Any) -> set[str]:
    """All numbers anywhere in an artefact, its limits also in per cent."""
    if isinstance(value, dict):
        return {number for one in (*value, *value.values()) for number in printed(one)}
    if isinstance(value, list):
        return {number for one in value for number in printed(one)}
    if isinstance(value, float) and 0 < value < 1:
        return {str(value), f"{value * 100:.0f}"}
    return numbers(str(value))


def said(report: Report) -> Iterator[str]:
    """Every sentence, label and figure of a report; not the dates of what comes next."""
    yield report.lead
    for section in report.sections:
        yield from (section.title, *section.words, *section.missing)
        for chart in section.charts:
            yield from (chart.says, chart.not_said, chart.unit, *chart.series)
            for bar in chart.bars:
                yield bar.label
                ends = (bar.value, bar.later, bar.low, bar.high)
                yield from (str(one) for one in ends if one is not None)
        for sheet in (*section.sheets, *(chart.sheet for chart in section.charts)):
            yield from (sheet.title, *sheet.heads)
            for line in sheet.lines:
                yield from (line.label, line.name, *line.figures, line.since)
    yield from (words for name, words in report.facts if name != "What comes next")
    yield from report.rules
