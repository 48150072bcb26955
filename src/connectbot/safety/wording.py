"""Fixed wording made ready: numbers filled in, and short enough for two plain texts."""

from __future__ import annotations

import re
from collections.abc import Mapping

_PLAIN = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 \n@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ"
    "!\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà"
)
_BRACED = re.compile(r"\{([^{}]*)\}")

TWO_TEXTS = 306
"""Letters in two texts joined together."""


class BadWording(Exception):
    """A wording that cannot be sent as it is; says why and how to mend it."""


def filled(text: str, numbers: Mapping[str, str], *, later: str = "") -> str:
    """A wording with its numbers in place; `later` is the one word filled in when it is sent.

    Raises BadWording for an unknown `{word}`, a letter that doubles the price, or too many.
    """

    def number(found: re.Match[str]) -> str:
        name = found.group(1)
        if later and name == later:
            return found.group()
        if name not in numbers:
            known = ", ".join(f"`{{{n}}}`" for n in sorted({*numbers, later} - {""}))
            raise BadWording(f"unknown `{found.group()}`; these are known: {known}")
        return numbers[name]

    said = _BRACED.sub(number, text)
    longest = said.replace(f"{{{later}}}", "x" * 30)
    if odd := sorted(set(longest) - _PLAIN):
        raise BadWording(f"`{odd[0]}` would double the price of this text; use plain letters")
    if len(longest) > TWO_TEXTS:
        raise BadWording(f"this can be {len(longest)} letters; two texts hold {TWO_TEXTS}")
    return said
