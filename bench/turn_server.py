"""The whole inbound turn, of a text or on Telegram: the real service, its sender and clock off.

Signature or secret, dedupe, safety, engine, search, sealing, replies queued, durable before the
answer. Prints its address.
"""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from bench import texts
from connectbot import logs
from connectbot.app.building import build
from connectbot.app.running import spare_what_stays, until_stopped
from connectbot.files import starter
from connectbot.settings import Settings, load
from connectbot.web.server import application, serving


def settings(data: Path) -> Settings:
    """Production settings with a pretend account, in an empty folder."""
    return load(
        data=data,
        community=starter(),
        port=0,
        channels="sms,telegram",
        public_url=texts.PUBLIC_URL,
        twilio_account_sid=texts.ACCOUNT,
        twilio_auth_token=texts.TOKEN,
        twilio_from=texts.NUMBER,
        telegram_token=texts.BOT,
        telegram_secret=texts.SECRET,
        handover_to="Sam +447700900999",
        safeguarding_to="Jo +447700900998",
    )


async def serve(data: Path) -> None:
    """Listen on a free port until terminated."""
    given = settings(data)
    logs.set_up(given.log_level, given.log_format)
    built = await build(given)
    spare_what_stays()
    app = application(built.routes, public_url=given.public_url)
    async with serving(app, given.host, given.port) as address:
        await until_stopped(lambda: print(address.removeprefix("http://"), flush=True))
    await built.service.stop()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="an empty folder")
    asyncio.run(serve(parser.parse_args().data / "data"))
