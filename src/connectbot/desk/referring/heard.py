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

_OPENS = re.compile(
    r"(?:yes|yep|yeah|yea|yup|ok|okay|sure|of course|certainly|no|sorry|full|hi|hello|thanks|"
    r"thank you|she|he|they|we|shes|hes|theyre|were)\b"
)
_UNSURE = re.compile(
    r"\b(?:but|if|unless|until|till?|except|maybe|perhaps|when|who|whos|why|what|which|my|me|im)\b"
)
_NOT_SO = re.compile(r"\b(?:not|never|cannot|\w+nt)\b")
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
    ("wait", r"wait(?:ing)? ?list(?:ed)?"),
    ("full", r"full(?: up)?|(?:no|not enough) (?:more )?(?:room|spaces?|places?)|fully booked"),
    (
        "met",
        r"met|came|(?:has|did|does) come|attended|turned up|was here|(?:has )?been here|joined",
    ),
    (
        "yes",
        r"yes|yep|yeah|yea|yup|ok|okay|sure|(?:of )?course|certainly|happy to|will do|by all means|"
        r"no (?:problems?|probs?|worries|bother|trouble|hassle|issues?)|why not|absolutely|"
        r"definitely|fine|lovely|great|brilliant|wonderful|perfect|(?:glad|pleased|delighted) to|"
        r"(?:very|most|more than|is|be|are) welcome|can come|send (?:her|him|them)",
    ),
    ("no", r"no|nope|cannot|cant|unable"),
)
_SAYS = tuple((word, re.compile(rf"\b(?:{says})\b")) for word, says in _WORDS)
_NEVER = (("full", "yes"), ("met", "no"))


@dataclass(frozen=True, slots=True)
class Heard:
    """The word, None where none or two that do not go together were said; every code that may be
    meant; whether it is a short message; whether a code stands in it as we write them; whether it
    is a sentence that can only be an answer; and whether it says thank you and nothing else."""

    word: Word | None
    codes: tuple[str, ...]
    short: bool
    whole: bool
    plain: bool = False
    thanks: bool = False

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
    words = len(said.split())
    open_ended = "?" in text or _UNSURE.search(said) or _OPENS.match(said) is None
    sentence = words <= _MOST_IN_A_SENTENCE and not open_ended
    thanks = "thank" in said or said in ("ta", "cheers")
    return Heard(
        _word(said),
        codes,
        words < _MOST_WORDS,
        whole,
        sentence,
        thanks and not codes and _THANKS.fullmatch(said) is not None,
    )


def _word(said: str) -> Word | None:
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
