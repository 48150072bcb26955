"""The resident's side of an introduction: asked, agreed, narrowed, taken back, what came of it."""

from __future__ import annotations

import pytest

from connectbot.desk.listings import introducing
from connectbot.desk.referring import residents
from connectbot.model.conversation import Conversation
from connectbot.model.effect import Agree, Decline, Introduce, TakeBack
from connectbot.model.kept import Act
from tests.desk.referring.introduced import (
    HELLO,
    TEA,
    found,
    in_the_directory,
    moved,
    refer,
    stands,
)
from tests.desk.town import JEAN, LEE

GROUP = "+447700900201"
"""The published phone of Tea and Talk."""


async def known(town, phone="mine", sender=JEAN, **saved):
    """Jean has written to us before."""
    resident = await town.resident(sender)
    talk = Conversation(
        "oakfield",
        saved={"phone": phone, "area": "LS8", **saved},
        tags=frozenset({"welcomed", *({"seen"} if phone == "shared" else ())}),
    )
    await town.store.run(lambda tx: tx.residents.keep(resident, talk, None))


async def states(town):
    """Where all of hers stand, the newest first."""
    resident = await town.resident()
    of = await town.store.read(lambda tx: list(tx.referrals.of(resident.id)))
    return [(one.state, one.reason, one.share) for one in of]


async def talk(town, *words):
    """Jean writes one thing after the other; all that she reads."""
    read = []
    for said in words:
        town.later(minutes=1)
        read += await town.say(said)
    return " / ".join(read)


async def test_who_is_sent_hears_of_it_after_go_and_the_group_after_that(town) -> None:
    """The first text gives nothing away; the group hears of her only once she has agreed."""
    await in_the_directory(town)
    await refer(town)
    assert await town.leave() == [(JEAN, HELLO)]
    read = await talk(town, "1", "just me")
    assert "Sam thought of Tea and Talk for you." in read
    town.later(minutes=1)
    await town.text("yes")
    gone = await town.delivered()
    assert "I have told them" in " ".join(gone[JEAN])
    assert "Jean would like to come to Tea and Talk" in gone[GROUP][0]
    assert "0770" not in gone[GROUP][0]
    assert await states(town) == [("sent", "", "all")]


@pytest.mark.parametrize(
    ("said", "state"),
    [
        (("2",), ("declined_by_person", "said-no", "")),
        (("3",), ("entered_in_error", "wrong-person", "")),
        (("go", "just me", "no thanks"), ("declined_by_person", "said-no", "")),
        (("go", "just me", "2"), ("sent", "", "name-and-number")),
        (("go", "others too", "Jean", "1"), ("sent", "", "first-name")),
        (("go", "others too", "Gary"), ("awaiting_consent", "", "")),
    ],
)
async def test_their_word_moves_it(town, said, state) -> None:
    """Yes, less, no, wrong person, and somebody else on a phone that others see."""
    await in_the_directory(town)
    await refer(town)
    await town.leave()
    await talk(town, *said)
    assert await states(town) == [state]


async def test_what_has_ended_meanwhile_is_not_agreed_to(town) -> None:
    """Sam took it back while she was reading: nothing goes to the group, and she is told so."""
    await in_the_directory(town)
    made = await refer(town)
    await town.leave()
    await talk(town, "go", "just me")
    await moved(town, made.id, "lapsed", reason="other")
    await town.text("yes")
    gone = await town.delivered()
    assert GROUP not in gone
    assert await states(town) == [("lapsed", "other", "")]


async def test_a_group_that_lost_its_check_meanwhile_hears_nothing(town) -> None:
    """She says yes to a group that nobody vouches for any more: she is told that nothing went."""
    await in_the_directory(town)
    made = await stands(town, "awaiting_consent")
    resident = await town.resident()
    act = Act("operator", "", "cli")
    await town.store.run(introducing.suspend, TEA, "a complaint", act, town.now, town.now.date())
    words = await town.store.run(
        residents.agree, resident, Agree(made.id, "all"), town.desk, town.now
    )
    assert "Nothing has been shared" in words.text
    assert GROUP not in await town.delivered()
    assert (await found(town, made.id)).state == "lapsed"


async def test_nobody_answers_for_somebody_else(town) -> None:
    """A word from another resident agrees to nothing, declines nothing and takes nothing back."""
    await in_the_directory(town)
    made = await stands(town, "awaiting_consent")
    other = await town.resident(LEE)
    agree, decline = Agree(made.id, "all"), Decline(made.id)
    words = await town.store.run(residents.agree, other, agree, town.desk, town.now)
    assert "Nothing has been shared" in words.text
    await town.store.run(residents.decline, other, decline, town.now)
    count = await town.store.run(residents.take_back, other, TakeBack(), town.desk, town.now)
    assert (count, (await found(town, made.id)).state) == (0, "awaiting_consent")


async def test_she_asks_for_it_herself_and_says_how_much(town) -> None:
    """From a listing: the group is told her first name; it gets the number after its yes."""
    await in_the_directory(town)
    await known(town)
    read = await talk(
        town, "my husband died", "tea and talk", "that one", "tell them im coming", "Jean"
    )
    assert "They would get your first name and number" in read
    town.later(minutes=1)
    await town.text("yes")
    gone = await town.delivered()
    assert "Jean would like to come" in gone[GROUP][0]
    assert await states(town) == [("sent", "", "name-and-number")]


@pytest.mark.parametrize("share", ["all", "name-and-number", "first-name"])
async def test_on_a_phone_that_others_see_a_first_name_is_all(town, share) -> None:
    """Whatever was asked for, a group is given no number at which others may read its answer."""
    await in_the_directory(town)
    await known(town, phone="shared", name="Jean")
    resident = await town.resident()
    asked = Introduce(TEA, share)
    await town.store.run(residents.introduce, resident, asked, town.desk, town.now)
    assert await states(town) == [("sent", "", "first-name")]


async def test_a_child_and_an_unchecked_group_are_introduced_to_nobody(town) -> None:
    """What a flow let through by mistake is refused at the desk as well."""
    await in_the_directory(town, checked=None)
    await known(town, name="Jean")
    resident = await town.resident()
    for share in ("name-and-number", "everything"):
        asked = Introduce(TEA, share)
        words = await town.store.run(residents.introduce, resident, asked, town.desk, town.now)
        assert "Nothing has been shared" in words.text
    assert await states(town) == []


@pytest.mark.parametrize(
    ("words", "stays"),
    [
        ("please don't tell them about me", False),
        ("cancel the tea and talk thing", False),
        ("take it back", False),
        ("cancel the slow walk thing", True),
    ],
)
async def test_taking_it_back_stops_it_and_tells_the_group_and_whoever_sent_her(
    town, words, stays
) -> None:
    """In plain words, at any time; another group's name leaves it as it is."""
    await in_the_directory(town)
    await known(town)
    await refer(town)
    await town.leave()
    await talk(town, "go", "yes")
    await town.text(words)
    gone = await town.delivered()
    assert "Nothing more about you is passed on" in gone[JEAN][0]
    told = {to for to, texts in gone.items() if any("Tea and Talk" in one for one in texts)}
    assert (GROUP in told, len(told - {GROUP, JEAN}) == 1) == (not stays, not stays)
    ended = ("no_longer_interested", "changed-mind", "all")
    assert await states(town) == [("sent", "", "all") if stays else ended]


async def test_taking_it_back_before_the_answer(town) -> None:
    """What waits for her word is declined, and GO brings nothing of it any more."""
    await in_the_directory(town)
    await known(town)
    await refer(town)
    await town.leave()
    await talk(town, "don't tell anyone")
    assert await states(town) == [("declined_by_person", "not-now", "")]
    assert "Tea and Talk" not in await talk(town, "GO")


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
    await refer(town)
    await town.leave()
    await talk(town, "go", "yes")
    assert "Did you get there?" in await come_back(town, days=8)
    await talk(town, "I got there", "good", "no thanks")
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
    await refer(town)
    await town.leave()
    await talk(town, "go", "yes")
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
        ("accepted", "", "They know that you are coming"),
        ("waiting_list", "", "your name is on their list"),
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
