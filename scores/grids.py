"""A table for the terminal: columns under each other; and what was heard for something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

_CONFUSED = 12


def grid(heading: Sequence[str], lines: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a table; each line has as many cells as the heading."""
    widths = [max(len(line[at]) for line in (heading, *lines)) for at in range(len(heading))]
    for line in (heading, tuple("-" * width for width in widths), *lines):
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        yield "  ".join(cells).rstrip()


def confused(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """What was meant and heard otherwise, and how often, the most frequent first."""
    lines = [
        (meant, heard, str(times))
        for (meant, heard), times in Counter(pairs).most_common(_CONFUSED)
    ]
    yield from grid(("meant", "heard", "times"), lines)
