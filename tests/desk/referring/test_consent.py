"""A resident is asked before any group hears of them: neutrally, thrice at most, at their hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from connectbot.desk.referring import consent, looking
from connectbot.desk.referring.moving import Refused
from connectbot.model.conversation import Conversation
from connectbot.model.kept import Act
from connectbot.model.message import Address
from tests.desk.referring.introduced import HELLO, found, in_the_directory, look, moved, refer
from tests.desk.town import JEAN, NOON

NIGHT = datetime(2026, 11, 24, 22, tzinfo=UTC)


async def stands_with(town, **conversation):
    """Jean stands so."""
    resident = await town.resident()
    standing = Conversation("oakfield", saved={"name": "Jean"})
    await town.store.run(
        lambda tx: tx.residents.keep(resident, standing.changed(**conversation), None)
    )


async def test_two_reminders_and_then_it_lapses(town) -> None:
    """Nobody answers: the same neutral text after three days and after seven, then it is over."""
    await in_the_directory(town)
    made = await refer(town)
    read = [("day 0", await town.leave())]
    for day in range(1, 16):
        town.later(days=1)
        await look(town)
        if texts := await town.leave():
            read.append((f"day {day}", texts))
    assert read == [(f"day {day}", [(JEAN, HELLO)]) for day in (0, 3, 7)]
    over = await found(town, made.id)
    assert (over.state, over.reason, over.closed_at.date()) == (
        "lapsed",
        "no-answer",
        datetime(2026, 12, 8).date(),
    )
    assert (await town.resident()).conversation.promised == ""


async def test_nothing_goes_at_night(town) -> None:
    """One made late is asked about when the day begins."""
    await in_the_directory(town)
    town.now = NIGHT
    made = await refer(town)
    assert (made.asked_at, made.next_at) == (None, datetime(2026, 11, 25, 9, tzinfo=UTC))
    town.now = made.next_at
    await look(town)
    assert await town.leave() == [(JEAN, HELLO)]


async def test_safe_hours_are_kept_to(town) -> None:
    """Where somebody said when a text is safe, it goes then."""
    await in_the_directory(town)
    await stands_with(town, saved={"name": "Jean", "safe_hours": "16:00-18:00"})
    made = await refer(town)
    assert made.next_at == datetime(2026, 11, 24, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("conversation", "hours"),
    [
        ({"with_person": True}, 0.5),
        ({"stranger": "met"}, 24),
        ({"tags": frozenset({"paused"})}, 24),
    ],
)
async def test_who_is_busy_is_left_in_peace(town, conversation, hours) -> None:
    """With a person, while it is asked who writes, in hospital: it waits."""
    await in_the_directory(town)
    await stands_with(town, **conversation)
    made = await refer(town)
    assert (made.asked_at, (made.next_at - NOON).total_seconds() / 3600) == (None, hours)
    assert await town.leave() == []


async def test_who_writes_just_now_is_left_in_peace(town) -> None:
    """Nothing is begun in the middle of a talk."""
    await in_the_directory(town)
    await town.say("hello")
    town.later(minutes=5)
    made = await refer(town)
    assert made.asked_at is None
    town.later(minutes=30)
    await look(town)
    assert await town.leave() == [(JEAN, HELLO)]


async def test_one_after_the_other(town) -> None:
    """Somebody with two is asked about the second when the first is settled."""
    await in_the_directory(town)
    first = await refer(town)
    second = await town.store.run(_second, first, town.now)
    await look(town)
    assert (await found(town, second)).asked_at is None
    await moved(town, first.id, "declined_by_person", reason="said-no")
    town.later(days=1, minutes=1)
    await look(town)
    assert (await found(town, second)).asked_at is not None


def _second(tx, first, now):
    made = replace(first, listing="tea-and-talk", asked_at=None, nudged=0, next_at=now)
    return tx.referrals.add(made).id


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ("stop", "stopped"),
        ("young", "under-18"),
        ("unchecked", "unchecked"),
        ("webchat", "unreachable"),
    ],
)
async def test_who_cannot_be_asked_is_not(town, what, reason) -> None:
    """What changed since ends it: STOP, somebody under 18, a group that lost its check."""
    await in_the_directory(town)
    town.now = NIGHT
    made = await refer(town)
    town.now = made.next_at

    def changed(tx):
        jean = tx.residents.get(made.resident_id)
        if what == "stop":
            tx.residents.stop(jean.address, NOON, "text")
        if what == "young":
            young = jean.conversation.changed(tags=frozenset({"young"}))
            tx.residents.keep(jean, young, None)
        if what == "unchecked":
            kept = tx.listings.get(made.listing)
            tx.listings.put(replace(kept, state="hidden"), Act("operator", "", "cli"), NOON)

    await town.store.run(changed)
    if what == "webchat":
        visitor = await town.store.run(
            lambda tx: tx.residents.at(Address("webchat", "abc"), "oakfield", NOON)
        )
        other = replace(made, resident_id=visitor.id, next_at=town.now)
        made = await town.store.run(lambda tx: tx.referrals.add(other))
    await look(town)
    over = await found(town, made.id)
    assert (over.state, over.reason) == ("lapsed", reason)
    assert what == "webchat" or await town.leave() == []


async def test_a_text_that_can_never_go_is_given_up(town) -> None:
    """Somebody who is away all the time is not waited for without end."""
    await in_the_directory(town)
    await stands_with(town, tags=frozenset({"paused"}))
    made = await refer(town)
    for _ in range(15):
        town.later(days=1)
        await look(town)
    over = await found(town, made.id)
    assert (over.state, over.reason) == ("lapsed", "unreachable")


async def test_they_agree(town) -> None:
    """Their word and how much may be shared are kept, and the group is told next."""
    await in_the_directory(town)
    made = await refer(town)
    agreed = await town.store.run(consent.agreed, made.id, "name-and-number", town.now)
    assert (agreed.state, agreed.share, agreed.sent_at, agreed.next_at) == (
        "sent",
        "name-and-number",
        town.now,
        town.now,
    )
    with pytest.raises(Refused, match="cannot become sent"):
        await town.store.run(consent.agreed, made.id, "all", town.now)
    assert (await found(town, made.id)).share == "name-and-number"


@pytest.mark.parametrize(
    ("reason", "state"),
    [("said-no", "declined_by_person"), ("wrong-person", "entered_in_error")],
)
async def test_they_say_no(town, reason, state) -> None:
    """A no ends it, and so does a wrong person; no group hears of either."""
    await in_the_directory(town)
    made = await refer(town)
    over = await town.store.run(consent.declined, made.id, town.now, reason)
    assert (over.state, over.reason, over.sent_at) == (state, reason, None)


async def test_fifty_at_a_time(town) -> None:
    """However many are due, one look takes fifty, and the next the rest."""
    await in_the_directory(town)
    made = await refer(town)

    def many(tx):
        for _ in range(54):
            tx.referrals.add(replace(made, next_at=town.now))

    await town.store.run(many)
    town.later(days=3)
    assert await town.store.run(looking.look, town.desk, town.now) == 50
