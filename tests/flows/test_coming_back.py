"""What is said again, and what is not, when somebody comes back to a question."""

from __future__ import annotations

from connectbot.flows import sentences
from connectbot.safety.standin import TEXTS
from tests.flows.village import talk

NEUTRAL = TEXTS["neutral"]
NEED = """
flow: help
title: Help
starts: [HELLO]
no_reply: {after: 1 day, remind: no}
steps:
  what:
    ask: What is on your mind?
    answer: need
    save: need
  bye:
    end: Thank you.
"""
ANOTHER = """
flow: nearby
title: Near you
starts: [FIND]
no_reply: {after: 1 day, remind: no}
steps:
  nearby:
    find: {need: need, near: area}
    say: "{where}."
    options: {other: Something else}
    go: {other: bye}
    none: bye
  full:
    show: listing
  suits:
    ask: Would that suit you?
    options: {suits: That's the one, another: Another one}
    go: {suits: bye, another: nearby}
  bye:
    end: Write again any time.
"""


def test_words_that_tell_of_no_need_are_asked_about() -> None:
    """Nothing is guessed from words that nobody knows."""
    anna = talk(NEED)
    assert anna.begin("help", heard="qwzx vbnm plok jhgf tyui " * 4) == ["What is on your mind?"]


def test_the_only_one_is_offered_again_with_the_truth() -> None:
    """Another one, where there is no other: it is said, and the one looked at is offered again."""
    anna = talk(ANOTHER, saved={"need": "creative", "area": "LS7"})
    anna.begin("nearby")
    assert "Clay club" in anna.say("1")[0]
    (again,) = anna.say("Another one")
    assert again.startswith(sentences.NO_MORE)
    assert "1 Clay club" in again


def test_on_a_watched_phone_the_help_offered_outlives_another_word() -> None:
    """She answers an earlier question first; 1 still brings the numbers."""
    anna = talk(NEED, saved={"phone": "shared"})
    anna.begin("help")
    anna.say("i want to kill myself")
    anna.say("LS8")
    assert "116 123" in anna.say("1")[0]


def test_on_a_watched_phone_a_reserved_word_is_obeyed_at_once() -> None:
    """PERSON after the neutral line brings a person, and not the line again."""
    anna = talk(NEED, saved={"phone": "shared"})
    anna.begin("help")
    anna.say("i want to kill myself")
    assert NEUTRAL not in anna.say("PERSON")


def test_on_a_watched_phone_the_talk_goes_on_with_anything_else() -> None:
    """What is neither 1 nor 0 gets the offer once more, and the next is answered as always."""
    anna = talk(NEED, saved={"phone": "shared"})
    anna.begin("help")
    assert anna.say("i want to kill myself") == [NEUTRAL]
    assert anna.say("LS8") == [NEUTRAL]
    assert "What is on your mind?" in anna.say("what is on near the park")[-1]
