"""Posting to our own service as Twilio does: truly signed, repeated a little, on loopback only."""

from __future__ import annotations

import asyncio
import hmac
import secrets
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlencode, urlsplit

import aiohttp
from yarl import URL

_PATIENCE = aiohttp.ClientTimeout(total=15, connect=5)


class NotLoopback(ValueError):
    """A pretend provider may post to this machine alone."""


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of a text that was posted: `status` 0 where nobody answered."""

    sid: str
    status: int
    tries: int


def sign(url: str, form: Mapping[str, str], token: str) -> str:
    """The signature Twilio puts on a form that it posts to this address."""
    signed = url + "".join(name + form[name] for name in sorted(form))
    return b64encode(hmac.digest(token.encode(), signed.encode(), "sha1")).decode()


class Webhooks:
    """Signs for the public address, posts to the one on this machine."""

    def __init__(self, app_url: str, public_url: str, token: str) -> None:
        self._app_url = app_url.rstrip("/")
        self._public_url = (public_url or app_url).rstrip("/")
        self._token = token
        self._session: aiohttp.ClientSession | None = None
        _only_loopback(self._app_url)

    async def post(self, url: str, form: Mapping[str, str], tries: int = 1) -> tuple[int, int]:
        """Post until it is taken: (HTTP status or 0, tries made). Raises `NotLoopback`."""
        signature = sign(url, form, self._token)
        target = url
        if url.startswith(f"{self._public_url}/"):
            target = self._app_url + url[len(self._public_url) :]
        _only_loopback(target)
        headers = {
            "X-Twilio-Signature": signature,
            "I-Twilio-Idempotency-Token": secrets.token_hex(16),
            "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
            "User-Agent": "TwilioProxy/1.1",
        }
        status = 0
        for made in range(1, tries + 1):
            status = await self._once(target, urlencode(form), headers)
            if 200 <= status < 500:
                return status, made
            if made < tries:
                await asyncio.sleep(0.05 * made)
        return status, tries

    def url(self, path: str) -> str:
        """The public address of a path."""
        return self._public_url + path

    async def _once(self, target: str, body: str, headers: Mapping[str, str]) -> int:
        if self._session is None:
            self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        try:
            async with self._session.post(
                URL(target, encoded=True),
                data=body.encode(),
                headers=headers,
                timeout=_PATIENCE,
                allow_redirects=False,
            ) as answer:
                await answer.read()
                return answer.status
        except (aiohttp.ClientError, TimeoutError):
            return 0

    async def close(self) -> None:
        """Let go of connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None


def _only_loopback(url: str) -> None:
    host = urlsplit(url).hostname or ""
    try:
        here = ip_address(host).is_loopback
    except ValueError:
        here = host == "localhost"
    if not here:
        raise NotLoopback(
            f"The pretend Twilio posts to this machine alone, not to {host or url!r}."
        )
