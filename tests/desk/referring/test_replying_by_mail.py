"""A group that is written to by mail answers on a page, which works once and shows no number."""

from __future__ import annotations

from datetime import timedelta

import pytest

from connectbot.desk.listings import introducing
from connectbot.desk.referring import replying
from connectbot.model.kept import Act
from tests.desk.referring.darts import NUMBER, Darts

OPERATOR = Act("operator", "", "cli")


@pytest.fixture
async def mail(town) -> Darts:
    """A darts night that is reached by mail, and that was told of Jean."""
    night = Darts(town)
    await night.open(contact={"email": "dot@darts.example"})
    return night


async def link(town) -> str:
    """The link in the mail that left last."""
    (*_, (_, text)) = await town.leave("email")
    found = text.split("/introduced/")[1] if "/introduced/" in text else ""
    return found.split()[0] if found else text


async def answers(town, token: str, word: str) -> bool:
    """The page of the link is answered."""
    return await town.store.run(replying.answer_link, token, word, town.desk, town.now)


async def test_a_mail_brings_a_page_that_works_once(town, mail) -> None:
    """What the page shows; then the number goes to the group's own mail, with a page for the next
    answer, and the old one is closed."""
    made = await mail.agreed()
    await mail.look()
    token = await link(town)
    shown = await town.store.read(replying.asked, token, town.desk, town.now)
    assert (shown.place, shown.group, shown.name) == ("Oakfield", "Darts Night", "Jean")
    assert not await answers(town, token, "perhaps")
    assert await answers(town, token, "yes")
    assert not await answers(town, token, "yes")
    claimed = await town.claim("email")
    assert NUMBER in claimed[0].message.text
    assert (await mail.now(made)).state == "accepted"
    second = claimed[0].message.text.split("/introduced/")[1].split()[0]
    assert await answers(town, second, "full")
    assert (await mail.now(made)).state == "declined_by_service"


async def test_a_page_of_a_group_that_lost_its_check(town, mail) -> None:
    """Shows nothing and moves nothing; nor does one that is too old."""
    made = await mail.agreed()
    await mail.look()
    token = await link(town)
    late = town.now + timedelta(days=30)
    assert await town.store.read(replying.asked, token, town.desk, late) is None
    await town.store.run(
        introducing.suspend, "darts", "a complaint", OPERATOR, town.now, town.now.date()
    )
    assert await town.store.read(replying.asked, token, town.desk, town.now) is None
    assert not await answers(town, token, "yes")
    assert (await mail.now(made)).state == "sent"
