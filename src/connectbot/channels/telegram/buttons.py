"""What stands behind a button: which option of which message, signed for one chat.

Old buttons stay on the screen for ever and anybody can send us made-up ones: nothing here is more
than a claim, and whether that question is still open is for the desk to say.
"""

from __future__ import annotations

import hmac
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass

LONGEST = 64
"""Bytes that Telegram keeps behind a button."""

_DATA = re.compile(r"1:([0-9a-f]{32}):([1-9][0-9]?):([A-Za-z0-9_-]{11})")
_MOST = 99


@dataclass(frozen=True, slots=True)
class Choice:
    """An option, counted from 1, of the message with this outbox id."""

    outbox_id: str
    number: int


def data_of(choice: Choice, chat: str, key: bytes) -> str:
    """The bytes behind a button: no words, no name, nothing about anybody."""
    told = f"1:{choice.outbox_id}:{choice.number}"
    return f"{told}:{_tag(told, chat, key)}"


def read(data: str, chat: str, key: bytes) -> Choice | None:
    """The choice behind a button of ours in this chat; None for anything else."""
    found = _DATA.fullmatch(data)
    if found is None:
        return None
    told, _, tag = data.rpartition(":")
    if not hmac.compare_digest(_tag(told, chat, key), tag):
        return None
    return Choice(found[1], int(found[2]))


def shown(options: tuple[str, ...]) -> tuple[str, ...]:
    """The options that get a button: as many as can be told apart."""
    return options[:_MOST]


def _tag(told: str, chat: str, key: bytes) -> str:
    summed = hmac.digest(key, f"{chat}:{told}".encode(), "sha256")
    return urlsafe_b64encode(summed[:8]).decode().rstrip("=")
