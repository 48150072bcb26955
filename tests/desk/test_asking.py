"""A group's published contact is asked whether it is still right, and only they can answer."""

from datetime import UTC, datetime, timedelta

import pytest

from connectbot.desk.asking import answering, putting
from connectbot.desk.asking.words import CHANGED, NOT_UNDERSTOOD, RIGHT, STOPPED, WORDS
from connectbot.directory.assured import assured_on
from connectbot.model.conversation import Conversation
from connectbot.model.message import Address
from tests.desk.groups import DOT, ROSA, Groups, darts
from tests.desk.town import JEAN, LEE

MONDAY = datetime(2026, 11, 23, 11, tzinfo=UTC)
TUESDAY_AT_TWO = datetime(2026, 11, 24, 14, tzinfo=UTC)
WEEK = timedelta(days=7)
ASKED = (
    "Oakfield directory: Darts Night. Is this still right? Reply 1 right, 2 something changed, "
    "3 it has stopped. STOP ends these texts."
)


@pytest.fixture
async def groups(town) -> Groups:
    """A town with a darts night that nobody has made sure of since June, asked on its Tuesday."""
    groups = Groups(town)
    await groups.add()
    town.now = MONDAY
    assert await groups.tick() == 0
    town.now = TUESDAY_AT_TWO
    assert await groups.tick() == 1
    assert await town.leave() == [(DOT, ASKED)]
    return groups


async def test_it_is_still_right(town, groups) -> None:
    """One figure is enough: all of it is said to be so today, and Dot is nobody's resident."""
    assert await town.say("1", DOT) == [RIGHT]
    assert assured_on(await groups.listing()) == TUESDAY_AT_TWO.date()
    (_, last) = await town.store.read(lambda tx: tx.listings.history("darts"))
    assert (last.act.kind, last.act.door) == ("contact", "text")
    assert await town.store.read(lambda tx: tx.residents.on(Address("sms", DOT))) == []
    town.now += 3 * WEEK
    assert await groups.tick() == 0


@pytest.mark.parametrize(
    "said", ["1.", "Yes", "still right thanks", "Yes all correct", "No change"]
)
async def test_it_is_still_right_in_other_words(town, groups, said) -> None:
    """As people answer a short question."""
    assert await town.say(said, DOT) == [RIGHT]


async def test_it_has_stopped(town, groups) -> None:
    """It is hidden at once, and a maintainer makes sure."""
    assert await town.say("3", DOT) == [STOPPED]
    assert (await groups.kept()).state == "hidden"
    (one,) = await groups.queue()
    assert (one.kind, one.by, one.to) == ("stopped", "contact", Address("sms", DOT))


async def test_something_changed(town, groups) -> None:
    """What changed is kept for a maintainer, and Dot is told when it is put right."""
    assert await town.say("2", DOT) == [CHANGED]
    assert await town.say("we are on thursdays 7pm to 9pm from now on", DOT) == [WORDS]
    (one,) = await groups.queue()
    assert (one.kind, one.words) == ("changed", "we are on thursdays 7pm to 9pm from now on")
    assert (await groups.kept()).number == 1
    await groups.accept(one.id)
    assert (await groups.listing()).when[0].opens_at == "19:00"
    assert await town.leave() == [
        (DOT, "Oakfield: your details are put right in our list. Thank you for telling us.")
    ]
    town.later(hours=1)
    assert (await town.say("1", DOT))[0] != RIGHT  # it was answered: this is anybody's message


async def test_what_changed_in_one_message(town, groups) -> None:
    """With the figure or without it; a declined one comes back with the reason."""
    assert await town.say("2 ask for Bert now", DOT) == [WORDS]
    (one,) = await groups.queue()
    assert one.words == "ask for Bert now"
    await groups.decline(one.id, "Bert asked us not to show his name.")
    ((_, told),) = await town.leave()
    assert told.endswith("It stays as it is for now: Bert asked us not to show his name.")


async def test_a_sentence_is_what_changed(town, groups) -> None:
    """Whoever tells it at once is not asked for a figure first; a mumble is."""
    assert await town.say("dunno mate", DOT) == [NOT_UNDERSTOOD]
    assert await town.say("Dot has left, ring the hall", DOT) == [WORDS]


async def test_what_changed_may_begin_with_stopped_after_all(town, groups) -> None:
    """Asked what has changed, a 3 is still a 3, and a 1 is a word like any other."""
    await town.say("2", DOT)
    assert await town.say("3", DOT) == [STOPPED]


async def test_only_the_number_that_was_asked_can_answer(town, groups) -> None:
    """The same figure from anywhere else is a stranger's message, and so is a mail's number."""
    assert (await town.say("1", JEAN))[0] != RIGHT
    assert (await groups.kept()).number == 1
    at = Address("webchat", DOT)
    await town.text("1", at=at)
    assert (await groups.kept()).number == 1


async def test_a_repeat_is_answered_once(town, groups) -> None:
    """The provider brings a message again: nothing more happens, and the next one is the answer."""
    town.number = 40
    assert await town.say("2", DOT) == [CHANGED]
    town.number = 40
    assert await town.say("2", DOT) == []
    assert await groups.queue() == []
    assert await town.say("ask for Bert", DOT) == [WORDS]


async def test_urgent_words_are_heard_from_anybody(town, groups) -> None:
    """Dot is a person too: she is answered, and the lead is told."""
    await town.text("1 but i want to kill myself", DOT)
    read = await town.delivered()
    assert "999" in " ".join(read[DOT])
    assert len(read[LEE]) == 1
    assert (await groups.kept()).number == 1


async def test_stop_is_obeyed_and_a_maintainer_looks(town, groups) -> None:
    """STOP is confirmed once; Dot is asked no more, and somebody else has to find out."""
    assert len(await town.say("STOP", DOT)) == 1
    assert [one.kind for one in await groups.queue()] == ["silent"]
    town.now += 20 * WEEK
    assert await groups.tick() == 0
    assert await town.leave() == []
    assert [one.kind for one in await groups.queue()] == ["silent"]


async def test_her_own_talk_goes_first(town, groups) -> None:
    """Dot uses the bot herself: what she answers is the question that came last."""
    dot = await town.resident(DOT)
    asked = Conversation("oakfield", awaiting=town.now + timedelta(minutes=5))
    await town.store.run(lambda tx: tx.residents.keep(dot, asked, None))
    assert (await town.say("1", DOT))[0] != RIGHT
    older = Conversation("oakfield", awaiting=town.now - timedelta(minutes=5))
    await town.store.run(lambda tx: tx.residents.keep(dot, older, None))
    assert await town.say("1", DOT) == [RIGHT]


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
    body = darts(contact={"phone": "0113 496 0000", "email": "dot@darts.example"})
    await groups.add(body)
    town.now = TUESDAY_AT_TWO
    await groups.tick()
    ((to, text),) = await town.leave("email")
    assert to == "dot@darts.example"
    assert "This is what it says of Darts Night:" in text
    assert "https://bot.oakfield.example/still-right/token-1" in text
    asked = await town.store.read(answering.asked, "token-1", town.desk, town.now)
    assert (asked.place, asked.name) == ("Oakfield", "Darts Night")
    said = "on Fridays now, and i want to kill myself"
    read = await town.store.run(answering.answer_link, "token-1", "2", said, town.desk, town.now)
    assert read == f"{WORDS} If anybody is in danger, ring 999."
    assert (await groups.queue())[0].words == said
    assert await town.store.read(answering.asked, "token-1", town.desk, town.now) is None
    late = await town.store.run(answering.answer_link, "token-1", "1", "", town.desk, town.now)
    assert late == ""


@pytest.mark.parametrize("contact", [{}, {"phone": "0113 496 0000"}])
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
