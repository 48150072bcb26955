"""Twilio's own library and the transport under it, which is ours: the one file that imports it.

The library's asynchronous client ignores its time-out and can be told to repeat a POST, so it is
only given the words to say; connections, time-outs and never repeating are decided here.
"""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlencode

import aiohttp
from multidict import MultiDict
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]
from yarl import URL

from connectbot.channels.sms.codes import on_create
from connectbot.channels.sms.form import Form
from connectbot.channels.sms.settings import SmsSettings
from connectbot.model.delivery import Lost, Meaning, Outcome, Refused, Sent

CONNECTING = 3.0
LONGEST_WAIT = timedelta(hours=1)
_MOST_LISTED = 5_000


def library_accepts(url: str, form: Form, signature: str, token: str) -> bool:
    """What Twilio's own validator says about a signature."""
    return bool(RequestValidator(token).validate(url, MultiDict(form.decoded()), signature))


@dataclass(frozen=True, slots=True)
class Listed:
    """A message in the provider's list."""

    sid: str
    sender: str
    to: str
    body: str
    inbound: bool
    service: str
    created_at: datetime
    media: str


@dataclass(frozen=True, slots=True)
class Account:
    """What the provider has of us: `status` is "active" where it is in order; `webhooks` are the
    addresses it brings messages to ("" where none is set), None where it has no such number or
    service; `at` its time, where it said."""

    status: str
    webhooks: tuple[str, ...] | None
    at: datetime | None = None


class NotOurs(Exception):
    """The provider does not accept who we say we are."""


class Silent(Exception):
    """No answer that can be relied on came back."""


class _Busy(Exception):
    def __init__(self, after: timedelta | None) -> None:
        super().__init__()
        self.after = after


@dataclass(frozen=True, slots=True)
class _Answer:
    status_code: int
    text: str
    headers: Mapping[str, str]


class _Transport:
    """What the library sends its requests through: to our provider's address and nowhere else."""

    is_async = True

    def __init__(self, session: aiohttp.ClientSession, settings: SmsSettings) -> None:
        self._session = session
        self._api_url = settings.api_url
        self.date = ""
        self._patience = aiohttp.ClientTimeout(
            total=settings.patience, connect=min(CONNECTING, settings.patience)
        )

    async def request(
        self,
        method: str,
        url: str,
        params: Mapping[str, Any] | None = None,
        data: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        **_settled_here: Any,
    ) -> _Answer:
        """One request, once."""
        if not url.startswith((f"{self._api_url}/", f"{_services_at(self._api_url)}/")):
            raise Silent("the provider pointed somewhere else")
        target = f"{url}?{urlencode(params)}" if params else url
        said = {**(headers or {})}
        if auth:
            said["Authorization"] = f"Basic {b64encode(':'.join(auth).encode()).decode()}"
        async with self._session.request(
            method,
            URL(target, encoded=True),
            data=urlencode(data, errors="replace").encode() if data else None,
            headers=said,
            timeout=self._patience,
            allow_redirects=False,
        ) as answer:
            self.date = answer.headers.get("Date", "")
            _check(answer)
            return _Answer(answer.status, await answer.text(), answer.headers)


def _check(answer: aiohttp.ClientResponse) -> None:
    if answer.status == 429:
        raise _Busy(_after(answer.headers.get("Retry-After", "")))
    if answer.status >= 500:
        raise Silent(f"http-{answer.status}")


def _after(seconds: str) -> timedelta | None:
    if not (seconds.isascii() and seconds.isdigit() and len(seconds) < 9):
        return None
    return min(timedelta(seconds=int(seconds)), LONGEST_WAIT)


class Provider:
    """Sending and listing, each with one answer; the library is loaded when first needed."""

    def __init__(self, settings: SmsSettings, session: aiohttp.ClientSession | None = None) -> None:
        self._settings = settings
        self._given = session
        self._own: aiohttp.ClientSession | None = None
        self._client: Any = None
        self._transport: _Transport | None = None
        self._opening = asyncio.Lock()

    async def create(
        self, to: str, body: str, callback: str, validity: int, *, hushed: bool = False
    ) -> Outcome:
        """Send one text; `validity` is how many seconds the provider may keep trying. It keeps
        neither words nor number of one that is `hushed`."""
        service, number = self._settings.messaging_service_sid, self._settings.from_number
        sender = {"messaging_service_sid": service} if service else {}
        sender |= {"from_": number} if number else {}
        if hushed:
            sender |= {"content_retention": "discard", "address_retention": "obfuscate"}
        try:
            client = await self._open()
            made = await client.messages.create_async(
                to=to, body=body, status_callback=callback, validity_period=validity, **sender
            )
        except Exception as broken:
            return outcome_of(broken)
        return Sent(made.sid) if made.sid else Lost("an answer without an id")

    async def empty(self, sid: str) -> bool:
        """Have the words of one message emptied; False where that is not certain."""
        try:
            client = await self._open()
            await client.messages(sid).update_async(body="")
        except Exception as broken:
            return getattr(broken, "status", 0) == 404  # gone there by now
        return True

    async def listed(self, *, to: str | None, since: datetime) -> list[Listed]:
        """Messages in the provider's list since then, newest first. Raises `Silent`."""
        which: dict[str, Any] = {"date_sent_after": since.astimezone(UTC), "page_size": 1000}
        if to is not None:
            which["to"] = to
        try:
            client = await self._open()
            rows = await client.messages.list_async(limit=_MOST_LISTED, **which)
            return [_listed(row, since) for row in rows]
        except Exception as broken:
            # Their errors quote addresses and answers, and so numbers: only the kind goes on.
            raise Silent(type(broken).__name__) from None

    async def account(self) -> Account:
        """What the provider has of us. Raises `NotOurs`, `Silent`."""
        try:
            client = await self._open()
            found = await client.api.accounts(self._settings.account_sid).fetch_async()
            webhooks = await self._webhooks(client)
        except Exception as broken:
            if getattr(broken, "status", None) in (401, 403, 404):
                raise NotOurs from None
            raise Silent(type(broken).__name__) from None
        date = self._transport.date if self._transport else ""
        return Account(str(found.status), webhooks, _moment(date))

    async def _webhooks(self, client: Any) -> tuple[str, ...] | None:
        number, service = self._settings.from_number, self._settings.messaging_service_sid
        if service:
            found = await _there(client.messaging.v1.services(service).fetch_async())
            if found is None:
                return None
            if not found.use_inbound_webhook_on_number:
                return (found.inbound_request_url or "",)
            numbers = await client.messaging.v1.services(service).phone_numbers.list_async(limit=20)
            wanted = [one.phone_number for one in numbers]
        else:
            wanted = [number]
        held = [await self._number(client, one) for one in wanted]
        return None if None in held or not held else tuple(one for one in held if one is not None)

    async def _number(self, client: Any, number: str) -> str | None:
        rows = await client.incoming_phone_numbers.list_async(phone_number=number, limit=1)
        return (rows[0].sms_url or "") if rows else None

    async def close(self) -> None:
        """Close the connections that are ours."""
        if self._own is not None:
            await self._own.close()
            self._own = None
        self._client = None

    async def _open(self) -> Any:
        async with self._opening:
            if self._client is None:
                self._transport = _Transport(self._given or self._session(), self._settings)
                self._client = await asyncio.to_thread(_opened, self._settings, self._transport)
        return self._client

    def _session(self) -> aiohttp.ClientSession:
        if self._own is None:
            self._own = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        return self._own


def _opened(settings: SmsSettings, transport: _Transport) -> Any:
    # The import takes a second: it would delay every start, and the loop if it ran there.
    from twilio.rest import Client  # type: ignore[import-untyped]

    client = Client(settings.account_sid, settings.auth_tokens[0], http_client=transport)
    client.api.base_url = settings.api_url
    client.messaging.base_url = _services_at(settings.api_url)
    return client


def _services_at(api_url: str) -> str:
    """Messaging services have an address of their own; a pretend provider has one for all."""
    return api_url.replace("https://api.twilio.com", "https://messaging.twilio.com")


async def _there(asked: Awaitable[Any]) -> Any:
    """What was asked for; None where the provider has no such thing."""
    try:
        return await asked
    except Exception as broken:
        if getattr(broken, "status", None) == 404:
            return None
        raise


def _moment(date: str) -> datetime | None:
    try:
        return parsedate_to_datetime(date)
    except ValueError:
        return None


def outcome_of(broken: Exception) -> Refused | Lost:
    """What an error during a send means: certainly not sent, or not known."""
    if isinstance(broken, _Busy):
        return Refused("20429", Meaning.RETRY, broken.after)
    if isinstance(broken, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
        return Refused("unreachable", Meaning.RETRY)
    status = getattr(broken, "status", None)
    if isinstance(status, int) and 300 <= status < 500:
        code = str(getattr(broken, "code", None) or status)
        return Refused(code, on_create(code, status))
    return Lost(str(broken) if isinstance(broken, Silent) else type(broken).__name__)


def _listed(row: Any, since: datetime) -> Listed:
    at = row.date_created or row.date_sent
    return Listed(
        sid=row.sid or "",
        sender=row.from_ or "",
        to=row.to or "",
        body=row.body or "",
        inbound=row.direction == "inbound",
        service=row.messaging_service_sid or "",
        created_at=at if isinstance(at, datetime) else since,
        media=row.num_media or "0",
    )
