"""Who may speak first when a message comes in, and what a turn then says and asks for."""

from __future__ import annotations

import pytest

from connectbot.flows import sentences
from connectbot.model.effect import Alert, HandOver, OptIn, OptOut
from tests.flows.village import Talk, talk

TEA = """
flow: tea
title: A cup of tea
starts: [TEA, anything else]
no_reply: {after: 1 day}
steps:
  milk:
    ask: Milk?
    options: {milk: With milk, black: Black, none: Please stop}
    save: milk
  sugar:
    ask: How many sugars?
    answer: number
    save: sugar
  end:
    end: Here you are.
"""
PERSON = """
flow: person
title: Talk to a person
starts: [asks for a person]
no_reply: {after: 1 hour}
steps:
  why:
    ask: What should they know?
    answer: text
    save: message
  end:
    end: Thank you.
"""


def test_a_conversation_goes_from_question_to_question() -> None:
    """A start word begins a flow; each answer is saved and leads on, to the end."""
    anna = talk(TEA)
    assert anna.say("tea!") == ["Milk?\n1 With milk\n2 Black\n3 Please stop"]
    assert anna.say("2") == ["How many sugars?"]
    assert anna.say("3") == ["Here you are."]
    assert anna.conversation.saved == {"milk": "black", "sugar": "3"}
    assert anna.conversation.frames == ()
    assert anna.turn.wake_at is None


@pytest.mark.parametrize("text", ["", "  ", "\0", "\u200b", "\ud800"])
def test_what_nobody_could_read_gets_a_kind_answer(text: str) -> None:
    """An empty or broken message is answered, and the talk stands."""
    anna = talk(TEA)
    anna.say("tea")
    assert anna.say(text) == [sentences.UNREADABLE]
    assert anna.step == "milk"


def test_a_picture_alone_goes_to_a_person() -> None:
    """Pictures and voice notes are never opened: a person is asked for."""
    anna = talk(TEA)
    assert anna.say("", media=1) == [sentences.MEDIA]
    assert anna.told == [HandOver("media")]


def test_a_picture_with_words_is_answered_by_its_words() -> None:
    """Words that come with a picture count as a message; nobody is left to think it was seen."""
    seen, answer = talk(TEA).say("tea", media=1)
    assert seen == sentences.CAPTION
    assert answer.startswith("Milk?")


@pytest.mark.parametrize("word", ["STOP", "PERSON"])
def test_a_reserved_word_with_a_picture_is_that_word(word: str) -> None:
    """Whoever stops us, or wants a person, is not told about pictures."""
    assert sentences.CAPTION not in talk(TEA).say(word, media=1)


def test_urgent_words_come_before_everything() -> None:
    """Urgent words get the fixed replies and an alert, even inside a question."""
    anna = talk(TEA)
    anna.say("tea")
    replies = anna.say("i want to kill myself")
    assert "116 123" in " ".join(replies)
    assert anna.told == [Alert(("suicide_self_harm",))]
    assert anna.turn.safety
    assert anna.step == "milk"


def test_after_urgent_words_the_question_is_asked_again_kindly() -> None:
    """What they write next is not taken for an answer; then the talk goes on."""
    anna = talk(TEA)
    anna.say("tea")
    anna.say("i want to kill myself")
    assert anna.say("3") == [f"{sentences.WHEN_READY} Milk?\n1 With milk\n2 Black\n3 Please stop"]
    assert anna.say("1") == ["How many sugars?"]


def test_urgent_words_are_read_to_the_very_end() -> None:
    """A flow sees 1,600 characters of a message, the screen all of it."""
    anna = talk(TEA)
    anna.say("lovely weather today and so on " * 300 + "i want to kill myself")
    assert anna.told == [Alert(("suicide_self_harm",))]


def test_a_shared_phone_shows_no_helpline_unasked() -> None:
    """On a phone that others see the first reply is neutral; 1 asks for more, 0 leaves it."""
    anna = talk(TEA, saved={"phone": "shared"})
    (neutral,) = anna.say("i want to kill myself")
    assert "116 123" not in neutral
    assert "116 123" in " ".join(anna.say("1"))
    assert anna.turn.safety
    assert anna.say("0") == [sentences.LEFT_THERE]
    assert anna.say("tea")[0].startswith("Milk?")


def test_an_option_that_is_a_reserved_word_acts_as_one() -> None:
    """Choosing "Please stop" by its number stops everything."""
    anna = talk(TEA)
    anna.say("tea")
    (bye,) = anna.say("3")
    assert "no more texts" in bye
    assert anna.told == [OptOut()]
    assert anna.conversation.saved == {}


@pytest.mark.parametrize(
    ("said", "effects"), [("STOP", [OptOut()]), ("START", [OptIn()]), ("HELP", [])]
)
def test_what_the_provider_has_answered_is_only_noted(said: str, effects: list[object]) -> None:
    """A word the provider answered by itself is recorded, and nothing is said."""
    anna = talk(TEA)
    anna.say("tea")
    assert anna.say(said, provider_said=said) == []
    assert anna.told == effects
    assert (anna.step == "") is (said == "STOP")


def test_a_word_that_opts_in_may_still_be_an_answer() -> None:
    """YES opts in with the provider; to us it is the answer to what was asked."""
    anna = talk(TEA.replace("black: Black", "black: Yes please"))
    anna.say("tea")
    assert anna.say("yes", provider_said="START") == ["How many sugars?"]
    assert anna.told == [OptIn()]


def test_after_urgent_words_a_talk_held_back_goes_on() -> None:
    """Where nothing is left to say but the end, they still hear from us."""
    text = """
flow: hold
title: H
starts: [HOLD]
no_reply: {after: 1 hour, go: area}
steps:
  one:
    ask: One?
    answer: text
  area:
    ask: Where?
    answer: outcode
    save: area
  end:
    end:
"""
    anna = talk(text, saved={"area": "LS8"})
    anna.say("hold")
    anna.wait(hours=1)
    anna.say("i want to kill myself")
    assert anna.say("ok") == [sentences.WHEN_READY]


def test_while_a_person_has_the_talk_we_are_silent() -> None:
    """Whatever they write, no automatic word is said; opting out and in is noted."""
    anna = talk(TEA, with_person=True)
    for text in ("tea", "", "PERSON", "HELP", "START", "STOP"):
        assert anna.say(text) == []
    assert anna.told == [OptIn(), OptOut()]
    assert anna.begin("tea") == []


def test_urgent_words_are_answered_even_then() -> None:
    """A person may not be looking just now: the fixed replies go at once."""
    anna = talk(TEA, with_person=True)
    assert anna.say("i want to kill myself")
    assert anna.told == [Alert(("suicide_self_harm",))]


def test_asking_for_a_person_tells_one_first() -> None:
    """The person is told with the first turn, and the questions come in the same one."""
    anna = talk(TEA, PERSON)
    anna.say("tea")
    assert anna.say("can i speak to someone") == ["What should they know?"]
    assert anna.told == [HandOver("asked")]


def test_ring_me_answers_the_question_how() -> None:
    """Inside the questions for a person, a sentence that asks for one is an answer."""
    anna = talk(TEA, PERSON)
    anna.say("PERSON")
    assert anna.say("ring me") == ["Thank you."]
    assert anna.conversation.saved == {"message": "ring me"}
    anna.say("PERSON")
    assert anna.say("person") == ["What should they know?"]


def test_a_start_word_inside_a_question_that_cannot_use_it_starts_its_flow() -> None:
    """A start word is an answer first; where it is none, it starts its flow."""
    anna = talk(TEA, PERSON.replace("[asks for a person]", "[HUMANS]"))
    anna.say("tea")
    assert anna.say("humans") == ["What should they know?"]


def test_unknown_words_begin_what_takes_anything() -> None:
    """Words that start nothing begin the flow for anything else."""
    assert talk(TEA).say("hello?")[0].startswith("Milk?")


def test_where_nothing_fits_the_menu_is_named() -> None:
    """Without a flow for anything else, they are told how to go on."""
    assert talk(PERSON).say("hello?") == [sentences.NOTHING_FITS]


def test_thanks_after_the_end_gets_a_kind_word() -> None:
    """A thank you starts nothing."""
    for text in ("thanks", "Thank you so much x", "ok bye"):
        assert talk(TEA).say(text) == [sentences.WELCOME_ANY_TIME]


def test_thanks_inside_a_question_leaves_it_standing() -> None:
    """A thank you that answers nothing gets a kind word, and the question stands."""
    anna = talk(TEA)
    anna.say("tea")
    assert anna.say("thanks") == [sentences.WELCOME_ANY_TIME]
    assert anna.say("1") == ["How many sugars?"]


def test_an_unknown_flow_cannot_begin() -> None:
    """Beginning a flow that is not there is a fault of ours."""
    with pytest.raises(KeyError):
        talk(TEA).begin("coffee")


def test_a_step_that_breaks_is_not_hidden() -> None:
    """A fault in a step reaches whoever called, to be parked and told."""
    anna = talk(TEA.replace("  sugar:", "  gone:\n    go: nowhere\n  sugar:"))
    anna.say("tea")
    with pytest.raises(KeyError):
        anna.say("1")


def test_fifty_steps_without_a_wait_end_with_a_person() -> None:
    """A flow that runs in circles is stopped, kindly, and a person is told."""
    anna = talk("flow: circle\ntitle: C\nstarts: [ROUND]\nsteps:\n  a:\n    go: a\n")
    assert anna.say("round") == [sentences.STUCK]
    assert anna.told == [HandOver("stuck")]
    assert anna.conversation.frames == ()
    assert len(anna.turn.walked) == 50


def test_flows_within_flows_without_end_are_stopped() -> None:
    """A flow that calls itself, asking in between, does not grow for ever."""
    text = """
flow: deep
title: D
starts: [DEEP]
steps:
  more:
    ask: More?
    options: [Deeper]
  on:
    call: deep
"""
    anna = talk(text)
    anna.say("deep")
    replies = [anna.say("1") for _ in range(10)]
    assert replies[-1] == [sentences.STUCK]


def test_a_turn_tells_which_steps_it_came_to() -> None:
    """The steps walked are told in order, for logs and for coverage."""
    anna: Talk = talk(TEA)
    anna.say("tea")
    anna.say("1")
    assert [frame.step for frame in anna.turn.walked] == ["sugar"]
