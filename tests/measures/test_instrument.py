"""What an instrument's file may say, and what is said of one that cannot be used."""

from __future__ import annotations

import pytest

from connectbot.measures.library import Library
from tests.measures.making import ADDED, ASIDE, PLAN, shipped

ITEM = "  a: {text: Is it round?, range: {from: 0, to: 2}}\n"
EXAMPLE = "examples:\n  - answers: {a: 1}\n"

FAULTS = [
    ("items:\n  a: {text: Is it round?}\n" + EXAMPLE, 8, "either a `range` or `options`"),
    (
        "items:\n  a: {text: Is it?, range: {from: 0, to: 2}, options: {1: So}}\n" + EXAMPLE,
        8,
        "either a `range` or `options`",
    ),
    ("items:\n  a: {text: Is it?, range: {from: 2, to: 2}}\n" + EXAMPLE, 8, "less than `to`"),
    (
        "items:\n  a: {text: Is it?, range: {from: 0, to: 2}, ones: [3]}\n" + EXAMPLE,
        8,
        "`ones` has 3, which nobody can answer",
    ),
    (
        "items:\n  a: {text: Is it?, range: {from: 0, to: 2}, ones: [2], reverse: yes}\n" + EXAMPLE,
        8,
        "leave one",
    ),
    (
        "items:\n  a: {text: Is it?, range: {from: 0, to: 2}, bands: {low: 1}}\n" + EXAMPLE,
        8,
        "the first band begins at 0",
    ),
    (
        "items:\n  a: {text: Is it?, range: {from: 0, to: 2}, bands: {low: 0, high: 3}}\n"
        + EXAMPLE,
        8,
        "none begins above 2",
    ),
    (
        "items:\n  a: {text: Is it?, range: {from: 0, to: 2}, bands: {high: 2, low: 0}}\n"
        + EXAMPLE,
        8,
        "from the lowest up",
    ),
    (
        "items:\n  a: {text: Is it?, range: {from: 0, to: 2}, bands: {none: 0}}\n" + EXAMPLE,
        8,
        "rename that band",
    ),
    ("items:\n  A b: {text: Is it?, range: {from: 0, to: 2}}\n" + EXAMPLE, 8, "not `A b`"),
    ("items:\n" + ITEM, 2, "`examples` is missing"),
    ("items:\n" + ITEM + "examples:\n  - answers: {a: 3}\n", 2, "`a` with 3, which nobody can"),
    ("items:\n" + ITEM + "examples:\n  - answers: {b: 1}\n", 2, "answers every item"),
    (
        "items:\n" + ITEM + "examples:\n  - answers: {a: 1}\n    scores: {b: 1}\n",
        2,
        "the score `b`, which is not there",
    ),
    (
        "items:\n" + ITEM + "examples:\n  - answers: {a: 1}\n    bands: {b: so}\n",
        2,
        "a band of `b`, which is not there",
    ),
    ("items:\n" + ITEM + "scores:\n  a: {of: all}\n" + EXAMPLE, 2, "an item and a score"),
    ("items:\n" + ITEM + "scores:\n  b: {of: [c]}\n" + EXAMPLE, 2, "wants the item `c`"),
    (
        "items:\n" + ITEM + "scores:\n  b: {of: all, missing: 1}\n" + EXAMPLE,
        2,
        "would need no answer at all",
    ),
    (
        "items:\n" + ITEM + "scores:\n  b: {of: all, type: lookup}\n" + EXAMPLE,
        10,
        "`type: lookup` and a table `lookup` go together",
    ),
    (
        "items:\n"
        + ITEM
        + "scores:\n  b: {of: all, type: lookup, lookup: {0: 1}, missing: 1}\n"
        + EXAMPLE,
        10,
        "take `missing` out",
    ),
    (
        "items:\n"
        + ITEM
        + "scores:\n  b: {of: all, type: lookup, lookup: {0: 1, 1: 2}}\n"
        + EXAMPLE,
        2,
        "every sum from 0 to 2",
    ),
    (
        "items:\n" + ITEM + "scores:\n  b: {of: all, bands: {low: 1}}\n" + EXAMPLE,
        2,
        "the first band begins at 0",
    ),
    ("open: no\nitems:\n" + ITEM + EXAMPLE, 2, "`permission: ...`"),
    (
        "items:\n" + ITEM + "scores:\n  b: {of: all}\nexamples:\n  - answers: {a: 1}\n"
        "    scores: {b: 2}\n",
        12,
        "this example does not hold: `b` comes to `1`, not `2`",
    ),
    (
        "items:\n  a: {text: Is it?, range: {from: 0, to: 2}, bands: {low: 0, high: 1}}\n"
        "examples:\n  - answers: {a: 1}\n    bands: {a: low}\n",
        10,
        "this example does not hold: `a` falls in `high`, not `low`",
    ),
    (
        "items:\n  a: {text: Is it?, range: {from: 0, to: 2}, bands: {low: 0, high: 1}}\n"
        "examples:\n  - answers: {a: skip}\n    bands: {a: low}\n",
        10,
        "`a` falls in nothing, not `low`",
    ),
    ("questions: {}\n" + "items:\n" + ITEM + EXAMPLE, 7, "unknown word `questions`"),
]


@pytest.mark.parametrize(("text", "line", "sentence"), FAULTS, ids=[row[2][:40] for row in FAULTS])
def test_a_fault_is_told_with_its_line(text: str, line: int, sentence: str) -> None:
    """A file that cannot be used is left out; one sentence says where and what, with its mend."""
    library, problems = Library.parse({"aside.yaml": ASIDE + text}, {})
    assert not library.instruments
    assert [problem.line for problem in problems] == [line]
    assert sentence in str(problems[0])


def test_a_file_that_is_no_yaml_is_told() -> None:
    """It is left out, and so is a plan that wants it."""
    library, problems = Library.parse({"aside.yaml": "a: ["}, {"tea.yaml": PLAN})
    assert (library.instruments, library.plans) == ({}, {})
    assert "there is no instrument `aside` that can be used; there are: none" in str(problems[1])


def test_wording_that_is_not_free_needs_a_licence_of_ones_own() -> None:
    """What is not open is taken with the reference of the operator's own licence, and its line."""
    own = ASIDE.replace(
        'version: "1"', 'version: "1"\nopen: no\npermission: "L-77"\ncopyright: (c) Pot'
    )
    library, problems = Library.parse({"own.yaml": own + "items:\n" + ITEM + EXAMPLE}, {})
    assert not problems
    assert library.instrument("aside").copyright == "(c) Pot"


WELSH = ADDED.replace('version: "1"', 'version: "1"\nlanguage: cy').replace(
    "How round", "Pa mor grwn"
)


def test_one_instrument_in_two_languages() -> None:
    """Each reads their own; whoever reads another one reads English."""
    library, problems = Library.parse({"a.yaml": ADDED, "a.cy.yaml": WELSH}, {"tea.yaml": PLAN})
    assert not problems
    assert library.instrument("aside", "cy").items["a"].text == "Pa mor grwn is your teapot?"
    assert library.instrument("aside", "fr") == library.instrument("aside")
    assert [one.language for one in library.every] == ["en", "cy"]
    assert library.asked("tea", "baseline", "cy") == (library.instrument("aside", "cy"),)
    assert library.asked("tea", "never") == library.asked("never", "baseline") == ()


@pytest.mark.parametrize(
    ("second", "sentence"),
    [
        (ADDED, "there are two files for `aside` in `en`"),
        (WELSH.replace("1: Not", "0: Not"), "example answers `a` with 1"),
        (WELSH.replace("2: More or less, ", ""), "has other items, values or scores than in `en`"),
        (
            WELSH.replace('version: "1"', 'version: "2"'),
            "the same answers have to come to the same",
        ),
    ],
)
def test_two_files_for_one_instrument_score_alike(second: str, sentence: str) -> None:
    """Another language has the same items, values, scores and version, or it is left out."""
    library, problems = Library.parse({"a.yaml": ADDED, "b.yaml": second}, {})
    assert sentence in str(problems[0])
    assert list(library.instruments) == ["aside"]
    assert not library.spoken


def test_an_instrument_may_be_in_another_language_alone() -> None:
    """Where nobody wrote it in English it is asked as it is."""
    library, problems = Library.parse({"a.cy.yaml": WELSH}, {})
    assert not problems
    assert library.instrument("aside", "en").language == "cy"


def test_a_third_language_twice_is_one_too_many() -> None:
    """Two files in Welsh beside the English one: the second is left out."""
    files = {"a.yaml": ADDED, "b.yaml": WELSH, "c.yaml": WELSH}
    library, problems = Library.parse(files, {})
    assert len(library.every) == 2
    assert "there are two files for `aside` in `cy`" in str(problems[0])


def test_the_built_in_ones_say_whose_they_are() -> None:
    """Each has a licence, a source and examples, and all of them may be asked by anybody."""
    library = shipped()
    assert set(library.instruments) >= {"ons4", "ucla3", "ons-loneliness", "pulse", "good-month"}
    assert all(one.open and one.licence and one.source and one.examples for one in library.every)
    assert library.plans["usual"].names == ("baseline", "6-weeks", "3-months", "6-months")
    asked = [item.text for one in library.asked("usual", "baseline") for item in one.items.values()]
    assert len(asked) == 8
    assert asked[-1] == "How often do you feel lonely?"  # not before the three that do not say it
