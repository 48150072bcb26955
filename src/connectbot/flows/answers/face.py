"""Which reader takes which kind of answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

KINDS = frozenset(
    {
        "text",
        "number",
        "scale",
        "yesno",
        "date",
        "time",
        "postcode",
        "outcode",
        "phone",
        "email",
        "name",
        "choice",
        "many",
        "need",
    }
)
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})\b", re.I)
_OUTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\b", re.I)


def understand(
    kind: str,
    text: str,
    *,
    options: Sequence[str] = (),
    least: float | None = None,
    most: float | None = None,
    today: date,
) -> str | None:
    """The value meant, as text; None where it should be asked again."""
    said = " ".join(text.split()).strip(" .,!").casefold()
    if kind == "choice":
        if said.isdecimal() and 1 <= int(said) <= len(options):
            return str(int(said))
        fits = [n for n, o in enumerate(options, 1) if said and said in o.casefold()]
        return str(fits[0]) if len(fits) == 1 else None
    if kind == "yesno":
        return {"yes": "yes", "y": "yes", "aye": "yes", "no": "no", "n": "no", "nah": "no"}.get(
            said
        )
    if kind in ("number", "scale"):
        return said if said.isdecimal() and (kind == "number" or int(said) <= 10) else None
    if kind in ("postcode", "outcode"):
        return overhear(kind, text)
    if kind in ("text", "name"):
        return " ".join(text.split()) or None
    return None


def overhear(kind: str, text: str) -> str | None:
    """A postcode or outcode inside a longer sentence."""
    found = _POSTCODE.search(text)
    if kind == "postcode":
        return f"{found[1]} {found[2]}".upper() if found else None
    if found:
        return found[1].upper()
    short = _OUTCODE.search(text)
    return short[1].upper() if short else None
