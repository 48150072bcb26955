"""The page on which a group answers a mail, joined to the desk."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from aiohttp import web

from connectbot.app.asking import Parts
from connectbot.desk.referring import replying
from connectbot.web.mailed import INTRODUCED, mailed_routes

_THANKS = (
    "That is all we need. If there is anything more to know, it is in a mail to your group in a "
    "moment."
)


def routes(parts: Parts, public_url: str) -> Sequence[web.AbstractRouteDef]:
    """Its address."""
    return mailed_routes(
        INTRODUCED,
        asked=partial(asked, parts),
        answer=partial(answer, parts),
        public_url=public_url,
    )


async def asked(parts: Parts, token: str) -> replying.Asked | None:
    """What the link in a mail asks."""
    return await parts.store.read(replying.asked, token, parts.running.desk, parts.now())


async def answer(parts: Parts, token: str, word: str, _: str) -> str:
    """What the page says is done; what they read, "" where nothing waited for an answer."""
    desk, now = parts.running.desk, parts.now()
    if not await parts.store.run(replying.answer_link, token, word, desk, now):
        return ""
    parts.running.sender.nudge()
    return _THANKS
