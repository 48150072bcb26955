"""How people lead up to a choice and praise it, none of which tells which one they choose."""

from __future__ import annotations

import re

from connectbot.flows.answers.plain import words

_WISH = re.compile(
    r"^(?:(?:can|could|may|might|shall) (?:i|we)(?: please)? (?:have|pick|choose|say|put)"
    r"|(?:can|could) (?:i|we) (?:do|try)|(?:how|what) about|(?:i )?(?:was )?thinking(?: of| about)?"
    r"|(?:i|we)(?:'?ll| will| would|'?d)(?: \w+)? (?:go|plump|opt) for)\b(?=.*\w)"
)
_SINCE_BEFORE = (
    (re.compile(r"\b(better|worse|less|more) than (?:before|it was|i was|usual|normal)\b"), r"\1"),
    (
        re.compile(r"\b(?:no|not much|not any|not) (?:change|changed|different|difference)\b"),
        "same",
    ),
    (re.compile(r"\bun (?=(?:happy|sure|well|able|safe|easy|likely)\b)"), "un"),
    (re.compile(r"\b(?:don'?t|do not|cannot|can'?t|not) agree\b"), "disagree"),
)
_PRAISE = re.compile(
    r"(?<=\w),? (?:one )?(?:(?:is|are|sounds?|looks?|seems?|(?:would|will|might|'?d|'?ll) be)"
    r" (?:(?:really|very|the|just|about|right|a|bit|pretty|like|more|most|so|quite|good|me|my|to)"
    r" ){0,4}(?:best|better|fine|good|great|grand|lovely|nice|perfect|ok|okay|alright|easiest"
    r"|easier|interesting|fun|ideal|up my street|cup of tea|for me|plenty|right|thing|champion)"
    r"|(?:suits|works)(?: (?:for )?(?:me|us))?(?: (?:best|fine|better|well))?"
    r"|(?:will|'?ll|would) (?:do|suit)(?: (?:me|us))?(?: (?:nicely|fine|best))?)"
    r"(?: (?:to|for|with) (?:me|us))?(?: (?:i think|please|pls|thanks|thank you|ta|x+))*[.! ]*$"
)


def is_wish(said: str) -> bool:
    """Whether a plain text asks for something rather than about it: "can I have the second"."""
    return _WISH.match(said) is not None


def without_wish(said: str) -> str:
    """The text after "can I have", "how about", "I'd go for"."""
    return _WISH.sub("", said)


def without_praise(said: str) -> str:
    """A reply without the praise at its end: "the first one sounds nice"."""
    bare = _PRAISE.sub("", said)
    return bare if words(bare) else said


def in_short(said: str) -> str:
    """ "worse than before" as "worse", "no change" as "same", "don't agree" as "disagree"."""
    for pattern, same in _SINCE_BEFORE:
        said = pattern.sub(same, said)
    return said
