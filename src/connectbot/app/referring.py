"""What falls due for referrals while the service runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from connectbot.desk.referring import looking

if TYPE_CHECKING:
    from connectbot.app.service import Service

SECONDS = 20
"""How often it is looked."""


async def look(service: Service) -> None:
    """Ask residents and groups that are due; any number of processes may."""
    if await service.store.run(looking.look, service.desk, service.now()):
        service.sender.nudge()
