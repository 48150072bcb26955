"""A check-in is put aside, paused, closed or never begun, and what is left of it then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from connectbot.flows import measuring, promised
from connectbot.measures.library import Library
from connectbot.model.conversation import Conversation
from connectbot.model.effect import (
    HandOver,
    PauseCheckins,
    WithdrawCheckins,
)
from tests.flows.asked import DUE, FLOW, at_question, begun, values
from tests.flows.village import knowledge, shipped_world, talk


def test_while_a_person_has_the_talk_a_rest_is_noted_in_silence() -> None:
    """PAUSE and NO CHECK-INS are kept to, and the person answers."""
    for word, effect in (("PAUSE", PauseCheckins(28)), ("NO CHECK-INS", WithdrawCheckins())):
        one = talk(promised=DUE, with_person=True)
        assert one.say(word) == []
        assert one.turn.effects == (effect,)
        assert one.conversation.promised == ""


def test_a_check_in_waits_behind_a_person() -> None:
    """PERSON in the middle: a person is told; given back, GO goes on with the open question."""
    one = at_question(1)
    one.say("PERSON")
    assert HandOver("asked") in one.turn.effects
    assert one.conversation.promised == DUE
    assert "worthwhile" in one.say("GO")[-1]


def test_a_check_in_that_nobody_goes_on_with_waits_until_it_is_closed() -> None:
    """After its days the talk is over, GO still goes on with it, and `closed` leaves nothing."""
    one = at_question(1)
    one.wait(days=8)
    assert (one.conversation.frames, one.conversation.promised) == ((), DUE)
    after = measuring.closed(one.conversation)
    assert (after.promised, after.answers) == ("", ())
    open_one = measuring.closed(at_question(1).conversation)
    assert (open_one.frames, open_one.checkin, open_one.answers) == ((), "", ())


def test_a_new_promise_leaves_nothing_of_the_one_before() -> None:
    """Answers of an earlier wave are never taken for those of the next."""
    before = at_question(3).conversation
    later = measuring.promise(before, "checkin e1 6-weeks usual")
    assert (later.promised, later.answers) == ("checkin e1 6-weeks usual", ())
    other = measuring.closed(Conversation("oakfield", promised="day tea-and-talk 2026-11-24T14:00"))
    assert other.promised.startswith("day ")


@pytest.mark.parametrize("promise", ["checkin e1", "consent", "checkin e1 baseline", ""])
def test_a_promise_that_says_too_little_is_none(promise: str) -> None:
    """There is then nothing to ask, and nothing is told."""
    assert measuring.opened(Conversation("oakfield", checkin=promise)) is None


def test_without_a_flow_for_it_a_check_in_is_not_begun() -> None:
    """GO is then no more than GO."""
    one = talk(FLOW.replace("check-in is due", "OTHER"), promised=DUE)
    assert one.say("GO") == ["What would you like?\n1 Your check-in"]


def test_a_check_in_begun_without_a_promise_asks_nothing() -> None:
    """The step goes on, and tells nothing."""
    one = talk(FLOW)
    assert one.begin("check-in") == ["Thank you."]
    assert not one.told


def test_what_was_answered_and_is_asked_no_more_is_left_out() -> None:
    """An instrument that was changed meanwhile: values that it does not have are not told."""
    one = at_question(1)
    stale = (("ons4", "satisfied", 99), ("ons4", "gone", 1), ("ons4", "happy", 3))
    one.conversation = replace(one.conversation, answers=stale)
    one.say("5")
    assert values(one) == [3, 5]


def test_a_reserved_word_is_no_option_of_an_instrument() -> None:
    """PERSON is asking for a person at a question with options too."""
    one = at_question(4)
    one.say("person")
    assert HandOver("asked") in one.turn.effects
    assert not values(one)


def test_somebody_new_may_ask_for_something_in_the_middle() -> None:
    """Whoever was put down by a link worker and never welcomed: the welcome hears what they need,
    and GO goes on with the open question."""
    one = talk(promised=DUE)
    one.say("GO")
    one.say("6")
    assert "Text GO at any time" in one.say("where is the food bank?")[0]
    assert one.conversation.frames[0].flow == "welcome"
    assert "worthwhile" in one.say("GO")[-1]


SILENT = """
flow: check-in
title: Your check-in
starts: [check-in is due]
steps:
  ready:
    ask: Ready?
    options: [Ready now, Later on]
    no_reply: {after: 1 hour, go: questions}
  questions:
    measure: due
  thanks:
    end: Thank you.
"""


def test_a_question_is_not_put_unasked() -> None:
    """Where silence leads to the questions, the first of them waits until they write."""
    one = begun(knowledge(), DUE, flow=SILENT)
    assert one.say("GO")[0].startswith("Ready?")
    assert "GO" in one.wait(hours=2)[0]
    assert "how satisfied" in one.say("hello")[0]


def test_whoever_tries_a_check_in_is_asked_its_questions() -> None:
    """`connectbot flow try` promises a check-in of nobody where the flow needs one, of the first
    plan there is."""
    flows = shipped_world().flows
    there = shipped_world()
    assert promised.tried(flows["check-in"], there) == "checkin nobody baseline usual"
    assert promised.tried(flows["check-in-consent"], there) == "consent nobody usual"
    assert promised.tried(flows["about"], there) == ""
    assert promised.tried(flows["check-in"], replace(there, measures=Library())) == ""


def test_a_few_words_on_what_is_asked_are_no_need_of_their_own() -> None:
    """ "how lonely? very" is asked once more; a sentence of its own goes first."""
    one = at_question(7)
    assert one.say("how lonely? very")[0].startswith("Sorry, I did not get that.")
    one = at_question(7)
    assert "Text GO at any" in one.say("lonely all the time since my husband died")[0]


def test_a_reply_whose_question_is_lost_answers_none() -> None:
    """Without the answers before it nobody knows what was asked: it is said, and GO begins anew."""
    one = at_question(3)
    one.conversation = replace(one.conversation, answers=(), lost=True)
    (said,) = one.say("7")
    assert "lost my place" in said
    assert "GO" in said
    assert (one.conversation.promised, one.conversation.checkin) == (DUE, "")
    assert (one.conversation.frames, one.conversation.lost, one.turn.effects) == ((), False, ())
    assert "satisfied" in one.say("GO")[-1]


def test_of_a_check_in_that_is_over_the_talk_goes_to_its_end() -> None:
    """Where nothing more can be kept of it nothing more is asked."""
    one = at_question(3)
    one.conversation = replace(one.conversation, checkin="", answers=(), lost=True)
    assert "happy" not in one.say("7")[-1]
    assert (one.conversation.frames, one.conversation.lost, one.turn.effects) == ((), False, ())
