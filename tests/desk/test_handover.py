"""A person is asked for: one is told at once, the next if nobody comes, and all of it is true."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from connectbot.desk import sentences
from connectbot.desk.rota import Rota
from tests.desk.town import JEAN, LEE, LONDON, SAM, rota

PROMISE = timedelta(minutes=30)
ROB = "+447700900997"
LINK = "https://bot.oakfield.example/console/talk/token-{}"


async def test_a_person_is_told_at_once_and_none_of_their_words(town):
    """Sam gets a one-time link and nothing that was said; the resident reads who was told."""
    await town.say("im lonely since my husband died, LS8")
    await town.text("PERSON")
    read = await town.delivered()
    assert read[SAM] == [sentences.told_handover("Oakfield", LINK.format(1))]
    assert read[JEAN][0] == sentences.asking("Sam", PROMISE)
    assert JEAN not in str(read[SAM])


async def test_after_the_promised_time_the_next_one_is_told(town):
    """Lee is asked once the half hour is over, not before, and the resident reads so."""
    await town.say("PERSON")
    town.later(minutes=29)
    await town.chase()
    assert not await town.delivered()
    town.later(minutes=1)
    assert await town.chase() == 0
    read = await town.delivered()
    assert read == {LEE: [sentences.told_handover("Oakfield", LINK.format(2))], JEAN: read[JEAN]}
    assert read[JEAN] == [sentences.asking_next("Lee")]


async def test_a_used_up_list_is_said_honestly_and_once(town):
    """When nobody is left the resident reads so, and the operator is told once."""
    await town.say("PERSON")
    for _ in range(2):
        town.later(minutes=30)
        left = await town.chase()
    assert left == 1
    assert (await town.delivered())[JEAN] == [sentences.NOBODY_LEFT]
    town.later(minutes=30)
    assert await town.chase() == 0


async def test_asking_again_after_that_starts_afresh(town):
    """The first one on the list is told again."""
    await town.say("PERSON")
    for _ in range(2):
        town.later(minutes=30)
        await town.chase()
    await town.leave()
    await town.text("PERSON")
    read = await town.delivered()
    assert SAM in read
    assert read[JEAN][0] == sentences.asking("Sam", PROMISE)


async def test_asking_again_while_waiting_says_who_was_told(town):
    """Nobody is told twice; the resident reads who was told last."""
    await town.say("PERSON")
    town.later(minutes=5)
    assert (await town.say("PERSON"))[0] == sentences.asked_before("Sam")
    town.later(minutes=25)
    await town.chase()
    read = await town.delivered()
    assert SAM not in read
    assert (await town.say("PERSON"))[0] == sentences.asked_before("Lee")


async def test_whoever_was_told_and_left_the_list_is_not_named(town):
    """After the list was changed the team is named instead of a wrong name."""
    await town.say("PERSON")
    town.later(minutes=30)
    await town.chase()
    await town.leave()
    town.changed(rota=rota(f"Rob {ROB}"))
    assert (await town.say("PERSON"))[0] == sentences.asked_before("Oakfield team")


TUESDAY_NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TUESDAY_NIGHT = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)
SATURDAY = datetime(2026, 11, 28, 12, tzinfo=UTC)
WEEKDAYS = f"Sam {SAM} Mon-Fri 09:00-17:30"


@pytest.mark.parametrize(
    ("asked", "at", "told", "when"),
    [
        (WEEKDAYS, TUESDAY_NOON, SAM, ""),
        (WEEKDAYS, TUESDAY_NIGHT, None, "at 9am tomorrow"),
        (WEEKDAYS, SATURDAY, None, "on Monday at 9am"),
        (f"Sam {SAM} 18:15-20:00", TUESDAY_NOON, None, "at 6.15pm today"),
        (f"{WEEKDAYS}; Lee {LEE}", SATURDAY, LEE, ""),
        (f"{WEEKDAYS}; Lee {LEE} Sat 09:00-13:00", SATURDAY, LEE, ""),
    ],
)
async def test_hours_are_kept_and_said(town, asked, at, told, when):
    """Whoever is on duty first is told; where nobody is, the resident reads who will be, and when,
    also when they ask again."""
    town.now = at
    town.changed(rota=rota(asked))
    await town.text("PERSON")
    read = await town.delivered()
    assert [to for to in read if to != JEAN] == ([told] if told else [])
    if when:
        assert f"Sam will be told {when}." in read[JEAN][0]
        assert (await town.say("PERSON"))[0] == read[JEAN][0]


async def test_at_opening_the_one_on_duty_is_told(town):
    """What was promised at night is kept in the morning, also where they asked just then."""
    town.now = TUESDAY_NIGHT
    town.changed(rota=rota(WEEKDAYS))
    await town.say("PERSON")
    town.now = datetime(2026, 11, 25, 9, tzinfo=UTC)
    await town.chase()
    read = await town.delivered()
    assert (len(read[SAM]), read[JEAN]) == (1, [])
    assert (await town.say("PERSON"))[0] == sentences.asked_before("Sam")


async def test_hours_that_change_meanwhile_are_kept(town):
    """Sam begins at ten now, so Sam is told at ten."""
    town.now = TUESDAY_NIGHT
    town.changed(rota=rota(WEEKDAYS))
    await town.say("PERSON")
    town.changed(rota=rota(f"Sam {SAM} 10:00-17:30"))
    for hour, told in ((9, []), (10, [SAM])):
        town.now = datetime(2026, 11, 25, hour, tzinfo=UTC)
        assert await town.chase() == 0
        assert list(await town.delivered()) == told


async def test_a_next_one_who_comes_later_is_said_at_once(town):
    """The promised time is not passed over in silence because the next one is not there yet."""
    town.changed(rota=rota(f"Sam {SAM}; Lee {LEE} 15:00-17:00"))
    await town.say("PERSON")
    town.later(minutes=30)
    assert await town.chase() == 0
    assert (await town.delivered()) == {
        JEAN: ["Nobody has answered yet, I'm sorry. Lee will be told at 3pm today."]
    }
    town.now = datetime(2026, 11, 24, 15, tzinfo=UTC)
    await town.chase()
    read = await town.delivered()
    assert (len(read[LEE]), read[JEAN]) == (1, [sentences.asking_next("Lee")])


async def test_with_nobody_on_the_list_nobody_is_said_to_be_told(town):
    """A place without people says so, each time."""
    town.changed(rota=Rota(LONDON))
    for _ in range(2):
        assert (await town.say("PERSON"))[0] == sentences.NOBODY_KNOWN
        town.later(minutes=40)
        assert await town.chase() == 0


async def test_what_is_said_about_a_talk_waits_for_the_morning_and_only_the_last_word(town):
    """At night our people are told at once; the resident reads the last state of it at nine."""
    town.now = TUESDAY_NIGHT
    await town.say("PERSON")
    for expected in (LEE, None):
        town.later(minutes=30)
        await town.chase()
        assert list(await town.delivered()) == ([expected] if expected else [])
    town.now = datetime(2026, 11, 25, 9, tzinfo=UTC)
    await town.expire()
    assert (await town.delivered()) == {JEAN: [sentences.NOBODY_LEFT]}


async def test_a_wrong_person_is_promised_nothing(town):
    """Somebody who never asked is not told that a person comes; one of ours is told."""
    await town.text("WRONG PERSON")
    read = await town.delivered()
    assert len(read[JEAN]) == 1
    assert "Sam" not in read[JEAN][0]
    assert SAM in read


async def test_a_place_that_is_gone_belongs_to_the_default_one(town):
    """Residents and talks of a place that was renamed are served by the default place."""
    resident = await town.resident()
    await town.store.run(
        lambda tx: tx.handovers.open(
            resident.id, "atlantis", "handover", "asked", town.now, town.now
        )
    )
    await town.chase()
    assert (await town.delivered())[SAM][0].startswith("Oakfield:")
    other = Rota(LONDON, {"oakfield": rota().handover[""]})
    town.changed(rota=other, default_place="oakfield")
    stranger = "+447700900150"
    await town.say("hello", stranger)
    resident = await town.resident(stranger)
    moved = replace(resident.conversation, place="atlantis")
    await town.store.run(lambda tx: tx.residents.keep(resident, moved, None))
    assert (await town.say("PERSON", stranger))[0] == sentences.asking("Sam", PROMISE)
