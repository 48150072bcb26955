"""Nobody writes: one neutral line at most, a silent move, and an end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from connectbot.flows.waiting import duration
from connectbot.model.effect import HandOver
from tests.flows.village import NOON, Talk, talk

WAIT = """
flow: wait
title: W
starts: [WAIT]
expires: 5 days
no_reply: {after: 1 day, remind: yes, go: later}
steps:
  lonely:
    ask: Are you lonely?
    options: [Often]
  own:
    ask: Since when?
    answer: text
    no_reply: {after: 2 hours, go: told}
  quiet:
    ask: Still there?
    answer: text
    no_reply: {after: 2 hours}
  bye:
    end: Goodbye.
  told:
    handover: link-workers
  later:
    say: You were lonely.
    go: bye
"""
NEUTRAL = "Hello from Oakfield. Reply GO when you have a minute. STOP ends these texts."


def waiting(step: str = "lonely") -> Talk:
    """A talk that waits at a step."""
    anna = talk(WAIT)
    anna.say("wait")
    if step != "lonely":
        anna.say("1")
    if step == "quiet":
        anna.say("always")
    assert anna.step == step
    return anna


def test_one_reminder_that_says_nothing() -> None:
    """After its time one neutral line is said, which tells nobody what it is about."""
    anna = waiting()
    assert anna.turn.wake_at == anna.now + timedelta(days=1)
    assert anna.wait(hours=23) == []
    assert anna.wait(hours=1) == [NEUTRAL]
    assert anna.step == "lonely"


def test_after_the_reminder_the_talk_moves_in_silence() -> None:
    """As long again, and the talk stands before the next step without having said it."""
    anna = waiting()
    anna.wait(days=1)
    assert anna.turn.wake_at == NOON + timedelta(days=2, minutes=1)
    assert anna.wait(hours=12) == []
    assert anna.wait(hours=12) == []
    assert anna.step == "later"
    assert anna.conversation.held


@pytest.mark.parametrize("text", ["GO", "sorry, was away"])
def test_what_was_held_is_said_when_they_write(text: str) -> None:
    """Whatever they write then, they read what was held back."""
    anna = waiting()
    anna.wait(days=1)
    anna.wait(days=1)
    assert anna.say(text) == ["You were lonely.", "Goodbye."]
    assert anna.turn.conversation.frames == ()


def test_an_answer_after_the_reminder_is_an_answer() -> None:
    """A reminder changes nothing: the answer is taken and the waiting begins anew."""
    anna = waiting()
    anna.wait(days=1)
    assert anna.say("often") == ["Since when?"]
    assert not anna.conversation.nudged
    assert anna.turn.wake_at == anna.now + timedelta(hours=2)


def test_a_step_that_says_nothing_is_carried_out_at_once() -> None:
    """Without a reminder the talk moves on; what needs no words happens, words are held."""
    anna = waiting("own")
    assert anna.wait(hours=2) == [NEUTRAL]
    assert anna.told == [HandOver("asked")]
    assert anna.step == "later"
    assert anna.wait(days=1) == []


def test_a_question_may_just_wait() -> None:
    """Without a reminder and without a way on, the question waits until the flow expires."""
    anna = waiting("quiet")
    assert anna.turn.wake_at == anna.now + timedelta(days=5)
    assert anna.wait(days=1) == []
    assert anna.step == "quiet"


def test_a_flow_ends_in_silence() -> None:
    """After `expires` the conversation is over and nothing is said; what is saved stays."""
    anna = waiting("quiet")
    anna.conversation = anna.conversation.changed(saved={"area": "LS8"})
    assert anna.wait(days=5) == []
    assert anna.conversation.frames == ()
    assert anna.conversation.saved["area"] == "LS8"
    assert anna.turn.wake_at is None


def test_what_is_held_expires_too() -> None:
    """A talk held back waits as long as any other, and then ends."""
    anna = waiting()
    anna.wait(days=1)
    anna.wait(days=1)
    assert anna.turn.wake_at == anna.now + timedelta(days=5)
    anna.wait(days=5)
    assert anna.conversation.frames == ()


def test_no_reminder_while_a_person_has_the_talk() -> None:
    """While a person answers them nothing is said, and we look again an hour later."""
    anna = waiting()
    anna.conversation = replace(anna.conversation, with_person=True)
    assert anna.wait(days=1) == []
    assert anna.turn.wake_at == anna.now + timedelta(hours=1)


def test_waking_nobody_changes_nothing() -> None:
    """A conversation in which nothing waits stays as it is."""
    anna = talk(WAIT)
    assert anna.wait(days=1) == []
    assert anna.turn.wake_at is None


def test_a_lost_revision_is_ended_in_silence() -> None:
    """Where the flows somebody stands in are gone, waking ends the talk."""
    anna = waiting()
    anna.conversation = replace(anna.conversation, revision="gone")
    assert anna.wait(days=1) == []
    assert anna.conversation.frames == ()


@pytest.mark.parametrize(
    ("written", "lasts"),
    [
        ("30 minutes", timedelta(minutes=30)),
        ("1 hour", timedelta(hours=1)),
        (" 2 days ", timedelta(days=2)),
        ("6 weeks", timedelta(weeks=6)),
        (timedelta(days=1), timedelta(days=1)),
    ],
)
def test_times_are_written_in_words(written: object, lasts: timedelta) -> None:
    """A wait is a number and a unit."""
    assert duration(written) == lasts


@pytest.mark.parametrize("written", ["1", "soon", "1.5 days", "0 days", "90 weeks", "-1 day"])
def test_a_wait_that_cannot_be_is_refused(written: str) -> None:
    """Anything else is refused with an example, and so is no time and more than a year."""
    with pytest.raises(ValueError, match=r"write a time like|a wait is between"):
        duration(written)
