"""A table for the terminal: a heading, and columns that stand under each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def grid(heading: Sequence[str], lines: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a table; each line has as many cells as the heading."""
    widths = [max(len(line[at]) for line in (heading, *lines)) for at in range(len(heading))]
    for line in (heading, tuple("-" * width for width in widths), *lines):
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        yield "  ".join(cells).rstrip()
