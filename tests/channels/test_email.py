"""Mail: where it is handed in, what it looks like, and what it never shows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from connectbot.channels.base import Unlisted
from connectbot.channels.email import SUBJECT, EmailChannel, EmailSettings
from connectbot.model.delivery import Meaning, Refused, Sent
from connectbot.model.message import Address, Message
from tests.channels.bench import NOW, claimed
from tests.channels.benches.email import EmailBench

TO = Address("email", "jean@oakfield.example")
LOCAL, MAIL, US = "127.0.0.1", "mail.example", "a@b.example"


@pytest.fixture
async def bench() -> AsyncIterator[EmailBench]:
    made = EmailBench()
    await made.open()
    yield made
    await made.close()


@pytest.mark.parametrize(
    ("url", "host", "port", "tls", "user", "password", "sender"),
    [
        ("smtp://127.0.0.1?from=a@b.example", LOCAL, 25, "offered", "", "", US),
        ("smtp://u:p@localhost:2525?from=a@b.example", "localhost", 2525, "offered", "u", "p", US),
        ("smtp://u:p@mail.example?from=a@b.example", MAIL, 25, "starttls", "u", "p", US),
        ("smtp+starttls://mail.example?from=a@b.example", MAIL, 587, "starttls", "", "", US),
        ("smtps://a%40b.example:p%3Aw@mail.example", MAIL, 465, "smtps", US, "p:w", US),
        ("smtp://[::1]:25", "::1", 25, "offered", "", "", "bot@bot.example"),
        ("smtp://u:p@[::1]:25", "::1", 25, "offered", "u", "p", "bot@bot.example"),
    ],
)
def test_an_address_of_a_mail_server_is_understood(
    url: str, host: str, port: int, tls: str, user: str, password: str, sender: str
) -> None:
    """A password goes to another machine over TLS alone; the sender comes from the address."""
    wanted = EmailSettings(host, port, tls, user, password, sender)
    assert EmailSettings.from_url(url, "bot@bot.example") == wanted


@pytest.mark.parametrize(
    ("url", "mend"),
    [
        ("", "smtp://user:password@host:port"),
        ("http://mail.example", "smtp://user:password@host:port"),
        ("smtp://?from=a@b.example", "smtp://user:password@host:port"),
        ("smtp://mail.example", "add .from="),
        ("smtp://mail.example?from=nobody", "add .from="),
    ],
)
def test_an_address_that_cannot_work_says_how_to_mend_it(url: str, mend: str) -> None:
    """The setting is named, with what to write."""
    with pytest.raises(ValueError, match=f"SMTP_URL.*{mend}"):
        EmailSettings.from_url(url)


async def test_a_mail_gives_nothing_away_outside(bench: EmailBench) -> None:
    """A neutral subject, a Message-ID made of the outbox id, and that it is automatic."""
    said = claimed(TO, Message("Somebody would like to talk."))
    assert await bench.channel.send(said) == Sent(f"<{said.id}@oakfield.example>")
    mail = bench.room.mails[0]
    assert mail["Subject"] == SUBJECT
    assert mail["Message-ID"] == f"<{said.id}@oakfield.example>"
    assert mail["From"] == "team@oakfield.example"
    assert mail["To"] == TO.value
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"].datetime == NOW
    assert mail.get_content_type() == "text/plain"


async def test_nothing_comes_in_by_mail_and_nothing_is_listed(bench: EmailBench) -> None:
    """A mail server keeps no list for us."""
    assert await bench.channel.missed(NOW) == ()
    with pytest.raises(Unlisted):
        await bench.channel.find_sent(claimed(TO, Message("hello")))
    assert bench.channel.traits.buttons is False


class Door:
    """Asks for a name and a password."""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        return "250 kept"

    def __call__(
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        mechanism: str,
        data: LoginPassword,
    ) -> AuthResult:
        return AuthResult(success=data.password == b"right", handled=False)


@pytest.mark.parametrize(
    ("password", "outcome"), [("right", Sent), ("wrong", Refused)], ids=["right", "wrong"]
)
async def test_a_wrong_password_halts_the_channel(password: str, outcome: type) -> None:
    """Nothing else can be sent either until somebody mends it."""
    door = Door()
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(door, authenticator=door, auth_require_tls=False), "127.0.0.1", 0
    )
    port = server.sockets[0].getsockname()[1]
    settings = EmailSettings.from_url(f"smtp://us:{password}@127.0.0.1:{port}?from=a@b.example")
    async with server:
        got = await EmailChannel(settings, lambda: NOW).send(claimed(TO, Message("hello")))
    assert isinstance(got, outcome)
    assert getattr(got, "meaning", Meaning.HALT) is Meaning.HALT


async def test_a_password_is_not_shown_to_a_server_without_tls(bench: EmailBench) -> None:
    """Where STARTTLS is insisted on and not offered, nothing is sent."""
    settings = EmailSettings.from_url(
        f"smtp+starttls://us:secret@127.0.0.1:{bench.server.sockets[0].getsockname()[1]}?from=a@b.example"
    )
    channel = EmailChannel(settings, _at_noon, patience=1.0)
    got = await channel.send(claimed(TO, Message("hello")))
    assert isinstance(got, Refused)
    assert got.meaning is Meaning.RETRY
    assert bench.room.mails == []


def _at_noon() -> datetime:
    return NOW


def test_settings_show_no_password() -> None:
    """What they look like in an error holds no secret."""
    url = "smtps://bot:s3cret@mail.oakfield.example?from=bot@oakfield.example"
    assert "s3cret" not in repr(EmailSettings.from_url(url))
