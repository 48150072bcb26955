"""T1, T4, T10 and T13: small cells, alike answers, insiders, when a figure comes; fixed tables.

Each rule has its mutation: without it, the attack that it stands against succeeds.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from connectbot.measures.released.cells import Draft
from connectbot.measures.released.rules import RULES, passed
from connectbot.measures.released.tables import tables
from tests.attacks.growing import grown
from tests.attacks.pilots import SCORES, UCLA, Pilot, crowd, facts, person, rows, without
from tests.attacks.solving import TOKEN, of_row

START = "start|ucla3.total"
CHANGE = "change|6-weeks|ucla3.total"


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


@pytest.mark.parametrize(
    ("better", "rules", "told"),
    [
        (285, RULES, {}),
        (12, RULES, {}),
        (267, RULES, {"improved": 90, "not_improved": 10}),
        (285, without("alike"), {"improved": 97, "not_improved": 3}),
        (12, without("alike"), {"improved": 3, "same": 34, "worse": 63}),
    ],
)
def test_where_nearly_all_got_better_no_share_says_so(better: int, rules, told: dict) -> None:
    """T4: of 297 people, whose moves have more than one size, that one in particular got better is
    not to be read off; nor that they did not. Where they differ enough the shares stand there."""
    rng = Random(4)
    stayed = 8 if better > 200 else 100  # where fewer than ten did, they and the worse are one
    moves = [-1 - n % 2 for n in range(better)] + [0] * stayed + [1] * (297 - better - stayed)
    people = [person(rng, start=5, later=5 + move) for move in moves]
    row = Pilot(rules).then(people).shown[CHANGE]
    names = ("improved", "same", "worse", "not_improved")
    assert {name: row[name] for name in names if row[name] != TOKEN} == told
    assert row["change"] != TOKEN


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


def test_every_rule_has_its_mutation() -> None:
    """Each of the ten is taken away by some attack of this folder."""
    here = Path(__file__).parent
    tests = "".join(path.read_text("utf-8") for path in here.glob("test_*.py"))
    taken = {
        name for names in re.findall(r"without\(([^)]+)\)", tests) for name in names.split(", ")
    }
    assert {name.strip("'\"") for name in taken} == {rule.__name__ for rule in RULES}
