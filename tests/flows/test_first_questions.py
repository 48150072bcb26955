"""What people ask first is answered at any moment, also in the middle of a question of ours."""

import pytest

from connectbot.flows import engine, words
from connectbot.model.conversation import Conversation, Frame
from connectbot.model.effect import Gone, HandOver
from connectbot.model.message import Address, Inbound
from tests.desk.town import WORLD
from tests.flows.village import NOON

ASKED = {
    "is this a real person?": "not a person",
    "who is this": "automatic helper",
    "is it free": "I cost nothing",
    "who sees this?": "It stays with the Oakfield team",
    "will this reach the home office?": "It stays with the Oakfield team",
    "can i bring the baby": "text PERSON",
    "i cant read much": "a person can ring you",
    "wrong number": "sorry to have bothered you",
    "i only have a landline": "a person can ring you",
    "forget me": "I can forget all you told me",
    "PERSON": "",
}
TOLD = {
    "wrong number": "wrong-person",
    "i only have a landline": "landline",
    "PERSON": "asked",
}


def moments() -> list[tuple[str, str]]:
    """Every question at which a talk may stand: where nobody writes freely already."""
    return [
        (flow.id, name)
        for flow in WORLD.flows.values()
        for name, step in flow.steps.items()
        if step.word in ("ask", "find", "join") and not getattr(step, "takes_anything", False)
    ]


def advance(conversation: Conversation, text: str, **more: int):
    """The turn that answers a text."""
    inbound = Inbound(Address("sms", "+447700900123"), "SM", text, NOON, **more)
    return engine.advance(conversation, inbound, WORLD, NOON)


def standing(flow: str, step: str) -> Conversation:
    """Somebody stands at a question, and is known a little."""
    return Conversation(
        "oakfield",
        revision=WORLD.current[flow],
        frames=(Frame(flow, step),),
        saved={"phone": "mine", "need": "company", "area": "LS8"},
        tags=frozenset({"welcomed"}),
        awaiting=NOON,
    )


def said(turn) -> str:
    """All that is said in a turn, as texts."""
    return "\n".join(words.as_sms(message) for message in turn.replies)


@pytest.mark.parametrize(("flow", "step"), moments())
@pytest.mark.parametrize(("text", "answer"), ASKED.items())
def test_it_is_answered_in_the_middle_of_a_question(flow, step, text, answer) -> None:
    """Whatever we have just asked: their question is answered, and a person told where one is."""
    turn = advance(standing(flow, step), text)
    assert answer in said(turn)
    if text in TOLD:
        assert HandOver(TOLD[text]) in turn.effects


@pytest.mark.parametrize(("text", "answer"), ASKED.items())
def test_it_is_answered_before_anything_else(text, answer) -> None:
    """Also as the first words anybody writes."""
    assert answer in said(advance(Conversation("oakfield"), text))


@pytest.mark.parametrize(("flow", "step"), moments())
def test_pictures_and_voice_notes_get_a_kind_reply_and_a_person(flow, step) -> None:
    """We never open them; a person is asked, and the question stands."""
    turn = advance(standing(flow, step), "", media=1)
    assert "can't open pictures or voice notes" in said(turn)
    assert HandOver("media") in turn.effects
    assert turn.conversation.frames == (Frame(flow, step),)


@pytest.mark.parametrize(("flow", "step"), moments())
def test_she_has_died_is_heard_in_the_middle_of_a_question(flow, step) -> None:
    """Everything stops, whatever was asked."""
    turn = advance(standing(flow, step), "this is her daughter, she died on sunday")
    assert Gone("died") in turn.effects
    assert "I'm so sorry." in said(turn)
    assert turn.conversation.frames == ()
