"""A yes with a "but": what somebody keeps back when they say what may be told."""

from __future__ import annotations

import re

from connectbot.flows.phrases import plain

_NUMBER = re.compile(r"\b(?:numbers?|num|phone|mobile|ring|ringing|call|calling|text)\b")
_NAME = re.compile(r"\bname\b")
_KEEPS_BACK = re.compile(
    r"\b(?:not|dont|do not|never|no|without|except|rather (?:they|she|he) didnt|hate)\b"
)
_ONLY = re.compile(r"\b(?:only|just|but|not|dont|without|except|unless|if|nothing|less|some)\b")


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
