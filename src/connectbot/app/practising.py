"""A pretend Twilio with pretend phones, for trying `connectbot serve` as it will really run."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from connectbot.app.demo import ACCOUNT, LEAD, LINK_WORKER, NUMBER, TOLD, UNDER, free_port
from connectbot.app.running import until_stopped
from connectbot.clock import utc_now
from connectbot.fakes.phones import PhonesPage
from connectbot.fakes.twilio import FakeTwilio
from connectbot.web.server import application, serving

TOKEN = "practise" * 4
"""The pretend account's token; it opens nothing anywhere."""


async def run_practice(service: str, port: int, echo: Callable[[str], object]) -> None:
    """Run until stopped, for a service at this address; `echo` prints what to set there."""
    host = "127.0.0.1"
    port = port or free_port(host)
    twilio = FakeTwilio(
        service,
        account_sid=ACCOUNT,
        auth_token=TOKEN,
        number=NUMBER,
        clock=utc_now,
        public_url=service,
    )
    phones = PhonesPage(twilio, TOLD)
    app = application(phones.routes(), subapps=[(UNDER, twilio.app())], closing=[phones.close])
    async with serving(app, host, port) as address:
        await until_stopped(lambda: echo(instructions(address, service)))


def instructions(address: str, service: str) -> str:
    """What is printed: the settings for the other terminal, and where the phones are."""
    set_there = {
        "TWILIO_API_URL": address + UNDER,
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_FROM": NUMBER,
        "PUBLIC_URL": service,
        "PORT": str(urlsplit(service).port or 80),
        "CHANNELS": "sms,webchat",
        "HANDOVER_TO": f"Sam {LINK_WORKER}",
        "SAFEGUARDING_TO": f"Jo {LEAD}",
    }
    return "\n".join(
        [
            "A pretend Twilio is running. Nothing leaves this machine.",
            f"  pretend phones  {address}/demo/phones",
            "",
            "In another terminal, set what you would set for the real one, and serve:",
            "",
            *[f'export CONNECTBOT_{name}="{value}"' for name, value in set_there.items()],
            "connectbot serve",
            "",
            "Then text from a phone on that page. Ctrl-C stops it.",
        ]
    )
