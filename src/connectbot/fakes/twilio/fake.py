"""The pretend Twilio as a whole: the demo's phones and the tests use the same one."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiohttp import web

from connectbot.fakes.twilio.account import Account, AccountPaths
from connectbot.fakes.twilio.faults import Fault
from connectbot.fakes.twilio.ledger import Ledger, Phone, Record, Text, new_sid
from connectbot.fakes.twilio.rest import Rest
from connectbot.fakes.twilio.webhooks import Posted, Webhooks


@dataclass(frozen=True, slots=True)
class Receipts:
    """How status callbacks come: which, how late, how often, and whether before our answer.

    `error_code` goes with the last one ("undelivered", 30003).
    """

    statuses: tuple[str, ...] = ("sent", "delivered")
    seconds: float = 0.0
    times: int = 1
    early: bool = False
    error_code: int | None = None


class FakeTwilio:
    """A stateful stand-in: mount `app()` under the address that TWILIO_API_URL names.

    `phones` are the pretend phones by number; put faults in `faults` (each spoils one request to
    send); change `receipts` to have status callbacks late, twice or early; `on_change` is called
    with a phone whenever its texts change; `account` is what the console would show. It posts to
    this machine and nowhere else.
    """

    def __init__(
        self,
        app_url: str,
        *,
        account_sid: str,
        auth_token: str,
        number: str,
        clock: Callable[[], datetime],
        public_url: str = "",
        messaging_service_sid: str | None = None,
        advanced_opt_out: bool = False,
    ) -> None:
        self.number = number
        self.account_sid = account_sid
        self.faults: deque[Fault] = deque()
        self.receipts = Receipts()
        self.on_change: Callable[[Phone], None] | None = None
        self._clock = clock
        self._service = messaging_service_sid
        self._advanced = advanced_opt_out
        self._ledger = Ledger()
        self._webhooks = Webhooks(app_url, public_url, auth_token)
        self._rest = Rest(
            self._ledger,
            account_sid,
            auth_token,
            frozenset({number}),
            self._make,
            lambda: self.faults.popleft() if self.faults else Fault(),
        )
        self.account = Account(
            account_sid,
            [number],
            f"{public_url or app_url}/twilio/sms",
            messaging_service_sid or "",
        )
        self._later: set[asyncio.Task[None]] = set()

    def without_redaction(self) -> None:
        """The account has no Message Redaction, as none has until it is asked for."""
        self._rest.redacts = False

    @property
    def phones(self) -> dict[str, Phone]:
        """The pretend phones that have sent or received something, by number."""
        return self._ledger.phones

    @property
    def messages(self) -> list[Record]:
        """Everything that went through, oldest first."""
        return self._ledger.records

    @property
    def opted_out(self) -> set[str]:
        """Numbers that texted STOP and did not come back."""
        return self._ledger.opted_out

    def phone(self, number: str) -> Phone:
        """The phone with this number, new or not."""
        return self._ledger.phone(number)

    def app(self) -> web.Application:
        """The REST paths, to be mounted with `add_subapp`."""
        app = web.Application()
        app.add_routes(self._rest.routes())
        app.add_routes(AccountPaths(self.account, self._rest.stranger).routes())

        async def closing(_: web.Application) -> None:
            await self.close()

        app.on_cleanup.append(closing)
        return app

    async def text_in(
        self, from_: str, body: str, to: str | None = None, *, media: int = 0, tries: int = 3
    ) -> Posted:
        """Somebody texts us: the webhook is posted, and posted again where it is not taken.

        STOP, START and HELP are answered by the provider first, as it does on a long code.
        """
        body = body.encode("utf-8", "replace").decode()
        record = Record(
            sid=new_sid(),
            account_sid=self.account_sid,
            sender=from_,
            to=to or self.number,
            body=body,
            direction="inbound",
            status="received",
            at=self._clock(),
            service=self._service,
            media=media,
        )
        self._ledger.records.append(record)
        phone = self._ledger.phone(from_)
        phone.texts.append(Text(record.at, record.to, body, record.sid, mine=True))
        self._changed(phone)
        form = self._inbound_form(record)
        said = self._ledger.keyword(from_, body)
        if said is not None:
            self._answer_keyword(from_, said[1])
            if self._advanced:
                form["OptOutType"] = said[0]
        status, made = await self._webhooks.post(self._webhooks.url("/twilio/sms"), form, tries)
        return Posted(record.sid, status, made)

    def _inbound_form(self, record: Record) -> dict[str, str]:
        form = {
            "AccountSid": self.account_sid,
            "ApiVersion": "2010-04-01",
            "Body": record.body,
            "From": record.sender or "",
            "FromCountry": "GB",
            "MessageSid": record.sid,
            "NumMedia": str(record.media),
            "NumSegments": record.shown()["num_segments"],
            "SmsMessageSid": record.sid,
            "SmsSid": record.sid,
            "SmsStatus": "received",
            "To": record.to,
            "ToCity": "",
            "ToCountry": "GB",
        }
        if self._service:
            form["MessagingServiceSid"] = self._service
        return form

    def _answer_keyword(self, to: str, body: str) -> None:
        record = Record(
            sid=new_sid(),
            account_sid=self.account_sid,
            sender=self.number,
            to=to,
            body=body,
            direction="outbound-reply",
            status="delivered",
            at=self._clock(),
        )
        self._ledger.records.append(record)
        self._changed(self._ledger.hand_over(record, self.number))

    async def _make(self, form: dict[str, str]) -> Record:
        service = form.get("MessagingServiceSid")
        record = Record(
            sid=new_sid(),
            account_sid=self.account_sid,
            sender=form.get("From"),
            to=form["To"],
            body=form["Body"],
            direction="outbound-api",
            status="accepted" if service else "queued",
            at=self._clock(),
            service=service,
            callback=form.get("StatusCallback", ""),
            discarded=form.get("ContentRetention") == "discard",
            obfuscated=form.get("AddressRetention") == "obfuscate",
        )
        self._ledger.records.append(record)
        if self.receipts.early:
            await self._report(record, self.receipts)
        else:
            self._soon(self._report(record, self.receipts))
        return record

    async def _report(self, record: Record, receipts: Receipts) -> None:
        await asyncio.sleep(receipts.seconds)
        for status in receipts.statuses:
            record.status = status
            if status == "delivered":
                self._changed(self._ledger.hand_over(record, record.sender or self.number))
            if status == receipts.statuses[-1]:
                record.error_code = receipts.error_code
            if record.callback:
                for _ in range(receipts.times):
                    await self._webhooks.post(record.callback, self._status_form(record))

    def _status_form(self, record: Record) -> dict[str, str]:
        form = {
            "AccountSid": self.account_sid,
            "ApiVersion": "2010-04-01",
            "From": record.sender or self.number,
            "MessageSid": record.sid,
            "MessageStatus": record.status,
            "SmsSid": record.sid,
            "SmsStatus": record.status,
            "To": record.to,
        }
        if record.error_code is not None:
            form["ErrorCode"] = str(record.error_code)
        return form

    def _soon(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._later.add(task)
        task.add_done_callback(self._later.discard)

    def _changed(self, phone: Phone) -> None:
        if self.on_change is not None:
            self.on_change(phone)

    async def settle(self) -> None:
        """Wait until every status callback that is due has been posted."""
        while self._later:
            await asyncio.gather(*self._later)

    async def close(self) -> None:
        """Drop what is still to be posted, and let go of connections."""
        for task in list(self._later):
            task.cancel()
        await asyncio.gather(*self._later, return_exceptions=True)
        await self._webhooks.close()
