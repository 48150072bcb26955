"""Dates and clock times as people write them."""

from __future__ import annotations

import re
from datetime import date, timedelta

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_BRITISH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?!\d)")
_WORDED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})[ -,]+(\d{4})")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_CLOCK = re.compile(
    r"(?:\d{4}-\d\d-\d\d[T ])?(\d{1,2})(?:[:.h]?([0-5]\d))?(?::[0-5]\d(?:\.\d+)?)?"
    r"(?:Z|[+-]\d\d:?\d\d)?\s*([ap]\.?m\.?)?",
    re.IGNORECASE,
)
_WORDS = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}
_SERIAL = re.compile(r"[34]\d{4}(?:\.0)?")  # a day as a spreadsheet counts them
_SERIALS_FROM = date(1899, 12, 30)


def day_of(text: str) -> date | None:
    """A day ("2026-03-01", "1/3/2026", "1 March 2026"); None where there is no such day."""
    text = text.strip()
    if _SERIAL.fullmatch(text):
        return _SERIALS_FROM + timedelta(days=int(float(text)))
    if found := _ISO.match(text):
        return _made(found[1], found[2], found[3])
    if found := _BRITISH.match(text):
        return _made(found[3] if len(found[3]) == 4 else f"20{found[3]}", found[2], found[1])
    if (found := _WORDED.search(text)) and found[2][:3].lower() in _MONTHS:
        return _made(found[3], str(_MONTHS.index(found[2][:3].lower()) + 1), found[1])
    return None


def _made(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def clock_of(text: str) -> str | None:
    """A time of day as "14:00" ("2pm", "14:00:00", "1400", "2.30 pm"); None where it is none."""
    text = text.strip().lower()
    if text in _WORDS:
        return _WORDS[text]
    found = _CLOCK.fullmatch(text)
    if found is None:
        return None
    hours, rest, half = int(found[1]), found[2] or "00", (found[3] or "")[:1]
    if half and not 1 <= hours <= 12:
        return None
    hours = hours % 12 + (12 if half == "p" else 0) if half else hours
    if hours > 24 or (hours == 24 and rest != "00"):
        return None
    return f"{hours:02d}:{rest}"
