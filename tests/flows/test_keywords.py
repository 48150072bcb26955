"""The reserved words: what each does, in a conversation and outside one."""

from __future__ import annotations

from connectbot.flows import sentences
from connectbot.model.effect import Gone, HandOver, OptIn, OptOut
from tests.flows.test_engine import PERSON, TEA
from tests.flows.village import talk

WELCOME = """
flow: welcome
title: Hello
starts: [first message]
no_reply: {after: 1 day}
steps:
  agree:
    ask: "{kind_line} All right?"
    options: [Go on]
  known:
    tag: welcomed
  end:
    end: Welcome.
"""
MENU = "What would you like?\n1 A cup of tea\n2 Talk to a person"


def test_stop_ends_everything_with_one_word() -> None:
    """STOP opts out, ends the conversation and is confirmed once."""
    anna = talk(TEA)
    anna.say("tea")
    assert len(anna.say("Stop texting me")) == 1
    assert anna.told == [OptOut()]
    assert anna.conversation.frames == ()


def test_start_comes_back_with_a_hello() -> None:
    """START opts in again and says hello."""
    anna = talk(TEA)
    (hello,) = anna.say("START")
    assert "Oakfield" in hello
    assert anna.told == [OptIn()]


def test_help_leaves_the_question_standing() -> None:
    """HELP says how to get help and a person; the talk stands where it was."""
    anna = talk(TEA)
    anna.say("tea")
    (help_text,) = anna.say("help")
    assert "999" in help_text
    assert anna.say("1") == ["How many sugars?"]


def test_the_menu_offers_what_can_be_started() -> None:
    """MENU lists flows by title; a number, a name or other words go on from there."""
    anna = talk(TEA, PERSON)
    assert anna.say("MENU") == [MENU]
    assert anna.say("1")[0].startswith("Milk?")
    anna.say("menu")
    assert anna.say("a cup of tea")[0].startswith("Milk?")
    anna.say("menu")
    assert anna.say("tea")[0].startswith("Milk?")


def test_a_person_chosen_from_the_menu_is_told() -> None:
    """The menu's way to a person tells one just as PERSON does."""
    anna = talk(TEA, PERSON)
    anna.say("MENU")
    assert anna.say("2") == ["What should they know?"]
    assert anna.told == [HandOver("asked")]


def test_an_empty_menu_says_so() -> None:
    """Where nothing can be started, they are told how to reach a person."""
    text = WELCOME.replace("[first message]", "[anything else]")
    assert talk(text).say("MENU") == [sentences.NO_MENU]


def test_whoever_is_new_is_welcomed_before_the_menu() -> None:
    """Before the welcome there is no menu: MENU and GO begin the welcome."""
    assert talk(WELCOME, TEA).say("MENU")[0].startswith(sentences.HELLO)
    assert talk(WELCOME, TEA).say("GO")[0].startswith(sentences.HELLO)


def test_the_welcome_comes_first_whatever_they_write() -> None:
    """A new person is welcomed even where a start word begins something else, which follows."""
    anna = talk(WELCOME, TEA)
    assert anna.say("tea") == [f"{sentences.HELLO} All right?\n1 Go on"]
    assert anna.say("1") == ["Welcome.", "Milk?\n1 With milk\n2 Black\n3 Please stop"]


def test_what_they_first_said_is_kept_through_the_menu() -> None:
    """MENU during the welcome begins it again, still knowing what they wrote."""
    anna = talk(WELCOME, TEA)
    anna.say("my husband died")
    assert anna.say("MENU") == anna.say("MENU")
    assert "I'm sorry" in anna.say("MENU")[0]


def test_back_goes_back_one_question_and_undoes_its_answer() -> None:
    """BACK asks the question before again, and what it saved is as it was."""
    anna = talk(TEA, saved={"milk": "black"})
    anna.say("tea")
    anna.say("1")
    assert anna.conversation.saved == {"milk": "milk"}
    assert anna.say("BACK")[0].startswith("Milk?")
    assert anna.conversation.saved == {"milk": "black"}
    assert anna.say("BACK") == [sentences.NO_BACK]


def test_back_forgets_what_was_not_there_before() -> None:
    """A field that was empty before the answer is empty again."""
    anna = talk(TEA)
    anna.say("tea")
    anna.say("1")
    anna.say("back")
    assert anna.conversation.saved == {}


def test_back_outside_a_conversation_says_so() -> None:
    """Where no conversation runs there is nothing to go back to."""
    assert talk(TEA).say("BACK") == [sentences.NO_BACK]


def test_back_remembers_twenty_questions() -> None:
    """The way back is long enough for people and short enough to keep."""
    text = """
flow: long
title: L
starts: [LONG]
no_reply: {after: 1 day}
steps:
  one:
    ask: Again?
    options: [Again]
    go: one
"""
    anna = talk(text)
    anna.say("long")
    for _ in range(30):
        anna.say("1")
    assert len(anna.conversation.trail) == 20


def test_person_without_questions_leaves_the_talk() -> None:
    """Where no flow asks on, PERSON tells one and the talk stands."""
    anna = talk(TEA)
    anna.say("tea")
    assert anna.say("PERSON") == []
    assert anna.told == [HandOver("asked")]
    assert anna.step == "milk"


def test_wrong_person_forgets_and_stops() -> None:
    """Somebody else has this number: nothing more is sent, and nothing of the talk is kept."""
    anna = talk(TEA, saved={"need": "money"}, tags=frozenset({"welcomed"}))
    anna.say("tea")
    anna.say("1")
    assert anna.say("wrong number") == [sentences.WRONG_PERSON]
    assert anna.told == [Gone("wrong-person"), HandOver("wrong-person")]
    assert anna.conversation.saved == {}
    assert anna.conversation.tags == frozenset()
    assert anna.conversation.frames == ()


def test_go_asks_the_open_question_again() -> None:
    """GO repeats the question that is open; with none open it shows the menu."""
    anna = talk(TEA, PERSON)
    assert anna.say("GO") == [MENU]
    question = anna.say("1")
    assert anna.say("GO") == question


def test_a_community_without_a_flow_for_it_has_a_person_do_it() -> None:
    """FORGET ME and "I only have a landline" are heard whatever flows there are."""
    anna = talk(TEA)
    assert anna.say("forget me") == [sentences.NO_FORGETTING]
    assert anna.say("i only have a landline") == []
    assert anna.told == [HandOver("asked"), HandOver("landline")]
