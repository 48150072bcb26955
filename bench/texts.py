"""What pretend residents text, as the provider would post it."""

from __future__ import annotations

import base64
import hmac
import itertools
import json
import time
from collections.abc import Iterator
from urllib.parse import quote_plus

ACCOUNT = "AC" + "0" * 32
TOKEN = "0123456789abcdef0123456789abcdef"
NUMBER = "+447700900000"
BOT = "900:0123456789abcdef"
SECRET = "0123456789abcdef0123456789abcdef"
UPDATES = "/telegram"
PUBLIC_URL = "http://bot.oakfield.example"
PATH = "/twilio/sms"
RESIDENTS = 800

WORDS = (
    "im lonely since my husband died",
    "i want to meet people round here",
    "cant pay the leccy this month",
    "the house is that cold i stay in bed",
    "nothing in for tea and no money till friday",
    "looking after my mum and im worn out",
    "could do with someone to natter to",
    "feeling low and cant be bothered with anything",
    "behind with the rent and scared of a letter",
    "somewhere to do a bit of painting with others",
    "want to get out walking with a few people",
    "need a hand with the shopping and the bins",
)
"""Twelve things people say; with a district each text is one of 204, so that no two residents who
are being answered together said the same and nothing remembered of one helps the other."""


def resident(number: int) -> str:
    """The phone of a resident, 0 to RESIDENTS - 1."""
    return f"+447700900{100 + number}"


def number(phone: str) -> int:
    """The resident that has this phone."""
    return int(phone.removeprefix("+447700900")) - 100


def talk(number: int) -> Iterator[str]:
    """What this resident texts, one after the other: every third text makes a search."""
    said = itertools.count(number)
    yield from (words(next(said)), "1", "1", "1", "1")
    while True:
        yield from (words(next(said)), "1", "1")


def words(number: int) -> str:
    """One of the 204 texts that hold a need and a district."""
    return f"{WORDS[number % len(WORDS)]}, LS{number % 17 + 1}"


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


def update(sender: str, text: str, number: int, host: str) -> bytes:
    """An update as Telegram brings it, with the fields a real one has, as bytes for a socket."""
    id = int(sender.removeprefix("+"))
    person = {"id": id, "first_name": "Someone", "language_code": "en"}
    message = {
        "message_id": number,
        "from": {**person, "is_bot": False},
        "chat": {"id": id, "first_name": "Someone", "type": "private"},
        "date": int(time.time()),
        "text": text,
    }
    body = json.dumps({"update_id": number, "message": message}).encode()
    head = (
        f"POST {UPDATES} HTTP/1.1\r\nHost: {host}\r\n"
        f"X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n"
        "Content-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
