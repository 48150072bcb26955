"""Somebody is sent to a group: what is kept until they say GO, and the first text about it."""

from __future__ import annotations

import pytest

from connectbot.flows import sending, sent, words
from connectbot.flows.flow import Flow
from connectbot.flows.sending import Sending
from connectbot.model.conversation import Conversation
from connectbot.model.effect import Decline
from connectbot.written.reading import Unreadable
from tests.flows.village import talk

STEPS = """
flow: a
title: A
starts: [A]
steps:
  one:
    {kind}
    say: Is it OK?
    seen: Is it OK?
    {more}
    options: {options}
    over: end
  end:
    end:
"""

AGREE = "agree: referral"
MORE = {AGREE: "bare: Is it OK?\n    then: That too?"}


@pytest.mark.parametrize(("sender", "name"), [("Sam", "Joan"), ("", ""), ("Sam | Lee", "J|o")])
def test_what_is_kept_is_read_again(sender: str, name: str) -> None:
    """Whatever a name holds, it is that name again, without the sign that parts the two."""
    waits = Conversation("oakfield", promised=sending.kept("r1", "darts", sender, name))
    read = Sending.of(waits)
    plain = [part.replace("|", " ") for part in (sender, name)]
    assert read == Sending("r1", "darts", *plain)
    assert Sending.of(Conversation("oakfield", promised=sending.answered("full", "darts"))) is None


@pytest.mark.parametrize(("sender", "says"), [("Sam", "Sam said you'd"), ("", "from Oakfield.")])
def test_the_first_text_names_nobody_but_who_sends_them(sender: str, says: str) -> None:
    """One text of at most 160 signs; a brace in a name is no placeholder."""
    text = words.as_sms(sent.first_text(sender, "Oakfield"))
    assert says in text
    assert len(text) <= 160
    assert "(Sam)" in sent.first_text("{Sam}", "Oakfield").text


@pytest.mark.parametrize("kind", ["agree: referral", "introduce: listing"])
def test_consent_offers_all_that_can_be_said(kind: str) -> None:
    """No author leaves out the no, or less."""
    with pytest.raises(Unreadable, match="exactly these `options`"):
        Flow.parse(
            STEPS.format(kind=kind, options="{fine: Yes}", more=MORE.get(kind, "")), "a.yaml"
        )


def test_a_question_whose_matter_is_gone_is_over() -> None:
    """Another promise took its place while she was asked: nothing is agreed to by her yes."""
    options = "{fine: All, read: Show, number: Number, name: Name, no: Nothing}"
    flow = STEPS.format(kind=AGREE, options=options, more=MORE[AGREE])
    joan = talk(flow, saved={"phone": "mine"}, promised=sending.kept("r1", "darts", "Sam"))
    assert "Is it OK?" in joan.say("a")[0]
    joan.conversation = joan.conversation.changed(promised="week darts")
    joan.say("1")
    assert joan.told == []


@pytest.mark.parametrize(
    ("sender", "name", "said", "another"),
    [
        ("Sam", "Joan", "I am not Joan", True),
        ("Sam", "Joan", "not joan", True),
        ("Sam", "Joan", "theres no joan here", True),
        ("", "", "this isnt barbara", True),
        ("Sam", "Joan", "never heard of sam", True),
        ("", "", "dont know her", False),
        ("Sam", "Joan", "i am not sure", False),
        ("", "", "im not well", False),
    ],
)
def test_who_says_that_they_are_somebody_else_is_believed(sender, name, said, another) -> None:
    """A name of their own or of whoever sends them tells it, and no other "not" does."""
    options = "{fine: All, read: Show, number: Number, name: Name, no: Nothing}"
    flow = STEPS.format(kind=AGREE, options=options, more=MORE[AGREE])
    joan = talk(flow, promised=sending.kept("r1", "darts", sender, name))
    joan.say(said)
    assert (Decline("r1", "wrong-person") in joan.told) is another
