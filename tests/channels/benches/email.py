"""The e-mail channel against a real mail server on loopback."""

from __future__ import annotations

import asyncio
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiohttp.test_utils import unused_port
from aiosmtpd.smtp import SMTP, Envelope, Session

from connectbot.channels.email import EmailChannel, EmailSettings
from tests.channels.bench import NOW, Bench


class MailRoom:
    """Keeps every mail; `word` spoils the next one."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.word = ""

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        refusals = {"knows nobody there": "550 no such user", "is asked to wait": "451 greylisted"}
        if self.word in refusals:
            return refusals[self.word]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.word == "refuses the sender":
            return "550 not from you"
        envelope.mail_from = address
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.word == "refuses the text":
            return "554 looks like spam"
        if self.word == "is full":
            return "452 no room"
        content = envelope.content
        assert isinstance(content, bytes)
        self.mails.append(message_from_bytes(content, policy=policy.default))
        if self.word == "hangs":
            await asyncio.sleep(1.0)
        if self.word == "hangs up":
            assert server.transport is not None
            server.transport.close()
        return "250 kept"


class EmailBench(Bench):
    """Mail to our own people."""

    async def open(self) -> None:
        self.room = MailRoom()
        self.server = await asyncio.get_running_loop().create_server(
            lambda: SMTP(self.room, hostname="mail.example"), "127.0.0.1", 0
        )
        self.point_at(self.server.sockets[0].getsockname()[1])

    def point_at(self, port: int) -> None:
        """Use the mail server at this port."""
        settings = EmailSettings.from_url(f"smtp://127.0.0.1:{port}?from=team@oakfield.example")
        self.channel = EmailChannel(settings, lambda: NOW, patience=0.4)

    async def close(self) -> None:
        await super().close()
        self.server.close()
        await self.server.wait_closed()

    async def provider(self, word: str) -> None:
        if word == "is not there":
            self.point_at(unused_port())
        self.room.word = word

    def arrived(self) -> list[str]:
        return [mail.get_content().replace("\r\n", "\n") for mail in self.room.mails]


BENCH = EmailBench
