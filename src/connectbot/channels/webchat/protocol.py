"""The words of the socket: JSON objects that a page may send, and those it gets."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from connectbot.channels.webchat.session import is_token
from connectbot.model.message import Message

_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_HIGHEST = 2**63 - 1


class Trouble(StrEnum):
    """Why a frame was not taken; the page knows these words."""

    UNREADABLE = "unreadable"
    TOO_LONG = "too-long"
    SLOW_DOWN = "slow-down"
    LATER = "later"


_SENTENCES = {
    Trouble.UNREADABLE: "I could not read that. Please write it in words.",
    Trouble.TOO_LONG: "That is too long for me to read at once. Please send it in shorter parts.",
    Trouble.SLOW_DOWN: "I am a little behind. This goes again by itself in a moment.",
    Trouble.LATER: "This has not gone yet. I will try again by myself.",
}


@dataclass(frozen=True, slots=True)
class Hello:
    """The page opens: its session (None for a new one) and the last sequence it has."""

    session: str | None
    after: int


@dataclass(frozen=True, slots=True)
class Said:
    """Words that were written or chosen, under an id the page made."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Not a frame of ours; `id` where at least that could be read."""

    id: str = ""


def read(frame: str) -> Hello | Said | Unreadable:
    """What a page sent. Any text at all gives an answer."""
    try:
        data = json.loads(frame)
    except (ValueError, RecursionError):
        return Unreadable()
    if not isinstance(data, dict):
        return Unreadable()
    match data.get("type"):
        case "hello":
            return _hello(data)
        case "say" | "choose":
            return _said(data)
    return Unreadable()


def welcome(session: str) -> str:
    """The socket is open, for this session."""
    return _frame("welcome", session=session)


def message(seq: int, said: Message) -> str:
    """Something we say, under its sequence number."""
    links = [{"title": link.title, "url": link.url} for link in said.links]
    # A button is one answer: who means several needs to see what their numbers are.
    several = enumerate(said.options, start=1) if said.several else ()
    text = "\n".join((said.text, *(f"{number} {option}" for number, option in several)))
    return _frame("message", seq=seq, text=text, options=list(said.options), links=links)


def ack(id: str) -> str:
    """The words with this id are safe with us."""
    return _frame("ack", id=id)


def error(trouble: Trouble, id: str = "", *, after: float = 0) -> str:
    """A frame was not taken; `after` is how many seconds to wait before it may go again."""
    return _frame("error", id=id, code=trouble.value, text=_SENTENCES[trouble], after=after)


def _hello(data: dict[str, Any]) -> Hello:
    session, after = data.get("session"), data.get("after", 0)
    known = type(after) is int and 0 <= after <= _HIGHEST
    return Hello(session if is_token(session) else None, int(after) if known else 0)


def _said(data: dict[str, Any]) -> Said | Unreadable:
    id, text = data.get("id"), data.get("text")
    if not (isinstance(id, str) and _ID.fullmatch(id)):
        return Unreadable()
    if not isinstance(text, str):
        return Unreadable(id)
    # Half a surrogate pair is no character, and nothing further in could store it.
    return Said(id, text.encode("utf-8", "ignore").decode())


def _frame(kind: str, **fields: Any) -> str:
    return json.dumps({"type": kind, **fields})
