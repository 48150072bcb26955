"""T5: what is kept of a cohort once its key is destroyed: nobody is like fewer than nine others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random

from connectbot.measures.released.coarsening import coarsened
from connectbot.model.checkin import Reading

WAVES = ("baseline", "6-weeks", "3-months", "6-months")
GROUPS = {
    "age": ("under-25", "25-64", "25-64", "65-plus", "65-plus"),
    "ethnicity": ("white",) * 8 + ("asian", "black"),
    "disability": ("yes", "no", "rather-not"),
    "language": ("english",) * 9 + ("other",),
}


def kept(rng: Random, people: int) -> list[Reading]:
    """The readings of a cohort: not all answer every round, nor say what they are asked."""
    found = []
    for _ in range(people):
        strata = {by: rng.choice(groups) for by, groups in GROUPS.items() if rng.random() < 0.8}
        name = rng.randbytes(16)
        rounds = [wave for wave in WAVES if rng.random() < (1 if wave == "baseline" else 0.6)]
        for wave in rounds:
            values = {"lonely": rng.randint(1, 5)}
            key = rng.randbytes(16)
            found.append(
                Reading(
                    key, name, "2026Q4", "oakfield", "usual", wave, "direct", "1", values, strata
                )
            )
    rng.shuffle(found)
    return found


def likes(readings: Sequence[Reading]) -> Counter[tuple]:
    """How many people share each combination of cohort, groups and rounds answered."""
    people: dict[bytes, list[Reading]] = {}
    for one in readings:
        people.setdefault(one.pseudonym, []).append(one)
    return Counter(
        (of[0].cohort, frozenset(of[0].strata.items()), frozenset(one.wave for one in of))
        for of in people.values()
    )


def test_nobody_whose_readings_are_kept_is_one_of_a_few(record) -> None:
    """T5: over cohorts of 8 to 300 people, k is at least 10, and most of what they answered stays;
    as they were, somebody would be alone."""
    worst, left = 10**6, []
    for seed in range(24):
        rng = Random(seed)
        readings = kept(rng, rng.choice((8, 30, 60, 120, 300)))
        after = coarsened(readings)
        assert min(likes(readings).values()) < 10
        assert {one.key for one in after} <= {one.key for one in readings}
        if after:
            worst = min(worst, *likes(after).values())
        if len(readings) > 200:
            left.append(len(after) / len(readings))
    record("T5", f"k {worst}; {min(left):.0%} of the readings of 120 people or more are kept")
    assert worst >= 10
    assert min(left) > 0.6


def test_nobody_is_one_of_a_few_who_stopped_half_way() -> None:
    """T5: the contacts database keeps who left a round half-way, and when each was asked. Among
    forty one left the second half of a round unanswered, and three were asked in a newer version:
    nothing by which they are few is kept, and the others lose nothing."""
    rng = Random(3)
    people = [rng.randbytes(16) for _ in range(40)]
    readings = [
        Reading(
            rng.randbytes(16), name, "2026Q4", "oakfield", "usual", wave, instrument,
            "2" if number in (5, 6, 7) and wave == "6-weeks" else "1", {"a": 1}, {},
        )
        for number, name in enumerate(people)
        for wave in ("baseline", "6-weeks")
        for instrument in ("first", "second")
        if (number, wave, instrument) != (4, "6-weeks", "second")
    ]  # fmt: skip
    alone = {people[number] for number in (4, 5, 6, 7)}
    after = coarsened(readings)
    assert not [one for one in after if one.pseudonym in alone and one.wave == "6-weeks"]
    rest = [one for one in readings if one.pseudonym not in alone]
    assert [one for one in after if one.pseudonym not in alone] == rest


def test_few_people_are_not_kept_at_all() -> None:
    """Of a cohort of nine nothing can be kept."""
    assert coarsened(kept(Random(1), 9)) == []
