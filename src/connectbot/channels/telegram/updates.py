"""What can happen on Telegram, in our own words, whatever their library calls it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody wrote in their own chat with the bot, or changed what they had written (`edited`).

    `media` tells that a voice note, a picture or the like came with it; `album` names the album
    that it is part of.
    """

    number: int
    chat: str
    text: str
    at: datetime
    media: bool = False
    edited: bool = False
    album: str = ""


@dataclass(frozen=True, slots=True)
class Pressed:
    """Somebody pressed a button. `query` is to be answered; `message`, `text` are where it stood
    (0 and "" where Telegram does not know any more)."""

    number: int
    chat: str
    query: str
    data: str
    message: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody let the bot in (`here`), or blocked it."""

    number: int
    chat: str
    here: bool


@dataclass(frozen=True, slots=True)
class InGroup:
    """Something was said to the bot where others read it, or it was put there."""

    number: int
    chat: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing for us: another bot, a channel, a change of a title, or what nobody can read."""

    number: int
    chat: str = ""


Happening = Said | Pressed | Presence | InGroup | Nothing
