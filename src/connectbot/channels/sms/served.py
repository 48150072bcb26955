"""Which senders of texts are phones, and which of those we serve."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PHONE = re.compile(r"\+[1-9][0-9]{6,14}")
# Inside +447 and dearer than a UK mobile, or barred by default with the provider: personal numbers,
# pagers, Jersey, Guernsey, the Isle of Man. One such number must not halt the channel for all.
_APART = (
    *("+4470", "+4476"),
    *("+447509", "+447829", "+447937", "+4477003", "+4477007", "+4477008", "+447797"),
    *("+447781", "+447839", "+4479111", "+4479117"),
    *("+4474576", "+447524", "+447924"),
)


def is_phone(sender: str) -> bool:
    """Whether this is a phone's number: no short code, no letters, no other channel's prefix."""
    return _PHONE.fullmatch(sender) is not None


def is_served(number: str, prefixes: Sequence[str]) -> bool:
    """Whether a phone is under an allowed prefix; a dear one only under its own."""
    if not number.startswith(_APART):
        return number.startswith(tuple(prefixes))
    return any(number.startswith(prefix) and prefix.startswith(_APART) for prefix in prefixes)
