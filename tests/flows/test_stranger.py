"""It is not known who writes: what is asked, what is answered all the same, and what waits."""

import pytest

from connectbot.flows import sentences
from connectbot.model.effect import Alert, HandOver, Known, Newcomer, OptOut
from tests.flows.village import shipped_world, talk

TWO = (("7", "Joan"), ("9", "Ted"))
WHO = f"{sentences.WHO}\n1 Joan\n2 Ted\n3 {sentences.SOMEONE_ELSE}"
BEFORE = f"{sentences.WRITTEN_BEFORE}\n1 {sentences.BEFORE_YES}\n2 {sentences.BEFORE_NO}"


def at(stranger: str, people=TWO, **known):
    """Somebody of whom the village does not know who they are."""
    anna = talk(stranger=stranger, people=people, **known)
    anna.world = shipped_world()
    return anna


@pytest.mark.parametrize(
    ("stranger", "people", "said", "found"),
    [
        ("people", TWO, ["1"], Known("7")),
        ("people", TWO, ["ted"], Known("9")),
        ("people", TWO, ["3", "Priya"], Newcomer()),
        ("people", TWO, ["3", "why?", "no"], Newcomer()),
        ("people", TWO, ["eh", "what", "dunno"], Newcomer()),
        ("again", TWO[:1], ["1"], Known("7")),
        ("again", TWO[:1], ["no"], Newcomer("drop")),
        ("again", TWO[:1], ["eh", "what", "dunno"], Newcomer("apart")),
        ("again", TWO, ["yes i have", "2"], Known("9")),
        ("met", TWO[:1], ["1"], Known("7")),
        ("met", TWO[:1], ["2"], Newcomer()),
        ("met", TWO[:1], ["eh", "what", "dunno"], Newcomer()),
    ],
)
def test_in_the_end_it_is_known_who_writes(stranger, people, said, found) -> None:
    """One of them, or somebody new; what they came with is kept for then."""
    anna = at(stranger, people)
    assert anna.say("i need food, LS8") == [WHO if stranger == "people" else BEFORE]
    for words in said:
        anna.say(words)
    assert anna.told == [found]
    assert anna.conversation.heard.startswith("i need food, LS8")


def test_new_on_a_phone_that_others_see_nobody_is_dropped() -> None:
    """It may be one of them after a long silence: they are kept apart."""
    anna = at("again", TWO[:1], saved={"phone": "shared"})
    anna.say("hello")
    anna.say("2")
    assert anna.told == [Newcomer("apart")]


def test_whoever_has_no_name_is_the_other_one() -> None:
    """Nothing else is shown of anybody."""
    anna = at("people", (("7", ""), ("9", "Ted")))
    (asked,) = anna.say("hello")
    assert asked == WHO.replace("Joan", sentences.THE_OTHER)


@pytest.mark.parametrize("words", ["MENU", "BACK", "GO", "forget me", "hello", "im lonely"])
def test_what_is_about_them_waits(words) -> None:
    """Nothing of anybody's is shown or done before it is known whose."""
    assert at("people").say(words) == [WHO]


@pytest.mark.parametrize(
    ("words", "effect"),
    [("stop texting me", OptOut()), ("PERSON", HandOver("asked")), ("HELP", None)],
)
def test_what_is_everybodys_is_done(words, effect) -> None:
    """STOP, a person, help: whoever asks."""
    anna = at("people")
    assert WHO not in anna.say(words)
    assert effect is None or effect in anna.told


def test_a_question_of_theirs_is_answered_and_then_ours_is_asked() -> None:
    """Is it free, asked by whoever it is."""
    answer, asked = at("people").say("is it free?")
    assert answer.startswith("I cost nothing")
    assert asked == WHO


def test_urgent_words_first() -> None:
    """They are answered at once; the next message is asked who wrote it, gently."""
    anna = at("people")
    anna.say("i want to die")
    assert any(isinstance(effect, Alert) for effect in anna.told)
    (asked,) = anna.say("please")
    assert asked == f"{sentences.STILL_HERE} {WHO}"


def test_after_a_talk_with_a_person_it_is_still_asked() -> None:
    """A flow that a stranger began goes first, and our question waits."""
    anna = at("people")
    anna.say("PERSON")
    assert WHO not in anna.say("its about my rent")
    anna.wait(days=2)
    assert anna.say("hello") == [WHO]
