"""What was learned from labelled messages: whether a text sounds urgent, and of which kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from connectbot.learned import Linear, Unusable, models
from connectbot.safety.plain import BREAK

FEWEST_WORDS = 6
"""Shorter texts (a number, an option, "yes he is at work") say too little to be judged by how they
sound; they are for the rules alone."""

_CLOSE = 1.0
"""A second kind is named where it scores within this of the first."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """Two models made from the same messages: `danger`, with a threshold, and the six `kinds`."""

    danger: Linear
    kinds: Linear
    rows: str

    @classmethod
    def read(cls, text: str | bytes, file: str) -> Learnt:
        """The models in a JSON text. Raises Unusable, and never anything else, for any input."""
        made, rows = models(text, file)
        if not {"danger", "kinds"} <= made.keys():
            raise Unusable(f"{file}: this should hold `danger` and `kinds`; run `make train`")
        return cls(made["danger"], made["kinds"], rows)

    def margin(self, words: Sequence[str]) -> float | None:
        """How far a text's words are over the threshold (under it: below 0); None if too short."""
        if len(words) - words.count(BREAK) < FEWEST_WORDS:
            return None
        return self.danger.margin(words)

    def likely(self, words: Sequence[str]) -> tuple[str, ...]:
        """The likeliest kind of an urgent text, and the second where it is close."""
        (first, most), (second, next_most), *_ = self.kinds.best(words)
        return (first, second) if most - next_most <= _CLOSE else (first,)
