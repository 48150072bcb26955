"""Which of a few documents a short text is about: BM25 over words, pairs and letter groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import log

from connectbot.directory.plain import plain, telling

_K1 = 2.0
_B = 0.3
_LETTERS = 0.5  # what a group of letters counts beside a word or a pair
_GROUPS = (3, 4, 5)


class Matcher:
    """An index of documents; the same text gives the same answer on every machine."""

    __slots__ = ("_documents", "_weights")

    def __init__(self, documents: Mapping[str, Iterable[str]]) -> None:
        self._documents = len(documents)
        counts = [_counted(texts) for texts in documents.values()]
        self._weights = _weighted(counts)

    def scores(self, words: Sequence[str]) -> list[float]:
        """A score for each document, in the order they were given; 0 where nothing fits."""
        scores = [0.0] * self._documents
        for token, share in _tokens(words):
            for place, weight in self._weights.get(token, ()):
                scores[place] += share * weight
        return scores

    def known(self, words: Sequence[str], place: int) -> float:
        """The share of the telling words, the rare ones weighing more, that one document has:
        0 for none to 1 for all."""
        held, all_told = 0.0, 0.0
        for word in dict.fromkeys(telling(words)):
            documents = self._weights.get(word, ())
            told = 1 / (1 + len(documents))
            all_told += told
            held += told if any(one == place for one, _ in documents) else 0.0
        return held / all_told if all_told else 0.0


def _tokens(all_words: Sequence[str]) -> list[tuple[str, float]]:
    """Words, pairs of neighbours and letter groups of a text, each once, with its share."""
    words = telling(all_words)
    tokens = dict.fromkeys(words, 1.0)
    tokens.update((f"{a} {b}", 1.0) for a, b in pairwise(all_words))
    tokens.update((group, _LETTERS) for word in words for group in _groups(f"<{word}>"))
    return list(tokens.items())


def _groups(word: str) -> Iterator[str]:
    for size in _GROUPS:
        for start in range(len(word) - size + 1):
            yield "~" + word[start : start + size]


def _counted(texts: Iterable[str]) -> Counter[str]:
    return Counter(token for text in texts for token, _ in _tokens(plain(text)))


def _weighted(counts: list[Counter[str]]) -> dict[str, tuple[tuple[int, float], ...]]:
    """Token -> (document, weight) for each document that has it."""
    lengths = [max(1, sum(count.values())) for count in counts]
    average = sum(lengths) / max(1, len(lengths))
    held = Counter(token for count in counts for token in count)
    weights: dict[str, list[tuple[int, float]]] = {}
    for place, count in enumerate(counts):
        base = _K1 * (1 - _B + _B * lengths[place] / average)
        for token, times in count.items():
            rare = log(1 + (len(counts) - held[token] + 0.5) / (held[token] + 0.5))
            weight = rare * times * (_K1 + 1) / (times + base)
            weights.setdefault(token, []).append((place, weight))
    return {token: tuple(pairs) for token, pairs in weights.items()}
