"""What a group's answer says: the word and the code in it, however they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from connectbot.flows.phrases import plain

Word = Literal["yes", "full", "no", "wait", "met", "no answer"]

_LETTER, _DIGIT = "([ABCDEFGHJKMNPQRTUVWXY])", "([2346789])"
_BETWEEN = r"[\s.,:;'\"()/_-]{0,3}"
_SHAPE = (_LETTER, _DIGIT, _LETTER, _LETTER)
_WHOLE = re.compile(rf"(?<![A-Z0-9]){''.join(_SHAPE)}(?![A-Z0-9])")
_SPELT = re.compile(rf"(?<![A-Z0-9]){_BETWEEN.join(_SHAPE)}(?![A-Z0-9])")
_MOST_WORDS = 5
"""More is no answer with a code, but somebody's talk."""
_MOST_IN_A_SENTENCE = 12

_STUCK = re.compile(
    r"(?<![A-Z0-9])(YES|YEP|OK|Y|FULL|MET|NO ?ANSWER|NO|IAWN|LLAWN)"
    rf"(?={''.join(_SHAPE)}(?![A-Z0-9]))"
)
"""A word and its code without a space between them."""

_OPENS = re.compile(
    r"(?:yes|yep|yeah|yea|yup|ok|okay|sure|of course|certainly|no|sorry|full|hi|hello|thanks|"
    r"thank you|iawn|croeso|ie|she|he|they|we|shes|hes|theyre|were)\b"
)
_UNSURE = re.compile(
    r"\b(?:but|if|unless|until|till?|except|maybe|perhaps|when|who|whos|why|what|which|my|me|im)\b"
)
_NOT_SO = re.compile(r"\b(?:not|never|cannot|d?dim|\w+nt)\b")
_LETTERS = {"y": "yes", "n": "no"}
_CLOSED = re.compile(
    r"(?:^|\b(?:we|weve|were|it|its|has|have|is|are|group|club|sorry|now|all) )(?:now |all )?"
    r"(?:(?:stopped|closed|shut|folded|finished|packed up|packed it in)|(?:no longer|not) "
    r"(?:runn?ing|meeting|going|on any ?more)|(?:isnt|arent|doesnt|dont) (?:runn?(?:ing)?|"
    r"meet(?:ing)?))\b|\bwedi (?:cau|gorffen|dod i ben)\b"
)
_OF_SOMEBODY = re.compile(r"\b(?:she|he|shes|hes|her|him|never|not closed)\b")
_NUMBER = re.compile(
    r"\b(?:whats|what is|what|which|have you(?: got)?|can (?:i|we) have|send(?: me| us)?|need|"
    r"how (?:do|can) (?:i|we)(?: \w+)?)\b.*\b(?:number|phone|mobile|contact|reach|ring|call)\b"
)
_THANKS = re.compile(
    r"(?:(?:ok|okay|lovely|great|fine|thats|many|so|very|much|you|thanks?|thank you|ta|cheers|dear|"
    r"love) ?)+"
)

# In this order: what is found is taken out before the next is looked for.
_NOT = r"(?:not|never|didnt|doesnt|hasnt|havent|isnt|wasnt)(?: \w+)?"
_WORDS: tuple[tuple[Word, str], ...] = (
    (
        "no answer",
        r"no (?:answer|reply|response|luck|show|sign of)|no ?(?:one|body) answer(?:s|ed)|"
        rf"{_NOT} (?:seen|answer(?:ed|ing)?|repl(?:y|ied|ying)|pick(?:ed|ing)? up|met|meet|come|"
        r"came|been|turn(?:ed)? up|show(?:ed|n)?(?: up)?|arrived?)|voicemail|"
        r"(?:cant|cannot|couldnt|could not) (?:reach|get hold|get through)",
    ),
    ("wait", r"wait(?:ing)? ?list(?:ed)?|rhestr aros"),
    (
        "full",
        r"full(?: up)?|(?:no|not enough) (?:more )?(?:room|spaces?|places?)|fully booked|llawn|"
        r"(?:dim|does dim|nac oes) lle",
    ),
    (
        "met",
        r"met|came|(?:has|did|does) come|attended|turned up|was here|(?:has )?been here|joined",
    ),
    (
        "yes",
        r"yes|yep|yeah|yea|yup|ok|okay|sure|(?:of )?course|certainly|happy to|will do|by all means|"
        r"no (?:problems?|probs?|worries|bother|trouble|hassle|issues?)|why not|absolutely|"
        r"definitely|fine|lovely|great|brilliant|wonderful|perfect|(?:glad|pleased|delighted) to|"
        r"(?:very|most|more than|is|be|are) welcome|can come|send (?:her|him|them)|"
        r"iawn|ie|croeso(?: (?:iddi|iddo|iddyn nhw|mawr))?|wrth gwrs",
    ),
    ("no", r"no|nope|cannot|cant|unable|na|nage"),
)
_SAYS = tuple((word, re.compile(rf"\b(?:{says})\b")) for word, says in _WORDS)
_NEVER = (("full", "yes"), ("met", "no"))


@dataclass(frozen=True, slots=True)
class Heard:
    """The word, None where none or two that do not go together were said; every code that may be
    meant; whether it is a short message; whether a code stands in it as we write them; whether it
    is a sentence that can only be an answer; whether it says thank you and nothing else; that the
    group is not on any more; and that they ask how to reach somebody. `words` is all of it."""

    word: Word | None
    codes: tuple[str, ...]
    short: bool
    whole: bool
    plain: bool = False
    thanks: bool = False
    closed: bool = False
    asks_number: bool = False
    words: frozenset[str] = frozenset()

    @property
    def an_answer(self) -> bool:
        """Whether it looks like an answer with a code, whoever wrote it."""
        return self.word is not None and self.whole and self.short


def heard(text: str) -> Heard:
    """What a text says."""
    upper = _STUCK.sub(r"\1 ", text.upper())
    whole = _WHOLE.search(upper) is not None
    shape = _WHOLE if whole else _SPELT
    codes = tuple(dict.fromkeys("".join(found.groups()) for found in shape.finditer(upper)))
    said = plain(shape.sub(" ", upper))
    words = len(said.split())
    open_ended = "?" in text or _UNSURE.search(said) or _OPENS.match(said) is None
    sentence = words <= _MOST_IN_A_SENTENCE and not open_ended
    thanks = "thank" in said or said in ("ta", "cheers")
    closed = _CLOSED.search(said) is not None and _OF_SOMEBODY.search(said) is None
    return Heard(
        _of_closed(said) if closed else _word(said),
        codes,
        words < _MOST_WORDS,
        whole,
        sentence,
        thanks and not codes and _THANKS.fullmatch(said) is not None,
        closed,
        _NUMBER.search(said) is not None,
        frozenset(said.split()),
    )


def _of_closed(said: str) -> Word | None:
    """A group that is not on has no other answer than no; where they say one, they are asked."""
    word = _word(_CLOSED.sub(" ", said))
    return "full" if word == "full" else "no" if word in (None, "no") else None


def _word(said: str) -> Word | None:
    said = _LETTERS.get(said, said)
    found: list[Word] = []
    for word, says in _SAYS:
        said, times = says.subn(" ", said)
        if times:
            found.append(word)
    firm = [word for word in found if word not in ("yes", "no")]
    if not firm:
        unsure = "yes" in found and _NOT_SO.search(said) is not None
        return found[0] if len(found) == 1 and not unsure else None
    clash = len(firm) > 1 or any((firm[0], soft) in _NEVER for soft in found)
    return None if clash else firm[0]
