"""The first, neutral text to somebody who is sent to a group, and what they reply to it."""

from __future__ import annotations

from connectbot.flows import choosing, leaving, sentences
from connectbot.flows.flow import WELCOMED
from connectbot.flows.scene import Scene
from connectbot.flows.sending import Sending, answered, kept
from connectbot.model.effect import Decline
from connectbot.model.message import Message
from connectbot.written.tongue import ENGLISH, Tongue

__all__ = ["FIRST_OPTIONS", "answered", "first_text", "kept", "replied"]

FIRST_OPTIONS = (sentences.THATS_FINE, sentences.NO_THANKS, sentences.NOT_ME)
_FINE, _NO, _NOT_ME = range(3)


def first_text(sender: str, place: str, tongue: Tongue = ENGLISH) -> Message:
    """The first text about it: who said that it would come, and nothing more."""
    said = sentences.SENT_BY if sender else sentences.SENT_BY_TEAM
    name = (sender or place).replace("{", "(").replace("}", ")")
    return Message(tongue(said).format(name=name), tuple(tongue(one) for one in FIRST_OPTIONS))


def wants_to_hear(scene: Scene) -> bool:
    """Whether they reply to the first text that it is fine. Whoever is new here came for it: only
    what they need, or ask, goes first."""
    number = _chosen(scene)
    if number is not None or scene.conversation.frames:
        return number == _FINE
    new = Sending.of(scene.conversation) and WELCOMED not in scene.conversation.tags
    return bool(new) and not scene.knowledge.needs.confident(scene.said) and "?" not in scene.said


def replied(scene: Scene) -> bool:
    """Take "no thanks" and "wrong person" to the first text; False where they said neither."""
    sending, number = Sending.of(scene.conversation), _chosen(scene)
    if sending is None or number not in (_NO, _NOT_ME):
        return False
    scene.do(Decline(sending.referral, "said-no" if number == _NO else "wrong-person"))
    scene.change(promised="")
    if number == _NOT_ME:
        leaving.wrong_person(scene, died=False)
    else:
        scene.say(sentences.LEFT_AS_IT_IS)
    return True


def _chosen(scene: Scene) -> int | None:
    """Which option of the first text they reply with; None where it is no answer to it."""
    if scene.conversation.frames or Sending.of(scene.conversation) is None:
        return None
    return choosing.chosen(scene, FIRST_OPTIONS)
