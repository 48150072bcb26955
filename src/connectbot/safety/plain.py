"""How a text looks to the rules: small letters, one spelling, no dressing."""

from __future__ import annotations

import re
import unicodedata

_LOOK_ALIKES = str.maketrans(
    "аеорсухіјѕԁһӏмтвнкαεορτυικνɑɡıłøđ",
    "aeopcyxijsdhlmtbhkaeoptuikvagilod",
)
_NOT_SPACES = re.compile(r"['`´‘’‚‛′\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_NOT_WORDS = re.compile(r"[^\w]+|_+")


def folded(text: str) -> str:
    """Small letters without accents, apostrophes, invisible marks or letters that only look Latin.

    Punctuation stays. Takes any text, lone surrogates and NUL too.
    """
    text = _NOT_SPACES.sub("", text.lower())
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in text if not unicodedata.combining(c))
    return _NOT_SPACES.sub("", bare.lower()).translate(_LOOK_ALIKES)


def words_of(text: str) -> str:
    """The words of a folded text with one space between; emoji and punctuation are gone."""
    return _NOT_WORDS.sub(" ", text).strip()
