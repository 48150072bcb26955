"""E-mail to our own people: plain text, a subject that gives nothing away, sending only."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime
from ipaddress import ip_address
from urllib.parse import parse_qs, unquote, urlsplit

import aiosmtplib

from connectbot.channels.base import Traits, Unlisted
from connectbot.channels.plain import plain
from connectbot.model.delivery import Claimed, Lost, Meaning, Outcome, Refused, Sent
from connectbot.model.message import Inbound

SUBJECT = "A message for your team"
_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class EmailSettings:
    """Where mail is handed in and from whom it comes. `tls`: none, starttls or smtps."""

    host: str
    port: int
    tls: str
    user: str
    password: str = field(repr=False)
    sender: str

    @classmethod
    def from_url(cls, url: str, sender: str = "") -> EmailSettings:
        """SMTP_URL in parts: smtp://user:pass@host:port?from=team@oakfield.example.

        `sender` is who the mail is from where neither `from=` nor the user says it.

        smtp+starttls:// insists on STARTTLS, smtps:// speaks TLS from the start; smtp:// uses
        STARTTLS where it is offered, and insists on it before it shows a password to another
        machine. Raises ValueError with the mend.
        """
        parts = urlsplit(url)
        if parts.scheme not in _PORTS or not parts.hostname:
            raise ValueError(
                "SMTP_URL is not understood: write smtp://user:password@host:port, "
                "smtp+starttls:// or smtps://."
            )
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        named = parse_qs(parts.query).get("from", [user if "@" in user else sender])[0]
        if "@" not in named:
            raise ValueError(
                "SMTP_URL does not say who the mail is from: add ?from=name@your.domain to it."
            )
        if parts.scheme == "smtp":
            tls = "starttls" if user and not _here(parts.hostname) else "offered"
        else:
            tls = parts.scheme.removeprefix("smtp+")
        port = parts.port or _PORTS[parts.scheme]
        return cls(parts.hostname, port, tls, user, password, named)


def _here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class EmailChannel:
    """One connection a message: the few mails of a day need no more."""

    def __init__(
        self,
        settings: EmailSettings,
        clock: Callable[[], datetime],
        *,
        patience: float = 10.0,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._patience = patience
        self._trust = trust

    @property
    def traits(self) -> Traits:
        """Plain text of any reasonable length."""
        return Traits("email", False, False, 2.0, 20_000)

    async def send(self, claimed: Claimed) -> Outcome:
        """Hand in one mail; its Message-ID is our outbox id, so that a repeat can be seen."""
        try:
            mail = self._mail(claimed)
        except (ValueError, UnicodeError):
            return Refused("not-an-address", Meaning.ADDRESS)
        server = self._server()
        try:
            await server.connect()
        except aiosmtplib.SMTPAuthenticationError as broken:
            return Refused(str(broken.code), Meaning.HALT)
        except (aiosmtplib.SMTPException, OSError, ValueError) as broken:
            return Refused(type(broken).__name__, Meaning.RETRY)
        try:
            await server.send_message(mail)
        except (aiosmtplib.SMTPException, OSError) as broken:
            return _outcome_of(broken)
        finally:
            server.close()
        return Sent(str(mail["Message-ID"]))

    def _mail(self, claimed: Claimed) -> EmailMessage:
        text = plain(claimed.message).encode("utf-8", "replace").decode()
        mail = EmailMessage(SMTP_POLICY)
        mail["From"] = self._settings.sender
        mail["To"] = claimed.address.value
        mail["Subject"] = SUBJECT
        mail["Date"] = format_datetime(self._clock())
        mail["Message-ID"] = f"<{claimed.id}@{self._settings.sender.rpartition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(text)
        if mail["To"].defects or not mail["To"].addresses:
            raise ValueError("no address")
        return mail

    def _server(self) -> aiosmtplib.SMTP:
        settings = self._settings
        return aiosmtplib.SMTP(
            hostname=settings.host,
            port=settings.port,
            username=settings.user or None,
            password=settings.password or None,
            use_tls=settings.tls == "smtps",
            start_tls={"starttls": True, "offered": None}.get(settings.tls, False),
            timeout=self._patience,
            tls_context=self._trust,
        )

    async def find_sent(self, claimed: Claimed) -> str | None:
        """A mail server keeps no list that we may ask."""
        raise Unlisted

    async def missed(self, since: datetime) -> Sequence[Inbound]:
        """Nothing comes in by mail."""
        return ()

    async def close(self) -> None:
        """No connection outlives its mail."""


def _outcome_of(broken: Exception) -> Refused | Lost:
    if isinstance(broken, aiosmtplib.SMTPRecipientsRefused):
        first = broken.recipients[0]
        return Refused(str(first.code), Meaning.ADDRESS if first.code >= 500 else Meaning.RETRY)
    if isinstance(broken, aiosmtplib.SMTPSenderRefused) and broken.code >= 500:
        return Refused(str(broken.code), Meaning.HALT)
    if isinstance(broken, aiosmtplib.SMTPResponseException):
        return Refused(str(broken.code), Meaning.MESSAGE if broken.code >= 500 else Meaning.RETRY)
    return Lost(type(broken).__name__)
