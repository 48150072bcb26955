"""What falls due for referrals while the service runs."""

from __future__ import annotations

from connectbot.app.asking import Running
from connectbot.desk.referring import looking

SECONDS = 20
"""How often it is looked."""


async def look(service: Running) -> int:
    """Ask residents and groups that are due; how many. Any number of processes may."""
    done = await service.store.run(looking.look, service.desk, service.now())
    if done:
        service.sender.nudge()
    return done
