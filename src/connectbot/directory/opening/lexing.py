"""A text about opening times as a row of words, each with what it means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from connectbot.directory.opening.clocks import Stamp
from connectbot.directory.opening.words import Kind, Meaning, longest, meanings

LONGEST = 600
"""Characters that are read; nobody needs more to say when something is on."""

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘`´ʼ", "'") | dict.fromkeys("‐‑‒–—―−~", "-"))
_HALVES = re.compile(r"\b([apy])\s?\.\s?([mbph])\b\.?")
_PIECE = re.compile(
    r"(?P<money>£\s?\d+(?:\.\d\d)?p?)"
    r"|(?P<phone>\b0\d(?:[ -]?\d){8,9}\b)"
    r"|(?P<point>\d{1,2}[.:h]\d\d(?!\d))"
    r"|(?P<digits>\d+)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*|'til\b|@)"
    r"|(?P<mark>\.{2,}|[,;.:()\[\]/&+|\n-])"
)
_ENDS = {"st", "nd", "rd", "th", "af", "il", "ydd", "fed", "eg", "ain"}
_HOURS = {"h", "hrs", "hr", "hours"}
_MARKS = {",": Kind.COMMA, "/": Kind.AND, "&": Kind.AND, "+": Kind.AND, "-": Kind.DASH}
_HARD = ";.|\n"
_LEAST_GUESSED = 5  # letters; a shorter word may be anything
_SHORT = 5  # letters; Thurs. is the longest word that is cut short
_LONG = 7  # letters in which two slips may be


@dataclass(frozen=True, slots=True)
class Token:
    """One word or phrase: what it means, how it was written, and whether it stands right behind
    the one before (`glued`)."""

    kind: Kind
    value: object
    text: str
    glued: bool = False


@dataclass(frozen=True, slots=True)
class _Raw:
    sort: str
    text: str
    glued: bool


def tokens(text: str) -> list[Token]:
    """The words of a text (its first 600 characters) with their meanings."""
    raws = list(_raws(_plain(text)))
    found: list[Token] = []
    at = 0
    while at < len(raws):
        token, after = _phrase(raws, at) or _single(raws, at)
        if _shortened(raws, at, after):
            after += 1
        at = after
        if token is not None and not _both_fill(found, token):
            found.append(token)
    return found


def _both_fill(found: Sequence[Token], token: Token) -> bool:
    """Whether a word that tells nothing stands behind another: one is enough to step over."""
    return bool(found) and found[-1].kind is token.kind is Kind.FILL


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text[:LONGEST]).translate(_APOSTROPHES).casefold()
    return _HALVES.sub(lambda half: half[1] + half[2], text).strip()


def _raws(text: str) -> Iterator[_Raw]:
    end = 0
    for piece in _PIECE.finditer(text):
        yield _Raw(piece.lastgroup or "", piece.group(), piece.start() == end)
        end = piece.end()


def _phrase(raws: Sequence[_Raw], at: int) -> tuple[Token, int] | None:
    """The longest phrase that begins here, over hyphens that stand inside it."""
    known, words, best = meanings(), "", None
    for place in range(at, min(len(raws), at + 2 * longest())):
        raw = raws[place]
        if words and raw.text in ("-", "/") and raw.glued:
            continue
        if raw.sort not in ("word", "digits"):
            break
        words = f"{words} {raw.text}".strip()
        if words in known:
            best = known[words], place + 1, words
    if best is None:
        return None
    meaning, after, words = best
    return Token(meaning.kind, meaning.value, words, raws[at].glued), after


def _single(raws: Sequence[_Raw], at: int) -> tuple[Token | None, int]:
    raw = raws[at]
    if raw.sort == "point":
        return _pointed(raw), at + 1
    if raw.sort == "digits":
        return _number(raws, at)
    if raw.sort == "mark":
        return _mark(raw), at + 1
    if raw.sort == "word":
        meaning = _guessed(raw.text)
        return Token(meaning.kind, meaning.value, raw.text, raw.glued), at + 1
    kind = Kind.CONTACT if raw.sort == "phone" else Kind.FILL
    return Token(kind, None, raw.text, raw.glued), at + 1


def _shortened(raws: Sequence[_Raw], at: int, after: int) -> bool:
    """Whether a full stop stands behind an abbreviation, as in "Tues. 2pm", and ends nothing."""
    if after != at + 1 or after >= len(raws) or raws[after].text != ".":
        return False
    short = raws[after].glued and len(raws[at].text) <= _SHORT
    known = meanings().get(raws[at].text)
    if known is not None and known.kind is Kind.HALF_DAY:
        return after + 1 < len(raws) and raws[after + 1].text in ("-", "to", "til", "till")
    return short and known is not None and known.kind in (Kind.DAY, Kind.NOT, Kind.WITH)


def _mark(raw: _Raw) -> Token | None:
    if raw.text in _HARD or raw.text.startswith(".."):
        return Token(Kind.STOP, None, raw.text, raw.glued)
    if raw.text in _MARKS:
        return Token(_MARKS[raw.text], None, raw.text, raw.glued)
    return Token(Kind.FILL, None, raw.text) if raw.text in "()" else None


def _pointed(raw: _Raw) -> Token:
    hour, minute = int(re.split("[.:h]", raw.text)[0]), int(raw.text[-2:])
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return Token(Kind.UNSURE, "number", raw.text, raw.glued)
    by_24 = raw.text.startswith("0") or hour > 12 or "h" in raw.text
    stamp = Stamp(hour * 60 + minute, sure=by_24, digits=1)
    return Token(Kind.NUMBER, stamp, raw.text, raw.glued)


def _number(raws: Sequence[_Raw], at: int) -> tuple[Token, int]:
    """A bare number: an hour, a time such as 1030, or with its ending which of the month."""
    raw = raws[at]
    if raw.glued and at and raws[at - 1].sort == "word" and raws[at - 1].text not in meanings():
        return Token(Kind.FILL, None, raw.text, raw.glued), at + 1  # LS8
    after = raws[at + 1] if at + 1 < len(raws) and raws[at + 1].glued else None
    if after is not None and after.text in _ENDS and 1 <= int(raw.text) <= 31:
        return Token(Kind.NTH, int(raw.text), raw.text + after.text, raw.glued), at + 2
    if (
        after is not None
        and after.sort == "word"
        and after.text not in (_HOURS | meanings().keys())
    ):
        return Token(Kind.FILL, None, raw.text + after.text, raw.glued), at + 2  # over 50s
    if after is not None and after.text == "+" and int(raw.text) > 12:
        return Token(Kind.FILL, None, raw.text, raw.glued), at + 2  # 60+
    value = _value(raw.text)
    if value is None:
        return Token(Kind.UNSURE, "number", raw.text, raw.glued), at + 1
    return Token(Kind.NUMBER, value, raw.text, raw.glued), at + 1


def _value(digits: str) -> int | Stamp | None:
    """A whole number as it may be an hour or a count; three or four digits are a time."""
    if len(digits) < 3:
        return (
            Stamp(int(digits) * 60, sure=True, minute_said=False, digits=2)
            if _led(digits)
            else (int(digits))
        )
    hour, minute = int(digits[:-2]), int(digits[-2:])
    if len(digits) > 4 or hour > 24 or minute > 59:
        return None
    return Stamp(hour * 60 + minute, sure=len(digits) == 4, digits=len(digits))


def _led(digits: str) -> bool:
    return len(digits) == 2 and digits.startswith("0")


@lru_cache(2048)  # the same slips come again and again
def _guessed(word: str) -> Meaning:
    """What a word that is not known may be a slip for, if only one thing."""
    known = meanings()
    near = _near(word, _guessable(), 1) if len(word) >= _LEAST_GUESSED else set()
    if not near and len(word) >= _LONG and _DAYLIKE.search(word):
        near = _near(word, _single_days(), 2)
    means = {known[name] for name in near}
    return means.pop() if len(means) == 1 else Meaning(Kind.UNKNOWN)


def _near(word: str, names: Sequence[str], slips: int) -> set[str]:
    """Names that so many slips may have turned into this word; the first letter is never one."""
    found = extract(word, names, scorer=OSA.distance, score_cutoff=slips, limit=5)
    return {name for name, _, _ in found if name[0] == word[0]}


_GUESSED = {Kind.DAY, Kind.PART, Kind.RHYTHM, Kind.NAMED, Kind.UNSURE, Kind.CONTACT, Kind.NOT}
_DAYLIKE = re.compile("d[ay]")


@lru_cache(1)
def _guessable() -> tuple[str, ...]:
    """Words long enough to be known in spite of a slip, and telling enough to matter."""
    return tuple(
        name
        for name, meaning in meanings().items()
        if " " not in name and len(name) > 5 and meaning.kind in _GUESSED
    )


@lru_cache(1)
def _single_days() -> tuple[str, ...]:
    """The long names of the days."""
    known = meanings()
    return tuple(
        name
        for name in _guessable()
        if isinstance(days := known[name].value, tuple)
        and known[name].kind is Kind.DAY
        and len(days) == 1
    )
