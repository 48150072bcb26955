"""What somebody of ours has to look at, read from where each referral stands; what they do."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from connectbot.desk.referring import by_us, consent, tasks
from connectbot.desk.referring.moving import Refused
from connectbot.model.message import Address
from tests.desk.referring.introduced import SAM_WORKS, found, in_the_directory, look, refer, stands
from tests.desk.town import JEAN

GROUP = "+447700900201"


async def told(town, staff=(SAM_WORKS,), places=()):
    """What Sam reads on the page of today."""
    found = await town.store.read(tasks.tasks, staff, places, town.now)
    return [task.words for task in found]


async def in_sams_caseload(town, state, **more):
    """Sam looks after Jean, whose referral stands so."""
    await in_the_directory(town)
    made = await stands(town, "sent")
    now = replace(made, state=state, moved_at=town.now, **more)

    def kept(tx):
        tx.referrals.keep(now)
        tx.caseloads.add(SAM_WORKS, made.resident_id, town.now)

    await town.store.run(kept)
    return now


@pytest.mark.parametrize(
    ("state", "reason", "words"),
    [
        ("lapsed", "no-answer", "Jean did not answer three texts about tea-and-talk"),
        ("lapsed", "unchecked", "tea-and-talk is not checked now, so it was not told of Jean."),
        ("entered_in_error", "wrong-person", "The number given for Jean is somebody else's"),
        (
            "declined_by_person",
            "said-no",
            "Jean said no to tea-and-talk: ask, where it is safe, if",
        ),
        ("declined_by_service", "no-capacity", "tea-and-talk has no place for Jean"),
        ("declined_by_service", "not-eligible", "tea-and-talk cannot take Jean (not-eligible)"),
        ("closed_no_contact", "no-answer", "tea-and-talk tried three times"),
        ("completed_got_help", "helped", ""),
        ("no_longer_interested", "bus", ""),
    ],
)
async def test_an_ending_is_a_task_for_a_while(town, state, reason, words) -> None:
    """Endings that need somebody are told for two weeks, and no others."""
    await in_sams_caseload(town, state, reason=reason, closed_at=town.now)
    said = await told(town)
    assert said == [] if not words else said[0].startswith(words)
    town.later(days=15)
    assert await told(town) == []


async def test_a_taking_back_is_looked_at(town) -> None:
    """Whoever holds the phone may have taken it back: somebody asks where it is safe."""
    more = {"resident_says": "no_longer_interested", "reason": "changed-mind"}
    await in_sams_caseload(town, "no_longer_interested", closed_at=town.now, **more)
    assert await told(town) == [
        "Jean took back tea-and-talk: ask, where it is safe, whether it was them."
    ]


@pytest.mark.parametrize(
    ("state", "days", "words"),
    [
        ("sent", 9, ""),
        ("sent", 10, "tea-and-talk has not answered about Jean for ten days: ring them."),
        ("needs_information", 0, "tea-and-talk asks something about Jean: answer them."),
        ("accepted", 13, ""),
        ("accepted", 14, "tea-and-talk said yes to Jean two weeks ago, and nobody said that they"),
        ("in_progress", 90, ""),
    ],
)
async def test_who_is_silent_is_a_task(town, state, days, words) -> None:
    """A group that does not answer, and a yes after which nobody hears of a meeting."""
    await in_sams_caseload(town, state)
    town.later(days=days)
    said = await told(town)
    assert said == [] if not words else said[0].startswith(words)


async def test_a_phone_that_cannot_be_reached_is_a_task(town) -> None:
    """Where the provider says so, and where they said STOP after agreeing."""
    await in_sams_caseload(town, "sent")
    jeans = Address("sms", JEAN)
    await town.store.run(lambda tx: tx.residents.stop(jeans, town.now, "text"))
    assert (await told(town))[0].startswith("Jean texted STOP; what was agreed")
    await town.store.run(lambda tx: tx.residents.mark_bad(jeans, "30005", town.now))
    assert (await told(town))[0].startswith("The phone of Jean cannot be reached")


async def test_whose_task_it_is(town) -> None:
    """Of one's own caseload, and of nobody's in one's places; nobody else's."""
    await in_the_directory(town)
    made = await stands(town, "sent", details=replace((await stands(town)).details, first_name=""))
    town.later(days=10)
    about = "tea-and-talk has not answered about Somebody for ten days: ring them."
    assert await told(town) == []
    assert await told(town, (), ("oakfield",)) == [about]
    assert await told(town, (), ()) == []
    await town.store.run(lambda tx: tx.caseloads.add(SAM_WORKS, made.resident_id, town.now))
    assert await told(town) == [about]
    assert await told(town, ("jo",), ("oakfield",)) == []


async def by_sam(town, id, to, **more):
    """Sam moves it."""
    return await town.store.run(by_us.move, id, to, town.desk, town.now, staff=SAM_WORKS, **more)


@pytest.mark.parametrize(
    ("to", "reason", "hears"),
    [
        ("no_longer_interested", "changed-mind", True),
        ("redirected", "better-fit", True),
        ("declined_by_service", "no-capacity", False),
        ("in_progress", "", False),
    ],
)
async def test_sam_moves_it(town, to, reason, hears) -> None:
    """By Sam's word, in the log; a group that was told hears of an ending it did not say."""
    await in_the_directory(town)
    made = await refer(town)
    await town.store.run(consent.agreed, made.id, "first-name", town.now)
    await look(town)
    await town.leave()
    moved = await by_sam(town, made.id, to, reason=reason, note="  rang them \n today ")
    assert [note.words for note in moved.details.notes] == ["rang them today"]
    assert [number for number, _ in await town.leave()] == [GROUP] * hears
    told = (await town.store.read(lambda tx: tx.audit.newest()))[0]
    assert (told.action, told.actor, told.result) == ("referral.moved", "staff", to)


async def test_reading_and_exporting_are_logged(town) -> None:
    """Whoever looks at one, or writes it to a file, is told in the audit log."""
    made = await stands(town)
    shown = await town.store.run(by_us.shown, made.id, town.now)
    assert shown == await found(town, made.id)
    await town.store.run(by_us.exported, made, town.now, staff=SAM_WORKS)
    newest = await town.store.read(lambda tx: tx.audit.newest(2))
    assert [(one.action, one.actor) for one in newest] == [
        ("referral.exported", "staff"),
        ("referral.shown", "operator"),
    ]
    with pytest.raises(Refused, match="There is no referral"):
        await town.store.run(by_us.shown, "xyz", town.now)


async def test_nothing_of_a_task_is_older_than_it_stands(town) -> None:
    """Since when it is so is when it was last moved."""
    made = await in_sams_caseload(town, "needs_information")
    town.later(days=1)
    only = (await town.store.read(tasks.tasks, (SAM_WORKS,), (), town.now))[0]
    assert (only.since, only.referral, only.resident_id) == (
        town.now - timedelta(days=1),
        made.id,
        made.resident_id,
    )


async def test_what_is_done_is_done_for_everybody(town) -> None:
    """Ticked off it is gone from every list, stays as it ended, and the log says by whom."""
    made = await in_sams_caseload(town, "closed_no_contact", reason="no-answer", closed_at=town.now)
    await town.store.run(lambda tx: tx.caseloads.add(SAM_WORKS, made.resident_id, town.now))
    (task,) = await town.store.read(tasks.tasks, (SAM_WORKS,), (), town.now)
    assert task.ends
    for _ in range(2):
        await town.store.run(by_us.dealt_with, made.id, town.now, staff=SAM_WORKS)
    assert await told(town) == []
    assert await told(town, (), ("oakfield",)) == []
    after = await found(town, made.id)
    assert (after.state, after.reason, after.closed_at) == (made.state, made.reason, made.closed_at)
    assert tasks.tasks_of([after], False, False, town.now) == []
    audit = await town.store.read(lambda tx: tx.audit.newest(2))
    assert [one.action for one in audit].count("referral.dealt_with") == 1


async def test_what_goes_on_is_not_ticked_off(town) -> None:
    """It is done when it moves: the button of an old page changes nothing."""
    made = await in_sams_caseload(town, "needs_information")
    with pytest.raises(Refused, match="goes on: it is needs information"):
        await town.store.run(by_us.dealt_with, made.id, town.now, staff=SAM_WORKS)
    (task,) = await town.store.read(tasks.tasks, (SAM_WORKS,), (), town.now)
    assert not task.ends
