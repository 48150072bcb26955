"""The tick that has the provider empty what was answered in check-ins, and questions it kept."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
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


@dataclass
class Round:
    """Up to which number was asked: each has its turn, also where one is never emptied."""

    theirs: int = 0
    ours: int = 0


async def look(running: Sending, so_far: Round) -> None:
    """One after the other; what the provider has not emptied is asked for again in the next
    round."""
    await _theirs(running, so_far)
    await _ours(running, so_far)


async def _theirs(running: Sending, so_far: Round) -> None:
    for seq, inbound in await running.store.read(hushing.to_redact, so_far.theirs):
        so_far.theirs = seq
        channel: object = running.channels.get(inbound.sender.channel)
        if not isinstance(channel, Redacts) or not await channel.redact(inbound.provider_id):
            log.warning("the provider has not emptied an answer yet")
            return
        await running.store.run(hushing.redacted, seq)


async def _ours(running: Sending, so_far: Round) -> None:
    # A text that is still on its way is not emptied yet: the others are asked for all the same.
    for seq, id, name, provider_id in await running.store.read(hushing.said_to_redact, so_far.ours):
        so_far.ours = seq
        channel: object = running.channels.get(name)
        if not isinstance(channel, Redacts) or await channel.redact(provider_id):
            await running.store.run(hushing.said_redacted, id)
