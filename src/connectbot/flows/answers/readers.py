"""Which reader takes which kind of answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from connectbot.flows.answers.amount import number, scale
from connectbot.flows.answers.choice import choice
from connectbot.flows.answers.clock import time
from connectbot.flows.answers.dates import day
from connectbot.flows.answers.hour import hour
from connectbot.flows.answers.mail import email
from connectbot.flows.answers.name import name
from connectbot.flows.answers.phone import phone
from connectbot.flows.answers.several import many
from connectbot.flows.answers.stretch import hours
from connectbot.flows.answers.where import (
    outcode,
    overheard_outcode,
    overheard_postcode,
    postcode,
)
from connectbot.flows.answers.yesno import yesno
from connectbot.flows.words import clean, unreadable

_ALONE: dict[str, Callable[[str], str | None]] = {
    "email": email,
    "hour": hour,
    "hours": hours,
    "name": name,
    "outcode": outcode,
    "phone": phone,
    "postcode": postcode,
    "time": time,
    "yesno": yesno,
}
_OF_OPTIONS: dict[str, Callable[[str, Sequence[str]], str | None]] = {
    "choice": choice,
    "many": many,
}
_BOUNDED: dict[str, Callable[[str, float | None, float | None], str | None]] = {
    "number": number,
    "scale": scale,
}
_OVERHEARD: dict[str, Callable[[str], str | None]] = {
    "outcode": overheard_outcode,
    "postcode": overheard_postcode,
}
KINDS = frozenset({"date", "need", "text", *_ALONE, *_OF_OPTIONS, *_BOUNDED})
"""The kinds of answer a flow may ask for; "need" is understood by the directory, not here."""


def understand(
    kind: str,
    text: str,
    *,
    options: Sequence[str] = (),
    least: float | None = None,
    most: float | None = None,
    today: date,
) -> str | None:
    """The value meant, as text; None where it should be asked again.

    choice gives "2" (from 1), many "1,3", yesno "yes" or "no", date "2026-12-03", time "14:30",
    hour "10:00", hours "18:00-00:00", phone "+447700900123", postcode "LS6 2AB". `least` and
    `most` bound number and scale (0 to 10 without them); `today` is the day they write on. An
    unknown kind: KeyError.
    """
    if kind in _OF_OPTIONS:
        return _OF_OPTIONS[kind](text, options)
    if kind in _BOUNDED:
        return _BOUNDED[kind](text, least, most)
    if kind == "date":
        return day(text, today)
    return _words(text) if kind == "text" else _ALONE[kind](text)


def overhear(kind: str, text: str) -> str | None:
    """A postcode or outcode inside a longer sentence; None for every other kind."""
    return _OVERHEARD[kind](text) if kind in _OVERHEARD else None


def _words(text: str) -> str | None:
    return None if unreadable(text) else clean(text).strip()
