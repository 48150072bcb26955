"""A yes with a "but": what somebody keeps back when they say what may be told."""

from __future__ import annotations

import re
from collections.abc import Mapping

from connectbot.flows.phrases import plain

_NUMBER = re.compile(r"\b(?:numbers?|num|phone|mobile|ring|ringing|call|calling|text)\b")
_NAME = re.compile(r"\bname\b")
_KEEPS_BACK = re.compile(
    r"\b(?:not|dont|do not|never|no|without|except|rather (?:they|she|he) didnt|hate)\b"
)
_JUST = re.compile(r"\b(?:just|only)\b")
_ONLY = re.compile(r"\b(?:only|just|but|not|dont|without|except|unless|if|nothing|less|some)\b")

_ASKS = re.compile(
    r"\b(?:let me|show me|(?:can|could|may) i) (?:just )?(?:see|read|look|have a (?:look|read))\b"
    r"|\b(?:gad|gadewch) i (?:mi|fi) (?:ei |gael )?(?:\w+ )?(?:d?darllen|g?weld)"
    r"|\b(?:ga i|hoffwn i?) (?:ei )?(?:d?darllen|g?weld)|\b(?:d?darllen|g?weld) (?:yn|gynta)"
)
_WRITTEN = re.compile(
    r"\b(?:what|wot)(?: \w+){0,3} (?:wrote|written|writ|write|say|says|said|put)\b"
    r"|\b(?:want|like|need) to (?:see|read)\b|\b(?:see|read) (?:it|that)\b"
    r"|\bbeth(?: \w+){0,4} (?:\w?ysgrif|sgwenn|sgrif)\w*"
)
_DENIED = re.compile(
    r"\b(?:not(?! (?:sure|until|till|before))|dont(?! (?:know|mind|understand|remember))|do not|"
    r"never|no(?! idea)|without|except|unless|hate|peidi\w*|"
    r"dim(?! ond)|ddim(?! yn (?:gwybod|siwr))|heb)\b"
)
_REFUSES = re.compile(
    r"(?:oh |er |um )*(?:no|nope|nah|na|dim diolch)\b(?! (?:idea|worries|problem))"
)
_AGREES = re.compile(
    r"(?:oh |er |um )*(?:yes|yeah|yep|ok|okay|sure|fine|thats fine|alright|iawn|ie)\b"
    r"|.*\b(?:just|only) my (?:name and (?:my )?)?(?:number|phone|mobile)\b"
)
_OBJECTS = re.compile(
    r"\b(?:not|isnt|aint|never) (?:true|right|correct|me|what i (?:said|meant|wanted))\b"
    r"|\b(?:a lie|lies|lied|untrue|rubbish|nonsense)\b"
    r"|\b(?:got|has|have|is|are|was|were|thats|its) (?:it |that |this |all |me )*wrong\b"
    r"|\b(?:leave|take|miss) (?:that|it|this) (?:bit )?out\b"
    r"|\b(?:dont|do not) (?:send|say|tell|share|pass|show|want)(?: \w+){0,3} (?:that|this|it)\b"
    r"|\b(?:dont|do not) (?:send|say|share) (?:that|this|it)\b"
    r"|\bddim yn (?:wir|gywir|iawn)\b|\banghywir\b|\bgadewch (?:hwnna|hynny|hyn) allan\b"
)
_THIS_IS_NOT_MINE = re.compile(r"\b(?:(?:this|that|it) is not|thats not|its not|isnt) my\b")

NAME, NO = "name", "no"
"""The options of every such question that let a group know a first name, and nothing."""


def meant(said: str, options: Mapping[str, str], label: str | None, most: str) -> str | None:
    """Which of the options they mean whose reply sounds like this label, never more than they say:
    `most` lets the group know all that was asked for. None where that is not clear."""
    value = next((value for value, one in options.items() if one == label), None)
    bare = said.strip(" .)").casefold()
    if value == NO or bare.isdecimal() or (label is not None and bare == label.casefold()):
        return value
    if only_a_name(said):
        return NAME
    return None if value == most and keeps_back(said) else value


def only_a_name(said: str) -> bool:
    """Whether they say that a name may be told, and no number: "just my name", "yes but dont ring
    me"."""
    words = plain(said)
    number, name = _NUMBER.search(words), _NAME.search(words)
    if name is not None and _KEEPS_BACK.search(_JUST.split(words[: name.start()])[-1]):
        return False
    if number is None:
        return name is not None and _ONLY.search(words) is not None
    before = words[: number.start()].split()[-4:]
    return _KEEPS_BACK.search(" ".join(before)) is not None


def keeps_back(said: str) -> bool:
    """Whether something stands beside their yes that may take part of it back."""
    return _ONLY.search(plain(said)) is not None


def asks_to_read(said: str) -> bool:
    """Whether they ask to read what was written of them; "not what she wrote" does not."""
    words = plain(said)
    if _ASKS.search(words):
        return True
    return _WRITTEN.search(words) is not None and not _keeps_words_back(words)


def without_words(said: str, number: str) -> str | None:
    """What they mean who let a group know less than what was written: NO, or `number` where they
    agree to the rest. None where they say nothing of it, or no more than that it is wrong."""
    words = plain(said)
    if not _keeps_words_back(words):
        return None
    if _REFUSES.match(words):
        return NO
    return number if _AGREES.match(words) else None


def objects(said: str) -> bool:
    """Whether they would not have that told which was written of them."""
    words = plain(said)
    return _keeps_words_back(words) or _OBJECTS.search(words) is not None


def narrows(said: str) -> bool:
    """Whether they keep back a part where they are asked what may be told: "not my number" is no
    wrong number there, and "yes but dont tell them what she wrote" takes nothing else back."""
    if _THIS_IS_NOT_MINE.search(plain(said)):
        return False
    return objects(said) or (_NUMBER.search(plain(said)) is not None and only_a_name(said))


def _keeps_words_back(words: str) -> bool:
    """Whether a "not" stands before what was written, and they do not ask for it."""
    written = _WRITTEN.search(words)
    denied = written is not None and _DENIED.search(words[: written.start()]) is not None
    return denied and _ASKS.search(words) is None
