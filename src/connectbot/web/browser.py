"""Whose browser this is: a random secret in a cookie, and forms that only our own pages send."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from multidict import MultiDict

_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
_WEEK_SECONDS = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Browsers:
    """The cookie of a person's browser, for a service at `public_url`: its name, how many seconds
    it is kept, and whether it comes along where a link from elsewhere is followed (Lax) or not."""

    public_url: str
    name: str = "talk"
    seconds: int = _WEEK_SECONDS
    samesite: Literal["Strict", "Lax"] = "Strict"

    @property
    def cookie(self) -> str:
        """Its whole name; on https one that no other host can set."""
        return f"__Host-{self.name}" if self._https else self.name

    @property
    def _https(self) -> bool:
        return self.public_url.startswith("https:")

    def secret(self, request: web.Request) -> str | None:
        """The secret this browser brought, None where it has none."""
        value = request.cookies.get(self.cookie, "")
        return value if _SECRET.fullmatch(value) else None

    def remember(self, response: web.StreamResponse, secret: str) -> None:
        """Give the browser its secret to keep."""
        response.set_cookie(
            self.cookie,
            secret,
            max_age=self.seconds,
            path="/",
            httponly=True,
            samesite=self.samesite,
            secure=self._https,
        )

    def forget(self, response: web.StreamResponse) -> None:
        """Take the secret away from the browser."""
        response.del_cookie(self.cookie, path="/", secure=self._https, samesite=self.samesite)

    def own_page(self, request: web.Request) -> bool:
        """Whether one of our pages sent this form, as far as the browser tells."""
        site = request.headers.get("Sec-Fetch-Site")
        if site is not None:
            return site == "same-origin"
        origin = request.headers.get("Origin", "null")
        # Our pages tell nobody where they were, so older browsers say "null" for them too;
        # the stamp in the form decides then.
        return origin == "null" or _host(origin) in (request.host, _host(self.public_url))


def new_secret() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


def stamp(secret: str, form: str) -> str:
    """What a form of ours carries: only who holds the cookie can make it."""
    return hmac.new(secret.encode(), form.encode(), hashlib.sha256).hexdigest()


def is_stamp(value: str, secret: str, form: str) -> bool:
    """Whether the form carries its stamp."""
    return hmac.compare_digest(value.encode(), stamp(secret, form).encode())


def form_id(form: Mapping[str, str], text: str) -> str:
    """What tells one form from the next, so that what was typed goes once however often it is sent.

    With the words in it: a form that was gone back to and changed is a new one.
    """
    return hashlib.sha256(f"{form.get('form', '')}\n{text}".encode()).hexdigest()


async def fields(request: web.Request) -> MultiDict[str]:
    """The fields of a form; of a file its text."""
    try:
        posted = await request.post()
    except (LookupError, ValueError, HttpProcessingError):
        raise web.HTTPBadRequest from None
    return MultiDict((name, _text(value).replace("\0", "")) for name, value in posted.items())


def _text(value: str | bytes | bytearray | web.FileField) -> str:
    """What a field holds; bytes that are no UTF-8 are replaced by the sign for that."""
    if isinstance(value, web.FileField):
        value = value.file.read()
    return value if isinstance(value, str) else bytes(value).decode(errors="replace")


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""
