"""What a text message costs: the GSM 03.38 alphabet, what maps into it, segments counted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("\f^{}\\[~]|€")
_GSM7 = _BASIC | _EXTENSION
_ALONE, _JOINED = 160, 153  # units in a text that is alone, and in each of several

_LOOK_ALIKES = {
    "'": "‘’‚‛′‵´`ʹʻʼʽˈ‹›＇",
    '"': "“”„‟″‶«»＂",
    "-": "‐‑‒–—―−⁃•‣﹘﹣－",
    " ": "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"
    "\u205f\u3000",
    "\n": "\v\u0085\u2028\u2029",
    "": "\u00ad\u200b\u2060\ufeff",  # invisible; the joiner inside emoji is not among them
    "...": "…",
    "..": "‥",
    "/": "⁄∕",
    ".": "․·",
    "x": "×",
    "->": "→",
    "<-": "←",
    "fi": "ﬁ",
    "fl": "ﬂ",
    "1/2": "½",
    "1/4": "¼",
    "3/4": "¾",
}
_DOWNGRADE = str.maketrans(
    {sign: plain for plain, signs in _LOOK_ALIKES.items() for sign in signs}
    | {chr(wide): chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)}
)
_MIXED_NUMBER = re.compile(r"(\d)(?=[½¼¾])")  # 1½ must not become 11/2


@dataclass(frozen=True, slots=True)
class Cost:
    """What one text costs: segments paid for, units used, "GSM-7" or "UCS-2", and why in words."""

    segments: int
    units: int
    encoding: str
    why: str


def gsm7(text: str) -> str:
    """The same text with look-alikes (curly quotes, dashes, odd spaces) as their GSM-7 twins.

    Letters and emoji that GSM-7 lacks stay as they are: the text is then sent as UCS-2.
    """
    if _BASIC.issuperset(text):  # as nearly all of ours is
        return text
    composed = _MIXED_NUMBER.sub(r"\1 ", unicodedata.normalize("NFC", text))
    return unicodedata.normalize("NFC", composed.translate(_DOWNGRADE))


def is_gsm7(text: str) -> bool:
    """Whether every character is in GSM 03.38 or its extension table."""
    return _GSM7.issuperset(text)


def segments(text: str) -> int:
    """How many texts are paid for; 0 for an empty one."""
    return _count(text)[0]


def cost(text: str) -> Cost:
    """What sending this costs, with a sentence that says why."""
    count, units, encoding = _count(text)
    return Cost(count, units, encoding, _why(text, count, units, encoding))


def _count(text: str) -> tuple[int, int, str]:
    """Segments, units and encoding."""
    if _BASIC.issuperset(text):
        units = len(text)
        return (min(units, 1) if units <= _ALONE else -(-units // _JOINED)), units, "GSM-7"
    if is_gsm7(text):
        units = len(text) + sum(char in _EXTENSION for char in text)
        sizes = (2 if char in _EXTENSION else 1 for char in text)
        return _pack(sizes, units, _ALONE, _JOINED), units, "GSM-7"
    units = sum(_utf16(char) for char in text)
    return _pack((_utf16(char) for char in text), units, 70, 67), units, "UCS-2"


def _utf16(char: str) -> int:
    return 2 if ord(char) > 0xFFFF else 1


def _pack(sizes: Iterator[int], units: int, alone: int, joined: int) -> int:
    """Segments needed when a character is never cut in two."""
    if units <= alone:
        return min(units, 1)
    count, used = 1, 0
    for size in sizes:
        if used + size > joined:
            count, used = count + 1, 0
        used += size
    return count


def _why(text: str, count: int, units: int, encoding: str) -> str:
    if not count:
        return "Nothing to send."
    texts = "1 text" if count == 1 else f"{count} texts"
    return f"{texts}: {(_why_plain if encoding == 'GSM-7' else _why_odd)(text, count, units)}"


def _why_plain(text: str, count: int, units: int) -> str:
    doubles = sum(char in _EXTENSION for char in text)
    twice = f" ({doubles} of them, like {_some(text, _EXTENSION)}, count twice)" if doubles else ""
    return f"{units - doubles} characters{twice}; one text holds 160, each of several 153."


def _why_odd(text: str, count: int, units: int) -> str:
    odd = _some(text, frozenset(text) - _GSM7)
    cheaper = _count(gsm7(text))[0]
    mend = f" With plain quotes and dashes it would be {cheaper}." if cheaper < count else ""
    return f"{odd} makes a text hold 70 characters, each of several 67; this has {units}.{mend}"


def _some(text: str, wanted: frozenset[str]) -> str:
    """Up to three of the wanted characters as they can be shown, in the order they come."""
    found = [char for char in dict.fromkeys(text) if char in wanted and char.isprintable()]
    return " ".join(found[:3]) or "a hidden character"
