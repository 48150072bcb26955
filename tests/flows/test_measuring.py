"""What is an answer in a check-in, what is not, and that nothing follows from one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectbot.model.conversation import Conversation
from connectbot.model.effect import (
    Alert,
    Answering,
    Completed,
    HandOver,
    OptOut,
    PauseCheckins,
    WithdrawCheckins,
)
from tests.flows.asked import DUE, at_question, values
from tests.flows.village import talk

RANGE = [
    ("0", 0),
    ("10", 10),
    (" 7 ", 7),
    ("7.", 7),
    ("seven", 7),
    ("Ten", 10),
    ("7/10", 7),
    ("7 out of 10", 7),
    ("10/10", 10),
    ("\uff18", 8),  # a full-width digit, as some keyboards write it
    ("not at all", 0),
    ("completely", 10),
    ("about 6", 6),
    ("6 today", 6),
    ("im 7", 7),  # no age
    ("2. bit lonely", 2),
]


@pytest.mark.parametrize(("said", "value"), RANGE, ids=[row[0] for row in RANGE])
def test_a_number_is_an_answer_however_it_is_written(said: str, value: int) -> None:
    """Digits, words, spaces, "out of ten", and what the two ends are called."""
    one = at_question()
    assert "worthwhile" in one.say(said)[0]
    assert values(one) == [value]


NONE = [
    "7 or 8",
    "7.5",
    "11",
    "-1",
    "maybe",
    "seven?",
    "7-8",
    "5 6",
    "100",
    "7/5",
    "yes",
    "2 (bad week)",
]


@pytest.mark.parametrize("said", NONE)
def test_what_is_no_one_number_is_asked_about_once_and_then_left_out(said: str) -> None:
    """It is never guessed: asked once more, then the question is left and the next one comes."""
    one = at_question()
    again = one.say(said)
    assert again == ["Sorry, I did not get that. One number from 0 to 10, please, or SKIP to miss."]
    assert not values(one)
    assert one.say(said)[0].startswith("That's all right, we leave that one. Overall, to what")
    assert one.turn.effects == (Answering("e1", "baseline", ()),)
    one.say("4")
    assert values(one) == [4]


OPTIONS = [
    ("1", 1),
    ("3", 3),
    ("often", 3),
    ("Some of the time", 2),
    ("hardly ever", 1),
    ("never", 1),
    ("3 often", 3),
]


@pytest.mark.parametrize(("said", "value"), OPTIONS)
def test_an_option_is_an_answer_by_its_number_or_its_words(said: str, value: int) -> None:
    """What is kept is the value of the published option."""
    one = at_question(4)
    one.say(said)
    assert values(one) == [2, 2, 2, 2, value]


@pytest.mark.parametrize("said", ["2 or 3", "4", "0", "often or never"])
def test_two_options_are_none(said: str) -> None:
    """It is asked once more, with the options; the second time it is left out."""
    one = at_question(4)
    assert one.say(said)[0].endswith("1 Hardly ever or never\n2 Some of the time\n3 Often")
    one.say("bananas")
    assert values(one) == [2, 2, 2, 2]


@pytest.mark.parametrize("number", range(8))
def test_every_question_takes_the_words_that_always_work(number: int) -> None:
    """SKIP goes on, BACK goes back, PAUSE and STOP end it, at each of the eight."""
    skipped = at_question(number)
    skipped.say("SKIP")
    assert values(skipped) == [2] * number
    back = at_question(number)
    said = back.say("BACK")
    assert values(back) == [2] * max(0, number - 1)
    assert ("nothing to go back to" in said[0]) is (number == 0)
    for word, effect in (
        ("PAUSE", PauseCheckins(28)),
        ("STOP", OptOut()),
        ("NO CHECK-INS", WithdrawCheckins()),
    ):
        ended = at_question(number)
        ended.say(word)
        assert ended.turn.effects == (effect,)
        now = ended.conversation
        assert (now.frames, now.answers, now.checkin, now.promised) == ((), (), "", "")


@pytest.mark.parametrize("number", range(8))
def test_urgent_words_come_before_any_number(number: int) -> None:
    """ "2 and i want to die" is no 2: it is answered, a person is told, and check-ins rest."""
    one = at_question(number)
    said = one.say("2 and i want to die")
    assert "999" in "".join(said)
    assert not values(one)
    assert {type(effect) for effect in one.turn.effects} == {PauseCheckins, Alert}
    assert PauseCheckins(None) in one.turn.effects
    now = one.conversation
    assert (now.answers, now.checkin, now.promised, now.heard) == ((), "", "", "")
    assert not any("How" in text or "Overall" in text for text in one.say("GO"))


def test_urgent_words_before_go_put_it_off_too() -> None:
    """A check-in that waits for its GO does not wait any more."""
    one = talk(promised=DUE, tags=frozenset({"welcomed"}))
    one.say("i want to die")
    assert PauseCheckins(None) in one.turn.effects
    assert one.conversation.promised == ""


def test_an_age_is_still_an_age() -> None:
    """Whoever says that they are 12 is given children's lines, also at a question up to 10."""
    one = at_question()
    one.say("im 12")
    assert HandOver("young") in one.turn.effects


def test_a_message_that_came_before_the_question_does_not_answer_it() -> None:
    """The second of two that came at once was meant for the question before; it is asked again."""
    one = at_question()
    first = one.now + timedelta(seconds=59)
    one.say("7", received_at=first)
    said = one.say("7", received_at=first)
    assert "worthwhile" in said[0]
    assert not one.turn.effects
    assert len(one.conversation.answers) == 1


def test_a_channel_that_counts_whole_seconds_is_not_taken_for_early() -> None:
    """A reply in the same second is an answer, where the channel knows no parts of seconds."""
    one = at_question()
    one.conversation = replace(one.conversation, awaiting=one.now.replace(microsecond=400_000))
    one.say("7", received_at=one.now.replace(microsecond=0))
    assert values(one) == [7]


answers = st.lists(
    st.sampled_from(["0", "1", "2", "3", "10", "SKIP", "often", "banana", "7 or 8"]),
    min_size=24,
    max_size=24,
)


def walked(said: list[str]) -> tuple[list[str], list[object], Conversation]:
    """The last thing said in a check-in with these replies, and everything that was to be done."""
    one = at_question()
    done: list[object] = []
    for text in said:
        last = one.say(text)
        done += one.turn.effects
        if not one.conversation.frames:
            return last, done, one.conversation
    raise AssertionError("it never ended")


@settings(max_examples=60, deadline=None)
@given(answers)
def test_the_end_is_the_same_for_everybody(said: list[str]) -> None:
    """Whatever is answered: the same last text to the byte, nothing done but keeping the answers,
    and nothing of them left in the conversation."""
    last, done, after = walked(said)
    best, _, clean = walked(["10", "10", "10", "0", "1", "1", "1", "5"])
    assert last == best
    assert "999" in last[-1]
    assert "116 123" in last[-1]
    assert {type(effect) for effect in done} <= {Answering, Completed}
    assert [type(effect) for effect in done].count(Completed) == 1
    assert after == replace(clean, awaiting=after.awaiting)
