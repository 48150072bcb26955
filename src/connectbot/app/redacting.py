"""The tick that has the provider empty what was answered in check-ins."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from connectbot.desk.checking import hushing
from connectbot.desk.ports.channel import Redacts

if TYPE_CHECKING:
    from connectbot.app.service import Service

log = logging.getLogger(__name__)

SECONDS = 30
"""How often it is looked."""


async def look(service: Service) -> None:
    """One after the other; where the provider does not answer, the same ones again next time."""
    for seq, inbound in await service.store.read(hushing.to_redact):
        channel: object = service.channels.get(inbound.sender.channel)
        if not isinstance(channel, Redacts) or not await channel.redact(inbound.provider_id):
            log.warning("the provider has not emptied an answer yet")
            return
        await service.store.run(hushing.redacted, seq)
