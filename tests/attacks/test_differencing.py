"""T1 to T4, T10 and T13: small cells, differencing, alike answers, insiders, and real releases.

Each rule has its mutation: without it, the attack that it stands against succeeds.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from connectbot.measures.released.cells import Draft
from connectbot.measures.released.ledger import Ledger, Refused
from connectbot.measures.released.people import Person
from connectbot.measures.released.rules import passed
from connectbot.measures.released.tables import tables
from tests.attacks.pilots import (
    LONELY,
    SCORES,
    UCLA,
    Pilot,
    crowd,
    facts,
    pair,
    person,
    rows,
    without,
)
from tests.attacks.solving import TOKEN, left_over, of_row, told_apart

START = "start|ucla3.total"
CHANGE = "change|6-weeks|ucla3.total"
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


# T1


def thin(pilot: Pilot) -> int:
    """Printed figures with fewer than ten people behind them, over all releases."""
    found = 0
    for made in pilot.made:
        for row in rows(made).values():
            was = made.past.cells[row["cell"]]
            if row["n"] == TOKEN:
                continue
            shares = [
                row.get(name, TOKEN) for name in ("improved", "same", "worse", "not_improved")
            ]
            behind = [share * row["n"] / 100 for share in shares if share != TOKEN]
            # A share of rounded numbers stands for ten people from nine and a half on.
            found += was.count < 10 or any(people < 9.5 for people in behind)
    return found


def test_no_figure_has_fewer_than_ten_people_behind_it(record) -> None:
    """T1: of all that is printed over some quarters, in no cell and in no share."""
    found = sum(thin(grown(Pilot().rules, seed)[0]) for seed in range(6))
    record("T1", f"{found}")
    assert found == 0


def test_without_the_least_number_small_cells_are_printed() -> None:
    """The mutation of `enough`."""
    assert thin(grown(without("enough"), 1)[0]) > 0


# T2


def differencing(rules, runs: int) -> tuple[int, int, int]:
    """One known person joins, or leaves, between two releases, in some with others, and everything
    printed of the start and of the change is solved for them: how often their score came out, how
    often the attacker was right about "lonely", and how often a guess alone would have been."""
    exact = right = guessed = 0
    for seed in range(runs):
        rng = Random(seed)
        known = pair(rng, hand="sam")
        others = crowd(rng, rng.randrange(6, 60))
        more = crowd(rng, 11) if seed % 4 == 3 else []
        first, second = others, [*others, *more, known]
        if seed % 2:
            first, second = second, first
        pilot = Pilot(rules).then(first)
        shown = [pilot.shown, pilot.then(second).shown]
        if seed % 2:
            shown.reverse()
        left = solved(shown, known, len(more))
        score = known.values["baseline", UCLA.id]
        exact += left == {score}
        lonely = {value >= LONELY for value in left}
        said = lonely.pop() if len(lonely) == 1 else True  # most are
        right += said == (score >= LONELY)
        guessed += score >= LONELY
    return exact, right, guessed


def solved(shown: list[dict], known: Person, others: int) -> set[int]:
    """The scores at the start that two releases leave for somebody who is in one of them, with so
    many others."""
    left = set(SCORES)
    for cell in (START, CHANGE):
        less, more = (release[cell] for release in shown)
        if less["as_at"] == more["as_at"]:
            continue  # repeated, or not printed
        before, after = of_row(less), of_row(more)
        if before is None or after is None:
            continue
        if cell == START:
            left &= left_over(before, after, SCORES, SCORES, others)
        else:
            # They tell how they are now, and ask what they said then.
            now = int(known.values["6-weeks", UCLA.id])
            moves = left_over(before, after, [now - then for then in SCORES], range(-6, 7), others)
            left &= {now - move for move in moves}
    return left


def test_one_who_joins_or_leaves_is_not_found_by_subtracting(record) -> None:
    """T2: over 400 populations, solved with means, spreads, intervals and numbers together."""
    exact, right, guessed = differencing(Pilot().rules, 400)
    gained = (right - guessed) / 4
    record("T2", f"exact {exact} of 400, band {gained:+.1f} points")
    assert exact == 0
    assert gained <= 2


def test_without_the_batch_rule_and_the_audit_joiners_are_found() -> None:
    """The mutation of `sticky`, with `apart` that stands behind it taken away, too: subtracting
    then tells scores; `apart` alone keeps such figures back, so that the two are one behind the
    other."""
    exact, right, guessed = differencing(without("sticky", "apart"), 120)
    assert exact > 3
    assert right > guessed + 5
    assert differencing(without("sticky"), 40)[0] == 0


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
    """Groups of one to nine people whose sum follows from all that was printed over the "
    "quarters."""
    found = 0
    for seed in seeds:
        pilot, _ = grown(rules, seed)
        for sets in sets_of(pilot).values():
            found += len(told_apart(sets, Random(seed)))
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
    """T3: elimination over every group printed in five quarters, and what a whole leaves of a group
    that is kept back."""
    found = small_groups(Pilot().rules, range(3))
    tried, unique = rests(Pilot().rules, 60)
    record("T3", f"{found} small groups; {unique} of {tried} rests with one solution")
    assert found == 0
    assert tried > 20
    assert unique == 0


def test_without_the_audit_small_groups_follow() -> None:
    """The mutation of `apart`: a whole less its parts leaves a few people."""
    assert small_groups(without("apart"), range(1)) > 0


def test_without_rounding_the_rest_is_solved() -> None:
    """The mutation of `rounded`: exact numbers and means leave one solution for whoever is "
    "hidden."""
    tried, unique = rests(without("rounded"), 30)
    assert unique == tried > 10


# T4


def test_where_all_answered_the_same_nothing_is_told(record) -> None:
    """T4: of twelve people who all said the same, neither their mean nor their spread."""
    rng = Random(4)
    same = [person(rng, start=9, hand=hand) for hand in ("sam", "ada", "joe") * 4]
    row = Pilot().then(same).shown[START]
    record("T4", "hidden" if row["mean"] == TOKEN else "printed")
    assert row["n"] == row["mean"] == row["sd"] == TOKEN
    open_ = Pilot(without("alike")).then(same).shown[START]
    assert (open_["mean"], open_["sd"]) == (9.0, 0.0)


def test_one_group_that_is_nearly_everybody_is_not_told() -> None:
    """Of 40 people 39 of whom said one thing, what the group is called would tell it of each."""
    rng = Random(4)
    people = [*crowd(rng, 39, ethnicity="white"), *crowd(rng, 1, ethnicity="asian")]
    assert Pilot().then(people).shown["reach|ethnicity|white"]["n"] == TOKEN


# T10


def insider(rules, runs: int) -> int:
    """A link worker enrolled nine of the ten people of a cell and knows what they said: how often
    the tenth follows."""
    exact = 0
    for seed in range(runs):
        rng = Random(seed)
        theirs = [person(rng, hand="sam") for _ in range(9)]
        tenth = person(rng, hand="ada")
        row = Pilot(rules).then([*theirs, tenth]).shown[START]
        found = of_row(row)
        score = tenth.values["baseline", UCLA.id]
        known = sum(one.values["baseline", UCLA.id] for one in theirs)
        left = {total - known for n, total, _ in found or () if n == 10} or set(SCORES)
        exact += left == {score}
    return exact


def test_an_insider_who_knows_nine_of_ten_learns_nothing_of_the_tenth(record) -> None:
    """T10: over 200 cells; and without the rule of many hands, nearly always."""
    found = insider(Pilot().rules, 200)
    record("T10", f"exact {found} of 200")
    assert found == 0
    assert insider(without("many_hands"), 40) > 30


# T13


@pytest.mark.parametrize(("rules", "told"), [(Pilot().rules, False), (without("waited"), True)])
def test_the_tenth_person_does_not_lift_the_mark(record, rules, told: bool) -> None:
    """T13: nine people answered; a quarter later the token stands whether a tenth did or not, and
    so it does not without the rule of two quarters."""
    rng = Random(13)
    nine = [person(rng, hand=hand) for hand in ("sam", "ada", "joe") * 3]
    tenth = person(rng)
    first = Pilot(rules).then(nine)
    same = first.then(nine).shown[START]
    more = first.then([*nine, tenth])
    assert (more.shown[START]["n"] != same["n"]) is told
    if not told:
        later = more.then([*nine, tenth]).shown[START]
        record("T13", f"kept back for a quarter, then {later['n']} people")
        assert later["n"] == 10


def test_what_was_printed_does_not_vanish_when_a_few_leave() -> None:
    """A figure of twelve people stays as it was when three of them take their answers back."""
    rng = Random(13)
    people = crowd(rng, 12, person)
    pilot = Pilot().then(people)
    again = pilot.then(people[3:])
    assert again.shown[START] == pilot.shown[START]


# the tables themselves


def test_nobody_can_ask_for_a_group_of_their_own() -> None:
    """The mutation of `fixed`: told apart by who enrolled them, or by two things at once, is no
    table of ours; without the rule a link worker's own people would be one."""
    rng = Random(3)
    people = crowd(rng, 60)
    _, cells = tables(facts(people))
    whole = next(cell for cell in cells if cell.key == START)
    for by in ("referrer", "age and area"):
        mine = replace(
            whole,
            key=f"{START}|{by}",
            count=30,
            people=(1 << 30) - 1,
            values=(whole.values[0][:30],),
            hands=whole.hands[:30],
            whole=START,
            by=by,
            band="sam",
        )
        draft = Draft("2027Q1", (whole, mine), people=tuple(person.labels for person in people))
        assert passed(draft).by_key()[mine.key].kept_back
        assert not passed(draft, without("fixed")).by_key()[mine.key].kept_back


def test_words_of_their_own_are_no_group() -> None:
    """The mutation of `coarse`: what somebody wrote in place of a group, and a whole postcode, are
    never a row with figures, though ten people wrote the same."""
    rng = Random(3)
    people = [*crowd(rng, 40, area="LS8"), *crowd(rng, 40, area="LS8 1AB")]
    assert "LS8 1AB" not in Pilot().then(people).made[0].artefact
    assert Pilot(without("coarse")).then(people).shown["reach|area|LS8 1AB"]["n"] == 40
