"""What somebody asks back while they are asked of check-ins, and the true answer to it."""

from __future__ import annotations

import re

from connectbot.flows import measuring, sentences
from connectbot.flows.phrases import plain
from connectbot.flows.scene import Scene

_LEAD = r"(?:(?:hi|hello|sorry|but|and|so|ok|oh|wait|hang on|um|er|please) )*"
_ASKS = (
    r"(?:who(?:s|ll| else)?|whats?|when|where|why|how|which|is|are|do|does|did|can|could|will|"
    r"would|should|am|must|pwy|beth|pam|sut|ydy|ydi|oes|fydd)"
)
_QUESTION = re.compile(rf"{_LEAD}{_ASKS}\b")
_SEES = re.compile(
    r"\b(?:sees?|seen|reads?|looks? at|tells?|told|shares?|shared|shows?|shown|passe?s?|passed|"
    r"gets?|anonymous|private|confidential|secret|safe|gweld|darllen|preifat)\b"
)
_KEEPS = re.compile(
    r"\b(?:keep|keeps|kept|store|stored|hold|holds|saved?|record|recorded|how long|cadw)\b"
)
_MUST = re.compile(
    rf"{_LEAD}(?:(?:do|would|will) i (?:have|need) to|have i got to|must i|am i made to|"
    r"is (?:it|this|that) (?:compulsory|mandatory|required)|"
    r"what if i (?:say no|dont|do not|refuse)|"
    r"why should i|oes rhaid)\b"
    r"|\bno more questions\b|\b(?:none of|not) (?:your|ur) business\b|\bmind your own\b"
    r"|\b(?:thats|its|too|very|bit) (?:private|personal|nosy|nosey)\b|\bnot (?:telling|saying)\b"
)
_WHY = re.compile(rf"{_LEAD}(?:why|pam)\b|\bwhat(?:s| is| are)?(?: \w+){{0,3}} for$|\bpoint of\b")
_MEANS = re.compile(
    r"\b(?:means?|meant|meaning|golygu)\b|\bwhich (?:end|one) is\b"
    r"|\b(?:high|low|10|0) (?:is )?(?:good|bad|best|worst)\b"
)
_CARRIER = re.compile(r"\b(?:twilio|telegram)\b")


def asks(scene: Scene) -> bool:
    """Whether they ask something: it is no answer that was not understood."""
    return _QUESTION.match(plain(scene.said)) is not None


def answered(scene: Scene) -> bool:
    """Answer what they ask of this check-in, or of being asked whether they want any; False where
    neither is under way, or they ask nothing that has an answer here."""
    told = _answer(scene) if measuring.opened(scene.conversation) is not None else None
    if told is not None:
        scene.say(told)
    return told is not None


def _answer(scene: Scene) -> str | None:
    said = plain(scene.said)
    if _MUST.search(said):
        consented = measuring.first_open(scene) is not None
        return sentences.NO_MUST_TO_ANSWER if consented else sentences.NO_MUST
    if not asks(scene):
        return None
    if _CARRIER.search(said):
        return sentences.CARRIERS
    if _MEANS.search(said):
        return _meaning(scene)
    if _KEEPS.search(said):
        return sentences.WHAT_IS_KEPT
    if _SEES.search(said):
        return sentences.WHO_SEES
    return sentences.WHAT_FOR if _WHY.search(said) else None


def _meaning(scene: Scene) -> str | None:
    """What the ends of the scale that is open stand for; of options, that the closest will do."""
    asked = measuring.first_open(scene)
    if asked is None:
        return None
    if asked.item.range is None:
        return sentences.CLOSEST_WILL_DO
    ends = asked.item.range
    told = f"{ends.least} = {ends.low}, {ends.most} = {ends.high}." if ends.low else ""
    return f"{told} {scene.tongue(sentences.NO_RIGHT_ANSWER)}".strip()
