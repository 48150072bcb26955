"""Passkeys on the web: what a browser is asked to sign, and whether what it signed is right."""

from __future__ import annotations

import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from connectbot.desk import passkeys as desk
from connectbot.desk.ports import Store, Tx
from connectbot.model.staff import Passkey
from connectbot.web.browser import fields, is_stamp, new_secret, stamp
from connectbot.web.console.entrance import SIGN_IN, Entrance, Visitor, see_other
from connectbot.web.console.may import start_of
from connectbot.web.pages import page

_PURPOSE = "passkey"
_LONGEST = 8_192


@dataclass(frozen=True, slots=True)
class Keys:
    """The name of this service towards browsers: passkeys are for a name, and need https there (or
    a service on one's own machine)."""

    public_url: str

    @property
    def name(self) -> str:
        """The name that a passkey is bound to; "" where there can be none."""
        parts = urlsplit(self.public_url)
        host = parts.hostname or ""
        safe = parts.scheme == "https" or host == "localhost"
        return host if safe and not _is_number(host) else ""

    @property
    def origin(self) -> str:
        """Where its pages are from."""
        parts = urlsplit(self.public_url)
        return f"{parts.scheme}://{parts.netloc}"

    def to_use(self, challenge: str) -> dict[str, Any]:
        """What a browser is asked for, to sign in; any passkey of this service will do."""
        return {"challenge": challenge, "rpId": self.name, "userVerification": "required"}

    def to_make(self, challenge: str, visitor: Visitor, known: Sequence[str]) -> dict[str, Any]:
        """What a browser is asked for, to make one; `known` are those they have."""
        return {
            "challenge": challenge,
            "rp": {"id": self.name, "name": "connectbot"},
            "user": {
                "id": _encoded(visitor.staff.id.encode()),
                "name": visitor.staff.name,
                "displayName": visitor.staff.name,
            },
            "pubKeyCredParams": [{"type": "public-key", "alg": alg} for alg in (-7, -8, -257)],
            "authenticatorSelection": {"residentKey": "required", "userVerification": "required"},
            "excludeCredentials": [{"type": "public-key", "id": id} for id in known],
            "attestation": "none",
        }

    def made(self, answer: str, challenge: str, staff_id: str, now: datetime) -> Passkey | None:
        """The passkey that a browser made; None where it is not what it was asked for."""
        from webauthn import verify_registration_response  # slow to load, seldom needed

        try:
            found = verify_registration_response(
                credential=answer,
                expected_challenge=_decoded(challenge),
                expected_rp_id=self.name,
                expected_origin=self.origin,
                require_user_verification=True,
            )
        except Exception:
            return None
        id = _encoded(found.credential_id)
        return Passkey(id, staff_id, found.credential_public_key, found.sign_count, now)

    def used(self, answer: str, challenge: str, passkey: Passkey) -> int | None:
        """How often the device says that the passkey was used; None where the signature is not
        right."""
        from webauthn import verify_authentication_response

        try:
            found = verify_authentication_response(
                credential=answer,
                expected_challenge=_decoded(challenge),
                expected_rp_id=self.name,
                expected_origin=self.origin,
                credential_public_key=passkey.public_key,
                credential_current_sign_count=passkey.signs,
                require_user_verification=True,
            )
        except Exception:
            return None
        return int(found.new_sign_count)


class Doorway:
    """Signing in with a passkey."""

    def __init__(
        self, entrance: Entrance, keys: Keys, store: Store, now: Callable[[], datetime]
    ) -> None:
        self._entrance = entrance
        self._keys = keys
        self._store = store
        self._now = now

    async def read(self, request: web.Request) -> web.Response:
        """The page with the button; whoever is in already goes on."""
        browsers = self._entrance.browsers
        secret = browsers.secret(request)
        here = await self._entrance.staff(secret) if secret else None
        if here is not None:
            return see_other(start_of(here))
        secret = secret or new_secret()
        answer = self._page(secret)
        browsers.remember(answer, secret)
        return answer

    async def ask(self, request: web.Request) -> web.Response:
        """What this browser is to have signed, as JSON."""
        secret = await self._ours(request)
        if secret is None:
            return web.json_response({"error": "old form"}, status=403)
        challenge = new_challenge()
        if not await self._store.run(desk.ask, challenge, secret, self._now()):
            return web.json_response({"error": "busy"}, status=503)
        return web.json_response(self._keys.to_use(challenge))

    async def enter(self, request: web.Request) -> web.Response:
        """What was signed: a visit begins under a new secret, or the page says that it does not."""
        before = await self._ours(request)
        if before is None:
            return page("console/refused", status=403, why="old form")
        form = await fields(request)
        answer, challenge = form.get("answer", "")[:_LONGEST], form.get("challenge", "")
        passkey = await self._store.read(_find, _id_in(answer))
        signs = self._keys.used(answer, challenge, passkey) if passkey else None
        if passkey is None or signs is None:
            return self._page(before, wrong=True)
        secret = new_secret()
        staff = await self._store.run(
            desk.sign_in, passkey.id, signs, challenge, before, secret, self._now()
        )
        if staff is None:
            return self._page(before, wrong=True)
        gone_on = see_other(start_of(staff))
        self._entrance.browsers.remember(gone_on, secret)
        return gone_on

    async def _ours(self, request: web.Request) -> str | None:
        secret = self._entrance.browsers.secret(request)
        form = await fields(request)
        good = secret is not None and is_stamp(form.get("stamp", ""), secret, _PURPOSE)
        return secret if good and self._entrance.browsers.own_page(request) else None

    def _page(self, secret: str, *, wrong: bool = False) -> web.Response:
        return page(
            "console/door",
            status=403 if wrong else 200,
            action=SIGN_IN,
            ask=f"{SIGN_IN}/ask",
            stamp=stamp(secret, _PURPOSE),
            possible=bool(self._keys.name),
            wrong=wrong,
        )


def _find(tx: Tx, id: str) -> Passkey | None:
    return tx.passkeys.get(id)


def _id_in(answer: str) -> str:
    """The id of the passkey that an answer names, "" where it names none."""
    try:
        said = json.loads(answer)
    except (ValueError, RecursionError):  # the second for one in another, thousands deep
        return ""
    id = said.get("id") if isinstance(said, dict) else None
    return id if isinstance(id, str) else ""


def new_challenge() -> str:
    """256 random bits to be signed."""
    return _encoded(secrets.token_bytes(32))


def _encoded(value: bytes) -> str:
    return urlsafe_b64encode(value).decode().rstrip("=")


def _decoded(value: str) -> bytes:
    return urlsafe_b64decode(value + "=" * (-len(value) % 4))


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
