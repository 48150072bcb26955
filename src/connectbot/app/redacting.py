"""The tick that has the provider empty what was answered in check-ins, and questions it kept."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Protocol

from connectbot.app.asking import Running
from connectbot.desk.checking import hushing
from connectbot.desk.ports.channel import Channel, Redacts

log = logging.getLogger(__name__)

SECONDS = 30
"""How often it is looked."""


class Sending(Running, Protocol):
    """What is needed of the service."""

    @property
    def channels(self) -> Mapping[str, Channel]: ...


async def look(running: Sending) -> None:
    """One after the other; where the provider does not answer, the same ones again next time."""
    await _theirs(running)
    await _ours(running)


async def _theirs(running: Sending) -> None:
    for seq, inbound in await running.store.read(hushing.to_redact):
        channel: object = running.channels.get(inbound.sender.channel)
        if not isinstance(channel, Redacts) or not await channel.redact(inbound.provider_id):
            log.warning("the provider has not emptied an answer yet")
            return
        await running.store.run(hushing.redacted, seq)


async def _ours(running: Sending) -> None:
    # A text that is still on its way is not emptied yet: it holds up no other.
    for id, name, provider_id in await running.store.read(hushing.said_to_redact):
        channel: object = running.channels.get(name)
        if not isinstance(channel, Redacts) or await channel.redact(provider_id):
            await running.store.run(hushing.said_redacted, id)
