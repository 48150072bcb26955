"""What people type, in plain words: texting, dialect and slips brought to one spelling each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from connectbot.directory.spellings import PLAIN

_APOSTROPHES = re.compile(r"[’‘`´ʼ']")
_WORD = re.compile(r"[^\W_]+")
_LONG = re.compile(r"([^\W\d_])\1{2,}")
_SMALL = frozenset(
    _WORD.findall(
        "a an the i am is are was were be been being to of in on at it its this that these "
        "those and or but so my your you we us our he she him her his they them their do does "
        "did have has had with for from as by if then than just really very would could should "
        "will shall may might there here what when which how please thanks thank hi hello hey "
        "hiya yes ok oh well some any also too dear sorry love got get getting go going now me "
        "up s t m re ve ll d o n want need like know more help can not much way thing about out "
        "open today look looking nothing none see sees seen"
    )
)
LONGEST = 1600
"""Characters of a message that are looked at."""


def plain(text: str) -> list[str]:
    """The words of a text (its first 1,600 characters), lower case, in plain spelling."""
    text = unicodedata.normalize("NFKC", text[:LONGEST]).casefold()
    text = _LONG.sub(r"\1", _APOSTROPHES.sub("", text))
    words: list[str] = []
    for word in _WORD.findall(text):
        words.extend(PLAIN.get(word, word).split())
    return words


def telling(words: Sequence[str]) -> list[str]:
    """The words that tell something, each cut to its stem: no small ones, no numbers, no codes,
    also where a code is written apart, as in "ls 8"."""
    return [stem(word) for word in spoken(words) if word not in _SMALL]


def spoken(words: Sequence[str]) -> list[str]:
    """The words without numbers and codes."""
    return [
        word
        for word, after in zip(words, [*words[1:], ""], strict=False)
        if word.isalpha() and not (len(word) < 3 and after[:1].isdigit())
    ]


_ENDINGS = ("ings", "ing", "edly", "ed", "ies", "es", "s", "ly", "y", "e")


@lru_cache(8192)  # the same few thousand words make up nearly everything that is said
def stem(word: str) -> str:
    """A word without its ending, at least three letters long: lonely, loneliness -> lone."""
    if word.endswith("iness"):
        word = f"{word[:-5]}y"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2]:
        return word[:-1]
    return word


def spaced(text: str) -> str:
    """The words of a text in small letters, with one space before and after each of them."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "
