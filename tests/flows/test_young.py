"""Somebody under 18: what they say about their age, and what they are never shown."""

from __future__ import annotations

import pytest

from connectbot.flows import sentences
from connectbot.flows.young import YOUNG
from connectbot.model.effect import HandOver
from tests.flows.test_engine import TEA
from tests.flows.village import talk


@pytest.mark.parametrize(
    "said",
    [
        "im 12",
        "I'm only 13 and lonely",
        "i am 17",
        "hi, I\u2019m fifteen",
        "im in year 9",
        "I'm 12yo",
    ],
)
def test_under_18_goes_to_a_person(said: str) -> None:
    """Whoever says that they are under 18 gets a children's line, and a person is asked."""
    anna = talk(TEA)
    (line,) = anna.say(said)
    assert "0800 1111" in line
    assert anna.told == [HandOver("young")]


@pytest.mark.parametrize(
    "said",
    [
        "im 18",
        "i am 78",
        "I'm 12 weeks pregnant",
        "im 16 stone",
        "im 9 out of 10 low",
        "I'm 10 years sober",
        "im 5 minutes away",
        "I'm 6'2",
        "im 120 quid short",
        "my son is 12",
        "im 4",
    ],
)
def test_other_numbers_are_no_age_of_a_child(said: str) -> None:
    """A grown-up's age, somebody else's, and other numbers change nothing."""
    anna = talk(TEA)
    anna.say(said)
    assert YOUNG not in anna.conversation.tags


def test_it_stays_so_whatever_they_write() -> None:
    """Nothing starts for them any more, and the person is asked again; STOP is still obeyed."""
    anna = talk(TEA)
    anna.say("tea")
    anna.say("im 12")
    for said in ("tea", "menu", "1", "PERSON"):
        assert anna.say(said) == []
        assert anna.told[-1] == HandOver("young")
    assert "no more texts" in anna.say("STOP")[0]


def test_a_grown_ups_age_is_kept_for_the_search() -> None:
    """Nobody of 67 is offered what is for people under 25."""
    anna = talk(TEA)
    anna.say("tea")
    anna.say("im 67 and black please")
    assert anna.conversation.saved["age"] == "67"


def test_a_grown_up_puts_it_right() -> None:
    """Their own later word counts."""
    anna = talk(TEA)
    anna.say("im 12")
    anna.say("sorry, im 42")
    assert YOUNG not in anna.conversation.tags
    assert anna.say("tea")[0].startswith("Milk?")


def test_a_shared_phone_shows_no_childrens_line() -> None:
    """On a phone that others see the line is left out."""
    anna = talk(TEA, saved={"phone": "shared"})
    assert anna.say("im 12") == [sentences.YOUNG_SHARED]
