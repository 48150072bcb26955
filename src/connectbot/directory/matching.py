"""Which of a few documents a short text is about: BM25 over words, pairs and letter groups."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from math import log

from connectbot.directory.plain import plain, telling

_K1 = 2.0
_B = 0.6
_LETTERS = 0.25  # what a group of letters counts beside a word or a pair
_GROUPS = (3, 4, 5)


_Held = tuple[int, float]
"""A document that has a token, and what the token weighs there."""


class Matcher:
    """An index of documents; the same text gives the same answer on every machine."""

    __slots__ = ("_documents", "_rare", "_tokens")

    def __init__(self, documents: Mapping[str, Iterable[str]]) -> None:
        many = self._documents = len(documents)
        self._tokens = _indexed([_counted(texts) for texts in documents.values()])
        # What a token counts, by how many documents have it.
        self._rare = [log(1 + (many - held + 0.5) / (held + 0.5)) for held in range(many + 1)]

    def scores(self, words: Sequence[str]) -> list[float]:
        """A score for each document, in the order they were given; 0 where nothing fits."""
        scores = [0.0] * self._documents
        for token, share in _tokens(words).items():
            held = self._tokens.get(token)
            if held is not None:
                share *= self._rare[len(held)]
                for place, weight in held:
                    scores[place] += share * weight
        return scores

    def known(self, words: Sequence[str], place: int) -> float:
        """The share of the telling words, the rare ones weighing more, that one document has:
        0 for none to 1 for all."""
        held, all_told = 0.0, 0.0
        for word in dict.fromkeys(telling(words)):
            documents = self._tokens.get(word, ())
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


def _indexed(counts: list[Counter[str]]) -> dict[str, list[_Held]]:
    """Token -> the documents that have it, in their order."""
    lengths = [max(1, counted.total()) for counted in counts]
    average = sum(lengths) / max(1, len(lengths))
    index: defaultdict[str, list[_Held]] = defaultdict(list)
    for place, count in enumerate(counts):
        base = _K1 * (1 - _B + _B * lengths[place] / average)
        # Few numbers of times come up again and again, so each is weighed once.
        held = {times: (place, times * (_K1 + 1) / (times + base)) for times in set(count.values())}
        for token, times in count.items():
            index[token].append(held[times])
    return dict(index)
