"""What came of an introduction: asked once each, after GO, and kept beside the group's word."""

from __future__ import annotations

import pytest

from connectbot.desk import remind
from connectbot.desk.referring import outcomes, residents
from connectbot.model.effect import Outcome, Remind, TakeBack
from tests.desk.promises import FRIDAY, TUESDAY_AT_TEN
from tests.desk.referring.introduced import TEA, found, in_the_directory, moved, refer, stands
from tests.desk.referring.jean import GROUP, known, states, talk
from tests.desk.town import JEAN


async def come_back(town, **later) -> str:
    """The clock looks, and she says GO to the neutral text."""
    town.later(**later)
    await town.remind()
    hello = " / ".join((await town.delivered())[JEAN])
    assert "Tea" not in hello
    return hello and await talk(town, "GO")


async def test_after_a_week_and_after_six_she_is_asked_and_the_loop_is_closed(town) -> None:
    """Did you get there? Did it help? Shall I thank them? Each is asked once, after GO."""
    await in_the_directory(town)
    await known(town)
    made = await refer(town)
    await town.leave()
    await talk(town, "go", "yes")
    await moved(town, made.id, "accepted", "provider")
    assert "Did you get there?" in await come_back(town, days=8)
    await talk(town, "Yes, I went", "good", "no thanks")
    assert await states(town) == [("in_progress", "", "all")]
    assert "Did it help?" in await come_back(town, days=35)
    await talk(town, "yes it helped")
    assert await states(town) == [("completed_got_help", "helped", "all")]
    town.later(minutes=1)
    await town.text("yes please")
    assert "Jean says thank you to everybody at Tea and Talk" in (await town.delivered())[GROUP][0]
    assert await come_back(town, days=60) == ""


async def test_what_got_in_the_way_is_kept_and_counted(town) -> None:
    """No bus: it did not help, which is an unmet need, and something else is looked for."""
    await in_the_directory(town)
    await known(town)
    made = await refer(town)
    await town.leave()
    await talk(town, "go", "yes")
    await moved(town, made.id, "accepted", "provider")
    await come_back(town, days=8)
    read = await talk(town, "not yet", "getting there", "find something else")
    assert "What is on your mind" in read
    assert await states(town) == [("did_not_help", "bus", "all")]
    assert await come_back(town, days=35) == ""


async def test_her_word_after_the_groups_is_kept_beside_it(town) -> None:
    """The group said that she got help; that it did not help her stands beside that."""
    await in_the_directory(town)
    await known(town)
    made = await stands(town, "in_progress")
    await moved(town, made.id, "completed_got_help", "provider", reason="attending")
    resident = await town.resident()
    waits = resident.conversation.changed(promised=f"help {TEA}")
    await town.store.run(lambda tx: tx.residents.keep(resident, waits, None))
    await talk(town, "GO", "not really", "nerves")
    after = await found(town, made.id)
    assert (after.state, after.resident_says) == ("completed_got_help", "did_not_help")


async def test_who_took_it_back_is_not_asked_about_it(town) -> None:
    """Nobody asks whether somewhere helped that she never meant to go to."""
    await in_the_directory(town)
    await known(town)
    await refer(town)
    await town.leave()
    await talk(town, "go", "yes", "take it back")
    assert await come_back(town, days=8) == ""
    assert await come_back(town, days=40) == ""


@pytest.mark.parametrize(
    ("state", "reason", "says"),
    [
        ("accepted", "", "They said yes, you are welcome"),
        ("waiting_list", "", "your name is on the list"),
        ("declined_by_service", "no-capacity", "It is nothing about you."),
        ("contact_tried", "", None),
    ],
)
async def test_a_groups_word_comes_after_go(town, state, reason, says) -> None:
    """The group has answered: a neutral text, and what it said after GO."""
    await in_the_directory(town)
    await known(town)
    made = await stands(town, "sent")
    after = await moved(town, made.id, state, "provider", reason=reason)
    told = await town.store.run(residents.answered, after, town.desk, town.now)
    assert told is (says is not None)
    if says:
        hello = " ".join((await town.delivered())[JEAN])
        assert "Reply GO" in hello
        assert "Tea" not in hello
        assert says in await talk(town, "GO")


@pytest.mark.parametrize("how", ["stopped", "paused", "forgotten"])
async def test_who_cannot_be_told_is_not(town, how) -> None:
    """After STOP, in hospital, or erased nothing is begun; who sent them sees where it stands."""
    await in_the_directory(town)
    await known(town)
    made = await stands(town, "sent")
    after = await moved(town, made.id, "accepted", "provider")
    resident = await town.resident()
    if how == "stopped":
        await town.store.run(lambda tx: tx.residents.stop(resident.address, town.now, "text"))
    elif how == "paused":
        away = resident.conversation.changed(tags=frozenset({"paused"}))
        await town.store.run(lambda tx: tx.residents.keep(resident, away, None))
    else:
        await town.store.run(lambda tx: tx.residents.forget(resident.id))
    assert not await town.store.run(residents.answered, after, town.desk, town.now)
    assert JEAN not in await town.delivered()


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("nothing", True),
        ("accepted", True),
        ("sent", False),
        ("waiting_list", False),
        ("lapsed", False),
        ("declined_by_service", False),
    ],
)
async def test_a_week_later_who_was_introduced_or_only_wanted_it_is_asked(
    town, said, asked
) -> None:
    """Who only asked to be reminded is asked too, and what they say moves nothing; where nobody
    expected them, or the group has still to say yes, they are not."""
    await in_the_directory(town)
    await known(town)
    if said != "nothing":
        made = await stands(town, "sent")
    if said == "lapsed":
        await moved(town, made.id, "lapsed", reason="other")
    elif said == "declined_by_service":
        await moved(town, made.id, said, "provider", reason="no-capacity")
    elif said in ("accepted", "waiting_list"):
        await moved(town, made.id, said, "provider")
    resident = await town.resident()
    wanted = Remind(TEA, "week")
    await town.store.run(remind.promise, resident, wanted, town.desk, town.now)
    assert bool(await come_back(town, days=8)) is asked
    if asked:
        for outcome in (Outcome(TEA, "went"), Outcome(TEA, "went")):
            told = await town.store.run(outcomes.told, resident.id, outcome, town.desk, town.now)
            assert told is (said == "accepted")
    assert [state for state, *_ in await states(town)] in (
        [],
        ["in_progress" if asked else said],
    )


@pytest.mark.parametrize(
    ("over", "who", "reason"),
    [
        ("no_longer_interested", "resident", "changed-mind"),
        ("declined_by_service", "provider", "other"),
        ("declined_by_service", "provider", "no-capacity"),
        ("redirected", "link-worker", "better-fit"),
    ],
)
@pytest.mark.parametrize("asked", ["before", "after"])
async def test_nobody_is_reminded_of_a_group_that_does_not_expect_them(
    town, over, who, reason, asked
) -> None:
    """She asked to be reminded, and then took it back, or was refused: the day is silent. What she
    asks for herself after that is kept."""
    town.now = FRIDAY
    await in_the_directory(town)
    await known(town)
    made = await stands(town, "accepted")
    resident, day = await town.resident(), Remind(TEA, "day")
    if asked == "before":
        await town.store.run(remind.promise, resident, day, town.desk, town.now)
    town.later(minutes=5)
    await moved(town, made.id, over, who, reason=reason)
    if asked == "after":
        town.later(minutes=5)
        await town.store.run(remind.promise, resident, day, town.desk, town.now)
    town.now = TUESDAY_AT_TEN
    await town.remind()
    read = (await town.delivered()).get(JEAN, [])
    assert ["Tea and Talk is today" in text for text in read] == [True] * (asked == "after")


async def test_what_waits_for_go_is_not_said_after_it_was_taken_back(town) -> None:
    """The group has said yes, and before she heard it she took it back."""
    await in_the_directory(town)
    await known(town)
    made = await stands(town, "sent")
    after = await moved(town, made.id, "accepted", "provider")
    await town.store.run(residents.answered, after, town.desk, town.now)
    await town.delivered()
    await talk(town, "take it back")
    assert "Tea and Talk" not in await talk(town, "GO")


async def test_what_is_over_is_not_taken_back_again(town) -> None:
    """Taking back twice tells nobody twice."""
    await in_the_directory(town)
    await stands(town, "sent")
    resident = await town.resident()
    counts = [
        await town.store.run(residents.take_back, resident, TakeBack(), town.desk, town.now)
        for _ in range(2)
    ]
    assert counts == [1, 0]
