"""Webhooks posted as bytes and truly signed: what a phone can send, however odd it is."""

from __future__ import annotations

import hmac
from base64 import b64encode
from urllib.parse import quote_from_bytes

import aiohttp

from connectbot.fakes.twilio.ledger import new_sid
from tests.e2e.service import ACCOUNT, OURS, TOKEN


async def post_text(
    url: str, number: str, body: bytes, *, sid: str = "", sign: bool = True
) -> tuple[int, str]:
    """Post one text whose Body is exactly these bytes: the status and the page, (0, "") where
    nobody answered. The same `sid` again is the same text."""
    form = {
        b"AccountSid": ACCOUNT.encode(),
        b"Body": body,
        b"From": number.encode(),
        b"MessageSid": (sid or new_sid()).encode(),
        b"NumMedia": b"0",
        b"To": OURS.encode(),
    }
    address = f"{url}/twilio/sms"
    signed = address.encode() + b"".join(name + form[name] for name in sorted(form))
    signature = b64encode(hmac.digest(TOKEN.encode(), signed, "sha1")).decode()
    pairs = (f"{quote_from_bytes(name)}={quote_from_bytes(form[name])}" for name in form)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    if sign:
        headers["X-Twilio-Signature"] = signature
    try:
        async with (
            aiohttp.ClientSession() as session,
            session.post(address, data="&".join(pairs), headers=headers) as answer,
        ):
            return answer.status, await answer.text()
    except (aiohttp.ClientError, OSError):
        return 0, ""
