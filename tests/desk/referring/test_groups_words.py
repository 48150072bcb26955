"""What a group writes that is no plain yes or no: of whom, a wrong number, why not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from connectbot.desk.referring import telling, to_groups
from connectbot.desk.referring.heard import heard
from connectbot.model.message import Address
from connectbot.model.referral import Details
from tests.desk.groups import DOT
from tests.desk.referring.darts import NUMBER, Darts
from tests.desk.town import JEAN, SAM

ROSE = "+447700900556"


@pytest.fixture
async def night(town) -> Darts:
    """A checked darts night."""
    night = Darts(town)
    await night.open()
    return night


async def two(night, name="Rose"):
    """Jean and somebody of this name wait for its word."""
    jean = await night.sent()
    return jean, await night.sent(at=Address("sms", ROSE), details=Details(name))


async def test_of_two_a_name_that_only_one_has_will_do(night) -> None:
    """Her code need not stand in it; the other waits still."""
    jean, rose = await two(night)
    assert "Rose is expecting you" in await night.dot("yes rose can come")
    assert [(await night.now(one)).state for one in (jean, rose)] == ["sent", "accepted"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Rose", "yes"),
        ("Rose", "yes jean and rose"),
        ("Jean", "yes jean can come"),
        ("May", "yes they may come"),
    ],
)
async def test_nobody_is_guessed(night, name, said) -> None:
    """No name, two, one that both have, or one that is another word: each code is listed."""
    jean, other = await two(night, name)
    read = await night.dot(said)
    assert f"Jean {jean.code}" in read
    assert f"{name} {other.code}" in read
    assert [(await night.now(one)).state for one in (jean, other)] == ["sent", "sent"]


def test_a_long_list_of_codes_is_cut() -> None:
    """Two texts at most."""
    many = [(f"Name{one}", f"K7Q{one}") for one in "ABCDEFGH"]
    assert "NameE K7QE or another in our texts." in to_groups.which(many)


async def test_what_can_be_answered_is_what_fits(night) -> None:
    """Before their yes nobody can have met; after it there is no room to be had."""
    await night.sent()
    before = await night.dot("who is this?")
    assert ("NO ANSWER" in before, "MET" in before, "FULL" in before) == (False, False, True)
    await night.dot("yes")
    after = await night.dot("who is this?")
    assert ("NO ANSWER" in after, "MET" in after, "FULL" in after) == (True, True, False)


async def test_a_number_comes_with_a_yes(night) -> None:
    """Whoever asks for it first is told so."""
    made = await night.sent()
    read = await night.dot(f"what's her number {made.code}")
    assert read == to_groups.AFTER_YES.format(code=made.code)
    assert (await night.now(made)).state == "sent"
    assert NUMBER in await night.dot(f"yes{made.code}")


@pytest.mark.parametrize("said", ["wrong number", "Sorry you have the wrong number"])
async def test_a_wrong_number_is_told_at_once_and_nobody_is_introduced_there(
    town, night, said
) -> None:
    """Whoever sent her hears what is the matter, the group is checked anew before anybody's name
    goes there, and the stranger is left in peace."""
    made = await night.sent()
    await town.text(said, DOT)
    read = await town.delivered()
    assert read[DOT] == [to_groups.NOT_THEIRS]
    assert len(read[SAM]) == 1
    assert to_groups.NOT_THEIR_NUMBER in read[SAM][0]
    today = town.now.date()
    assert await town.store.read(telling.may_be_given, "darts", today) is None
    for _ in range(12):
        town.later(days=1)
        await night.look()
        assert set(await town.delivered()) <= {SAM}
    assert (await night.now(made)).state == "sent"


async def test_a_wrong_number_after_their_yes_may_be_hers(town, night) -> None:
    """They were given one: it is taken for what anybody says, and the group stays checked."""
    await night.sent()
    await night.dot("yes")
    await night.dot("wrong number")
    today = town.now.date()
    assert await town.store.read(telling.may_be_given, "darts", today) is not None


@pytest.mark.parametrize(
    ("before", "said", "reason", "reads"),
    [
        ("", "FULL", "no-capacity", "has no room for you just now"),
        ("", "sorry NO", "other", "cannot take anybody new just now"),
        ("", "sorry we have stopped running", "closed", "is not on just now"),
        ("heard", "NO", "other", "I'm sorry, I told you otherwise"),
        ("not heard", "NO", "other", "cannot take anybody new just now"),
    ],
)
async def test_a_no_is_told_as_it_was_meant(town, night, before, said, reason, reads) -> None:
    """Full only where they said so; and after good news it begins with being sorry."""
    made = await night.sent()
    if before:
        await night.dot(f"yes {made.code}")
    if before == "heard":
        town.later(hours=1)
        assert "Good news" in " ".join(await town.say("GO"))
        town.later(hours=1)
    await town.text(f"{said} {made.code}", DOT)
    await town.delivered()
    assert (await night.now(made)).reason == reason
    town.later(hours=1)
    assert reads in " ".join(await town.say("GO"))


async def test_asked_whether_she_came_a_group_that_has_stopped_says_so(town, night) -> None:
    """It is not that she did not come."""
    made = await night.sent()
    await night.dot("yes")
    town.later(days=8)
    await night.look()
    await town.leave()
    await night.dot(f"no we have closed {made.code}")
    assert (await night.now(made)).reason == "closed"


async def test_after_stop_no_group_is_told_that_she_still_hopes(town, night) -> None:
    """She cannot be told its answer: whoever sent her hears that at once, and the group is not
    asked twice more on her behalf."""
    await night.sent()
    await town.text("STOP", JEAN)
    read = await town.delivered()
    assert [to_groups.STOPPED in text for text in read[SAM]] == [True]
    for _ in range(12):
        town.later(days=1)
        await night.look()
        assert DOT not in await town.delivered()


async def test_it_helped_a_bit_is_thanked_for_as_that(town, night) -> None:
    """No more is said in her name than she said."""
    made = await night.sent()
    await night.dot(f"met {made.code}")
    for what, thanked in (("helped-a-bit", "It helped a bit."), ("helped", "It helped.")):
        one = replace(await night.now(made), reason=what)
        await town.store.run(telling.thanks, one, town.desk, town.now)
        assert (await town.delivered())[DOT][-1].endswith(thanked)


def test_which_messages_ask_for_a_number() -> None:
    """And not one that gives it."""
    assert heard("how do i reach her? K7QP").asks_number
    assert not heard("yes K7QP").asks_number
