"""The resident's side of an introduction: asked, agreed, narrowed, taken back, what came of it."""

from __future__ import annotations

import pytest

from connectbot.desk import turn
from connectbot.desk.listings import introducing
from connectbot.desk.referring import reading_first, residents, tasks
from connectbot.flows.words import segments
from connectbot.model.conversation import Turn
from connectbot.model.effect import Agree, Decline, Introduce, ReadFirst, TakeBack
from connectbot.model.kept import Act
from connectbot.model.message import Inbound, Message
from connectbot.model.referral import Details
from connectbot.written.tongue import ENGLISH
from tests.desk.referring.introduced import (
    HELLO,
    SAM_WORKS,
    TEA,
    found,
    in_the_directory,
    moved,
    refer,
    stands,
)
from tests.desk.referring.jean import GROUP, known, states, talk
from tests.desk.town import JEAN, LEE


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
    assert "I will tell them" in " ".join(gone[JEAN])
    assert "Jean would like to come to Tea and Talk" in gone[GROUP][0]
    assert "0770" not in gone[GROUP][0]
    assert await states(town) == [("sent", "", "all")]


@pytest.mark.parametrize(
    ("said", "state"),
    [
        (("2",), ("declined_by_person", "said-no", "")),
        (("3",), ("entered_in_error", "wrong-person", "")),
        (("go", "just me", "no thanks"), ("declined_by_person", "said-no", "")),
        (("go", "just me", "3"), ("sent", "", "name-and-number")),
        (("go", "just me", "2"), ("awaiting_consent", "", "")),
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
    agree = Agree(made.id, "all")
    words = await town.store.run(residents.agree, await town.resident(), agree, town.desk, town.now)
    assert "Nothing has been shared" in words.text
    assert GROUP not in await town.delivered()
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
    await town.store.run(residents.decline, other, decline, town.desk, town.now)
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


async def test_a_no_from_a_phone_said_to_be_hers_alone_is_a_line_for_who_sent_her(town) -> None:
    """A partner can say "just me" too: nobody is texted, and whoever sent her sees the no."""
    await in_the_directory(town)
    await refer(town)
    await town.leave()
    await talk(town, "go", "just me", "no thanks")
    seen = await town.store.read(tasks.tasks, [SAM_WORKS], [], town.now)
    assert [one.words for one in seen] == [
        "Jean said no to tea-and-talk: ask, where it is safe, if it was them."
    ]


async def test_what_cannot_be_shown_is_not_asked_about(town) -> None:
    """Others see the phone by now: she hears so, and not whether the group may know that too."""
    await in_the_directory(town)
    made = await refer(town)
    await known(town, phone="shared")
    await town.leave()
    jean = await town.resident()
    asks = Turn(jean.conversation, (Message("That too?"),), (ReadFirst(made.id),))
    inbound = Inbound(jean.address, "SM-1", "let me read it", town.now)
    await town.store.run(turn.carry_out, jean, asks, town.desk, town.now, inbound)
    assert await town.leave() == [
        (JEAN, "I'm sorry, I can't show you that just now. Text PERSON to ask a person.")
    ]


async def test_she_reads_what_was_written_before_she_agrees(town) -> None:
    """Only on a phone that is hers alone, only hers, and only while she is asked."""
    await in_the_directory(town)
    made = await refer(town, access="no steps.")
    await town.leave()
    read = await talk(town, "go", "just me", "what did sam write about me?")
    assert "It says what you hope for: company on Tuesdays. It says what you need: no" in read
    assert read.index("no steps.") < read.index("Is it OK if they know that too?")
    jean, other, asked = await town.resident(), await town.resident(LEE), ReadFirst(made.id)

    async def shown(who, asked=asked):
        words = await town.store.run(residents.read_first, who, asked, town.desk, town.now)
        return "company" in words.text

    assert await shown(jean)
    assert not await shown(other)
    assert not await shown(jean, ReadFirst("nothing"))
    await known(town, phone="shared")
    assert not await shown(await town.resident())


async def test_where_nothing_was_written_nothing_is_said_of_it(town) -> None:
    """Sam wrote no more than a name: that is all she is asked about."""
    await in_the_directory(town)
    await refer(town, matters="")
    await town.leave()
    assert "wrote" not in await talk(town, "go", "just me")
    await talk(town, "yes")
    assert await states(town) == [("sent", "", "name-and-number")]


@pytest.mark.parametrize(
    ("hopes", "ends"),
    [
        ("She likes bowls. " * 17, "likes bowls. There is more. Ask Sam for"),
        ("tea and cake and " * 17, "and... There is more. Ask Sam for"),
        ("\u2019quiet\u2019 " * 37, "... There is more. Ask Sam for"),
        ("\U0001f600" * 150, "for:... There is more."),
    ],
)
def test_long_words_are_cut_and_it_says_so(hopes, ends) -> None:
    """Two texts at most, cut at a sentence where there is one."""
    told = reading_first.told(Details(matters=hopes, sender="Sam"), ENGLISH).text
    assert segments(told) <= 2
    assert ends in told
    assert "Ask the team for" in reading_first.told(Details(matters=hopes), ENGLISH).text
