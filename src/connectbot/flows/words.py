"""How a message is put into words: placeholders filled, texts worded for SMS, input made clean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from connectbot.flows.gsm import Cost, cost, gsm7, is_gsm7, segments
from connectbot.model.message import Message

__all__ = [
    "Cost",
    "as_sms",
    "clean",
    "cost",
    "fill",
    "gsm7",
    "is_gsm7",
    "placeholders",
    "segments",
    "unreadable",
]

_PLACEHOLDER = re.compile(r"(?P<lead>,? ?)\{(?P<name>[a-z][a-z0-9_]{0,39})\}")
_INVISIBLE = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "Zl", "Zp", "Zs"})
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0\ufffc\ufffd")


def placeholders(text: str) -> set[str]:
    """The names between braces: {"area"} for "Near {area}"."""
    return {found["name"] for found in _PLACEHOLDER.finditer(text)}


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with each {name} replaced; one without a value goes, with the comma before it."""

    def replaced(found: re.Match[str]) -> str:
        value = values.get(found["name"], "")
        return found["lead"] + value if value else ""

    filled = _PLACEHOLDER.sub(replaced, text)
    return filled if filled[:1] == text[:1] else filled.lstrip(" ,\n")


def as_sms(message: Message) -> str:
    """One text: the shorter wording where there is one, options numbered, links at the end."""
    lines = [(message.text if message.sms is None else message.sms).rstrip()]
    lines += [f"{number} {option}" for number, option in enumerate(message.options, start=1)]
    lines += [f"{link.title}: {link.url}" if link.title else link.url for link in message.links]
    return gsm7("\n".join(line for line in lines if line))


def unreadable(text: str) -> bool:
    """Whether nothing in it could have been meant by a person: empty, or only invisible signs."""
    return all(char in _BLANKS or unicodedata.category(char) in _INVISIBLE for char in text)


def clean(text: str, limit: int = 1600) -> str:
    """The text without NUL and lone surrogates, at most `limit` characters of it."""
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return joined.replace("\0", "")[:limit]
