"""Leave and cover: who is told instead of whom, and for how long."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from connectbot.desk import leave
from connectbot.desk.rota import is_there
from connectbot.model.message import Address
from connectbot.model.staff import Staff
from tests.desk.test_talk import asked
from tests.desk.town import JEAN, LEE, LONDON, NOON, SAM, rota

TODAY = date(2026, 11, 24)
OTHER = "+447700900997"
AWAY = (date(2026, 11, 23), date(2026, 11, 25))
SAMS = Staff("sam", "Sam", "link-worker", ("oakfield",), NOON, to=Address("sms", SAM))
LEES = Staff("lee", "Lee", "lead", ("oakfield",), NOON, to=Address("sms", LEE))
ANA = Staff("ana", "Ana", "link-worker", ("oakfield",), NOON, to=Address("sms", OTHER))


async def with_staff(town, *people):
    """These were invited."""

    def invited(tx):
        for one in people:
            tx.staff.add(one)
            if one.revoked_at:
                tx.staff.revoke(one.id, one.revoked_at)

    await town.store.run(invited)


async def told(town):
    """Who is texted when Jean asks for a person, and what she reads."""
    await town.text("PERSON")
    read = await town.delivered()
    return sorted(read.keys() - {JEAN}), " ".join(read[JEAN])


async def test_whoever_covers_is_told_instead(town):
    """By name, to the resident too."""
    await with_staff(town, replace(SAMS, away=AWAY, cover="ana"), ANA)
    people, words = await told(town)
    assert people == [OTHER]
    assert "Ana" in words


@pytest.mark.parametrize(
    "cover",
    [
        None,
        replace(ANA, to=None),
        replace(ANA, away=AWAY),
        replace(ANA, revoked_at=NOON),
    ],
    ids=["nobody", "nowhere to tell them", "away too", "sent away"],
)
async def test_without_cover_the_next_is_told(town, cover):
    """Lee, who is on the list after Sam."""
    people = [replace(SAMS, away=AWAY, cover="ana"), *([cover] if cover else [])]
    await with_staff(town, *people)
    assert (await told(town))[0] == [LEE]


@pytest.mark.parametrize("away", [None, (date(2026, 11, 20), date(2026, 11, 23))])
async def test_who_is_back_is_told(town, away):
    """Leave ends with its last day; somebody else's leave changes nothing."""
    await with_staff(town, replace(SAMS, away=away, cover="ana"), ANA)
    assert (await told(town))[0] == [SAM]


async def test_where_all_are_away_it_is_said_when_somebody_is_back(town):
    """Nobody is told, and nobody is promised who is not there."""
    town.changed(rota=rota(f"Sam {SAM}"))
    await with_staff(town, replace(SAMS, away=AWAY))
    people, words = await told(town)
    assert people == []
    assert "Thu" in words


async def test_after_a_cover_who_does_not_come_the_next_is_told(town):
    """Positions on the list stay what they are."""
    await with_staff(town, replace(SAMS, away=AWAY, cover="ana"), ANA)
    await asked(town, who=OTHER)
    town.now += town.desk.promise
    await town.chase()
    assert LEE in await town.delivered()


async def test_the_rota_of_today_names_who_covers(town):
    """A refused text to them is no reason to write them off; the list itself stays as it is."""
    await with_staff(town, replace(SAMS, away=AWAY, cover="ana"), ANA, LEES)
    today = await town.store.read(leave.covered, town.desk, town.now)
    assert today.rota.names(Address("sms", OTHER))
    assert not town.desk.rota.names(Address("sms", OTHER))
    assert today.rota.names(Address("sms", SAM))


def test_whose_residents_they_look_after() -> None:
    """Their own, and those of whom they cover, on the days of the leave."""
    away = replace(SAMS, away=AWAY, cover="ana")
    assert leave.stands_for([away, ANA], ANA, TODAY) == {"ana", "sam"}
    assert leave.stands_for([away, ANA], ANA, date(2026, 11, 26)) == {"ana"}
    assert leave.stands_for([SAMS, ANA], ANA, TODAY) == {"ana"}


@pytest.mark.parametrize(
    ("hours", "there"), [("", True), ("Mon-Fri 09:00-17:00", True), ("Sat 09:00-17:00", False)]
)
def test_who_is_there(hours: str, there: bool) -> None:
    """Without hours always."""
    assert is_there(hours, datetime(2026, 11, 24, 12, tzinfo=LONDON)) == there
