"""What people say in danger, written as phrases: words, `a/b`, `{group}`, `(maybe)`, `...`, `.`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from connectbot.safety.plain import BREAK, Spelling

GAP = 3
"""`...` stands for at most this many words, inside one sentence."""


class BadPhrase(Exception):
    """A phrase that cannot be used; says why and how to mend it."""


@dataclass(frozen=True, slots=True)
class Element:
    """One word of a phrase: any of `words`, after at most `skip` others."""

    words: frozenset[str]
    skip: int = 0


Phrase = tuple[Element, ...]
Groups = Mapping[str, tuple[str, ...]]


def phrases(text: str, groups: Groups, spelling: Spelling) -> list[Phrase]:
    """Every way to say a written phrase. Raises BadPhrase."""
    found: list[Phrase] = [()]
    skip = 0
    for piece in text.split():
        if piece == "...":
            skip = GAP
            continue
        if piece == ".":
            found = [(*start, Element(frozenset({BREAK}), skip)) for start in found]
            skip = 0
            continue
        bare = piece[1:-1] if piece[:1] == "(" and piece[-1:] == ")" else piece
        ways = _ways(bare, text, groups, spelling)
        added = [(*start, *_after(way, skip)) for start in found for way in ways]
        found = added + found if bare != piece else added
        skip = 0
    if skip or not all(found):
        raise BadPhrase(f"`{text}` must end with a word that is always there")
    if any(phrase[0].skip for phrase in found):
        raise BadPhrase(f"`{text}` must begin with a word; take the `...` out")
    return found


def _after(way: Phrase, skip: int) -> Phrase:
    return (Element(way[0].words, skip), *way[1:])


def _ways(token: str, text: str, groups: Groups, spelling: Spelling) -> list[Phrase]:
    """The ways to say one token: single words together, longer ones each by itself."""
    options = list(chain.from_iterable(_options(part, text, groups) for part in token.split("/")))
    spelt = [spelling.words(option) for option in options]
    if not all(spelt) or any(BREAK in words for words in spelt):
        raise BadPhrase(f"`{token}` in `{text}` holds no word; use words, `/`, `{{ }}`, `( )`")
    single = frozenset(words[0] for words in spelt if len(words) == 1)
    longer = [tuple(Element(frozenset({w})) for w in words) for words in spelt if len(words) > 1]
    return [(Element(single),), *longer] if single else longer


def _options(part: str, text: str, groups: Groups) -> tuple[str, ...]:
    if not part.startswith("{"):
        return (part,)
    name = part[1:-1]
    if not part.endswith("}") or name not in groups:
        known = ", ".join(f"`{{{group}}}`" for group in sorted(groups))
        raise BadPhrase(f"`{part}` in `{text}` is no group; these are: {known or 'none'}")
    return groups[name]


def begins_at(phrase: Phrase, words: Sequence[str]) -> Iterator[int]:
    """The places where a phrase begins in a list of words."""
    first = phrase[0].words
    for at, word in enumerate(words):
        if word in first and _goes_on(phrase, 1, words, at + 1):
            yield at


def _goes_on(phrase: Phrase, step: int, words: Sequence[str], at: int) -> bool:
    if step == len(phrase):
        return True
    element = phrase[step]
    for place in range(at, min(at + element.skip + 1, len(words))):
        word = words[place]
        if word in element.words and _goes_on(phrase, step + 1, words, place + 1):
            return True
        if word == BREAK:
            return False
    return False


class Index:
    """Finds which of many phrases are in a text; each is tried only where its rarest word is.

    `named` pairs each phrase with a name.
    """

    def __init__(self, named: Iterable[tuple[str, Phrase]]) -> None:
        pairs = list(named)
        used = Counter(word for _, phrase in pairs for e in phrase for word in e.words)
        self._by_word: dict[str, list[tuple[str, Phrase]]] = {}
        for name, phrase in pairs:
            rarest = min(phrase, key=lambda e: (sum(used[w] for w in e.words), len(e.words)))
            for word in rarest.words:
                self._by_word.setdefault(word, []).append((name, phrase))

    def found(self, words: Sequence[str]) -> Iterator[str]:
        """The names of the phrases in a list of words, as often as they are found."""
        for word in dict.fromkeys(words):
            for name, phrase in self._by_word.get(word, ()):
                if any(True for _ in begins_at(phrase, words)):
                    yield name
