"""What Jean writes and reads while she is introduced, and where that stands."""

from __future__ import annotations

from connectbot.model.conversation import Conversation
from tests.desk.town import JEAN

GROUP = "+447700900201"
"""The published phone of Tea and Talk."""


async def known(town, phone="mine", sender=JEAN, **saved):
    """Jean has written to us before."""
    resident = await town.resident(sender)
    talk = Conversation(
        "oakfield",
        saved={"phone": phone, "area": "LS8", **saved},
        tags=frozenset({"welcomed", *({"seen"} if phone == "shared" else ())}),
    )
    await town.store.run(lambda tx: tx.residents.keep(resident, talk, None))


async def states(town):
    """Where all of hers stand, the newest first."""
    resident = await town.resident()
    of = await town.store.read(lambda tx: list(tx.referrals.of(resident.id)))
    return [(one.state, one.reason, one.share) for one in of]


async def talk(town, *words):
    """Jean writes one thing after the other; all that she reads."""
    read = []
    for said in words:
        town.later(minutes=1)
        read += await town.say(said)
    return " / ".join(read)
