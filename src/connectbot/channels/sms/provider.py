"""Twilio's own library and the transport under it, which is ours: the one file that imports it.

The library's asynchronous client ignores its time-out and can be told to repeat a POST, so it is
only given the words to say; connections, time-outs and never repeating are decided here.
"""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
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
        if not url.startswith(f"{self._api_url}/"):
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
        self._messages: Any = None
        self._opening = asyncio.Lock()

    async def create(self, to: str, body: str, callback: str, validity: int) -> Outcome:
        """Send one text; `validity` is how many seconds the provider may keep trying."""
        sender: dict[str, str] = {}
        if self._settings.messaging_service_sid:
            sender["messaging_service_sid"] = self._settings.messaging_service_sid
        if self._settings.from_number:
            sender["from_"] = self._settings.from_number
        try:
            messages = await self._open()
            made = await messages.create_async(
                to=to, body=body, status_callback=callback, validity_period=validity, **sender
            )
        except Exception as broken:
            return outcome_of(broken)
        return Sent(made.sid) if made.sid else Lost("an answer without an id")

    async def listed(self, *, to: str | None, since: datetime) -> list[Listed]:
        """Messages in the provider's list since then, newest first. Raises `Silent`."""
        which: dict[str, Any] = {"date_sent_after": since.astimezone(UTC), "page_size": 1000}
        if to is not None:
            which["to"] = to
        try:
            messages = await self._open()
            rows = await messages.list_async(limit=_MOST_LISTED, **which)
            return [_listed(row, since) for row in rows]
        except Exception as broken:
            # Their errors quote addresses and answers, and so numbers: only the kind goes on.
            raise Silent(type(broken).__name__) from None

    async def close(self) -> None:
        """Close the connections that are ours."""
        if self._own is not None:
            await self._own.close()
            self._own = None
        self._messages = None

    async def _open(self) -> Any:
        async with self._opening:
            if self._messages is None:
                transport = _Transport(self._given or self._session(), self._settings)
                self._messages = await asyncio.to_thread(_messages, self._settings, transport)
        return self._messages

    def _session(self) -> aiohttp.ClientSession:
        if self._own is None:
            self._own = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        return self._own


def _messages(settings: SmsSettings, transport: _Transport) -> Any:
    # The import takes a second: it would delay every start, and the loop if it ran there.
    from twilio.rest import Client  # type: ignore[import-untyped]

    client = Client(settings.account_sid, settings.auth_tokens[0], http_client=transport)
    client.api.base_url = settings.api_url
    return client.messages


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
