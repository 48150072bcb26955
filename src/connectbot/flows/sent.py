"""The first, neutral text to somebody who is sent to a group, and what they reply to it."""

from __future__ import annotations

import re

from connectbot.flows import choosing, keywords, leaving, sentences
from connectbot.flows.first_names import COMMON, same_name
from connectbot.flows.flow import WELCOMED
from connectbot.flows.phrases import plain
from connectbot.flows.scene import Scene
from connectbot.flows.sending import Sending, answered, kept
from connectbot.flows.world import World
from connectbot.model.effect import Decline
from connectbot.model.message import Message
from connectbot.safety.reserved import Keyword
from connectbot.written.tongue import ENGLISH, Tongue

__all__ = ["FIRST_OPTIONS", "answered", "first_text", "kept", "replied"]

FIRST_OPTIONS = (sentences.THATS_FINE, sentences.NO_THANKS, sentences.NOT_ME)
_FINE, _NO, _NOT_ME = range(3)
_ASKED_AGAIN = 2
"""So often the three options are said again to what answers none of them; then nothing more."""

_WRONG = re.compile(
    r"\bwrong (?:number|person|no|num|phone|one|man|woman|lady|bloke)\b|\bnew owner\b"
    r"|\bnot (?:my|her|his|their) (?:number|phone|name)\b"
    r"|\bno ?(?:one|body) (?:called|named|of that)|\b(?:rhif|person) anghywir\b"
)
_NOT_SO_CALLED = re.compile(
    r"(?:\b(?:i am|im|this is|thats|its|it is) not|\b(?:this|that|it) (?:isnt|aint)|\bno|^not) "
    r"(\w+)"
)
_I_AM = re.compile(r"\b(?:im|i am|this is|its|it is|my names?(?: is)?) (\w+)")
_UNKNOWN = (
    r"\b(?:dont|do not|never) (?:even )?(?:know|knew|heard of|met)(?: (?:any|a|no|who|this))* "
)
_REFUSES = re.compile(
    r"\b(?:not interested|not for me|dont want (?:it|this|that|to|any|your)|"
    r"no (?:thanks|thank you|ta)|take (?:it|that) back|tynn(?:wch|u) (?:yn ol|nol))\b"
)
_ABUSES = re.compile(r"\b(?:fuck|piss|sod|bog|naff|bugger) off\b|\b(?:get lost|leave me alone)\b")
_OPENS = re.compile(
    r"(?:yes|yeah|yep|aye|ok|okay|hi|hiya|hello|hey|good (?:morning|afternoon|evening)|morning|"
    r"sure|fine|thats fine|alright|all right|ready|please|thanks|thank you|go|helo|shwmae|su mae|"
    r"bore da|iawn|ie|ydw|ymlaen)\b"
    r"|.*\b(?:told me|said (?:you|to|id)|expecting|waiting for (?:this|you))\b"
)
_AGAINST = re.compile(
    r"\b(?:not|no|dont|didnt|isnt|cant|wont|never|later|busy|maybe|unsure|off|scam\w*|spam|junk|"
    r"is my|(?:some|any)(?:one|body) else)\b"
)
_ASKS = re.compile(
    r"\b(?:who|whos|what|whats|why|how) (?:is|are|was|did|do|does|this|that|you|u|r|the)\b"
    r"|\bscam\w*|\b(?:pwy|beth) (?:ydy|yw|ydych|sy)\b"
)


def first_text(sender: str, place: str, tongue: Tongue = ENGLISH) -> Message:
    """The first text about it: who said that it would come, and nothing more."""
    said = sentences.SENT_BY if sender else sentences.SENT_BY_TEAM
    name = (sender or place).replace("{", "(").replace("}", ")")
    return Message(tongue(said).format(name=name), tuple(tongue(one) for one in FIRST_OPTIONS))


def wants_to_hear(scene: Scene) -> bool:
    """Whether they reply to the first text that it is fine, as whoever is new here also does with a
    greeting. What they need, or ask, goes first, and a doubt opens nothing."""
    sending = _waits(scene)
    number = sending and _chosen(scene, sending)
    if sending is None or number is not None:
        return number == _FINE
    said = plain(scene.said)
    if WELCOMED in scene.conversation.tags or _AGAINST.search(said) or "?" in scene.said:
        return False
    if _ASKS.search(said) or scene.knowledge.needs.confident(scene.said):
        return False
    names = _I_AM.findall(said)
    if any(name in COMMON and not sending.is_for(name) for name in names):
        return False
    theirs = bool(sending.name) and any(same_name(sending.name, one) for one in (said, *names))
    return theirs or _OPENS.match(said) is not None


def replied(scene: Scene, world: World) -> bool:
    """Take "no thanks" and "wrong person" to the first text, and words that mean STOP; False where
    they said none of it."""
    sending = _waits(scene)
    if sending is None:
        return False
    if _ABUSES.search(plain(scene.said)):
        keywords.obey(Keyword.STOP, scene, world)
        return True
    number = _chosen(scene, sending)
    if number not in (_NO, _NOT_ME):
        return False
    scene.do(Decline(sending.referral, "said-no" if number == _NO else "wrong-person"))
    scene.change(promised="")
    if number == _NOT_ME:
        leaving.wrong_person(scene, died=False)
    else:
        scene.say(sentences.LEFT_AS_IT_IS)
    return True


def asked_again(scene: Scene, world: World) -> bool:
    """What answers the first text in no way gets the three options again, behind the answer to
    what they ask; then nothing more. False where they are no newcomer, or begin something."""
    if _waits(scene) is None or WELCOMED in scene.conversation.tags:
        return False
    needs, aside = scene.knowledge.needs, world.answered_by(scene.said)
    if not aside and (needs.confident(scene.said) or world.started_by(scene.said)):
        return False
    if not keywords.answer_aside(scene, world) and _ASKS.search(plain(scene.said)):
        keywords.answer_aside(scene, world, sentences.WHO)
    if (tries := scene.conversation.tries) < _ASKED_AGAIN:
        scene.change(tries=tries + 1)
        scene.say(sentences.ONE_OF_THESE, options=FIRST_OPTIONS)
    return True


def _waits(scene: Scene) -> Sending | None:
    """What waits for their word; None where they are in a talk of something else."""
    return None if scene.conversation.frames else Sending.of(scene.conversation)


def _chosen(scene: Scene, sending: Sending) -> int | None:
    """Which option of the first text they reply with; None where it is no answer to it."""
    said = plain(scene.said)
    if _WRONG.search(said) or _is_another(said, sending):
        return _NOT_ME
    number = choosing.chosen(scene, FIRST_OPTIONS)
    new = WELCOMED not in scene.conversation.tags  # others have words of their own for it
    return _NO if number is None and new and _REFUSES.search(said) else number


def _is_another(said: str, sending: Sending) -> bool:
    """Whether they say that they are not whoever is meant, or know nothing of who sends them."""
    for name in _NOT_SO_CALLED.findall(said):
        if same_name(sending.name, name) or (not sending.name and name in COMMON):
            return True
    sender = plain(sending.sender)
    return bool(sender) and re.search(f"{_UNKNOWN}{re.escape(sender)}\\b", said) is not None
