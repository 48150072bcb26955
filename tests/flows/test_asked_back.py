"""What people ask back in a check-in, and what GO says of one that rests or is over."""

from __future__ import annotations

import pytest

from connectbot.flows import sentences
from connectbot.model.effect import PauseCheckins
from tests.flows.asked import DUE, at_question, values
from tests.flows.village import talk

ASKED = [
    ("who sees this?", sentences.WHO_SEES),
    ("is this anonymous", sentences.WHO_SEES),
    ("does nia read this", sentences.WHO_SEES),
    ("can my husband see this", sentences.WHO_SEES),
    ("does my doctor see it", sentences.WHO_SEES),
    ("how long do you keep it", sentences.WHAT_IS_KEPT),
    ("who is twilio", sentences.CARRIERS),
    ("do i have to", sentences.NO_MUST_TO_ANSWER),
    ("none of your business", sentences.NO_MUST_TO_ANSWER),
    ("why do you ask", sentences.WHAT_FOR),
    ("what does 10 mean", "0 = not at all, 10 = completely. There is no right answer."),
    ("how many more?", sentences.NOT_MORE),
]


@pytest.mark.parametrize(("said", "told"), ASKED)
def test_what_is_asked_back_is_answered_and_is_no_miss(said: str, told: str) -> None:
    """However often they ask, the same question is put again, and none is left out."""
    one = at_question()
    for _ in range(3):
        assert one.say(said)[0] == told
        assert "how satisfied are you" in one.say(said)[-1]
    one.say("7")
    assert values(one) == [7]


def test_of_options_the_closest_will_do() -> None:
    """A question with options has no ends to explain."""
    assert at_question(4).say("what do you mean")[0] == sentences.CLOSEST_WILL_DO


def test_before_the_first_question_a_no_is_a_no_thanks() -> None:
    """While they are asked whether they want any there is nothing to skip, and no scale."""
    one = talk(promised="consent e1 usual", tags=frozenset({"welcomed"}), saved={"phone": "mine"})
    one.say("GO")
    assert one.say("do i have to")[0] == sentences.NO_MUST
    assert one.say("what do you mean")[0].startswith("They show what helps people here")


def test_urgent_words_are_not_followed_by_another_talk() -> None:
    """ "go on" and a number read that the questions rest; a need begins its search."""
    for said in ("go on", "3", "no i'm fine"):
        one = talk(promised=DUE)
        one.say("GO")
        one.say("0 i want to die")
        assert one.say(said) == [f"{sentences.STILL_HERE} {sentences.QUESTIONS_REST}"]
        assert one.conversation.frames == ()
    one = talk(promised=DUE, tags=frozenset({"welcomed"}))
    one.say("0 i want to die")
    assert one.say("i need the food bank")[0].startswith(sentences.STILL_HERE)
    assert one.conversation.frames


def test_go_says_what_became_of_it() -> None:
    """A rest that they asked for, one that is over, the last; not a day too long."""
    said = {
        "paused 2026-12-20": "Check-ins rest",
        "over 2027-01-05": "comes in January",
        "over": "no more",
    }
    for kept, told in said.items():
        one = talk(tags=frozenset({"welcomed"}), saved={"checkins": kept})
        assert told in one.say("GO")[0]
    one = talk(tags=frozenset({"welcomed"}), saved={"checkins": "paused 2020-01-01"})
    assert one.say("GO")[0].startswith("What would you like?")
    one = talk(tags=frozenset({"welcomed"}), saved={"checkins": "halted"})
    one.say("START CHECK-INS")
    assert one.turn.effects == (PauseCheckins(0),)
    assert "checkins" not in one.conversation.saved
