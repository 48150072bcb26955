"""A place that grows, quarter after quarter, while some of its people leave again."""

from __future__ import annotations

from random import Random

from connectbot.measures.released.people import Person
from tests.attacks.pilots import Pilot, crowd, pair, person

AGES = ("under-25", "25-64", "25-64", "65-plus", "65-plus", "65-plus")
WORDS = {
    "age": AGES,
    "disability": ("yes", "no", "rather-not"),
    "ethnicity": ("white",) * 7 + ("asian",),
}


def someone(rng: Random, **more: str) -> Person:
    """Somebody with things they said of themselves; six in ten answer twice."""
    strata = {by: rng.choice(groups) for by, groups in WORDS.items()}
    return (pair if rng.random() < 0.6 else person)(rng, **{**strata, **more})


def grown(rules, seed: int, quarters: int = 5, people: int = 220) -> tuple[Pilot, list[Person]]:
    """A place that grows, quarter after quarter; some of its people leave again."""
    rng = Random(seed)
    everybody: list[Person] = []
    pilot = Pilot(rules)
    for _ in range(quarters):
        everybody += crowd(rng, people // quarters + rng.randrange(5), someone)
        del everybody[: rng.randrange(4)]
        pilot = pilot.then(everybody)
    return pilot, everybody
