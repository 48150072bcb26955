"""Made-up people who answer made-up questions, and the real releases made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from connectbot.measures.released.laid import Facts
from connectbot.measures.released.ledger import Ledger
from connectbot.measures.released.people import Measure, Person
from connectbot.measures.released.release import Release, parsed, release
from connectbot.measures.released.rules import RULES, Rule

UCLA = Measure(
    "ucla3.total", "Loneliness, three questions", "down", (("not-lonely", 3), ("lonely", 6))
)
LIFE = Measure("ons4.satisfied", "Satisfied with life", "up", (("low", 0), ("high", 7)))
WAVES = ("baseline", "6-weeks")
LONELY = 6
SCORES = range(3, 10)


@dataclass(frozen=True)
class Pilot:
    """A place, quarter after quarter: releases made one after the other by these rules."""

    rules: Sequence[Rule] = RULES
    ledger: Ledger = field(default_factory=Ledger)
    made: tuple[Release, ...] = ()

    def then(self, people: Iterable[Person], **more: object) -> Pilot:
        """The next quarter's release, of these people."""
        number = len(self.made)
        quarter = f"{2027 + number // 4}Q{number % 4 + 1}"
        found = release(facts(people, quarter=quarter, **more), self.ledger, self.rules)
        ledger = replace(self.ledger, releases=(*self.ledger.releases, found.past))
        return replace(self, ledger=ledger, made=(*self.made, found))

    @property
    def shown(self) -> dict[str, dict]:
        """The rows of the newest release by the cell they show."""
        return rows(self.made[-1])


def without(*names: str) -> tuple[Rule, ...]:
    """The rules less some, by name."""
    left = tuple(rule for rule in RULES if rule.__name__ not in names)
    assert len(left) == len(RULES) - len(names), names
    return left


def rows(made: Release) -> dict[str, dict]:
    """Every printed row of a release by the cell it shows."""
    return {row["cell"]: row for table in parsed(made.artefact)["tables"] for row in table["rows"]}


def facts(people: Iterable[Person], *, quarter: str = "2027Q1", **more: object) -> Facts:
    """What a release is made of."""
    given = {"measures": (UCLA,), "waves": WAVES, **more}
    return Facts("oakfield", "Oakfield", quarter, people=tuple(people), **given)


def person(
    rng: Random,
    *,
    start: int | None = None,
    later: int | None = None,
    hand: str = "",
    measure: Measure = UCLA,
    **strata: str,
) -> Person:
    """Somebody who answered at the start, and later if `later` is given."""
    values = {("baseline", measure.id): start if start is not None else score(rng)}
    if later is not None:
        values["6-weeks", measure.id] = later
    return Person(
        frozenset([rng.randbytes(16)]), values, strata, hand, frozenset(w for w, _ in values)
    )


def score(rng: Random) -> int:
    """A score of three to nine, mostly in the middle."""
    return 3 + sum(rng.random() < 0.5 for _ in range(6))


def pair(rng: Random, **more: str) -> Person:
    """Somebody who answered twice, a little better the second time."""
    start = score(rng)
    later = min(9, max(3, start + rng.choice((-2, -1, -1, 0, 0, 1))))
    return person(rng, start=start, later=later, **more)


def crowd(rng: Random, n: int, make: Callable[..., Person] = pair, **more: str) -> list[Person]:
    """Some people, each enrolled by one of three."""
    return [make(rng, **{"hand": rng.choice(("sam", "ada", "joe")), **more}) for _ in range(n)]
