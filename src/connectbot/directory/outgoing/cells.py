"""Rows as CSV that no spreadsheet takes for a program."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

_RUNS = ("=", "+", "-", "@", "\t", "\r")


def safe(value: object) -> str:
    """A value as a cell. A text that a spreadsheet would run begins with an apostrophe; a number
    is none."""
    if value is None:
        return ""
    text = str(value)
    runs = isinstance(value, str) and text.startswith(_RUNS)
    return f"'{text}" if runs else text


def table(headings: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """CSV with a heading; lines end as spreadsheets write them."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headings)
    writer.writerows([safe(row.get(name)) for name in headings] for row in rows)
    return out.getvalue()
