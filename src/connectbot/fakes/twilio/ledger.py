"""What the pretend Twilio knows: every message, every phone, and who texted STOP."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from connectbot.flows.words import segments

STOP_WORDS = frozenset(
    {"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"}
)
START_WORDS = frozenset({"START", "YES", "UNSTOP"})
HELP_WORDS = frozenset({"HELP", "INFO"})
STOPPED = "You have left this list and will get no more texts from it. Text START to come back."
STARTED = "You are back on this list. Text HELP for help or STOP to leave."
HELPED = "Text STOP to leave this list."


@dataclass(frozen=True, slots=True)
class Text:
    """One text as a phone shows it; `mine` where the phone's owner wrote it."""

    at: datetime
    other: str
    body: str
    sid: str
    mine: bool


@dataclass(slots=True)
class Phone:
    """A pretend phone and its texts, oldest first."""

    number: str
    texts: list[Text] = field(default_factory=list)

    @property
    def received(self) -> list[str]:
        """What it was sent, oldest first."""
        return [text.body for text in self.texts if not text.mine]

    @property
    def sent(self) -> list[str]:
        """What its owner wrote, oldest first."""
        return [text.body for text in self.texts if text.mine]


@dataclass(slots=True)
class Record:
    """One message as the REST paths show it."""

    sid: str
    account_sid: str
    sender: str | None
    to: str
    body: str
    direction: str
    status: str
    at: datetime
    service: str | None = None
    callback: str = ""
    error_code: int | None = None
    media: int = 0
    discarded: bool = False
    obfuscated: bool = False

    def _seen(self, number: str | None) -> str | None:
        return number[:-4] + 4 * "X" if number and self.obfuscated else number

    def shown(self) -> dict[str, Any]:
        """The JSON of one message."""
        uri = f"/2010-04-01/Accounts/{self.account_sid}/Messages/{self.sid}"
        at = format_datetime(self.at)
        return {
            "account_sid": self.account_sid,
            "api_version": "2010-04-01",
            "body": "" if self.discarded else self.body,
            "date_created": at,
            "date_sent": at,
            "date_updated": at,
            "direction": self.direction,
            "error_code": self.error_code,
            "error_message": None,
            "from": self._seen(self.sender) if self.direction == "inbound" else self.sender,
            "messaging_service_sid": self.service,
            "num_media": str(self.media),
            "num_segments": str(segments(self.body)),
            "price": None,
            "price_unit": None,
            "sid": self.sid,
            "status": self.status,
            "subresource_uris": {"media": f"{uri}/Media.json"},
            "to": self.to if self.direction == "inbound" else self._seen(self.to),
            "uri": f"{uri}.json",
        }


class Ledger:
    """Messages in the order they came, and the phones they reached."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.phones: dict[str, Phone] = {}
        self.opted_out: set[str] = set()

    def phone(self, number: str) -> Phone:
        """The phone with this number; there is one for every number."""
        return self.phones.setdefault(number, Phone(number))

    def record(self, sid: str) -> Record | None:
        """The message with this id."""
        return next((record for record in self.records if record.sid == sid), None)

    def hand_over(self, record: Record, sender: str) -> Phone:
        """Put a message on the phone that it goes to."""
        phone = self.phone(record.to)
        phone.texts.append(Text(record.at, sender, record.body, record.sid, mine=False))
        return phone

    def keyword(self, sender: str, body: str) -> tuple[str, str] | None:
        """What the provider itself does with a text: (the keyword's kind, its answer to it)."""
        word = body.strip().upper()
        if word in STOP_WORDS:
            self.opted_out.add(sender)
            return "STOP", STOPPED
        if word in START_WORDS:
            was_out = sender in self.opted_out
            self.opted_out.discard(sender)
            return ("START", STARTED) if was_out or word != "YES" else None
        return ("HELP", HELPED) if word in HELP_WORDS else None


def new_sid() -> str:
    """SM and 32 hexadecimal digits."""
    return f"SM{secrets.token_hex(16)}"
