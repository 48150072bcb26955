"""Somebody tells that the one we write to has died, moved or is in hospital."""

import pytest

from connectbot.flows import engine, sentences
from connectbot.flows.leaving import PAUSED
from connectbot.model.conversation import Conversation
from connectbot.model.effect import Alert, Gone, HandOver
from connectbot.model.message import Address, Inbound
from tests.desk.town import WORLD
from tests.flows.village import NOON, talk


def heard(words: str) -> Inbound:
    """A text."""
    return Inbound(Address("sms", "+447700900123"), "SM", words, NOON)


TWO = (("7", "Joan"), ("9", "Ted"))


@pytest.mark.parametrize(
    ("words", "why", "alone", "of_two"),
    [
        ("he died, this is his wife", "died", sentences.SOMEBODY_DIED, sentences.ONE_DIED),
        (
            "this is his son. he has moved away",
            "moved",
            sentences.SOMEBODY_MOVED,
            sentences.ONE_MOVED,
        ),
    ],
)
def test_it_ends_for_good(words, why, alone, of_two) -> None:
    """Nothing of them is kept in the talk, and a person is told why."""
    for people, answer in (((), alone), (TWO, of_two)):
        anna = talk(saved={"area": "LS8", "name": "Ann"}, tags=frozenset({"x"}), people=people)
        assert anna.say(words) == [answer]
        assert anna.told == [Gone(why), HandOver(why)]
        assert (anna.conversation.saved, anna.conversation.tags) == ({}, frozenset())


def test_hospital_keeps_everything_for_when_they_are_home() -> None:
    """The talk is over, what is saved stays, and the first message ends the pause."""
    anna = talk(saved={"area": "LS8"}, nudged=True)
    assert anna.say("shes in hospital") == [sentences.IN_HOSPITAL]
    assert anna.told == [Gone("hospital"), HandOver("hospital")]
    assert anna.conversation.saved == {"area": "LS8"}
    assert anna.conversation.tags == {PAUSED}
    anna.say("home again")
    assert PAUSED not in anna.conversation.tags


@pytest.mark.parametrize(
    "promised", ["referral 3 tea-and-talk Nia|Jean", "week tea-and-talk", "checkin 1 2 wellbeing"]
)
def test_the_answer_to_a_text_we_began_says_that_they_died(promised: str) -> None:
    """A bare "he's dead" can only be of the one we wrote to: everything stops."""
    for words in ("hes dead", "she passed away last week", "this is not margaret. she died"):
        anna = talk(promised=promised)
        assert anna.say(words) == [sentences.SOMEBODY_DIED]
        assert anna.told == [Gone("died"), HandOver("died")]
        assert not anna.conversation.promised
    assert Gone("died") not in _told_of("hes dead", promised="")


def test_the_name_that_the_sender_gave_is_known() -> None:
    """To the first text about a group they answer with the name it was sent by."""
    sent = "referral 3 tea-and-talk Nia|Jean"
    assert Gone("died") in _told_of("jean died in june", promised=sent)
    assert Gone("died") in _told_of("im not jean, i think she died", promised=sent)
    assert Gone("died") not in _told_of("rita died in june", promised=sent)


def _told_of(words: str, promised: str) -> list[object]:
    anna = talk(promised=promised)
    anna.say(words)
    return list(anna.told)


def test_one_of_those_on_the_number_by_name() -> None:
    """Whoever writes goes on; the other one is named by their key."""
    anna = talk(saved={"area": "LS8"}, people=TWO)
    assert anna.say("Ted has died") == [sentences.ONE_DIED]
    assert anna.told == [Gone("died", "9"), HandOver("died")]
    assert anna.conversation.saved == {"area": "LS8"}


def test_while_a_person_has_the_talk_they_say_it() -> None:
    """It stops all the same."""
    anna = talk(with_person=True)
    assert anna.say("this is her son, she died") == []
    assert Gone("died") in anna.told


def test_what_only_sounds_urgent_is_heard_where_they_speak_of_themselves() -> None:
    """The news alone stops what was decided; with a word of how they are, that is answered."""
    for words, answered in (
        ("this is his daughter, he died", False),
        ("this is his daughter, he died and i just want it all to stop hurting", True),
    ):
        turn = engine.advance(Conversation("oakfield"), heard(words), WORLD, NOON)
        assert (Gone("died") in turn.effects) is not answered
        assert any(isinstance(effect, Alert) for effect in turn.effects) is answered


def test_urgent_words_in_it_go_first() -> None:
    """She died and I want to die too: that is answered before anything is stopped."""
    anna = talk()
    anna.say("this is her son, she died and i want to kill myself")
    assert any(isinstance(effect, Alert) for effect in anna.told)
    assert Gone("died") not in anna.told


@pytest.mark.parametrize(
    ("words", "alerts"),
    [
        ("this is her son. she has gone in hospital, he hit her again", 1),
        ("he died, this is his wife", 0),
    ],
)
def test_what_sounds_urgent_beside_the_news_is_for_the_lead_too(words, alerts) -> None:
    """The answer stays the kind one; nobody is left with news alone where more was said."""
    anna = talk()
    anna.world = WORLD
    answers = anna.say(words)
    assert len(answers) == 1
    assert len([effect for effect in anna.told if isinstance(effect, Alert)]) == alerts
