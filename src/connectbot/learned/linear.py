"""A linear model: how far a text's words speak for each of its labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from operator import mul

from connectbot.learned.features import features

UNIT = 100
"""Weights are whole numbers of hundredths: sums of them are the same on every machine."""


@dataclass(frozen=True, slots=True)
class Linear:
    """A one-against-the-rest model over L2-normalised TF-IDF of binary features.

    `weights` holds for each known feature its idf, and then how far it pushes towards each label:
    its idf times what was learned. They, `bias` and `threshold` are in hundredths. `letters` and
    `apart` say which features it knows.
    """

    labels: tuple[str, ...]
    bias: tuple[int, ...]
    threshold: int
    weights: Mapping[str, tuple[int, ...]]
    letters: tuple[int, ...] = (3, 4, 5)
    apart: int = 0

    def score(self, words: Sequence[str]) -> tuple[float, ...]:
        """How far `words` speak for each label; over 0 is more likely than not.

        A text without a known feature scores the bias alone. Never raises.
        """
        weights = self.weights
        seen = features(words, self.letters, self.apart)
        idf, *pushes = zip(
            (1, *[0] * len(self.labels)),  # so that there is a row where nothing is known
            *[weights[feature] for feature in seen if feature in weights],
            strict=True,
        )
        length = sqrt(sum(map(mul, idf, idf)))
        return tuple(
            sum(push) / length + bias / UNIT for push, bias in zip(pushes, self.bias, strict=True)
        )

    def best(self, words: Sequence[str]) -> list[tuple[str, float]]:
        """The labels with their scores, best first; equals in the order of the labels."""
        scored = zip(self.labels, self.score(words), strict=True)
        return sorted(scored, key=lambda pair: -pair[1])

    def margin(self, words: Sequence[str]) -> float:
        """How far the first label scores above the threshold; under it, below 0."""
        return self.score(words)[0] - self.threshold / UNIT
