"""Urgent words in a talk: what is said to whom, and how the talk goes on."""

from dataclasses import replace

import pytest

from connectbot.flows import sentences, urgent
from connectbot.learned import Linear
from connectbot.learned.shelf import written
from connectbot.model.effect import Alert
from connectbot.model.message import Address
from connectbot.safety.book import SafetyBook
from tests.flows.test_engine import TEA
from tests.flows.village import ROOT, knowledge, talk

SAFETY = knowledge().safety
NEUTRAL = [SAFETY.texts["neutral"]]
DIE = "i want to kill myself"


@pytest.mark.parametrize(
    "more",
    [
        "please dont text me back",
        "don't reply to this",
        "do not call.",
        "dont ring",
        "it isnt safe to text",
        "he checks my phone",
        "my husband goes through all my messages",
        "my mum reads my texts",
        "she might see this",
        "he has my phone most days",
        "they're always looking at my phone",
        "my husband looks at this phone",
        "he controls my phone",
        "she goes through our phone",
        "my wife uses this phone too",
        "he watches what i write",
        "hes reading everything im typing",
        "he reads over my shoulder",
    ],
)
def test_where_they_ask_us_not_to_text_or_another_reads_it_the_answer_is_neutral(more):
    """Whatever the urgent words are of; more comes when they ask for it, and not before."""
    anna = talk(TEA, saved={"phone": "mine"})
    assert anna.say(f"{DIE}. {more}") == NEUTRAL
    assert anna.conversation.saved["phone"] == "shared"
    assert any(isinstance(effect, Alert) for effect in anna.told)
    assert anna.say("1") == list(SAFETY.reply(anna.told[0].kinds, False))


@pytest.mark.parametrize(
    "more",
    [
        "im just looking at my phone all night",
        "she said dont text me again",
        "he has my phone number",
        "dont call the police",
        "i dont ring anyone any more",
        "i read my messages and cry",
        "he never looks at this phone",
        "she doesnt check my texts",
        "he doesnt know i use this phone",
        "my mum says what i write is good",
        "",
    ],
)
def test_while_nothing_says_so_the_full_answer_goes(more):
    """Who sees the phone is not known: 999 and Samaritans are said."""
    anna = talk(TEA)
    said = anna.say(f"{DIE} {more}")
    assert len(said) == 2
    assert "116 123" in " ".join(said)


def test_where_somebody_hurts_them_a_watched_phone_needs_fewer_words():
    """In abuse "checks my phone" is enough, without saying who."""
    assert urgent._unsafe(("domestic_abuse",), "hits me and checks my phone")
    assert not urgent._unsafe(("suicide",), "checks my phone")
    assert urgent._unsafe(("domestic_abuse",), "he hits me and we share a phone")
    assert not urgent._unsafe(("domestic_abuse",), "i use this phone at work, he hits me")


def test_what_the_message_says_of_the_phone_holds_for_the_answer_to_it():
    """No helpline stands in clear where they write that another controls or watches it."""
    for said in ("my husband controls my phone", "he watches what i write"):
        assert urgent._unsafe(("domestic_abuse",), said)


@pytest.mark.parametrize("phone", ["mine", "shared"])
def test_every_urgent_message_is_answered_and_alerted(phone):
    """Ten times over; and the talk goes on afterwards where it stood."""
    anna = talk(TEA, saved={"phone": phone})
    anna.say("tea")
    standing = anna.conversation.frames
    for number in range(10):
        assert anna.say(DIE)
        assert len([one for one in anna.told if isinstance(one, Alert)]) == number + 1
    assert anna.conversation.frames == standing
    if phone == "shared":
        assert anna.say("hello") == NEUTRAL
    assert anna.say("hello" if phone == "shared" else "ok")[0].startswith(sentences.WHEN_READY)


def test_while_a_person_has_the_talk_they_are_answered_all_the_same():
    """The bot is silent there, but not about this; then it is silent again."""
    anna = talk(TEA, with_person=True)
    assert len(anna.say(DIE)) == 2
    assert anna.say("thank you") == []


def test_before_what_was_held_back():
    """The talk had moved on in silence: urgent words are answered, then what was held comes."""
    flow = """
flow: quiet
title: Quiet
starts: [QUIET]
no_reply: {after: 1 hour, go: later}
steps:
  first:
    ask: First?
    options: [One, Two]
  later:
    ask: Later?
    options: [One, Two]
  end:
    end: Bye.
"""
    anna = talk(flow)
    anna.say("quiet")
    anna.wait(hours=1)
    assert anna.conversation.held
    assert len(anna.say(DIE)) == 2
    assert anna.say("ok")[0].startswith(f"{sentences.WHEN_READY} Later?")


def test_in_web_chat_the_same_is_said():
    """Only who sees it decides, not where they write."""
    anna = talk(TEA)
    assert anna.say(DIE, sender=Address("webchat", "b")) == list(
        SAFETY.reply(anna.told[0].kinds, False)
    )


def test_a_safety_answer_goes_before_all_else():
    """The turn says so, also when more is asked for on a phone that others see."""
    anna = talk(TEA, saved={"phone": "shared"})
    anna.say(DIE)
    assert anna.turn.safety
    anna.say("1")
    assert anna.turn.safety


def test_a_question_that_a_flow_waits_for_is_urgent_only_by_a_rule():
    """However it may sound to what was learned, "will this reach the home office?" is answered."""
    sounds = Linear(("danger",), (0,), 0, {"=office": (100, 9_000)})
    kinds = Linear(("child_risk", "adult_abuse"), (10, 0), 0, {})
    text = (ROOT / "directory/safety.yaml").read_text("utf-8")
    learned = written({"danger": sounds, "kinds": kinds}, "rows")
    book, _ = SafetyBook.parse(text, "safety.yaml", learned)
    anna = talk(tags=frozenset({"welcomed"}))
    anna.world = replace(anna.world, safety=book)
    assert book.screen.look("will this reach the home office")
    assert anna.say("will this reach the home office") != list(book.reply(("child_risk",), False))
    assert anna.told == []
    anna.say("the office on the hill is dark")
    assert [type(effect) for effect in anna.told] == [Alert]
