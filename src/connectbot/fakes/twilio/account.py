"""What the pretend Twilio says of the account itself: its state, its numbers, its service."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

from connectbot.fakes.twilio.rest import no


@dataclass
class Account:
    """What the console would show; tests change it.

    `sms_url` is where messages to the number are brought, `service_url` where those to the
    messaging service are, "" for the number's own.
    """

    sid: str
    numbers: list[str]
    sms_url: str
    service_sid: str = ""
    service_url: str = ""
    status: str = "active"


class AccountPaths:
    """The paths of the REST API that tell of the account."""

    def __init__(
        self, account: Account, stranger: Callable[[web.Request], web.Response | None]
    ) -> None:
        self._account = account
        self._stranger = stranger

    def routes(self) -> list[web.AbstractRouteDef]:
        """The account, its numbers, its messaging service."""
        base, services = "/2010-04-01/Accounts/{account}", "/v1/Services/{service}"
        return [
            web.get(f"{base}.json", self._fetch),
            web.get(f"{base}/IncomingPhoneNumbers.json", self._numbers),
            web.get(services, self._service),
            web.get(f"{services}/PhoneNumbers", self._service_numbers),
        ]

    async def _fetch(self, request: web.Request) -> web.Response:
        shown = {"sid": self._account.sid, "status": self._account.status, "type": "Full"}
        return self._stranger(request) or web.json_response(shown)

    async def _numbers(self, request: web.Request) -> web.Response:
        wanted = request.query.get("PhoneNumber")
        rows = [
            {"phone_number": number, "sms_url": self._account.sms_url, "sms_method": "POST"}
            for number in self._account.numbers
            if wanted in (None, number)
        ]
        shown = {"incoming_phone_numbers": rows, "next_page_uri": None, "page_size": 50}
        return self._stranger(request) or web.json_response(shown)

    async def _service(self, request: web.Request) -> web.Response:
        refused = self._stranger(request)
        if refused is not None:
            return refused
        if request.match_info["service"] != self._account.service_sid:
            return no(20404, 404)
        url = self._account.service_url
        return web.json_response(
            {
                "sid": self._account.service_sid,
                "inbound_request_url": url or None,
                "use_inbound_webhook_on_number": not url,
            }
        )

    async def _service_numbers(self, request: web.Request) -> web.Response:
        rows = [{"phone_number": number} for number in self._account.numbers]
        shown = {"phone_numbers": rows, "meta": {"key": "phone_numbers", "next_page_url": None}}
        return self._stranger(request) or web.json_response(shown)
