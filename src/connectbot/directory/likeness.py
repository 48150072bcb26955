"""How much a text sounds like each need: by its phrases as they are now, and by what was learned
from them before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt

from connectbot.directory.matching import Matcher
from connectbot.directory.plain import plain, spoken
from connectbot.learned import Linear

SMALL_TALK = "-"
"""The model's label for what is about no need: "half two", "that would be lovely"."""

_EVEN = 1e-9  # a spread of scores so small is none


@dataclass(frozen=True, slots=True)
class Match:
    """One need for a text, and how likely it is the one meant: 0 to 1, all needs together 1."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What was heard in a text: every need, best first, ties in their order.

    `stands` is where each need stands over the mean of all, in spreads (so are the next two).
    `ahead` is how far the first stands before the second, and `apart` the second before the third.
    `known` is the share of the telling words that the first need's phrases hold.
    `words` are the scores of the first two by phrases alone. `felt` says by how much the model
    takes each of the first two to be meant rather than not, and `talk` the same of small talk; None
    without a model.
    """

    matches: tuple[Match, ...]
    stands: Mapping[str, float]
    ahead: float
    apart: float
    known: float
    words: tuple[float, float]
    felt: tuple[float, ...] | None
    talk: float | None


class Likeness:
    """Phrases and a model side by side. A model that does not know every need is left out."""

    __slots__ = ("_ids", "_matcher", "_model", "_places", "_talk")

    def __init__(self, phrases: Mapping[str, Sequence[str]], model: Linear | None) -> None:
        self._ids = tuple(phrases)
        self._matcher = Matcher(phrases)
        labels = model.labels if model is not None else ()
        self._model = model if set(self._ids) <= set(labels) else None
        self._places = [labels.index(id) for id in self._ids] if self._model else []
        self._talk = labels.index(SMALL_TALK) if SMALL_TALK in labels else None

    @property
    def learned(self) -> bool:
        """Whether a model has its say."""
        return self._model is not None

    def read(self, text: str) -> Reading:
        """What a text sounds like. The same text gives the same reading on every machine."""
        words = plain(text)
        told = self._matcher.scores(words)
        felt, talk = self._felt(words)
        total = _spread(told) if felt is None else _sum(_spread(told), _spread(felt))
        order = sorted(range(len(self._ids)), key=lambda place: -total[place])
        shares = _shares(total)
        steps = [total[place] for place in order[:3]]
        steps += [steps[-1] if steps else 0.0] * (3 - len(steps))
        first, second = (*order[:2], None, None)[:2]
        return Reading(
            matches=tuple(Match(self._ids[place], shares[place]) for place in order),
            stands=dict(zip(self._ids, total, strict=True)),
            ahead=steps[0] - steps[1],
            apart=steps[1] - steps[2],
            known=self._matcher.known(words, first) if first is not None else 0.0,
            words=(
                told[first] if first is not None else 0.0,
                told[second] if second is not None else 0.0,
            ),
            felt=tuple(felt[place] for place in order[:2]) if felt is not None else None,
            talk=talk,
        )

    def _felt(self, words: Sequence[str]) -> tuple[list[float] | None, float | None]:
        if self._model is None:
            return None, None
        scores = self._model.score(spoken(words))
        talk = None if self._talk is None else scores[self._talk]
        return [scores[place] for place in self._places], talk


def _spread(scores: Sequence[float]) -> list[float]:
    """Scores as so many spreads over their mean; all 0 where they are all the same."""
    mean = sum(scores) / max(1, len(scores))
    away = [score - mean for score in scores]
    spread = sqrt(sum(one * one for one in away) / max(1, len(away)))
    return [one / spread for one in away] if spread > _EVEN else [0.0] * len(away)


def _sum(some: Sequence[float], others: Sequence[float]) -> list[float]:
    return [one + other for one, other in zip(some, others, strict=True)]


def _shares(total: Sequence[float]) -> list[float]:
    powers = [exp(one) for one in total]
    whole = sum(powers)
    return [power / whole for power in powers]
