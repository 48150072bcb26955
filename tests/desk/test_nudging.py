"""A maintainer is told that something waits, when they want to be told, and not again and again."""

from datetime import UTC, datetime, timedelta

import pytest

from connectbot.desk import staff
from connectbot.desk.suggesting import nudging
from connectbot.model.message import Address
from connectbot.model.staff import Staff
from tests.desk.town import NOON, SAM

TOLD = (
    "Oakfield: 1 to look at in the directory, the newest since 24 November. "
    "https://bot.oakfield.example/console/directory"
)


async def invited(town, **more: object) -> None:
    """Sam keeps the listings of Oakfield."""
    given = {"to": Address("sms", SAM), "hours": "Mon-Fri 09:00-17:00", **more}
    new = Staff("sam", "Sam", "maintainer", ("oakfield",), NOON, **given)
    await town.store.run(staff.invite, new, {}, NOON, known=["oakfield"])


async def something_comes(town, place: str = "oakfield") -> None:
    """Somebody says that a listing is wrong."""
    await town.store.run(
        lambda tx: tx.suggestions.add(place, "darts", "wrong", "resident", "secret", town.now)
    )


async def told(town) -> list[tuple[str, str]]:
    """The hourly look, and what leaves."""
    await town.store.run(nudging.nudge, town.desk, town.now)
    return await town.leave()


async def test_they_are_told_once_of_what_is_new(town) -> None:
    """A link and a number, no word of it; not again until something else comes."""
    await invited(town)
    assert await told(town) == []
    await something_comes(town)
    assert await told(town) == [(SAM, TOLD)]
    town.later(hours=2)
    await something_comes(town)
    assert await told(town) == []
    town.later(hours=22)
    assert [text[:29] for _, text in await told(town)] == ["Oakfield: 2 to look at in the"]
    town.later(days=1)
    assert await told(town) == []


async def test_they_choose_their_hours(town) -> None:
    """What comes on a Sunday is told on Monday."""
    await invited(town)
    town.now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    await something_comes(town)
    assert await told(town) == []
    town.later(days=1)
    assert len(await told(town)) == 1


@pytest.mark.parametrize("more", [{"to": None}, {"role": "link-worker"}])
async def test_who_is_not_to_be_told_is_not(town, more) -> None:
    """Who gave no address, and who keeps no listings."""
    given = {"role": "maintainer", "to": Address("sms", SAM), **more}
    new = Staff("sam", "Sam", made_at=NOON, places=("oakfield",), **given)
    await town.store.run(staff.invite, new, {}, NOON, known=["oakfield"])
    await something_comes(town)
    assert await told(town) == []


async def test_another_place_is_not_theirs(town) -> None:
    """Nor is what waits while they have been sent away."""
    await invited(town, hours="")
    await something_comes(town, "porth-derwen")
    assert await told(town) == []
    await something_comes(town)
    await town.store.run(staff.revoke, "Sam", NOON + timedelta(minutes=1))
    assert await told(town) == []
