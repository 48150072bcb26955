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

# In this order: what is found is taken out before the next is looked for.
_NOT = r"(?:not|never|didnt|doesnt|hasnt|havent|isnt|wasnt)(?: \w+)?"
_WORDS: tuple[tuple[Word, str], ...] = (
    (
        "no answer",
        r"no (?:answer|reply|response|luck|show|sign of)|no ?(?:one|body) answer(?:s|ed)|"
        rf"{_NOT} (?:answer(?:ed|ing)?|repl(?:y|ied|ying)|pick(?:ed|ing)? up|met|meet|come|"
        r"came|been|turn(?:ed)? up|show(?:ed|n)?(?: up)?|arrived?)|voicemail|"
        r"(?:cant|cannot|couldnt|could not) (?:reach|get hold|get through)",
    ),
    ("wait", r"wait(?:ing)? ?list(?:ed)?"),
    ("full", r"full(?: up)?|(?:no|not enough) (?:more )?(?:room|spaces?|places?)|fully booked"),
    ("met", r"met|came|has come|attended|turned up|was here|been here"),
    ("yes", r"yes|yep|yeah|yea|yup|ok|okay|sure|of course|certainly|happy to|will do"),
    ("no", r"no|nope|cannot|cant|unable"),
)
_SAYS = tuple((word, re.compile(rf"\b(?:{says})\b")) for word, says in _WORDS)
_NEVER = (("full", "yes"), ("met", "no"))


@dataclass(frozen=True, slots=True)
class Heard:
    """The word, None where none or two that do not go together were said; every code that may be
    meant; whether it is a short message; and whether a code stands in it as we write them."""

    word: Word | None
    codes: tuple[str, ...]
    short: bool
    whole: bool

    @property
    def an_answer(self) -> bool:
        """Whether it looks like an answer with a code, whoever wrote it."""
        return self.word is not None and self.whole and self.short


def heard(text: str) -> Heard:
    """What a text says."""
    upper = text.upper()
    whole = _WHOLE.search(upper) is not None
    shape = _WHOLE if whole else _SPELT
    codes = tuple(dict.fromkeys("".join(found.groups()) for found in shape.finditer(upper)))
    said = plain(shape.sub(" ", upper))
    return Heard(_word(said), codes, len(said.split()) < _MOST_WORDS, whole)


def _word(said: str) -> Word | None:
    found: list[Word] = []
    for word, says in _SAYS:
        said, times = says.subn(" ", said)
        if times:
            found.append(word)
    firm = [word for word in found if word not in ("yes", "no")]
    if not firm:
        return found[0] if len(found) == 1 else None
    clash = len(firm) > 1 or any((firm[0], soft) in _NEVER for soft in found)
    return None if clash else firm[0]
