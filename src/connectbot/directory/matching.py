"""Which of a few documents a short text is about: BM25 over words, pairs and letter groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from math import log

from connectbot.directory.plain import plain, telling

_K1 = 2.0
_B = 0.6
_LETTERS = 0.25  # what a group of letters counts beside a word or a pair
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
        for token, share in _tokens(words).items():
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


def _tokens(all_words: Sequence[str]) -> dict[str, float]:
    """Words, pairs of neighbours and letter groups of a text, each once, with its share."""
    words = telling(all_words)
    tokens = dict.fromkeys(chain.from_iterable(map(_groups, words)), _LETTERS)
    tokens.update(dict.fromkeys(map(" ".join, pairwise(all_words)), 1.0))
    tokens.update(dict.fromkeys(words, 1.0))
    return tokens


@lru_cache(4096)  # the same few thousand words make up nearly everything that is said
def _groups(word: str) -> tuple[str, ...]:
    edged = f"<{word}>"
    return tuple(
        "~" + edged[start : start + size]
        for size in _GROUPS
        for start in range(len(edged) - size + 1)
    )


def _counted(texts: Iterable[str]) -> Counter[str]:
    return Counter(chain.from_iterable(_tokens(plain(text)) for text in texts))


def _weighted(counts: list[Counter[str]]) -> dict[str, list[tuple[int, float]]]:
    """Token -> (document, weight) for each document that has it."""
    lengths = [max(1, counted.total()) for counted in counts]
    average = sum(lengths) / max(1, len(lengths))
    held = Counter(chain.from_iterable(counts))
    rare = [log(1 + (len(counts) - many + 0.5) / (many + 0.5)) for many in range(len(counts) + 1)]
    weights: dict[str, list[tuple[int, float]]] = {token: [] for token in held}
    for place, count in enumerate(counts):
        base = _K1 * (1 - _B + _B * lengths[place] / average)
        for token, times in count.items():
            weight = rare[held[token]] * times * (_K1 + 1) / (times + base)
            weights[token].append((place, weight))
    return weights
