"""What a group answers and sounds urgent, though no rule knows words of danger in it."""

from __future__ import annotations

import pytest

from tests.desk.referring.darts import Darts


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("sorry only just seen this. yes she can come", "accepted"),
        ("yes she can come, i want to kill myself", "sent"),
    ],
)
async def test_an_answer_that_only_sounds_urgent_is_taken(town, said: str, state: str) -> None:
    """Her yes counts, and 999 stands beside it; words of danger come before any answer."""
    night = Darts(town)
    await night.open()
    made = await night.sent()
    assert town.desk.world.safety.screen.look(said)
    assert "999" in await night.dot(said)
    assert (await night.now(made)).state == state
