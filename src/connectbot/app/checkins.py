"""The tick that sends check-ins, reminds of them and closes them; any number of processes may."""

from __future__ import annotations

import logging

from connectbot.app.asking import Running
from connectbot.desk.checking import claiming

log = logging.getLogger(__name__)

SECONDS = 20
"""How often it is looked."""


async def look(running: Running) -> None:
    """Everything that is due, a few people in each use case: whoever writes meanwhile is answered
    between two of them."""
    while True:
        looked = await running.store.run(claiming.look, running.desk, running.now())
        for reason in looked.broke:
            log.error("a check-in broke and was put by", extra={"reason": reason})
        if not looked.count:
            return
        running.sender.nudge()
