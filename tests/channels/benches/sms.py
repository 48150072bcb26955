"""The SMS channel against the pretend Twilio; the public address is not the one it is served at."""

from __future__ import annotations

import hmac
from base64 import b64encode
from typing import Any
from urllib.parse import quote_plus, unquote_to_bytes

from aiohttp import web
from aiohttp.test_utils import unused_port

from connectbot.channels.sms import SmsChannel, SmsSettings
from connectbot.fakes.twilio import FakeTwilio, faults
from tests.channels.bench import NOW, Bench, fetch

ACCOUNT = "AC" + "0a" * 16
STRANGER = "AC" + "0b" * 16
TOKENS = ("current-token", "old-token")
OURS = "+447700900000"
PUBLIC = "https://bot.example/oakfield"

DEFAULTS = {
    "AccountSid": ACCOUNT,
    "MessageSid": "SM" + "01" * 16,
    "From": "+447700900123",
    "To": OURS,
    "Body": "hello",
    "NumMedia": "0",
}

FAULTS = {
    "busy": faults.busy(7),
    "busy without a time": faults.busy(None),
    "breaks": faults.broken(503),
    "breaks after keeping it": faults.broken(500, kept=True),
    "hangs": faults.hang(1.0),
    "hangs up": faults.drop(),
    "hangs up before keeping it": faults.drop(kept=False),
    "answers by half": faults.half(),
    "is slow": faults.slow(0.1),
    "redirects": faults.refuse(0, 302),
}


def signature(url: str, body: str, token: str) -> str:
    """Twilio's signature over an address and a form, summed here from the bytes themselves."""
    pairs = {
        tuple(unquote_to_bytes(side) for side in part.replace("+", " ").partition("=")[::2])
        for part in body.split("&")
        if part
    }
    signed = url.encode() + b"".join(name + value for name, value in sorted(pairs))
    return b64encode(hmac.digest(token.encode(), signed, "sha1")).decode()


def body_of(case: dict[str, Any]) -> str:
    """The body of a case's request: `raw` as it stands, else `form` over the defaults."""
    if "raw" in case:
        return str(case["raw"])
    form = {**DEFAULTS, **case.get("form", {})}
    pairs = [(name, value) for name, value in form.items() if value is not None]
    pairs += [tuple(pair) for pair in case.get("again", ())]
    return "&".join(f"{quote_plus(name)}={quote_plus(_text(value))}" for name, value in pairs)


def _text(value: Any) -> str:
    return value["repeat"] * value["times"] if isinstance(value, dict) else str(value)


class SmsBench(Bench):
    """Texts."""

    async def open(self) -> None:
        self.twilio = FakeTwilio(
            f"http://127.0.0.1:{unused_port()}",
            account_sid=ACCOUNT,
            auth_token=TOKENS[0],
            number=OURS,
            clock=lambda: NOW,
        )
        api = web.Application()
        api.add_subapp("/pretend", self.twilio.app())
        api_url = await self.serve(api)
        self.channel = self.make(f"{api_url}/pretend")
        self.address = await self.serve_routes(self.channel.routes())

    def make(self, api_url: str, **other: Any) -> SmsChannel:
        """A channel like the one on the bench."""
        settings: dict[str, Any] = {
            "account_sid": ACCOUNT,
            "auth_tokens": TOKENS,
            "public_url": f"{PUBLIC}/",
            "from_number": OURS,
            "api_url": api_url,
            "patience": 0.5,
            **other,
        }
        return SmsChannel(
            SmsSettings(**settings),
            self.receive,
            self.take_receipt,
            lambda: NOW,
            {OURS: "oakfield"}.get,
        )

    async def request(self, case: dict[str, Any]) -> tuple[int, str]:
        path, body = case.get("path", "/twilio/sms"), body_of(case)
        url = PUBLIC + path
        by = case.get("signed", "yes")
        header = {
            "yes": signature(url, body, TOKENS[0]),
            "with the old token": signature(url, body, TOKENS[1]),
            "with another token": signature(url, body, "guess"),
            "for another address": signature("https://evil.example" + path, body, TOKENS[0]),
            "without the query": signature(url.partition("?")[0], body, TOKENS[0]),
            "with the port": signature(url.replace("example", "example:443"), body, TOKENS[0]),
            "in other letters": "ütterly wrong",
            "empty": "",
            "no": None,
        }[by]
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if header is not None:
            headers["X-Twilio-Signature"] = header
        return await fetch(
            case.get("method", "POST"), self.address + path, data=body.encode(), headers=headers
        )

    async def provider(self, word: str) -> None:
        kind, _, code = word.partition(" ")
        if kind == "refuses":
            number, _, status = code.partition(" as ")
            self.twilio.faults.append(faults.refuse(int(number), int(status or 400)))
        elif word == "is not there":
            await self.channel.close()
            self.channel = self.make(f"http://127.0.0.1:{unused_port()}")
        elif word == "knows another token":
            self.channel = self.make(
                f"http://127.0.0.1:{self.servers[0].port}/pretend", auth_tokens=("wrong",)
            )
        else:
            self.twilio.faults.append(FAULTS[word])

    def arrived(self) -> list[str]:
        return [record.body for record in self.twilio.messages]


BENCH = SmsBench
