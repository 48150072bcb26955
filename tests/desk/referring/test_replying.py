"""A group answers by text with a word and a code; nobody else learns anything by one."""

from __future__ import annotations

import pytest

from connectbot.desk.asking import words
from connectbot.desk.listings import changing, introducing
from connectbot.desk.referring import telling, to_groups
from connectbot.model.kept import Act, Body
from connectbot.model.message import Address
from connectbot.model.suggested import Asking
from tests.desk.groups import DOT, ROSA, darts
from tests.desk.referring.darts import NUMBER, Darts
from tests.desk.town import JEAN, LEE, SAM

STRANGER = "+447700900555"
OPERATOR = Act("operator", "", "cli")


@pytest.fixture
async def night(town) -> Darts:
    """A checked darts night."""
    night = Darts(town)
    await night.open()
    return night


async def test_the_first_text_holds_a_first_name_and_nothing_to_reach_them_by(town, night) -> None:
    """To the published phone of the group, and once."""
    made = await night.agreed()
    await night.look()
    await night.look()
    assert await town.leave() == [
        (
            DOT,
            "Oakfield: Jean would like to come to Darts Night. Can you welcome them? "
            f"Reply YES {made.code}, FULL {made.code} or NO {made.code}.",
        )
    ]


@pytest.mark.parametrize(
    ("share", "reads", "not_told"),
    [
        ("name-and-number", [NUMBER], ["company on Tuesdays", "no steps"]),
        ("first-name", ["look out for them"], [NUMBER, "900101", "company", "no steps"]),
        ("all", [NUMBER, "company on Tuesdays", "no steps"], []),
    ],
)
async def test_after_their_yes_they_read_what_was_agreed(
    town, night, share, reads, not_told
) -> None:
    """As much as Jean agreed to, and no more."""
    made = await night.sent(share)
    said = await night.dot(f"Yes {made.code.lower()}!")
    assert all(one in said for one in ("Jean is expecting you", *reads))
    assert not any(one in said for one in not_told)
    assert (await night.now(made)).state == "accepted"


@pytest.mark.parametrize(
    ("said", "state", "reason", "reads"),
    [
        ("FULL", "declined_by_service", "no-capacity", to_groups.FULL),
        ("NO", "declined_by_service", "other", to_groups.FULL),
        ("MET", "in_progress", "", to_groups.MET),
        ("NO ANSWER", "contact_tried", "", to_groups.TRY_AGAIN),
        ("WAITING LIST", "waiting_list", "", to_groups.WAITS),
    ],
)
async def test_each_word_moves_it(night, said, state, reason, reads) -> None:
    """By the group's own word, kept as theirs."""
    made = await night.sent()
    assert await night.dot(f"{said} {made.code}") == reads.format(code=made.code)
    now = await night.now(made)
    assert (now.state, now.reason, now.provider_says) == (state, reason, state)


async def test_a_single_word_will_do_where_one_is_open(town, night) -> None:
    """With two open ones the code is asked for, and what cannot be told is asked again."""
    made = await night.sent()
    assert "Reply YES" in await night.dot("who is this?")
    other = await night.sent(at=Address("sms", STRANGER))
    assert "like YES" in await night.dot("yes")
    assert to_groups.not_understood(["a", "b"]) == await night.dot("hello")
    assert (await night.now(made)).state == "sent"
    await night.dot(f"full {made.code}")
    assert "expecting you" in await night.dot("Yes")
    assert (await night.now(other)).state == "accepted"


async def test_said_again_and_said_after_its_end(town, night) -> None:
    """A second yes gives the same; a repeat of the provider's nothing; after the end it is kept as
    the group's word, and changes nothing."""
    made = await night.sent()
    town.number = 40
    first = await night.dot(f"yes {made.code}")
    town.number = 40
    assert await night.dot(f"yes {made.code}") == ""
    assert await night.dot(f"yes {made.code}") == first
    await night.dot(f"met {made.code}")
    assert await night.dot(f"yes {made.code}") == to_groups.MET
    assert await night.dot(f"no answer {made.code}") == to_groups.MET
    await night.dot(f"full {made.code}")
    assert (await night.now(made)).state == "in_progress"


async def test_a_word_after_the_end(town, night) -> None:
    """They were full, and later one of them met Jean after all: kept as their word."""
    made = await night.sent()
    await night.dot(f"full {made.code}")
    assert await night.dot(f"met {made.code}") == to_groups.CLOSED
    assert await night.dot(f"actually yes {made.code} we have a space") == to_groups.CLOSED
    now = await night.now(made)
    assert (now.state, now.provider_says) == ("declined_by_service", "in_progress")


@pytest.mark.parametrize(
    ("said", "state"), [("yes she did", "in_progress"), ("no", "contact_tried")]
)
async def test_yes_and_no_to_whether_they_came(town, night, said, state) -> None:
    """A week after their yes: it says whether Jean came, and turns nobody away."""
    made = await night.sent()
    await night.dot("yes thats fine")
    town.later(days=8)
    await night.look()
    await town.leave()
    assert "reach" not in await night.dot(said)
    assert (await night.now(made)).state == state


async def test_a_thank_you_and_a_puzzle_after_their_yes(town, night) -> None:
    """Nothing is asked again after a thank you; a puzzle is told how to read the number again."""
    await night.sent()
    await night.dot("no problem")
    assert await night.dot("lovely thank you") == to_groups.THANKED
    assert "to read again how to reach them" in await night.dot("whats the number")


async def test_three_days_without_an_answer(town, night) -> None:
    """Several tries on one day are one; after the third day a person of ours looks in on them."""
    made = await night.sent()
    for _ in range(3):
        assert "another day" in await night.dot(f"no answer {made.code}")
    town.later(days=1)
    assert "another day" in await night.dot(f"no answer {made.code}")
    town.later(days=1)
    await town.text(f"no answer {made.code}", DOT)
    read = await town.delivered()
    assert read[DOT] == [to_groups.GIVEN_UP]
    assert to_groups.NOT_REACHED in read[SAM][0]
    now = await night.now(made)
    assert (now.state, now.reason) == ("closed_no_contact", "no-answer")


@pytest.mark.parametrize("sender", [STRANGER, JEAN, LEE])
async def test_a_foreign_code_reveals_nothing(town, night, sender) -> None:
    """The same words whether it exists or not, whoever asks; and nothing has moved. Whoever wrote
    it is made nobody's resident."""
    made = await night.sent()
    wrong = "A2AA" if made.code != "A2AA" else "B2BB"
    for form in ("YES {}", "no answer {}", "k. full {} thanks"):
        true = await night.dot(form.format(made.code), sender)
        assert true == await night.dot(form.format(wrong), sender) == to_groups.NOT_KNOWN
    assert await night.dot(f"yes {wrong}", sender) == ""  # six an hour, and then nothing
    assert await night.dot(f"yes {wrong}") == to_groups.NOT_KNOWN
    assert (await night.now(made)).state == "sent"
    if sender == STRANGER:
        assert await town.store.read(lambda tx: tx.residents.on(Address("sms", sender))) == []


async def test_no_number_for_a_group_that_lost_its_check(town, night) -> None:
    """Its number was changed, its check was taken back or it is suspended after it was told: its
    yes brings no number, and a person of ours looks."""
    made = await night.sent()
    await town.store.run(
        introducing.suspend, "darts", "a complaint", OPERATOR, town.now, town.now.date()
    )
    said = await night.dot(f"yes {made.code}")
    assert said == to_groups.LATER
    assert (await night.now(made)).state == "sent"


async def test_whoever_edits_a_good_group_gets_nothing(town, night) -> None:
    """The new number of an edited group is told nothing, its texts are a stranger's, and so are the
    old number's; the referral ends for a person to look at."""
    waits = await night.agreed()
    was = (await night.groups.kept()).body.text
    new = Body(was.replace("07700 900333", "07700 900555"))
    await town.store.run(changing.change, "darts", new, ROSA, town.now, seen=1)
    await night.look()
    read = await town.delivered()
    assert set(read) == {SAM}
    assert to_groups.UNCHECKED in read[SAM][0]
    now = await night.now(waits)
    assert (now.state, now.reason) == ("lapsed", "unchecked")
    assert "Jean" not in await night.dot(f"yes {waits.code}", STRANGER)


async def test_the_old_number_of_a_group_is_a_strangers(town, night) -> None:
    """It was told; then somebody made sure of another number. Only that one answers now."""
    made = await night.sent()
    check = {"on": "2026-11-24", "by": "Sam", "how": "rang"}
    moved = darts("darts", checked=check, contact={"phone": "07700 900555"})
    await town.store.run(changing.change, "darts", moved, OPERATOR, town.now, seen=1)
    assert await night.dot(f"yes {made.code}") == to_groups.NOT_KNOWN
    assert NUMBER in await night.dot(f"yes {made.code}", STRANGER)


async def test_a_childs_name_is_given_to_no_grown_up(town, night) -> None:
    """They said so after they had agreed: it ends, and a person is told."""
    made = await night.agreed()
    await town.say("im 15", JEAN)
    await night.look()
    read = await town.delivered()
    assert DOT not in read
    now = await night.now(made)
    assert (now.state, now.reason) == ("lapsed", "under-18")


async def test_stop_is_an_alarm_and_no_silence(town, night) -> None:
    """Dot's STOP is obeyed, a named person hears of it once, and whoever is next is not told."""
    made = await night.sent()
    assert len(await town.say("STOP", DOT)) == 1
    await town.leave()
    assert (await night.now(made)).state == "sent"
    town.later(days=2)
    await night.agreed(at=Address("sms", STRANGER))
    await night.look()
    read = await town.delivered()
    assert set(read) == {SAM}
    assert "Darts Night sent STOP" in read[SAM][0]


async def test_the_alarm_goes_out_with_the_stop(town, night) -> None:
    """At once, to whoever is asked first; nothing in it tells whom it is about."""
    made = await night.sent()
    await town.text("STOP", DOT, provider_said="STOP")
    read = await town.delivered()
    assert [text for text in read[SAM] if "sent STOP" in text] == [
        to_groups.team_stopped(
            "Oakfield", "Darts Night", f"https://bot.oakfield.example/console/referrals/{made.id}"
        )
    ]
    assert "Jean" not in str(read[SAM])


async def test_dots_own_talk_is_her_own(town, night) -> None:
    """She uses the bot herself: a word without the code is of that talk, one with it is not."""
    made = await night.sent()
    assert "MENU for yourself" in await night.dot("im lonely")
    await town.say("MENU", DOT)
    assert "expecting you" not in await night.dot("yes")
    assert "expecting you" in await night.dot(f"yes {made.code}")


async def test_urgent_words_are_heard_from_anybody(town, night) -> None:
    """Dot is a person too."""
    made = await night.sent()
    assert "999" in await night.dot(f"yes {made.code} i want to kill myself")
    assert (await night.now(made)).state == "sent"


async def test_what_is_no_answer_by_text(town, night) -> None:
    """A picture, and a word of the bot's own."""
    made = await night.sent()
    await town.text(f"yes {made.code}", DOT, media=1)
    await town.text("HELP", DOT)
    assert (await night.now(made)).state == "sent"


async def test_a_bare_word_may_answer_the_other_question(town, night) -> None:
    """Dot is asked whether her listing is right at the same time: her yes is of that, and one with
    the code is of Jean."""
    made = await night.sent()
    at = Asking("darts", "oakfield", Address("sms", DOT), 1, town.now, None)
    await town.store.run(lambda tx: tx.askings.put(at))
    assert await night.dot("yes") == words.RIGHT
    assert "expecting you" in await night.dot(f"yes {made.code}")


async def test_a_listing_that_is_not_there(town) -> None:
    """Nobody is introduced to it."""
    found = await town.store.read(telling.may_be_given, "no-such", town.now.date())
    assert found is None


@pytest.mark.parametrize("said", ["YES", "FULL", "WAITING LIST"])
async def test_whoever_was_sent_hears_that_there_is_word(town, night, said) -> None:
    """Neutrally: what it is comes after their GO."""
    made = await night.sent()
    await town.text(f"{said} {made.code}", DOT)
    read = await town.delivered()
    assert "GO" in read[JEAN][0]
    assert "Darts" not in read[JEAN][0]
    assert "Darts Night" in " ".join(await town.say("GO"))
