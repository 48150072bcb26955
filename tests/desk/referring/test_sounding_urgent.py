"""What a group answers and sounds urgent, though no rule knows words of danger in it."""

from __future__ import annotations

import pytest

from connectbot.desk.referring import to_groups, worried
from tests.desk.groups import DOT
from tests.desk.referring.darts import Darts


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("sorry i only saw this tonight. yes he can come", "accepted"),
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


@pytest.mark.parametrize(
    "said",
    ["she has bruises, i think her husband hits her", "he told the cook he wants to die"],
)
async def test_a_groups_worry_about_somebody_is_thanked_and_a_person_told(town, said: str) -> None:
    """It is not answered as if the danger were its own, and the lead reads it as ever."""
    night = Darts(town)
    await night.open()
    await night.sent()
    await town.text(said, DOT)
    read = await town.leave()
    assert [text for to, text in read if to == DOT] == [to_groups.WORRIED]
    assert any("urgent words" in text for to, text in read if to != DOT)


async def test_a_volunteers_own_danger_is_answered_as_anybodys(town) -> None:
    """So is that of anybody whom we told of nobody."""
    night = Darts(town)
    await night.open()
    assert "116 123" in await night.dot("she has bruises, i think her husband hits her")
    await night.sent()
    assert "116 123" in await night.dot("i want to kill myself")


@pytest.mark.parametrize(
    ("said", "another"),
    [
        ("she said she wants to die", True),
        ("i think he's being hit", True),
        ("my husband hits me", False),
        ("i want to die, tell her", False),
        ("want to die", False),
    ],
)
def test_whose_danger_it_is(said: str, another: bool) -> None:
    """Somebody else is spoken of, and nobody's own danger."""
    assert worried.is_of_another(said) is another
