"""The way out by itself: messages claimed and settled as the sender does, with a channel that takes
no time. Prints one JSON object: messages a second.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import time
from datetime import UTC, datetime
from pathlib import Path

from bench import texts, turn_server
from connectbot.app.building import build
from connectbot.desk import deliver
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Store, Tx
from connectbot.desk.say import say
from connectbot.model.delivery import Sent
from connectbot.model.message import Address, Message, MessageClass
from connectbot.sender import IN_FLIGHT

FOR_EACH = 3
TOGETHER = 50


def fill(tx: Tx, numbers: tuple[int, ...], desk: Desk, now: datetime) -> None:
    """Some replies for some residents."""
    for number in numbers:
        address = Address("sms", texts.resident(number))
        resident = tx.residents.at(address, desk.default_place, now)
        for _ in range(FOR_EACH):
            say(tx, resident, Message("Tea and Talk, Tue 2pm"), MessageClass.REPLY, desk, now)


async def drain(store: Store, desk: Desk, now: datetime) -> int:
    """Claim and settle until nothing is left; how many."""
    ids, done = itertools.count(), 0
    while claimed := await store.run(deliver.claim, "sms", desk, now, IN_FLIGHT, None):
        sent = [Sent(f"SM{next(ids):032x}") for _ in claimed]
        settled = (
            store.run(deliver.settle, *one, desk, now) for one in zip(claimed, sent, strict=True)
        )
        await asyncio.gather(*settled)
        done += len(claimed)
    return done


async def measured(data: Path) -> dict[str, float]:
    """Fill an outbox, then time its emptying."""
    built = await build(turn_server.settings(data))
    store, desk = built.service.store, built.service.desk
    now = datetime.fromtimestamp(time.time(), UTC)
    for first in range(0, texts.RESIDENTS, TOGETHER):
        await store.run(fill, tuple(range(first, first + TOGETHER)), desk, now)
    began = time.perf_counter()
    done = await drain(store, desk, now)
    lasted = time.perf_counter() - began
    await built.service.stop()
    return {"per_second": done / lasted}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="an empty folder")
    print(json.dumps(asyncio.run(measured(parser.parse_args().data / "data"))))
