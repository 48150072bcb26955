"""Who is at the other end: a random token the page keeps, of which we keep only the hash."""

from __future__ import annotations

import hashlib
import re
import secrets

from connectbot.model.message import Address

CHANNEL = "webchat"

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def new_token() -> str:
    """A session nobody can guess: 256 random bits."""
    return secrets.token_urlsafe(32)


def is_token(value: object) -> bool:
    """Whether this has the shape of a token of ours."""
    return isinstance(value, str) and _TOKEN.fullmatch(value) is not None


def address_of(token: str) -> Address:
    """Where this session is written to: the hash of its token."""
    return Address(CHANNEL, hashlib.sha256(token.encode()).hexdigest())


def provider_id(token: str, said: str) -> str:
    """The id of a message: the same session and the same page's id give the same one."""
    return hashlib.sha256(f"{token}\n{said}".encode()).hexdigest()
