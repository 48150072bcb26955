"""What the Telegram channel must be told before it can work."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from typing import Literal

Mode = Literal["webhook", "polling", "sending"]
"""How updates come: brought to us, asked for, or not at all (only contacts of ours are there)."""


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """The bot's token and where the Bot API is.

    `secret` is what Telegram sends with each update; `public_url` the address it brings them to.
    `patience` is how many seconds one request may take, `polling` how many a question for updates
    stays open.
    """

    token: str = field(repr=False)
    api_url: str = "https://api.telegram.org"
    mode: Mode = "sending"
    secret: str = field(default="", repr=False)
    public_url: str = ""
    patience: float = 10.0
    polling: int = 25

    def __post_init__(self) -> None:
        if self.mode == "webhook" and not self.secret:
            raise ValueError("TELEGRAM_SECRET is empty: anybody could bring us updates without it.")

    @property
    def bot(self) -> str:
        """The bot's number, which is the first part of its token."""
        return self.token.partition(":")[0]

    @property
    def key(self) -> bytes:
        """What buttons are signed with; a new token makes the buttons of the old one harmless."""
        return hmac.digest(self.token.encode(), b"connectbot buttons", "sha256")

    @property
    def webhook(self) -> str:
        """Where Telegram is to bring updates."""
        return f"{self.public_url.rstrip('/')}/telegram"
