"""How the questions of a check-in are worded, and what is told of those that do not work."""

from __future__ import annotations

from dataclasses import replace

import pytest

from connectbot.flows import coming, measuring, words
from connectbot.flows.flow import Flow
from connectbot.flows.lint import kept_for, measured, problems
from connectbot.measures.library import Library
from connectbot.measures.plan import PlanWave
from connectbot.model.effect import (
    Completed,
)
from connectbot.written.reading import Unreadable
from connectbot.written.tongue import ENGLISH, Tongue
from tests.flows.asked import FLOW, begun, values
from tests.flows.village import knowledge, measures, talk


def test_each_question_is_one_text() -> None:
    """Every built-in question in every language: at most 160 letters of GSM-7, options and all."""
    welsh = Tongue("cy", {"Reply {least} to {most}, or SKIP to miss.": "x" * 36})
    for one in measures().every:
        for name, item in one.items.items():
            for tongue in (ENGLISH, welsh):
                text = words.as_sms(measuring.worded(measuring.Asked(one, name, item), tongue))
                assert words.is_gsm7(text)
                assert words.segments(text) == 1, text


def test_it_is_asked_in_their_language_where_it_is_there() -> None:
    """Whoever reads Welsh is asked a community's own questions in Welsh."""
    own = measures().plans["usual"].model_copy(update={"instruments": ("good-month",)})
    there = replace(
        knowledge(),
        measures=replace(measures(), plans={"p": own}),
        tongues={"cy": Tongue("cy", {"Skip": ""})},
    )
    one = begun(there, "checkin e1 baseline p", language="cy")
    assert one.say("GO")[0].startswith("Meddyliwch am y saith diwrnod diwethaf.")
    one.say("dim un")
    assert values(one) == [0]


OWNED = """
instrument: pots
title: Pots
version: "1"
open: no
permission: L-77
copyright: (c) The pot makers
licence: With a licence
source: Invented
items:
  a: {text: How warm is your pot?, range: {from: 0, to: 4}}
  b: {text: How round is your pot?, range: {from: 0, to: 4}}
examples: [{answers: {a: 1, b: 2}}]
"""


def owned(text: str = OWNED) -> Library:
    """A library with an operator's own instrument and a plan that asks it."""
    plan = "plan: p\ntitle: P\ninstruments: [pots]\nwaves: {baseline: {after: 0 days}}\n"
    library, problems = Library.parse({"pots.yaml": text}, {"p.yaml": plan})
    assert not problems, problems
    return library


def test_the_owners_line_stands_before_the_first_question_alone() -> None:
    """A licence that wants its line on every copy gets it once in each check-in."""
    one = begun(replace(knowledge(), measures=owned()), "checkin e1 baseline p")
    assert one.say("GO") == [
        "(c) The pot makers",
        "How warm is your pot? Reply 0 to 4, or SKIP to miss.",
    ]
    assert one.say("what does 4 mean")[0] == "There is no right answer."  # no end has a name
    assert one.say("purple")[0].startswith("Sorry")
    assert one.say("4") == ["How round is your pot? Reply 0 to 4, or SKIP to miss."]


@pytest.mark.parametrize(
    ("was", "written", "line", "sentence", "warning"),
    [
        ("How warm is", "How warm" + " and how warm" * 10 + " is", 11, "takes 2 texts", True),
        ("How warm is", "How warm" + " and how warm" * 25 + " is", 11, "takes 3 texts", False),
        ("How warm is", "How warm \u2603 is", 11, "makes a text hold 70 characters", True),
        (
            "range: {from: 0, to: 4}}\n  b",
            "options: {1: Cup, 2: Yes}}\n  b",
            11,
            "opting in",
            False,
        ),
        (
            "range: {from: 0, to: 4}}\n  b",
            "options: {1: Cup, 2: i want to die}}\n  b",
            11,
            "taken for urgent words",
            False,
        ),
        (
            "range: {from: 0, to: 4}}\n  b",
            "options: {1: With milk, 2: with  Milk}}\n  b",
            11,
            "taken for another option",
            True,
        ),
    ],
)
def test_a_question_that_does_not_work_as_a_text_is_told(
    was: str, written: str, line: int, sentence: str, warning: bool
) -> None:
    """`connectbot check` names the line: too long, a dear sign, an option that means something."""
    library = owned(OWNED.replace(was, written))
    found = measured(library, {}, knowledge().safety.screen)
    assert {(one.line, one.warning) for one in found} == {(line, warning)}
    assert sentence in str(found[0])


OFFER = """flow: c
title: C
starts: [check-in is offered]
steps:
  kept:
    say: Within MONTHS months nobody knows.
  end:
    end: So.
"""


def test_how_long_answers_lead_to_somebody_is_told_truly() -> None:
    """`connectbot check` names the step where a plan takes longer than people are told."""
    told = OFFER.replace("MONTHS", "15")
    usual = measures().plans["usual"]
    later = PlanWave.model_validate({"after": "12 months", "late": "4 weeks"})
    year = usual.model_copy(update={"id": "year", "waves": {**usual.waves, "1-year": later}})
    plans = {"usual": usual, "year": year}
    library = replace(measures(), plans=plans)
    (found,) = kept_for([Flow.parse(told, "consent.yaml"), Flow.parse(FLOW, "a.yaml")], library)
    assert (found.line, found.warning) == (5, True)
    assert "with the plan `year` it may take 21 months" in str(found)
    assert not list(kept_for([Flow.parse(OFFER.replace("MONTHS", "21"), "c.yaml")], library))


def test_its_words_are_not_written_in_the_flow() -> None:
    """`measure` with options of its own is refused, with the mend."""
    with pytest.raises(Unreadable, match="takes its questions and options from the instruments"):
        Flow.parse(
            FLOW.replace("measure: due", "measure: due\n    options: [Yes]"), "check-in.yaml"
        )


YES = "flow: t\ntitle: T\nstarts: [T]\nsteps:\n  yes:\n    consent: yes\n"


def test_a_yes_that_nobody_asked_for_is_told_to_nobody() -> None:
    """The step for consent does nothing where no check-ins were offered."""
    one = talk(f"{YES}  end:\n    end: So.")
    assert one.say("T") == ["So."]
    assert not one.told


def test_a_language_of_its_own_is_measured_in_that_language() -> None:
    """A question in Welsh is as long as it is with our Welsh words."""
    long = Tongue("cy", {"Reply {least} to {most}, or SKIP to miss.": "x" * 100})
    found = measured(measures(), {"cy": long}, knowledge().safety.screen)
    assert "good-month.cy.yaml" in {one.file.rsplit("/", 1)[-1] for one in found}
    assert "good-month.yaml" not in {one.file.rsplit("/", 1)[-1] for one in found}


@pytest.mark.parametrize(
    ("word", "wanted", "sentence"),
    [
        ("answered", {"ons4/happy": 3}, "the answers kept are {'ons4/happy': 2}"),
        ("consented", {"choice": "yes"}, "what they agreed to is nothing"),
        ("check_ins", "paused", "the check-ins are not paused"),
        ("check_ins", "better", "`check-ins` can be complete, paused, resumed, halted, withdrawn"),
    ],
)
def test_a_talk_says_what_came_of_a_check_in_instead(
    word: str, wanted: object, sentence: str
) -> None:
    """A line about a check-in that does not hold is answered with what was so."""
    effects = [Completed("e1", "baseline", (("ons4", "happy", 2),))]
    assert coming.OF[word](effects, wanted).startswith(sentence)


@pytest.mark.parametrize("word", ["hour: when", "day: when", "shows: when", "strata: {age: when}"])
def test_a_yes_names_fields_that_somebody_saves(word: str) -> None:
    """A field that no question saves is told, with the line."""
    flow = Flow.parse(f"{YES}    {word}\n  end:\n    end: So.", "t.yaml")
    found = [str(problem) for problem in problems([flow])]
    assert any("nothing saves `when`" in sentence for sentence in found), found
