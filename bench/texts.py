"""What pretend residents text, as the provider would post it."""

from __future__ import annotations

import base64
import hmac
import itertools
from collections.abc import Iterator
from urllib.parse import quote_plus

ACCOUNT = "AC" + "0" * 32
TOKEN = "0123456789abcdef0123456789abcdef"
NUMBER = "+447700900000"
PUBLIC_URL = "http://bot.oakfield.example"
PATH = "/twilio/sms"
RESIDENTS = 800

OPENING = ("im lonely since my husband died, LS8", "1", "1", "1", "1")
AGAIN = ("im lonely since my husband died, LS8", "1", "1")


def resident(number: int) -> str:
    """The phone of a resident, 0 to RESIDENTS - 1."""
    return f"+447700900{100 + number}"


def talk() -> Iterator[str]:
    """What one resident texts, one after the other: every third text makes a search."""
    return itertools.chain(OPENING, itertools.cycle(AGAIN))


def request(sender: str, text: str, message_id: str, host: str) -> bytes:
    """A signed webhook with the fields a real one has, as bytes for a socket."""
    form = {
        "ToCountry": "GB",
        "ToState": "",
        "SmsMessageSid": message_id,
        "NumMedia": "0",
        "ToCity": "",
        "FromZip": "",
        "SmsSid": message_id,
        "FromState": "",
        "SmsStatus": "received",
        "FromCity": "",
        "Body": text,
        "FromCountry": "GB",
        "To": NUMBER,
        "NumSegments": "1",
        "MessageSid": message_id,
        "AccountSid": ACCOUNT,
        "From": sender,
        "ApiVersion": "2010-04-01",
    }
    signed = PUBLIC_URL + PATH + "".join(name + form[name] for name in sorted(form))
    signature = base64.b64encode(hmac.digest(TOKEN.encode(), signed.encode(), "sha1"))
    body = "&".join(f"{name}={quote_plus(value)}" for name, value in form.items()).encode()
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: {host}\r\n"
        f"X-Twilio-Signature: {signature.decode()}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
