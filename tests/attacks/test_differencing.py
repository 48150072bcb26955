"""T2 and T3: what somebody works out who subtracts printed figures, over real releases.

Each rule has its mutation: without it, the attack that it stands against succeeds.
"""

from __future__ import annotations

from random import Random

import pytest

from connectbot.measures.released.cells import Draft
from connectbot.measures.released.ledger import Ledger, Refused
from connectbot.measures.released.people import Person
from connectbot.measures.released.rules import passed
from connectbot.measures.released.tables import tables
from tests.attacks.everything import CHANGE, START, solved
from tests.attacks.growing import grown
from tests.attacks.pilots import LONELY, UCLA, Pilot, crowd, facts, pair, person, without
from tests.attacks.solving import of_row, told_apart

# T2


def differencing(rules, runs: int) -> tuple[int, int, int]:
    """One known person joins, or leaves, between two releases, in some with others, and everything
    printed of the measure is solved for them: how often their score came out, how often the
    attacker was right about "lonely", and how often a guess alone would have been."""
    exact = right = guessed = 0
    for seed in range(runs):
        rng = Random(seed)
        known = pair(rng, hand="sam")
        others = [*crowd(rng, rng.randrange(6, 60)), *crowd(rng, rng.randrange(25), person)]
        more = crowd(rng, 11) if seed % 4 == 3 else []
        first, second = others, [*others, *more, known]
        if seed % 2:
            first, second = second, first
        pilot = Pilot(rules).then(first, funnel=reached(first))
        shown = [pilot.shown, pilot.then(second, funnel=reached(second)).shown]
        if seed % 2:
            shown.reverse()
        left = solved(*shown, int(known.values["6-weeks", UCLA.id]), len(more))
        score = known.values["baseline", UCLA.id]
        assert score in left  # the attacker makes no mistake
        exact += left == {score}
        lonely = {value >= LONELY for value in left}
        said = lonely.pop() if len(lonely) == 1 else True  # most are
        right += said == (score >= LONELY)
        guessed += score >= LONELY
    return exact, right, guessed


def reached(people: list[Person]) -> dict[str, dict[str, int]]:
    """The funnel of these people: everybody who began was asked again."""
    paired = sum(len(one.values) == 2 for one in people)
    asked = dict.fromkeys(("invited", "consented", "baseline", "due", "sent"), len(people))
    return {"6-weeks": {**asked, **dict.fromkeys(("started", "complete", "paired"), paired)}}


def test_one_who_joins_or_leaves_is_not_found_by_subtracting(record) -> None:
    """T2: over 400 populations, solved with all that is printed of the measure together: means,
    spreads, intervals, shares, bands, who answered again, the funnel."""
    exact, right, guessed = differencing(Pilot().rules, 400)
    gained = (right - guessed) / 4
    record("T2", f"exact {exact} of 400, band {gained:+.1f} points")
    assert exact == 0
    assert gained <= 2


def test_without_the_batch_rule_and_the_audit_joiners_are_found() -> None:
    """Of answers `sticky` and `apart` stand one behind the other: with both away subtracting tells
    scores, and `apart` alone keeps back what `sticky` would have repeated."""
    exact, right, guessed = differencing(without("sticky", "apart"), 120)
    assert exact > 12
    assert right > guessed + 5
    assert differencing(without("sticky"), 40)[0] == 0


def seen_to_answer(rules, runs: int) -> int:
    """One known person more was asked, and an insider knows that nobody else was: how often the
    funnel tells for certain that they answered."""
    told = 0
    for seed in range(runs):
        rng = Random(seed)
        people = [*crowd(rng, rng.randrange(30, 60)), *crowd(rng, 20, person)]
        known = rng.choice((pair, person))(rng)
        pilot = Pilot(rules).then(people, funnel=reached(people))
        later = pilot.then([*people, known], funnel=reached([*people, known]))
        answered = "funnel|6-weeks|complete"
        told += pilot.shown[answered]["n"] != later.shown[answered]["n"]
    return told


def test_without_the_batch_rule_the_funnel_tells_who_answered() -> None:
    """The mutation of `sticky`: numbers of a funnel are no groups that `apart` could compare, and
    where one number steps on, whoever was the only one asked is known to have answered."""
    assert seen_to_answer(Pilot().rules, 60) == 0
    assert seen_to_answer(without("sticky"), 60) > 3


def test_without_the_batch_rule_what_was_printed_vanishes() -> None:
    """What `sticky` is for beside `apart`: without it, one who joins takes a figure away with them,
    or brings an old one back, where it should be said again as it was."""
    rng = Random(5)
    others = crowd(rng, 40)
    pilot = Pilot().then(others)
    assert pilot.then([*others, pair(rng)]).shown[START]["as_at"] == "2027Q1"


def test_without_the_ledger_joiners_are_found() -> None:
    """The mutation of `recorded`: where a record is missing, the other rules look at nothing."""
    rng = Random(8)
    people = crowd(rng, 40)
    pilot = Pilot().then(people)
    missing = Ledger((), {"2027Q1": pilot.made[0].past.hash})
    with pytest.raises(Refused, match="one backup"):
        Pilot(ledger=missing, made=pilot.made).then([*people, pair(rng)])
    blind = Pilot(without("recorded"), missing, pilot.made)
    assert blind.then([*people, pair(rng)]).shown[START]["as_at"] == "2027Q2"


# T3


def sets_of(pilot: Pilot) -> dict[str, list[frozenset[bytes]]]:
    """Everybody's groups that were ever printed, by what they tell of."""
    found: dict[str, set[frozenset[bytes]]] = {}
    for made in pilot.made:
        for was in made.past.cells.values():
            for about in was.about if was.shown is not None else ():
                found.setdefault(about, set()).add(was.people)
    return {about: sorted(sets, key=sorted) for about, sets in found.items()}


def small_groups(rules, seeds: range) -> int:
    """Groups of one to nine people whose sum follows from all that was printed in all quarters."""
    found = 0
    for seed in seeds:
        pilot, _ = grown(rules, seed)
        for sets in sets_of(pilot).values():
            found += len(told_apart(sets, Random(seed)))
    return found


def small_counts(rules, seeds: range) -> int:
    """The same of searches: all of them, and those that found nothing, whole and by district."""
    found = 0
    for seed in seeds:
        rng = Random(seed)
        most, districts = rng.choice((15, 25, 40)), rng.randrange(1, 9)
        searches = tuple(
            ("company", f"LS{district}", rng.randrange(most), rng.randrange(most))
            for district in range(districts)
        )
        _, cells = tables(facts((), searches=searches))
        draft = passed(Draft("2027Q1", cells), rules)
        printed = {cell.people for cell in draft.cells if not cell.kept_back and cell.about}
        sets = [
            frozenset(bit for bit in range(people.bit_length()) if people >> bit & 1)
            for people in sorted(printed)
        ]
        found += len(told_apart(sets, rng))
    return found


def rests(rules, runs: int) -> tuple[int, int]:
    """A whole and all its groups but one are printed: of how many rests there are, in how many the
    number of people and their sum come out as one solution."""
    tried = unique = 0
    for seed in range(runs):
        rng = Random(seed)
        groups = {
            "under-25": 30 + rng.randrange(20),
            "25-64": 32,
            "65-plus": 10 + rng.randrange(15),
        }
        people = [one for age, n in groups.items() for one in crowd(rng, n, age=age)]
        shown = Pilot(rules).then(people).shown
        whole = of_row(shown[CHANGE])
        parts = [shown[f"{CHANGE}|age|{age}"] for age in groups]
        known = [of_row(part) for part in parts]
        if whole is None or sum(part is None for part in known) != 1:
            continue
        tried += 1
        one, two = (part for part in known if part is not None)
        left = {(n, total) for n, total, _ in whole}
        for part in (one, two):
            less = {(n, total) for n, total, _ in part}
            left = {(n - m, total - sum_) for n, total in left for m, sum_ in less}
        unique += len(left) == 1
    return tried, unique


def test_no_small_group_follows_from_all_that_was_ever_printed(record) -> None:
    """T3: elimination over every group printed in five quarters and over every count of searches,
    and what a whole leaves of a group that is kept back."""
    found = small_groups(Pilot().rules, range(3)) + small_counts(Pilot().rules, range(100))
    tried, unique = rests(Pilot().rules, 60)
    record("T3", f"{found} small groups; {unique} of {tried} rests with one solution")
    assert found == 0
    assert tried > 20
    assert unique == 0


def test_without_the_audit_small_groups_follow() -> None:
    """The mutation of `apart`: a whole less its parts leaves a few people."""
    assert small_groups(without("apart"), range(1)) > 0
    assert small_counts(without("apart"), range(10)) > 10


def test_without_rounding_the_rest_is_solved() -> None:
    """The mutation of `rounded`: exact numbers and means leave one solution for who is hidden."""
    tried, unique = rests(without("rounded"), 30)
    assert unique == tried > 10
