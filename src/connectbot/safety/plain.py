"""How a text looks to the rules: small letters, one spelling for each word, no dressing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

BREAK = "|"
"""Stands between two sentences in a list of words."""

_LOOK_ALIKES = str.maketrans(
    "аеорсухіјѕԁһӏмтвнкαεορτυικνɑɡıłøđ",
    "aeopcyxijsdhlmtbhkaeoptuikvagilod",
)
_NOT_SPACES = re.compile(r"['`´‘’‚‛′\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_NOT_WORDS = re.compile(r"[^\w]+|_+")
_SPELLED_OUT = re.compile(r"(?<!\w)\w([\W_])\w(?:\1\w)+(?!\w)")
_STARS = re.compile(r"(?<=[^\W\d_])\*+(?=[^\W\d_])")
_DIGIT_LETTERS = re.compile(r"[a-z0134579@$!]+")
_SIGNS = "0134579@$!"
_LETTERS = str.maketrans("013457@$!", "oieastasi")
_PAUSE = re.compile(r"\.{2,}|…")
_END = re.compile(r"[.!?;\n\r|]+")
_HELD = re.compile(r"([^\W\d_])\1{2,}")
_NEAR_FROM = 6
_NEAR_TO = 40  # no word is longer, and trying each letter of one that is would take for ever


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


class Spelling:
    """One spelling for each word: a table ("u" is "you"), and long words that may be misspelt.

    `table` maps one folded word to one or more; `long_words` are also known with one letter
    wrong, missing, doubled or swapped.
    """

    def __init__(self, table: Mapping[str, str], long_words: Iterable[str] = ()) -> None:
        self._table = {word: tuple(spelt.split()) for word, spelt in table.items()}
        self._near = {short: word for word in long_words for short in (word, *_without_one(word))}

    def words(self, text: str) -> tuple[str, ...]:
        """The text's words as the rules know them, BREAK between sentences."""
        return self._read(_HELD.sub(r"\1", _undressed(text)))

    def views(self, text: str) -> tuple[tuple[str, ...], ...]:
        """The text's words; twice where letters are held down ("killll", "diieee")."""
        bare = _undressed(text)
        once = _HELD.sub(r"\1", bare)
        if once == bare:
            return (self._read(bare),)
        return self._read(once), self._read(_HELD.sub(r"\1\1", bare))

    def _read(self, bare: str) -> tuple[str, ...]:
        found: list[str] = []
        for sentence in _END.split(_PAUSE.sub(" ", bare)):
            if found and found[-1] != BREAK:
                found.append(BREAK)
            for word in words_of(sentence).split():
                found.extend(self._spelt(word))
        return tuple(found)

    def _spelt(self, word: str) -> tuple[str, ...]:
        if word in self._table:
            return self._table[word]
        if not _NEAR_FROM <= len(word) <= _NEAR_TO or word in self._near:
            return (self._near.get(word, word),)
        for short in _without_one(word):
            if short in self._near:
                return (self._near[short],)
        return (word,)


def _undressed(text: str) -> str:
    bare = _SPELLED_OUT.sub(lambda found: found.group().replace(found.group(1), ""), folded(text))
    bare = _STARS.sub("", bare)
    return _DIGIT_LETTERS.sub(_lettered, bare)


def _lettered(found: re.Match[str]) -> str:
    """Signs that stand for letters inside a word ("k1ll", "$uicide"); figures behind it stay."""
    said = found.group()
    word = said.rstrip(_SIGNS)
    if not word or word[0] in "0134579!":
        return said
    return word.translate(_LETTERS) + said[len(word) :]


def _without_one(word: str) -> tuple[str, ...]:
    return tuple(word[:at] + word[at + 1 :] for at in range(1, len(word)))
