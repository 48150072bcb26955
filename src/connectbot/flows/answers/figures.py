"""Numbers in figures and words, English and Welsh, and the words around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from connectbot.flows.answers.plain import MOST_WORDS
from connectbot.flows.answers.slips import meant

_UNITS = {
    word: value
    for value, said in enumerate(
        "zero nought nil|one|two|three|four|five fiv|six|seven|eight|nine nien|ten|eleven|twelve"
        "|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen".split("|")
    )
    for word in said.split()
}
_TENS = {
    word: tens * 10
    for tens, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_WELSH = {
    word: value
    for value, said in enumerate(
        "dim sero|un|dau dwy ddau ddwy|tri tair dri dair|pedwar pedair bedwar bedair|pump pum"
        "|chwech chwe|saith|wyth|naw|deg ddeg".split("|")
    )
    for word in said.split()
} | {"deuddeg": 12, "pymtheg": 15, "ugain": 20}
_SCALES = {"hundred": 100, "k": 1000, "grand": 1000, "thousand": 1000, "million": 1_000_000}
_ONCE = {"once": 1, "twice": 2, "thrice": 3, "tenner": 10, "fiver": 5}
_SAID_WHOLE = (
    (("half", "a", "dozen"), 6),
    (("a", "pair"), 2),
    (("a", "grand"), 1000),
    (("un", "ar", "ddeg"), 11),
    (("a", "couple", "of"), 2),
    (("a", "couple"), 2),
)
_SPELLED = [*_UNITS, *_TENS, "hundred", "thousand"]

_TOKEN = re.compile(
    r"(?P<half>(?:\d{1,6} )?[13][/⁄][24](?![\d/⁄]))"
    r"|(?P<figures>\d[\d.,:/⁄-]*)"
    r"|(?P<mixed>[^\W\d_]+\d\w*)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)"
    r"|(?P<sign>[^\w\s])"
)
_FIGURES = re.compile(r"(?:[1-9]\d{0,2}(?:,\d{3}){1,3}|\d{1,12})(?:\.\d{1,6})?")
_LEADING_ZERO = re.compile(r"0\d\d|0\d\.")
_ZERO_AS_LETTER = re.compile(r"(?<=\d)o(?![^\W\d_])")


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a reply says in numbers.

    `values` in their order; `others` the words and signs that are no part of one; `unsure` where a
    number could be another word ("one", "pump", a slip); `broken` where figures are no number.
    """

    values: tuple[Decimal, ...]
    others: tuple[str, ...]
    unsure: bool = False
    broken: bool = False


def amounts(text: str) -> Amounts:
    """The numbers in a plain text: "two and a half" is 2.5, "half a dozen" is 6."""
    tokens = _tokens(text)
    if len(tokens) > MOST_WORDS:
        return Amounts((), (), broken=True)
    values: list[Decimal] = []
    others: list[str] = []
    unsure = broken = False
    at = 0
    while at < len(tokens):
        found = _number(tokens, at)
        if found is None:
            broken |= tokens[at][:1].isdigit() or tokens[at][-1:].isdigit()
            others.append(tokens[at])
            at += 1
            continue
        value, after = found
        unsure |= after == at + 1 and _doubtful(tokens[at])
        values.append(value)
        at = after
    return Amounts(tuple(values), tuple(others), unsure, broken)


def as_text(value: Decimal) -> str:
    """1250.50 as "1250.5", 3.0 as "3"."""
    whole = format(value, "f")
    return whole.rstrip("0").rstrip(".") if "." in whole else whole


def whole_number(spoken: Sequence[str]) -> int | None:
    """The number these words say together, all of them: ["twenty", "one"] is 21."""
    found = _number([*spoken], 0)
    if found is None or found[1] != len(spoken) or found[0] != int(found[0]):
        return None
    return int(found[0])


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    for found in _TOKEN.finditer(_ZERO_AS_LETTER.sub("0", text)):
        token = found[0].replace("'", "") if found.lastgroup == "word" else found[0]
        tokens.append(token.rstrip(".,:-/⁄") if found.lastgroup == "figures" else token)
    return tokens


def _doubtful(word: str) -> bool:
    return word == "one" or not (word in _UNITS or word in _TENS or word[0].isdigit())


def _number(tokens: Sequence[str], at: int) -> tuple[Decimal, int] | None:
    """The longest number that starts here, and the place after it."""
    for said, whole in _SAID_WHOLE:
        if _are(tokens, at, *said):
            return Decimal(whole), at + len(said)
    article = 1 if tokens[at] in {"a", "an"} and at + 1 < len(tokens) else 0
    found = _simple(tokens, at + article, bool(article))
    if found is None:
        return None
    value, after = found
    if _are(tokens, after, "and", "a", "half"):
        return value + Decimal("0.5"), after + 3
    if _are(tokens, after, "point") and after + 1 < len(tokens) and value == int(value):
        tenths = _UNITS.get(tokens[after + 1], 10)
        if tenths < 10:
            return value + Decimal(tenths) / 10, after + 2
    if after < len(tokens) and tokens[after] == "dozen":
        return value * 12, after + 1
    return value, after


def _are(tokens: Sequence[str], at: int, *expected: str) -> bool:
    return tuple(tokens[at : at + len(expected)]) == expected


def _simple(tokens: Sequence[str], at: int, article: bool) -> tuple[Decimal, int] | None:
    word = tokens[at]
    alone = article or len(tokens) == 1
    if word in {"dozen", "hundred", "thousand", "million"} and alone:
        return (Decimal(12), at + 1) if word == "dozen" else _scaled(tokens, at, Decimal(1))
    if word == "half" and alone:
        return Decimal("0.5"), at + 1
    if word in _ONCE:
        return Decimal(_ONCE[word]), at + 1
    if word[0].isdigit():
        figures = _figures(word)
        return None if figures is None else _scaled(tokens, at + 1, figures)
    if word in _WELSH:
        return _welsh(tokens, at)
    small = _small(tokens, at)
    return None if small is None else _scaled(tokens, small[1], Decimal(small[0]))


def _figures(token: str) -> Decimal | None:
    """Figures as a number; None for dates, times, fractions, codes and long rows of digits."""
    if token[-2:] in {"/2", "/4", "⁄2", "⁄4"}:
        return _fraction(token)
    if not _FIGURES.fullmatch(token) or _LEADING_ZERO.match(token):
        return None
    return Decimal(token.replace(",", ""))


def _fraction(token: str) -> Decimal | None:
    """ "2 1/2" is 2.5 and "½" a half; a bare "1/2" may be "1 or 2"."""
    whole, _, part = token.rpartition(" ")
    if not whole and "/" in part:
        return None
    top, *bottoms = re.split("[/⁄]", part)
    if len(bottoms) != 1:
        return None  # "¼¼" is no number
    bottom = bottoms[0]
    return Decimal(whole or 0) + Decimal(top) / Decimal(bottom)


def _small(tokens: Sequence[str], at: int) -> tuple[int, int] | None:
    """A number under a hundred in English words."""
    word = tokens[at]
    word = word if word in _UNITS or word in _TENS else (meant(word, _SPELLED) or word)
    if word in _UNITS:
        return _UNITS[word], at + 1
    if word not in _TENS:
        return None
    after = at + 2 if _are(tokens, at + 1, "-") else at + 1
    unit = _UNITS.get(tokens[after], 0) if after < len(tokens) else 0
    if 0 < unit < 10:
        return _TENS[word] + unit, after + 1
    return _TENS[word], at + 1


def _scaled(tokens: Sequence[str], at: int, value: Decimal) -> tuple[Decimal, int]:
    """Hundreds and thousands after a number, and what is added to them."""
    if at >= len(tokens) or tokens[at] not in _SCALES:
        return value, at
    value *= _SCALES[tokens[at]]
    at += 1
    after = at + 1 if _are(tokens, at, "and") else at
    added = _small(tokens, after) if after < len(tokens) else None
    if added is None:
        return _scaled(tokens, at, value)
    more, end = _scaled(tokens, added[1], Decimal(added[0]))
    if more < value:
        return value + more, end
    return value, at


def _welsh(tokens: Sequence[str], at: int) -> tuple[Decimal, int]:
    """Welsh counts in tens: "dau ddeg tri" is 23."""
    value, after = _WELSH[tokens[at]], at + 1
    if 0 < value < 10 and after < len(tokens) and tokens[after] in {"deg", "ddeg"}:
        value, after = value * 10, after + 1
        unit = _WELSH.get(tokens[after], 0) if after < len(tokens) else 0
        if 0 < unit < 10:
            value, after = value + unit, after + 1
    return Decimal(value), after
