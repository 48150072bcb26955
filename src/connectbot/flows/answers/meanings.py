"""What some options always mean, however they are said: keeping it private, not knowing, being
the wrong person."""

from __future__ import annotations

import re

from connectbot.flows.answers.plain import without_manners, words
from connectbot.safety.reserved import Keyword, keyword

_PRIVATE = re.compile(
    r"(?:(?:id|i would|i|would)? ?(?:much )?(?:rather|sooner|prefer)(?: to)? (?:not|keep)"
    r"(?: to)?(?: (?:say|tell|answer|discuss|share|disclose|it|that|this|private|to|myself|you|"
    r"meself|mesen|go into|into)){1,5})"
    r"|(?:id |i would |i )?prefer(?: not)?"
    r"|(?:thats |its )?none of (?:your|ur|yer|anyones) (?:business|beeswax|concern)"
    r"|(?:thats |its )?(?:not|nowt to do with) (?:your business|you)"
    r"|(?:thats |its )?(?:private|personal|my business|my own business|confidential)"
    r"|mind (?:your|ur|yer) own(?: business)?|no comment|pass|skip|skip (?:it|this|that)"
    r"|(?:im )?not (?:saying|telling|telling you|answering|answering that|willing to say)"
    r"|(?:i )?(?:dont|do not|wont) (?:want to|wanna|wish to|care to) "
    r"(?:say|tell|tell you|answer|share|discuss it)"
    r"|keep(?:ing)? (?:it|that) (?:to myself|private)"
)
_UNKNOWN = re.compile(
    r"(?:i )?(?:dont|do not|dinnae|dunno|couldnt|cant)(?: really)?"
    r" (?:know|ken|say|tell|tell you|be sure|remember)"
    r"|dunno|i dunno|idk|dno|(?:im )?(?:not (?:really |too |very )?sure|unsure)(?: really)?"
    r"|(?:ive )?(?:no idea|not a clue|no clue|havent a clue|haven't a clue|not got a clue)"
    r"|ddim yn gwybod|ddim yn siwr|your guess is as good as mine|hard to say"
)
_OTHER = re.compile(
    r"(?:the )?other(?: one| thing)?|something (?:else|different|other)|none of "
    r"(?:these|those|them|the above|it|em)|(?:its )?not (?:on (?:the|your) list|there|listed)"
)
_ALWAYS_KNOWN = frozenset({Keyword.WRONG_PERSON, Keyword.PERSON})


def meaning_of(said: str) -> str:
    """A word for what a plain text always means, "" for most texts."""
    spoken = " ".join(without_manners(words(said)))
    if _PRIVATE.fullmatch(spoken):
        return "private"
    if _UNKNOWN.fullmatch(spoken):
        return "unknown"
    if _OTHER.fullmatch(spoken):
        return "other"
    reserved = keyword(said)
    return reserved.value if reserved in _ALWAYS_KNOWN else ""
