"""When a group is asked whether it is still right, how often, and when nobody is."""

from datetime import UTC, datetime, timedelta

import pytest

from connectbot.desk.asking import answering, putting
from connectbot.desk.asking.words import NOT_UNDERSTOOD, WORDS
from tests.desk.groups import ASKED, DOT, MONDAY, ROSA, TUESDAY_AT_TWO, Groups, asked, darts

WEEK = timedelta(days=7)


@pytest.fixture
async def groups(town) -> Groups:
    """A town with a darts night that nobody has made sure of since June, asked on its Tuesday."""
    return await asked(town)


async def test_three_times_and_then_a_maintainer(town, groups) -> None:
    """Again after 7 and after 14 days, each time on its Tuesday; then it is somebody's task."""
    for week in (1, 2):
        town.now = TUESDAY_AT_TWO + week * WEEK - timedelta(minutes=5)
        assert await groups.tick() == 0
        town.now = TUESDAY_AT_TWO + week * WEEK
        assert await groups.tick() == 1
        assert await town.leave() == [(DOT, ASKED)]
    town.now += WEEK
    assert await groups.tick() == 0
    assert [one.kind for one in await groups.queue()] == ["silent"]
    town.now += 2 * WEEK
    assert await groups.tick() == 0


async def test_somebody_made_sure_meanwhile(town, groups) -> None:
    """A maintainer rang: the question that is still out is not asked again."""
    today = town.now.date().isoformat()
    body = darts(checked={"on": today, "by": "Rosa", "how": "rang"})
    await town.store.run(
        lambda tx: answering.changing.change(tx, "darts", body, ROSA, town.now, seen=1)
    )
    town.now += WEEK
    assert await groups.tick() == 0
    assert (await town.store.read(lambda tx: tx.askings.get("darts"))).state == "answered"


async def test_another_number_is_published_meanwhile(town, groups) -> None:
    """Whoever was asked does not answer for it any more: nothing changes by what they say."""
    body = darts(contact={"phone": "07700 900444"})
    await town.store.run(
        lambda tx: answering.changing.change(tx, "darts", body, ROSA, town.now, seen=1)
    )
    assert await town.say("3", DOT) == [NOT_UNDERSTOOD]
    assert (await groups.kept()).state == "active"


async def test_two_groups_of_one_contact_are_asked_one_after_the_other(town, groups) -> None:
    """A bare figure could be about either."""
    await groups.add(darts("bingo", name="Bingo"), "bingo")
    assert await groups.tick() == 0
    await town.say("1", DOT)
    town.now += WEEK
    assert await groups.tick() == 1
    assert "Bingo" in (await town.leave())[0][1]


async def test_a_day_has_its_end(town, groups, monkeypatch) -> None:
    """A directory of thousands is asked about some at a time."""
    monkeypatch.setattr(putting, "MOST_A_DAY", 1)
    other = darts("bingo", name="Bingo", contact={"phone": "07700 900444"})
    await groups.add(other, "bingo")
    assert await groups.tick() == 0
    town.now += WEEK
    await town.say("1", DOT)
    assert await groups.tick() == 1


async def test_a_mail_has_a_link(town) -> None:
    """Where no mobile is published: what the directory says, and a page to answer on."""
    groups = Groups(town)
    body = darts(contact={"phone": "at the hall only", "email": "dot@darts.example"})
    await groups.add(body)
    town.now = TUESDAY_AT_TWO
    await groups.tick()
    ((to, text),) = await town.leave("email")
    assert to == "dot@darts.example"
    assert "This is what it says of Darts Night:" in text
    assert "https://bot.oakfield.example/still-right/token-1" in text
    shown = await town.store.read(answering.asked, "token-1", town.desk, town.now)
    assert (shown.place, shown.name) == ("Oakfield", "Darts Night")
    said = "on Fridays now, and i want to kill myself"
    read = await town.store.run(answering.answer_link, "token-1", "2", said, town.desk, town.now)
    assert read == f"{WORDS} If anybody is in danger, ring 999."
    assert (await groups.queue())[0].words == said
    assert await town.store.read(answering.asked, "token-1", town.desk, town.now) is None
    late = await town.store.run(answering.answer_link, "token-1", "1", "", town.desk, town.now)
    assert late == ""


@pytest.mark.parametrize("contact", [{}, {"phone": "at the hall only"}])
async def test_where_nobody_can_be_asked_nobody_is(town, contact) -> None:
    """A landline reads no texts."""
    groups = Groups(town)
    await groups.add(darts(contact=contact))
    town.now = TUESDAY_AT_TWO
    assert await groups.tick() == 0
    assert await town.store.read(lambda tx: tx.askings.last()) == {}


async def test_the_contact_is_gone_by_the_hour(town, groups) -> None:
    """The number was taken out, or nothing may go there: a maintainer looks."""
    body = darts(contact={})
    await town.store.run(
        lambda tx: answering.changing.change(tx, "darts", body, ROSA, town.now, seen=1)
    )
    town.now += WEEK
    assert await groups.tick() == 0
    assert [one.kind for one in await groups.queue()] == ["silent"]


async def test_a_number_we_do_not_serve_is_not_texted(town) -> None:
    """The operator's list of countries holds here too."""
    groups = Groups(town)
    town.changed(elsewhere=lambda address: True)
    await groups.add()
    town.now = TUESDAY_AT_TWO
    assert await groups.tick() == 0
    assert [one.kind for one in await groups.queue()] == ["silent"]


async def test_a_report_brings_the_question_forward_once(town) -> None:
    """Made sure of this month, found closed today: asked now; not again within two weeks, nor
    where its place asks nobody."""
    groups = Groups(town)
    fresh = {"on": "2026-11-20", "by": "Sam", "how": "rang"}
    await groups.add(darts(checked=fresh))
    town.now = TUESDAY_AT_TWO
    known = town.desk.world.book.listing("darts")
    for _ in range(2):
        await town.store.run(putting.forward, known, town.desk, town.now)
    assert await town.store.run(putting.ask_due, town.desk, town.now) == 1
    await town.say("1", DOT)
    await town.store.run(putting.forward, known, town.desk, town.now)
    assert await town.store.run(putting.ask_due, town.desk, town.now) == 0
    silent = groups.places[0].model_copy(
        update={"keeping": groups.places[0].keeping.model_copy(update={"ask": 0})}
    )
    groups.places = [silent]
    await groups.look()
    town.now += 4 * WEEK
    await town.store.run(putting.forward, known, town.desk, town.now)
    assert await town.store.run(putting.ask_due, town.desk, town.now) == 0


async def test_it_is_hidden_before_its_hour(town) -> None:
    """What nobody is shown is not asked about."""
    groups = Groups(town)
    await groups.add()
    town.now = MONDAY
    await groups.tick()
    await town.store.run(lambda tx: answering.changing.move(tx, "darts", "hidden", ROSA, town.now))
    town.now = TUESDAY_AT_TWO
    assert await groups.tick() == 0


async def test_an_evening_group_is_asked_by_day(town) -> None:
    """What is on in the quiet hours is asked about at ten that day."""
    groups = Groups(town)
    await groups.add(darts(when="Tuesdays 8pm to 10pm"))
    town.now = MONDAY
    await groups.tick()
    asking = await town.store.read(lambda tx: tx.askings.get("darts"))
    assert asking.next_at == datetime(2026, 11, 24, 10, tzinfo=UTC)
    town.now = datetime(2026, 11, 24, 20, 30, tzinfo=UTC)
    known = town.desk.world.book.listing("darts")
    assert putting._hour(known, town.desk, town.now) == datetime(2026, 11, 25, 9, tzinfo=UTC)


async def test_what_is_gone_by_then_is_not_planned(town, groups) -> None:
    """The listing has no contact any more, or is no more; other words than an answer's are not
    answers."""
    await groups.add(darts("bingo", name="Bingo", contact={}), "bingo")
    ids = ["bingo", "nobody"]
    assert await town.store.run(putting.plan, ids, town.desk, town.now) == 0
    assert len(await town.say("HELP", DOT)) == 1
    assert (
        await town.store.run(putting.forward, (await groups.listing("bingo")), town.desk, town.now)
        is None
    )
    await town.text("1", DOT, media=1)
    assert (await groups.kept()).number == 1
