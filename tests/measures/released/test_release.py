"""What is printed, how, and in what words."""

import json
from random import Random

import pytest

from connectbot.measures.released.cells import Cell, Draft, exact
from connectbot.measures.released.ledger import Ledger
from connectbot.measures.released.people import Measure
from connectbot.measures.released.release import PARAMETERS, parsed, release
from connectbot.measures.released.rules import RULES, five, many_hands
from tests.attacks.pilots import LIFE, UCLA, Pilot, crowd, facts, person, rows
from tests.measures.released.words import PROMISES

CHANGE = "change|6-weeks|ucla3.total"
REACHED = {
    "6-weeks": {
        "invited": 103,
        "consented": 92,
        "baseline": 88,
        "due": 80,
        "sent": 79,
        "delivered": 70,
        "started": 60,
        "complete": 55,
        "paired": 41,
    }
}


def test_there_are_ten_rules_and_each_says_why() -> None:
    """Ten functions, each with a first line and its reason after it."""
    assert len(RULES) == len(set(RULES)) == 10
    for rule in RULES:
        first, _, reason = (rule.__doc__ or "").partition("\n\n")
        assert first
        assert len(reason.split()) > 15


def test_twelve_people_are_no_change() -> None:
    """The worked example is of twelve: neither an interval nor the two means whose difference it is
    of; where they began may stand there."""
    before = (8, 7, 9, 6, 5, 7, 8, 6, 9, 7, 6, 5)
    after = (6, 6, 8, 6, 4, 7, 6, 5, 9, 5, 6, 4)
    rng = Random(1)
    people = [person(rng, start=b, later=a) for b, a in zip(before, after, strict=True)]
    shown = Pilot().then(people).shown
    assert {shown[CHANGE][name] for name in ("n", "change", "low", "high", "sd")} == {"*"}
    assert shown["pairs|6-weeks|ucla3.total"]["before"] == "*"
    assert shown["start|ucla3.total"]["n"] == 10


def test_a_change_is_printed_with_its_interval_and_its_shares() -> None:
    """Of forty people: numbers to five, shares in whole per cent, the rest with one decimal."""
    rng = Random(2)
    people = [person(rng, start=7, later=7 - n % 3) for n in range(42)]
    row = Pilot().then(people).shown[CHANGE]
    assert row["n"] == 40
    assert (row["change"], row["sd"], row["low"], row["high"]) == (-1.0, 0.8, -1.3, -0.7)
    # 28 are better (nearest five: 30), 14 the same and none worse: two shares, not three
    assert (row["improved"], row["not_improved"], row["same"], row["worse"]) == (75, 38, "*", "*")


@pytest.mark.parametrize(
    ("improved", "same", "worse", "told"),
    [
        (20, 12, 10, {"improved": 50, "same": 25, "worse": 25}),
        (20, 12, 8, {"improved": 50, "not_improved": 50}),
        (32, 2, 4, {}),
        (5, 20, 15, {}),
    ],
)
def test_each_share_has_ten_people_behind_it(
    improved: int, same: int, worse: int, told: dict[str, int]
) -> None:
    """Else two of the shares are one, or there is none."""
    rng = Random(3)
    moves = [-1] * improved + [0] * same + [1] * worse
    shown = Pilot().then([person(rng, start=6, later=6 + move) for move in moves]).shown[CHANGE]
    names = ("improved", "same", "worse", "not_improved")
    assert {name: shown[name] for name in names if shown[name] != "*"} == told


@pytest.mark.parametrize(("count", "printed"), [(10, 10), (12, 10), (13, 15), (17, 15), (18, 20)])
def test_people_are_told_to_the_nearest_five(count: int, printed: int) -> None:
    """Two up or down at most."""
    assert five(count) == printed


def test_every_table_of_answers_carries_its_funnel() -> None:
    """With the share of those who were due; fewer than ten lost between two stages are not told,
    and what is left of few is a token."""
    people = crowd(Random(4), 45)
    made = Pilot().then(people, funnel=REACHED).made[0]
    told = parsed(made.artefact)
    with_answers = [t for t in told["tables"] if t["id"].startswith(("change", "before", "comp"))]
    assert with_answers
    for table in with_answers:
        stages = {row["stage"]: (row["n"], row["of_due"]) for row in table["funnel"]}
        assert stages["sent"] == stages["due"] == (80, 100)  # 79 of 80
        assert stages["delivered"] == (70, 88)
        assert stages["complete"] == stages["started"] == (60, 75)
        assert stages["paired"] == (40, 50)
        assert (stages["invited"][1], stages["consented"][1]) == ("*", "*")  # no part of those due
    empty = next(table for table in told["tables"] if table["id"] == "funnel-baseline")
    assert {row["n"] for row in empty["rows"]} == {"*"}


def test_a_funnel_is_renewed_as_one() -> None:
    """When ten came or went at some stage, all stages are new; before, all are as they were."""
    people = crowd(Random(4), 45)
    one_more = {"6-weeks": {**REACHED["6-weeks"], "delivered": 71}}
    ten_more = {"6-weeks": {**REACHED["6-weeks"], "paired": 55}}
    pilot = Pilot().then(people, funnel=REACHED).then(people, funnel=one_more)
    shown = [row["n"] for key, row in pilot.shown.items() if key.startswith("funnel|6-weeks")]
    assert shown[5] == 70
    after = pilot.then(people, funnel=ten_more).shown
    assert after["funnel|6-weeks|paired"]["n"] == 60


def test_those_who_answered_again_stand_beside_those_who_did_not() -> None:
    """Where they began, both."""
    rng = Random(5)
    people = [*crowd(rng, 30), *crowd(rng, 14, person)]
    shown = Pilot().then(people).shown
    assert shown["completers|6-weeks|ucla3.total|again"]["n"] == 30
    assert shown["completers|6-weeks|ucla3.total|not-again"]["n"] == 15
    assert shown[CHANGE]["if_unchanged"] == round(shown[CHANGE]["change"] * 30 / 45, 1) + 0.0


def test_what_the_missing_could_do_is_left_out_where_nobody_is_missing() -> None:
    """Thirty of thirty answered: there is nothing to reckon with."""
    row = Pilot().then(crowd(Random(6), 30)).shown[CHANGE]
    assert (row["if_unchanged"], row["tipping"]) == ("*", "*")


def test_searches_and_introductions_are_of_their_quarter_alone() -> None:
    """What nobody looked for ten times is a token; a district that only the rest of another would
    be is kept back with it; how introductions came out is told by ten people each."""
    made = Pilot().then(
        crowd(Random(7), 12),
        searches=(
            ("company", "LS8", 22, 0),
            ("company", "LS9", 14, 0),
            ("company", "", 4, 0),
            ("food", "LS8", 3, 0),
        ),
        needs={"company": "Company", "food": "Food"},
        referrals={
            "completed_got_help": tuple((n, "sam" if n % 2 else "ada") for n in range(14)),
            "open": tuple((n, "sam") for n in range(20, 45)),
            "lapsed": ((50, ""),),
        },
    )
    shown = made.shown
    assert shown["searches|company"]["n"] == 40
    assert shown["searches|food"]["n"] == "*"
    assert shown["searches|company|area|LS8"]["n"] == 20
    assert "searches|company|area|LS9" not in shown  # that a row is there would tell of somebody
    assert shown["referrals|completed_got_help"]["n"] == 15
    assert shown["referrals|open"]["n"] == "*"  # all by one of our people
    assert shown["referrals|lapsed"]["n"] == "*"


def test_what_was_found_is_no_smaller_group_than_any_other() -> None:
    """Of what is looked for and what is not found one is kept back where they differ by a few, in
    what is left of a whole, too; where nothing is found both stand."""
    made = Pilot().then(
        [],
        searches=(
            ("company", "LS8", 20, 20),
            ("company", "LS9", 12, 3),
            ("food", "LS8", 20, 4),
            ("money", "LS8", 15, 0),
            ("walking", "LS8", 4, 30),
        ),
    )
    shown = {key: row["n"] for key, row in made.shown.items() if key.startswith(("se", "so"))}
    assert shown == {
        "searches|company": 30,
        "sought|company": 55,
        "searches|company|area|LS8": 20,
        "searches|company|area|LS9": 10,
        "searches|food": 20,
        "sought|food": "*",
        "searches|food|area|LS8": 20,
        "searches|money": 15,
        "sought|money": 15,
        "searches|money|area|LS8": 15,
        "sought|money|area|LS8": 15,
        "searches|walking": "*",
        "sought|walking": 35,
        "sought|walking|area|LS8": 35,
    }


def test_bands_that_only_one_has_said_are_no_reason_for_a_fifth() -> None:
    """More than four bands of age are too fine, and none is printed."""
    rng = Random(8)
    people = [p for age in ("a", "b", "c", "d", "e") for p in crowd(rng, 20, age=age)]
    made = Pilot().then(people)
    assert not [key for key in made.shown if "|age|" in key]


@pytest.mark.parametrize(
    ("hands", "printed"),
    [
        (["sam"] * 10, False),
        (["sam"] * 8 + ["ada"] * 2, True),
        (["sam"] * 9 + ["ada"] * 2, False),
        ([""] * 10, True),
        ([None] * 10, True),
        (["sam"] * 5 + [None] * 30, False),
        (["sam"] * 10 + ["ada"] * 10 + [None] * 60, True),
    ],
)
def test_no_one_has_a_list_of_nearly_everybody(hands: list[str | None], printed: bool) -> None:
    """Two who enrolled them, none more than four in five; whom nobody can tell any more are taken
    to be of whoever has most, unless ten are surely not theirs."""
    cell = Cell("c", "count", len(hands), hands=tuple(hands))
    assert bool(many_hands(Draft("2027Q1", (cell,))).cells[0].kept_back) is not printed


@pytest.mark.parametrize(
    ("values", "printed"),
    [((0,) * 9 + (1, 10), False), ((0,) * 5 + (1,) * 6, True), ((0,) * 11, True)],
)
def test_two_people_make_up_no_sum(values: tuple[int, ...], printed: bool) -> None:
    """Where all others said nothing, a mean is what two people said."""
    cell = Cell("c", "level", len(values), values=(values,))
    assert bool(many_hands(Draft("2027Q1", (cell,))).cells[0].kept_back) is not printed


def test_no_word_of_ours_promises_more_than_change() -> None:
    """Every text of a release, and those it is made of: no impact, no effect, no cause, and the
    word "anonymised" nowhere."""
    rng = Random(9)
    people = crowd(rng, 40, age="25-64")
    plain = Measure("ons4.happy", "Happy yesterday", "up")
    made = Pilot().then(people, measures=(UCLA, LIFE, plain), funnel=REACHED).made[0]
    told = parsed(made.artefact)
    texts = json.dumps([told["notes"], told["tables"], told["title"], dict(PARAMETERS)])
    assert not PROMISES.findall(texts)
    assert "change" in texts


def test_the_same_facts_make_the_same_release() -> None:
    """Nothing of it is made by chance or by the clock."""
    of = facts(crowd(Random(10), 50, age="25-64"), funnel=REACHED)
    assert release(of, Ledger()).artefact == release(of, Ledger()).artefact


def test_a_group_of_words_is_known_only_by_its_bands() -> None:
    """What is moved from band to band is counted, and each of the four ways has ten people or none
    is told."""
    rng = Random(11)
    people = [person(rng, start=8, later=4) for _ in range(20)]
    people += [person(rng, start=8, later=8) for _ in range(20)]
    people += [person(rng, start=4, later=4) for _ in range(15)]
    people += [person(rng, start=4, later=8) for _ in range(3)]
    shown = rows(Pilot().then(people).made[0])
    assert shown["moved|6-weeks|ucla3.total|lonely|not-lonely"]["n"] == 20
    assert shown["moved|6-weeks|ucla3.total|not-lonely|lonely"]["n"] == "*"
    # with the other three, the whole would leave the three people
    told = [row["n"] for key, row in shown.items() if key.startswith("moved|6-weeks|ucla3.total|")]
    assert told.count("*") >= 2


def test_a_cell_of_nobody_has_no_figures() -> None:
    """And a change of one person no interval."""
    assert exact(Cell("c", "level", 0, values=((),))) == {"n": 0}
    assert exact(Cell("c", "pairs", 0, values=((), ()))) == {"n": 0}
    assert exact(Cell("c", "change", 1, values=((2,),))) == {"n": 1}


def test_a_part_may_be_repeated_beside_a_whole_that_is_new() -> None:
    """The rest that this leaves is looked at, too."""
    rng = Random(12)
    young = crowd(rng, 40, age="under-25")
    old = crowd(rng, 40, age="65-plus")
    pilot = Pilot().then([*young, *old]).then([*young, *old, *crowd(rng, 12, age="65-plus")])
    shown = pilot.shown
    assert shown["reach"]["n"] == 90
    assert shown["reach|age|under-25"]["as_at"] == "2027Q1"
    fewer = Pilot().then([*young, *old]).then([*young[3:], *old, *crowd(rng, 14, age="65-plus")])
    assert fewer.shown["reach|age|under-25"]["as_at"] == "2027Q1"
