"""Which words of a reply stand for which of the options offered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from connectbot.flows.answers.days import weekday
from connectbot.flows.answers.plain import plain, words
from connectbot.flows.answers.slips import is_word, meant
from connectbot.flows.answers.synonyms import SAME, SAME_PHRASES

NUMBERS = {
    word: number
    for number, said in enumerate(
        "zero|one un|two dau dwy|three tri tair|four pedwar pedair|five|six chwech|seven saith"
        "|eight wyth|nine naw|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
        "|eighteen|nineteen".split("|")
    )
    for word in said.split()
}
_TENS = {
    word: tens * 10
    for tens, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_ORDINALS = dict(
    zip(
        "first second third fourth fifth sixth".split(),
        "1st 2nd 3rd 4th 5th 6th".split(),
        strict=True,
    )
)
_PARTS = re.compile(r"\d+(?:st|nd|rd|th)\b|\d+|[^\W\d_]+")
_STOP = frozenset(
    """
    a an the one ones of in on at to for with by my me i id im ill ive its it is was that this those
    these like love want wanna go going have take pick choose prefer rather would could can be do
    get give please pls plz thanks thank you ta x xx yes yeah ok okay oh between only fine lovely
    nice great perfect suits um er erm think guess say said says option choice number so just
    really maybe way and then well good best innit bruv tbh lol dear y yr yn i'r oclock
    """.split()
)
FAINT = _STOP | {"no", "nope", "nah", "not"}
"""Words that only pick an option where nothing else was said: "no" does, "no problem" does not."""

_WEAK = frozenset("group club session class meeting".split())
_ALWAYS_EMPTY = frozenset("a an the of in on at to for with by and y yr yn".split())
_BEFORE_A_NUMBER = frozenset(["", *"just only the least than to number option with over".split()])
_LONG_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_ENDINGS = (
    ("ings", 3),
    ("ing", 3),
    ("ers", 4),
    ("er", 4),
    ("es", 4),
    ("ed", 4),
    ("s", 3),
    ("e", 4),
)
_SHORT = 3
_TEXTED_DAYS = (
    (re.compile(r"\b2(?:day|nite)\b"), "today"),
    (re.compile(r"\b2(?:moro|morow|morrow|morro|mrw|mrow|mro|moz)\b"), "tomorrow"),
)
_DOUBLED = re.compile(r"([bdgklmnprt])\1$")


def spoken(text: str) -> tuple[str, ...]:
    """The words of a reply or a label: figures apart from letters, & as "and", "two" as "2", and
    without the "one" of "the gardening one"."""
    signs = plain(text).replace("&", " and ").replace("+", " plus ")
    for pattern, day in _TEXTED_DAYS:
        signs = pattern.sub(day, signs)
    parts = _PARTS.findall(" ".join(words(signs)))
    kept = [
        part
        for before, part in zip(["", *parts], parts, strict=False)
        if part not in {"one", "ones"} or before in _BEFORE_A_NUMBER
    ]
    return tuple(_in_figures(kept))


def _in_figures(parts: Sequence[str]) -> Iterator[str]:
    """The words with "sixty five" as "65" and "second" as "2nd"."""
    tens = 0
    for part in parts:
        unit = NUMBERS.get(part, 0)
        if tens:
            yield str(tens + unit) if 0 < unit < 10 else str(tens)
        if not (tens and 0 < unit < 10) and part not in _TENS:
            yield str(unit) if part in NUMBERS else _ORDINALS.get(part, part)
        tens = _TENS.get(part, 0)
    if tens:
        yield str(tens)


@dataclass(frozen=True, slots=True)
class Label:
    """One option: its words, those that tell it apart, and the span of numbers it means."""

    typed: frozenset[str]
    words: tuple[str, ...]
    keys: frozenset[str]
    also: frozenset[str]
    least: float | None
    most: float | None

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers it names."""
        return frozenset(int(word) for word in self.words if word.isdecimal())

    @property
    def is_short(self) -> bool:
        """Whether it is so short that a number in it is its name."""
        return len(self.words) <= _SHORT

    def spans(self, number: int) -> bool:
        """Whether it means a span of numbers with this one in it."""
        if self.least is None or self.most is None:
            return False
        return self.least <= number <= self.most


@lru_cache(maxsize=512)
def label(option: str) -> Label:
    """An option as it is listened for."""
    said = spoken(option)
    least, most = _span(said)
    keys = _keys(said) - _STOP - _WEAK or _keys(said) - _ALWAYS_EMPTY or _keys(said)
    joined = {before + after for before, after in pairwise(said)}
    also = frozenset(keys | joined | (set(said) - _STOP - _WEAK))
    return Label(frozenset(words(plain(option))), said, frozenset(keys), also, least, most)


def heard(said: Sequence[str], labels: Sequence[Label]) -> tuple[list[frozenset[str]], list[str]]:
    """For each label the words of the reply that fit it, and the words that fit none."""
    fits: list[set[str]] = [set() for _ in labels]
    strange: list[str] = []
    named = {key for one in labels for key in one.also}
    typed = {word for one in labels for word in one.words if word not in _STOP}
    for word in _keys(said):
        if word in _STOP | _WEAK and word not in named:
            continue
        fitting = [place for place, one in enumerate(labels) if _fits(word, one.also)]
        if not fitting:
            slip = meant(word, typed)
            fitting = [place for place, one in enumerate(labels) if slip in one.words]
        for place in fitting:
            fits[place].add(word)
        if not fitting:
            strange.append(word)
    return [frozenset(fit) for fit in fits], strange


def covered(one: Label, said: Sequence[str]) -> bool:
    """Whether every telling word of the label is in the reply."""
    keys = _keys(said)
    return all(any(_fits(word, frozenset({key})) for word in keys) for key in one.keys)


def _keys(said: Sequence[str]) -> set[str]:
    """Words in the form they are compared in: "weds" is "wednesday", "call" is "phone"."""
    joined = " ".join(said)
    for pattern, same in SAME_PHRASES:
        joined = pattern.sub(same, joined)
    return {_key(word) for word in joined.split()}


def _key(word: str) -> str:
    day = weekday(word)
    if day is not None:
        return _LONG_DAYS[day]
    return SAME.get(word, _SAME_STEMS.get(_stem(word), word))


def _fits(word: str, keys: frozenset[str]) -> bool:
    """Whether a word is one of these, give or take an ending ("walk", "walking") or cut short."""
    if word in keys:
        return True
    stem = _stem(word)
    return any(
        stem == _stem(key)
        or (
            len(word) >= 4
            and not is_word(word)
            and len(key) > len(word) + 1
            and key.startswith(word)
        )
        for key in keys
        if key.isalpha() and len(stem) >= 3
    )


def _stem(word: str) -> str:
    if word in {"morning", "evening", "less", "bus"}:
        return word
    for ending, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return _DOUBLED.sub(r"\1", word[: -len(ending)])
    return word


_SAME_STEMS = {_stem(word): same for word, same in SAME.items() if len(_stem(word)) >= 4}


def _span(said: Sequence[str]) -> tuple[float | None, float | None]:
    """The span of numbers a label means: "50 to 64", "Under 50", "Two or more", "None"."""
    numbers = [int(word) for word in said if word.isdecimal()]
    others = {word for word in said if not word.isdecimal()}
    if not numbers:
        return (0, 0) if others and others <= {"none", "nobody"} else (None, None)
    if len(numbers) == 2 and others <= {"to", "and", "between", "years", "or"}:
        return numbers[0], numbers[1]
    if len(numbers) != 1:
        return None, None
    return _open_span(numbers[0], others)


def _open_span(number: int, others: set[str]) -> tuple[float | None, float | None]:
    if others & {"under", "below", "less", "fewer", "younger"}:
        return (0, number) if "or" in others else (0, number - 1)
    if others & {"over", "above", "more", "older", "plus"}:
        counted = bool(others & {"or", "plus"})
        return (number if counted else number + 1), float("inf")
    return (None, None) if others else (number, number)
