"""GO after a neutral text: only then is it said what was promised."""

from dataclasses import replace

import pytest

from connectbot.flows import sending, sentences
from connectbot.flows.promised import kept, without
from connectbot.model.reminder import DAY, WEEK, Reminder
from tests.flows.village import NOON, talk

AT_TWO = NOON.replace(hour=14, tzinfo=None)
PROMISED = kept(Reminder(1, DAY, "tea-and-talk", NOON, "", AT_TWO))
FLOW = """
flow: anything
title: Anything
starts: [anything else, TEA]
steps:
  what:
    ask: What is it?
    options: [Tea, Cake]
  thanks:
    end: Thank you.
"""
BACK = """
flow: back
title: Back
starts: [comes back to ask]
steps:
  went:
    ask: Did you get there?
    options: [I did, Not yet]
  thanks:
    end: Thank you.
"""


def somebody(promised=PROMISED, flows=(FLOW, BACK), **known):
    """Somebody to whom a neutral text went."""
    return talk(*flows, promised=promised, tags=frozenset({"welcomed"}), **known)


@pytest.mark.parametrize("words", ["GO", "go", "hello?", "ok", "yes", "I'm ready"])
def test_go_brings_the_reminder_once(words):
    """In the words people answer a hello with; the second time it is an ordinary word."""
    anna = somebody()
    (said,) = anna.say(words)
    assert said.startswith("Tea and Talk is today at 2pm. Ask for Jean.")
    assert "Tea and Talk" not in str(anna.say("GO"))


def test_other_words_are_taken_for_what_they_are_and_the_promise_stays():
    """Whoever asks for something else gets that; GO still brings the reminder, and the open
    question after it."""
    anna = somebody()
    assert anna.say("is there cake anywhere")[0].startswith("What is it?")
    first, second = anna.say("GO")
    assert first.startswith("Tea and Talk is today")
    assert second.startswith("What is it?")
    assert anna.say("1") == ["Thank you."]


def test_an_open_question_is_answered_first():
    """Where something is asked, "yes" and "ok" belong to that."""
    anna = somebody()
    anna.say("TEA")
    assert "Tea and Talk" not in str(anna.say("ok"))
    assert anna.conversation.promised == PROMISED


@pytest.mark.parametrize(
    ("id", "at", "said"),
    [
        ("gone-club", 12, sentences.NOT_ON),
        ("tea-and-talk", 15, "Tea and Talk is on now until 4pm."),
        ("tea-and-talk", 17, sentences.OVER),
    ],
)
def test_a_late_go_is_told_the_truth(id, at, said):
    """What is gone or over is not said to be on."""
    anna = somebody(f"day {id} {AT_TWO.isoformat()}")
    anna.now = NOON.replace(hour=at)
    assert anna.say("GO")[0].startswith(said)


def test_what_moved_to_another_day_is_said_to_be_off():
    """The day they asked about is what counts."""
    anna = somebody(f"day tea-and-talk {AT_TWO.replace(day=25).isoformat()}")
    assert anna.say("GO") == [sentences.NOT_ON]


def test_go_begins_the_question_how_it_went():
    """The listing they chose is the one that is asked about."""
    anna = somebody(kept(Reminder(1, WEEK, "clay", NOON, "")))
    assert anna.say("GO")[0].startswith("Did you get there?")
    assert anna.conversation.saved["listing"] == "clay"


def test_without_such_a_flow_go_is_an_ordinary_word():
    """Nothing is promised where nothing can be kept; the menu answers."""
    anna = somebody("week clay", flows=(FLOW,))
    assert anna.say("GO")[0].startswith(sentences.MENU)
    assert anna.conversation.promised == ""


def test_nothing_comes_out_while_it_is_not_known_who_writes():
    """On a phone that two people use, GO of the one is not answered with what the other asked."""
    anna = somebody(stranger="people", people=(("1", "Joan"), ("2", "Ted")))
    assert "Tea and Talk" not in str(anna.say("GO"))
    assert anna.conversation.promised == PROMISED


@pytest.mark.parametrize("words", ["WRONG PERSON", "he has died, this is his phone"])
def test_whoever_has_the_phone_after_them_learns_nothing(words):
    """With the person the promise is gone."""
    anna = somebody()
    anna.say(words)
    assert anna.conversation.promised == ""
    assert "Tea and Talk" not in str(anna.say("GO"))


WHOSE = """
flow: whose
title: Whose
starts: [asks who says GO]
steps:
  who:
    ask: What is your first name?
    answer: name
    save: calls_self
  theirs:
    addressed: calls_self
    another: no
  yes:
    end:
  no:
    end: It was for somebody else.
"""


def test_on_a_phone_that_others_see_a_name_comes_before_the_reminder():
    """Hers as the group was told it; he learns nothing, and it waits for her. What the same GO
    brings besides comes with it."""
    both = f"{sending.named(PROMISED, 'Jean Ann')}; week clay|Jean"
    anna = somebody(both, (FLOW, BACK, WHOSE), saved={"phone": "shared"})
    assert anna.say("GO") == ["What is your first name?"]
    assert anna.say("Gary") == ["It was for somebody else."]
    assert anna.conversation.promised == both
    anna.say("GO")
    first, second = anna.say("jean")
    assert first.startswith("Tea and Talk is today")
    assert second.startswith("Did you get there?")
    assert "calls_self" not in anna.conversation.saved


@pytest.mark.parametrize(
    ("waits", "left"),
    [
        ("week clay|Jean", ""),
        (f"{PROMISED}; week clay|Jean", PROMISED),
        (PROMISED, PROMISED),
        ("told clay; is not for us", "told clay; is not for us"),
        ("", ""),
    ],
)
def test_what_is_about_one_place_is_taken_out_alone(waits, left):
    """The rest waits on."""
    assert without(waits, "clay") == left


def test_where_no_name_is_known_none_is_asked():
    """Nothing could be told by it."""
    anna = somebody(PROMISED, (FLOW, BACK, WHOSE), saved={"phone": "shared"})
    assert anna.say("GO")[0].startswith("Tea and Talk is today")


def test_it_is_kept_with_the_conversation():
    """A restart between our text and GO loses nothing."""
    anna = somebody()
    again = type(anna.conversation).from_json(anna.conversation.to_json())
    assert again == anna.conversation
    assert replace(again, promised="").to_json().get("promised") is None
