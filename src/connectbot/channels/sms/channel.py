"""The SMS channel: two signed webhooks in, one request out, and the provider's list for doubts."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import quote

import aiohttp
from aiohttp import web

from connectbot.channels.base import Receive, Redacted, TakeReceipt, Traits
from connectbot.channels.sms.codes import CODES
from connectbot.channels.sms.form import Form, read_form
from connectbot.channels.sms.inbound import (
    PlaceOfNumber,
    media_count,
    provider_said,
    refused_sender,
    to_inbound,
    to_receipt,
)
from connectbot.channels.sms.provider import Listed, Provider
from connectbot.channels.sms.served import is_phone, is_served
from connectbot.channels.sms.settings import SmsSettings
from connectbot.channels.sms.signature import is_signed
from connectbot.model.delivery import Claimed, Outcome, Refused, Sent
from connectbot.model.message import Address, Inbound, MessageClass

LONGEST_VALIDITY = timedelta(hours=4)
SHORTEST_VALIDITY = timedelta(seconds=10)
_CLOCKS_APART = timedelta(minutes=2)
_REMEMBERED = 2_000
_NO_REDACTION = "30029"

_log = logging.getLogger(__name__)


class SmsChannel:
    """Texts by way of Twilio.

    `dropped` counts what came in and was neither kept nor answered, by reason.
    """

    def __init__(
        self,
        settings: SmsSettings,
        receive: Receive,
        take_receipt: TakeReceipt,
        clock: Callable[[], datetime],
        place_of_number: PlaceOfNumber,
        session: aiohttp.ClientSession | None = None,
    ) -> None:
        self._settings = settings
        self._receive = receive
        self._take_receipt = take_receipt
        self._clock = clock
        self._place_of_number = place_of_number
        self._provider = Provider(settings, session)
        self._adopted: dict[str, str] = {}
        self.dropped: Counter[str] = Counter()

    @property
    def traits(self) -> Traits:
        """Texts: no buttons, paid for by the segment."""
        return Traits("sms", False, True, self._settings.segments_per_second, 1600)

    def routes(self) -> Sequence[web.AbstractRouteDef]:
        """The provider's two webhooks."""
        return [
            web.post("/twilio/sms", self._on_text),
            web.post("/twilio/status", self._on_status),
        ]

    async def _on_text(self, request: web.Request) -> web.Response:
        form = await self._true_form(request)
        if form is None:
            return _forbidden()
        inbound = to_inbound(form, self._settings, self._place_of_number, self._clock())
        if not isinstance(inbound, Inbound):
            self.dropped[inbound.value] += 1
            return _thanks()
        try:
            await self._receive(inbound)
        except Exception as broken:
            _log.error("A text could not be kept: %s", type(broken).__name__)
            return _come_again()
        return _thanks()

    async def _on_status(self, request: web.Request) -> web.Response:
        form = await self._true_form(request)
        if form is None:
            return _forbidden()
        receipt = to_receipt(form, request.query.get("m", ""))
        self._adopt(receipt.provider_id, receipt.outbox_id)
        try:
            await self._take_receipt(receipt)
        except Exception as broken:
            _log.error("A status callback could not be kept: %s", type(broken).__name__)
            return _come_again()
        return _thanks()

    async def _true_form(self, request: web.Request) -> Form | None:
        form = read_form(await request.read())
        url = self._settings.public_url + request.raw_path
        signature = request.headers.get("X-Twilio-Signature", "")
        if not signature or not is_signed(url, form, signature, self._settings.auth_tokens):
            return None
        return form if form["AccountSid"] in ("", self._settings.account_sid) else None

    async def send(self, claimed: Claimed) -> Outcome:
        """Send one text, once; our id goes along in the address for its receipts.

        What we begin goes to nobody outside the prefixes, also where they were narrowed while it
        waited. Answers were looked at when they were decided.
        """
        if refused := self._refused(claimed):
            return Refused(refused, CODES[refused][0])
        left = claimed.send_before - self._clock()
        validity = max(SHORTEST_VALIDITY, min(LONGEST_VALIDITY, left))
        outcome = await self._create(claimed, int(validity.total_seconds()), claimed.hushed)
        if isinstance(outcome, Refused) and outcome.code == _NO_REDACTION and claimed.hushed:
            # What they asked for is not held back: it is emptied afterwards.
            _log.error(CODES[_NO_REDACTION][1])
            outcome = await self._create(claimed, int(validity.total_seconds()), False)
            if isinstance(outcome, Sent):
                outcome = replace(outcome, kept=True)
        if isinstance(outcome, Sent):
            self._adopt(outcome.provider_id, claimed.id)
        return outcome

    async def _create(self, claimed: Claimed, validity: int, hushed: bool) -> Outcome:
        return await self._provider.create(
            to=claimed.address.value,
            body=claimed.message.text,
            callback=f"{self._settings.public_url}/twilio/status?m={quote(claimed.id)}",
            validity=validity,
            hushed=hushed,
        )

    async def redact(self, provider_id: str) -> bool:
        """Have the provider empty a text; False where that is not certain."""
        return await self._provider.empty(provider_id)

    def _refused(self, claimed: Claimed) -> str:
        to, prefixes = claimed.address.value, self._settings.allowed_prefixes
        if not is_phone(to):
            return "not-a-phone"
        begun = claimed.kind is MessageClass.SERVICE
        return "not-allowed" if begun and not is_served(to, prefixes) else ""

    async def find_sent(self, claimed: Claimed) -> str | None:
        """The id of a lost send in the provider's list; `Redacted` where texts are redacted there.

        Raises where the list cannot be had: that is no answer, and the message stays in doubt.
        """
        if claimed.hushed:
            raise Redacted
        since = claimed.created_at - _CLOCKS_APART
        rows = await self._provider.listed(to=claimed.address.value, since=since)
        ours = [row for row in reversed(rows) if self._may_be(row, claimed, since)]
        for row in ours:
            if row.body.strip() == claimed.message.text.strip():
                self._adopt(row.sid, claimed.id)
                return row.sid
        if any(not row.body for row in ours):
            raise Redacted
        return None

    def _may_be(self, row: Listed, claimed: Claimed, since: datetime) -> bool:
        if row.inbound or row.created_at < since:
            return False
        # The same words may have gone to the same person twice: one id is one message of ours.
        if self._adopted.get(row.sid, claimed.id) != claimed.id:
            return False
        settings = self._settings
        if settings.messaging_service_sid and row.service == settings.messaging_service_sid:
            return True
        return bool(settings.from_number) and row.sender == settings.from_number

    def _adopt(self, sid: str, outbox_id: str) -> None:
        if not (sid and outbox_id):
            return
        self._adopted[sid] = outbox_id
        if len(self._adopted) > _REMEMBERED:
            del self._adopted[next(iter(self._adopted))]

    async def missed(self, since: datetime) -> Sequence[Inbound]:
        """What came in since then by the provider's list, oldest first."""
        to = self._settings.from_number or None
        rows = await self._provider.listed(to=to, since=since)
        return [self._from_list(row) for row in reversed(rows) if self._is_for_us(row)]

    def _is_for_us(self, row: Listed) -> bool:
        if not row.inbound or refused_sender(row.sender, self._settings):
            return False
        return bool(self._settings.from_number) or (
            row.service == self._settings.messaging_service_sid
        )

    def _from_list(self, row: Listed) -> Inbound:
        return Inbound(
            sender=Address("sms", row.sender),
            provider_id=row.sid,
            text=row.body,
            received_at=row.created_at,
            place=self._place_of_number(row.to),
            media=media_count(row.media),
            provider_said=provider_said(row.body),
        )

    async def close(self) -> None:
        """Let go of connections."""
        await self._provider.close()


def _thanks() -> web.Response:
    return web.Response(text="<Response/>", content_type="text/xml")


def _forbidden() -> web.Response:
    return web.Response(status=403, text="The signature is missing or not true.\n")


def _come_again() -> web.Response:
    return web.Response(status=503, text="Not kept: please send it again.\n")
