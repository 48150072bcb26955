"""Everything that is looked at, in the order it is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import aiohttp

from connectbot.app.doctor import apart, here, kept, outside
from connectbot.app.doctor.finding import Finding
from connectbot.settings import Settings


async def examine(
    settings: Settings, environment: Mapping[str, str], now: datetime
) -> Sequence[Finding]:
    """Look at settings, folders, database, keys, queues and providers; nothing is changed, but
    that an older database is brought to this version."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
        return [
            *here.settings_of(settings, environment),
            *here.people(settings),
            *here.community(settings),
            *here.disk(settings),
            *await kept.database(settings, now),
            *await apart.readings(settings),
            *await outside.twilio(settings, now),
            *await outside.telegram(settings),
            *await outside.public(settings, session),
        ]
