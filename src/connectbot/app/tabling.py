"""A release as lines of text, and what one will be allowed to say, in words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from connectbot.measures.released.forecast import ANSWER, SAY, Printed
from connectbot.measures.shown.names import HEADINGS, plain

_WIDE = 100


def lines(told: Mapping[str, Any]) -> Iterator[str]:
    """A release, or some of its tables, as it is read in a terminal."""
    yield f"{told['title']}, {told['quarter']} ({told['release']})"
    notes = {"token": None, "rounded": None}
    for table in told["tables"]:
        yield ""
        yield from _table(table, told)
        notes |= dict.fromkeys(table["notes"])
    if any(row.get("as_at", "") not in ("", told["quarter"]) for row in _rows(told)):
        notes["repeated"] = None
    yield ""
    for name in notes:
        yield from textwrap.wrap(told["notes"][name], _WIDE)


def _rows(told: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for table in told["tables"]:
        yield from table["rows"]


def _table(table: Mapping[str, Any], told: Mapping[str, Any]) -> Iterator[str]:
    yield table["title"]
    if "funnel" in table:
        stages = (f"{row['label']} {row['n']}" for row in table["funnel"])
        yield from textwrap.wrap(
            "; ".join(stages), _WIDE - 2, initial_indent="  ", subsequent_indent="  "
        )
    token = told["token"]
    columns = [
        name for name in table["columns"] if any(row[name] != token for row in table["rows"])
    ]
    if not columns:
        yield f"  {token} in all {len(table['rows'])} rows"
        return
    rows = [["", *(HEADINGS.get(name, name) for name in columns), ""]]
    for row in table["rows"]:
        since = row.get("as_at", "")
        old = f"of {since}" if since not in ("", told["quarter"]) else ""
        rows.append([plain(row), *(str(row[name]) for name in columns), old])
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    for row in rows:
        first, *rest = row
        cells = [first.ljust(widths[0])]
        cells += [value.rjust(width) for value, width in zip(rest, widths[1:], strict=True)]
        yield f"  {'  '.join(cells)}".rstrip()


def foretold(people: int, quarters: int, found: Sequence[Printed]) -> Iterator[str]:
    """What a pilot may print, one table a line, and what was taken for granted."""
    over = "in one quarter" if quarters == 1 else f"over {quarters} quarters"
    yield f"{people} people enrolled {over} may print:"
    changes = [one for one in found if one.table.startswith("change-")]
    whole = [one.first for one in changes if "-by-" not in one.table and one.first]
    groups = [one.first for one in changes if "-by-" in one.table and one.first]
    if not whole:
        yield "  no change at all: thirty people have to answer twice"
    elif not groups:
        yield f"  change in quarter {min(whole)}, whole place only"
    elif min(groups) > min(whole):
        yield f"  change in quarter {min(whole)}, whole place only"
        yield f"  change of the largest groups in quarter {min(groups)}"
    else:
        yield f"  change in quarter {min(whole)}, of the largest groups, too"
    yield ""
    for one in found:
        if one.first is None:
            yield f"  {one.title}: never"
        else:
            most = max(one.by_quarter)
            rows = "all rows" if most == one.rows else f"{most} of {one.rows} rows at most"
            yield f"  {one.title}: from quarter {one.first} on, {rows}"
    yield ""
    shares = ", ".join(f"{share:.0%}" for share in ANSWER)
    yield from textwrap.wrap(
        f"Reckoned with the rules themselves over made-up people: {shares} of those enrolled "
        f"answer in the first round and the ones after it, {SAY:.0%} say what they are asked of "
        "themselves, three link workers enrol them evenly. Yours will differ; what is printed is "
        "decided anew each quarter.",
        _WIDE,
    )
