"""Short names: of columns, of what was asked, of numbers as they are read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

HEADINGS = {
    "n": "people",
    "of_due": "% of due",
    "change": "change",
    "low": "low",
    "high": "high",
    "sd": "SD",
    "improved": "better %",
    "same": "same %",
    "worse": "worse %",
    "not_improved": "not better %",
    "if_unchanged": "if missing unchanged",
    "tipping": "tips at",
    "before": "start",
    "after": "later",
    "mean": "mean",
    "unmet": "found nothing",
    "listings": "in the directory",
}
"""How the columns are called."""

_SHORT = {
    "ons4.satisfied": "Satisfied with life",
    "ons4.worthwhile": "Life worthwhile",
    "ons4.happy": "Happy yesterday",
    "ons4.anxious": "Anxious yesterday",
    "ucla3.total": "Loneliness, three questions",
    "ons-loneliness.lonely": "How seldom lonely",
}
_PARTS = frozenset({"band", "group", "from"})  # a row that has one is not of everybody
_LONGEST = 44

Row = Mapping[str, Any]
"""A row of a release's table."""


def plain(row: Row) -> str:
    """What a row is called where there is little room; one that is not of everybody says of whom
    after a colon, as its label does."""
    label, of = str(row["label"]), ""
    if not _PARTS.isdisjoint(row):
        label, of = label.rpartition(": ")[::2]
    name = _SHORT.get(row.get("measure", ""), label)
    if len(name) > _LONGEST:
        name = f"{name[: _LONGEST - 3].rstrip()}..."
    return f"{name}: {of}" if of and name else of or name


def short(row: Row) -> str:
    """The same beside a chart, where one has to see which way is better."""
    return f"{plain(row)} (less is better)" if row.get("better") == "down" else plain(row)


def in_words(name: str) -> str:
    """A name inside a sentence; a name of letters (GP) stays as it is."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def signed(value: Any) -> str:
    """A change as it is read: "+0.8", "-0.3", "0.0"."""
    return f"+{value}" if not isinstance(value, str) and value > 0 else str(value)


def listed(parts: list[str]) -> str:
    """ "one, two and three"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
