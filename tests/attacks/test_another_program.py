"""T14: what another program for disclosure control hides, we do not print, in 1,000 random
tables."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from random import Random

import pytest

from connectbot.measures.released.people import Measure, Person
from connectbot.measures.released.rules import RULES, Rule
from tests.attacks.pilots import Pilot, person, without
from tests.attacks.solving import TOKEN

TABLES = 1000
SATISFIED = Measure("ons4.satisfied", "Satisfied with life", "up")
AGES = ("under-25", "25-64", "65-plus")


def random_people(rng: Random) -> list[Person]:
    """A table's people: some groups tiny; answers spread, mostly alike, or nearly all 0."""
    found: list[Person] = []
    spread = rng.choice(((0, 10), (4, 6), (0, 0, 0, 0, 0, 0, 10), (7,)))
    for age in AGES:
        for _ in range(rng.choice((1, 3, 8, 9, 10, 11, 14, 20, 40))):
            start = rng.choice(spread) if len(spread) != 2 else rng.randint(*spread)
            again = rng.randint(0, 10) if rng.random() < 0.6 else None
            hand = rng.choice(("sam", "ada", "joe"))
            found.append(
                person(rng, start=start, later=again, hand=hand, measure=SATISFIED, age=age)
            )
    return found


Ours = tuple[dict[str, bool], dict[str, bool]]


def printed(people: list[Person], rules: Sequence[Rule] = RULES) -> Ours:
    """Whether we print the number of each age, and the mean at the start of those who answered
    again and those who did not."""
    shown = Pilot(rules).then(people, measures=(SATISFIED,)).shown
    counts = {age: shown.get(f"reach|age|{age}", {"n": TOKEN})["n"] != TOKEN for age in AGES}
    means = {
        said: shown[f"completers|6-weeks|{SATISFIED.id}|{said}"]["mean"] != TOKEN
        for said in ("again", "not-again")
    }
    return counts, means


@pytest.mark.timeout(300)
def test_another_program_hides_nothing_that_we_print(record, tmp_path, monkeypatch) -> None:
    """T14: of 1,000 random tables of numbers, and as many of means."""
    import acro  # here, as it takes seconds to import
    import pandas

    monkeypatch.chdir(tmp_path)
    rng = Random(14)
    made = [random_people(rng) for _ in range(TABLES)]
    ours = [printed(people) for people in made]
    frame = pandas.DataFrame(
        [
            {
                "table": number,
                "age": one.strata["age"],
                "again": "again" if ("6-weeks", SATISFIED.id) in one.values else "not-again",
                "start": one.values["baseline", SATISFIED.id],
            }
            for number, people in enumerate(made)
            for one in people
        ]
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what another program warns of is not ours
        other = acro.ACRO(suppress=False)  # it says which cells it would hide; hiding takes longer
        other.crosstab(frame.table, frame.age)
        counts = other.results.get_index(-1).outcome
        other.crosstab(frame.table, frame.again, values=frame.start, aggfunc="mean")
        means = other.results.get_index(-1).outcome

    def looked_at(ours: list[Ours]) -> tuple[int, int]:
        """How many cells we print, and how many of them the other program hides."""
        seen = hidden = 0
        for number, of in enumerate(ours):
            for table, mine in zip((counts, means), of, strict=True):
                for group in (group for group, is_printed in mine.items() if is_printed):
                    seen += 1
                    hidden += table.loc[number, group].strip() != "ok"
        return seen, hidden

    seen, hidden = looked_at(ours)
    record("T14", f"{hidden} of {seen} printed cells")
    assert seen > 1000
    assert hidden == 0
    _, open_ = looked_at([printed(people, without("enough")) for people in made[:60]])
    assert open_ > 10
