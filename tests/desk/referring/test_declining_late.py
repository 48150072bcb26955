"""A group that has met somebody says later that it cannot have them: nothing of it is lost."""

from __future__ import annotations

import pytest

from connectbot.desk.referring import to_groups
from tests.desk.groups import DOT
from tests.desk.referring.darts import Darts
from tests.desk.town import SAM


@pytest.mark.parametrize(("said", "reason"), [("full", "no-capacity"), ("no", "other")])
async def test_a_no_after_they_met(town, said, reason) -> None:
    """It stays in progress; their word is in the log, and whoever sent Jean is told once."""
    night = Darts(town)
    await night.open()
    made = await night.sent()
    await night.dot(f"met {made.code}")
    await town.text(f"{said} {made.code}", DOT)
    read = await town.delivered()
    assert read[DOT] == [to_groups.FULL]
    assert to_groups.AFTER_ALL_NOT in read[SAM][0]
    now = await night.now(made)
    assert (now.state, now.provider_says) == ("in_progress", "declined_by_service")
    await town.text(f"{said} {made.code}", DOT)
    assert SAM not in await town.delivered()
    log = await town.store.read(lambda tx: tx.referrals.events(made.id))
    assert [one.reason for one in log if one.said == "declined_by_service"] == [reason] * 2
