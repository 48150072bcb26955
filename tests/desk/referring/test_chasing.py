"""A group that says nothing is asked twice more, on its own days; then a person rings."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial

import pytest

from connectbot.desk.listings import introducing
from connectbot.desk.referring import chasing, moving, telling, to_groups
from connectbot.flows.gsm import is_gsm7
from connectbot.flows.words import segments
from connectbot.model.kept import Act
from connectbot.model.message import Address
from connectbot.model.referral import Details
from connectbot.model.staff import Staff
from tests.desk.groups import DOT
from tests.desk.referring.darts import Darts
from tests.desk.town import JEAN, LEE, NOON, SAM

OPERATOR = Act("operator", "", "cli")


@pytest.fixture
async def night(town) -> Darts:
    """A darts night on Tuesdays from two to four; it is a Tuesday."""
    night = Darts(town)
    await night.open()
    return night


async def days(town, night, most: int) -> list[tuple[date, str, str]]:
    """What is read on each of the days that follow: the day, by whom, and how it begins."""
    found = []
    for _ in range(most * 8):
        town.later(hours=3)
        await night.look()
        local = town.now.astimezone(town.desk.rota.zone)
        found += [(local, to, text) for to, text in await town.leave()]
    return found


async def test_chased_at_three_and_seven_days_and_told_at_ten(town, night) -> None:
    """Told on Tuesday: its next day is the Tuesday after, so Friday is the first chase; that
    Tuesday, while it is on, is the second; on day ten a person is told, once."""
    made = await night.sent()
    read = await days(town, night, 20)
    assert [(to, at.date()) for at, to, _ in read] == [
        (DOT, date(2026, 11, 27)),
        (DOT, date(2026, 12, 1)),
        (SAM, date(2026, 12, 4)),
        (JEAN, date(2026, 12, 4)),
    ]
    assert "Reply GO" in read[3][2]
    assert 14 <= read[1][0].hour < 20
    assert all(made.code in text for _, to, text in read if to == DOT)
    assert "has not answered" in read[2][2]
    assert "Jean" not in read[2][2]
    assert (await night.now(made)).state == "sent"


async def test_a_group_that_is_on_in_three_days_is_chased_then(town) -> None:
    """On its Saturday, and not on the Friday before."""
    night = Darts(town)
    await night.open(when="Saturdays 10am to 12 noon")
    await night.sent()
    read = await days(town, night, 5)
    assert [(to, at.date()) for at, to, _ in read] == [(DOT, date(2026, 11, 28))]


async def test_after_a_yes_they_are_asked_once_whether_they_met(town, night) -> None:
    """A week later; another week later a person of ours hears that nobody told us."""
    made = await night.sent()
    await night.dot(f"yes {made.code}")
    read = await days(town, night, 30)
    assert [(to, at.date()) for at, to, _ in read] == [
        (DOT, date(2026, 12, 1)),
        (SAM, date(2026, 12, 8)),
    ]
    assert read[0][2] == to_groups.came("Oakfield", "Jean", "Darts Night", made.code)
    assert to_groups.NOT_HEARD in read[1][2]


async def test_a_waiting_list_is_looked_at_every_four_weeks(town, night) -> None:
    """By a person; nobody is forgotten on it."""
    made = await night.sent()
    await night.dot(f"waiting list {made.code}")
    for _ in range(2):
        town.later(days=28)
        await night.look()
        read = await town.delivered()
        assert to_groups.STILL_WAITS in read[SAM][0]
    assert (await night.now(made)).state == "waiting_list"


async def test_nobody_is_chased_after_the_end(town, night) -> None:
    """They met: it is for Jean to say whether it helped."""
    made = await night.sent()
    await night.dot(f"met {made.code}")
    assert [to for _, to, _ in await days(town, night, 12) if to == DOT] == []


async def test_a_question_of_theirs_waits_for_a_person(town, night) -> None:
    """Nothing falls due by itself while somebody finds out."""
    made = await night.sent()

    to = made.id, "needs_information", "provider", town.now
    await town.store.run(partial(moving.move, next_at=town.now), *to)
    assert await days(town, night, 2) == []


async def test_a_group_whose_check_ends_while_it_is_chased(town, night) -> None:
    """It is asked no more, and a person is told at once; who was not asked yet is not."""
    made = await night.sent()
    asked = await night.sent(at=Address("sms", LEE))
    suspended = introducing.suspend, "darts", "a complaint", OPERATOR, town.now, town.now.date()
    await town.store.run(*suspended)
    await night.look()
    read = await town.delivered()
    assert set(read) == {SAM}
    assert [to_groups.UNCHECKED in text for text in read[SAM]] == [True, True]
    town.later(days=3, hours=1)
    await night.look()
    assert await town.leave() == []
    assert (await night.now(asked)).state == "sent"
    assert (await night.now(made)).next_at == made.sent_at + chasing.SILENT_FOR


async def test_taken_back_before_and_after_it_was_told(town, night) -> None:
    """What waits is not told at all; a group that was told reads that and nothing more."""
    early = await night.agreed()
    await night.look()
    early = await night.now(early)
    assert not await town.store.run(telling.taken_back, early, town.desk, town.now)
    assert await town.leave() == []
    later = await night.sent(at=Address("sms", LEE))
    later = await night.now(later)
    assert await town.store.run(telling.taken_back, later, town.desk, town.now)
    ((to, text),) = await town.leave()
    assert (to, text) == (DOT, to_groups.taken_back("Oakfield", "Jean", "Darts Night"))


async def test_nothing_to_take_back(town, night) -> None:
    """A group that nobody told, and one that is no more."""
    waits = await night.agreed()
    never = await night.now(waits)
    assert not await town.store.run(telling.taken_back, never, town.desk, town.now)
    gone = await night.agreed(at=Address("sms", LEE), listing="no-such")
    assert not await town.store.run(telling.taken_back, gone, town.desk, town.now)


async def test_they_are_thanked(town, night) -> None:
    """Where the group is checked still, and wants texts."""
    made = await night.sent()
    assert await town.store.run(telling.thanks, made, town.desk, town.now)
    assert [text for _, text in await town.leave()] == [
        "Oakfield: Jean says thank you to everybody at Darts Night. It helped."
    ]
    await town.say("STOP", DOT)
    await town.leave()
    assert not await town.store.run(telling.thanks, made, town.desk, town.now)


@pytest.mark.parametrize("contact", [{}, {"email": "dot@darts.example"}])
async def test_a_group_that_takes_no_texts(town, contact) -> None:
    """It publishes nothing that a text or, where no mail is sent, a mail could go to: a person
    rings them."""
    night = Darts(town)
    town.changed(traits={"sms": town.desk.traits["sms"]})
    await night.open(contact=contact)
    made = await night.agreed()
    await night.look()
    read = await town.delivered()
    assert to_groups.UNTOLD in read[SAM][0]
    assert (await night.now(made)).state == "sent"


async def test_a_number_that_we_do_not_serve(town, night) -> None:
    """Nothing may go there: a person is told."""
    town.changed(elsewhere=lambda address: address.value == DOT)
    await night.agreed()
    await night.look()
    assert to_groups.UNTOLD in (await town.delivered())[SAM][0]


async def test_what_did_not_arrive_is_told(town, night) -> None:
    """The provider gave it up: a person rings them; nothing of one that is over, or gone."""
    made = await night.agreed()
    await night.look()
    town.later(hours=22)
    await town.expire()
    read = await town.delivered()
    assert to_groups.UNDELIVERED in read[SAM][0]
    await night.dot(f"full {made.code}")
    await town.store.run(telling.undelivered, made.id, town.desk, town.now)
    await town.store.run(telling.undelivered, "nothing", town.desk, town.now)
    assert SAM not in await town.delivered()


async def test_whoever_sent_them_is_told_and_who_covers_for_them(town, night) -> None:
    """Her own phone; while she is away, whoever covers; without either, the rota."""
    rosa, max_ = "+447700900601", "+447700900602"

    def staffed(tx):
        for id, number, more in (
            ("rosa", rosa, {"away": (date(2026, 11, 25), date(2026, 11, 26)), "cover": "max"}),
            ("max", max_, {}),
        ):
            to = Address("sms", number)
            places = ("oakfield",)
            tx.staff.add(Staff(id, id.title(), "link-worker", places, NOON, to=to, **more))

    await town.store.run(staffed)
    made = await night.agreed(made_by="rosa")

    async def told() -> set[str]:
        await town.store.run(telling.silent, made, town.desk, town.now)
        return set(await town.delivered())

    assert await told() == {rosa}
    town.now = datetime(2026, 11, 25, 12, tzinfo=UTC)
    assert await told() == {max_}
    await town.store.run(lambda tx: tx.staff.revoke("max", town.now))
    town.later(minutes=1)
    assert await told() == {SAM}


async def test_nobody_is_left_to_tell(town, night) -> None:
    """No rota at all: nothing breaks, and it stays in the list of what waits."""
    made = await night.sent()
    town.changed(rota=type(town.desk.rota)(town.desk.rota.zone))
    await town.store.run(telling.silent, made, town.desk, town.now)
    await town.store.run(telling.alarm, made, town.desk, town.now)
    assert await town.leave() == []


async def test_what_is_not_given_to_the_group(town, night) -> None:
    """No name that they never said, and no number on which they want to hear nothing."""
    made = await night.sent("all", details=Details())
    assert "Somebody is expecting you" in await night.dot(f"yes {made.code}")
    await town.store.run(lambda tx: tx.residents.stop(Address("sms", JEAN), town.now, "STOP"))
    assert "900101" not in await night.dot(f"yes {made.code}")


def test_what_goes_to_a_group_is_short() -> None:
    """One text, or two where something is to be learned from it; in the plain alphabet."""
    who = ("Oakfield", "Jean", "Tea and Talk at the Hall", "K7QP")
    once = [
        to_groups.introduced(*who),
        to_groups.chased(*who),
        to_groups.came(*who),
        to_groups.thanks(*who[:3], a_bit=True),
        to_groups.welcomed("Jean", "07700 900101", "K7QP"),
        to_groups.not_understood(["K7QP"]),
        *(to_groups.NOT_KNOWN, to_groups.CLOSED, to_groups.LATER, to_groups.FULL, to_groups.MET),
        *(text.format(code="K7QP") for text in (to_groups.AFTER_YES, to_groups.WAITS)),
        to_groups.which([("Jean", "K7QP"), ("Rose", "M4RT")]),
        to_groups.NOT_THEIRS,
        to_groups.TRY_AGAIN.format(code="K7QP"),
        to_groups.GIVEN_UP,
    ]
    twice = [
        to_groups.introduced(*who, company=True),
        to_groups.taken_back(*who[:3]),
        to_groups.team_stopped(
            *who[:2], "https://bot.oakfield.example/console/referrals/abcdefghijkl"
        ),
    ]
    assert [text for text in once if segments(text) > 1] == []
    assert [text for text in twice if segments(text) > 2] == []
    assert all(is_gsm7(text) for text in (*once, *twice))
