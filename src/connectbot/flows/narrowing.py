"""A yes with a "but": what somebody keeps back when they say what may be told."""

from __future__ import annotations

import re
from collections.abc import Mapping

from connectbot.flows.phrases import plain

_NUMBER = re.compile(r"\b(?:numbers?|num|phone|mobile|ring|ringing|call|calling|text)\b")
_NAME = re.compile(r"\bname\b")
_KEEPS_BACK = re.compile(
    r"\b(?:not|dont|do not|never|no|without|except|rather (?:they|she|he) didnt|hate)\b"
)
_ONLY = re.compile(r"\b(?:only|just|but|not|dont|without|except|unless|if|nothing|less|some)\b")


NAME, NO = "name", "no"
"""The options of every such question that let a group know a first name, and nothing."""


def meant(said: str, options: Mapping[str, str], label: str | None, most: str) -> str | None:
    """Which of the options they mean whose reply sounds like this label, never more than they say:
    `most` lets the group know all that was asked for. None where that is not clear."""
    value = next((value for value, one in options.items() if one == label), None)
    bare = said.strip(" .)").casefold()
    if value == NO or bare.isdecimal() or (label is not None and bare == label.casefold()):
        return value
    if only_a_name(said):
        return NAME
    return None if value == most and keeps_back(said) else value


def only_a_name(said: str) -> bool:
    """Whether they say that a name may be told, and no number: "just my name", "yes but dont ring
    me"."""
    words = plain(said)
    number = _NUMBER.search(words)
    if number is None:
        return _NAME.search(words) is not None and _ONLY.search(words) is not None
    before = words[: number.start()].split()[-4:]
    return _KEEPS_BACK.search(" ".join(before)) is not None


def keeps_back(said: str) -> bool:
    """Whether something stands beside their yes that may take part of it back."""
    return _ONLY.search(plain(said)) is not None
