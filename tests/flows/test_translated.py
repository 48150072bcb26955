"""The check of translations: nothing missing, nothing lost, nothing too long, options apart."""

from __future__ import annotations

import pytest

from connectbot.flows import wording
from connectbot.flows.flow import Flow
from connectbot.flows.lint import translated
from connectbot.written.catalogue import Entry, tongue
from tests.flows.village import knowledge

TEA = """
flow: tea
title: Tea
starts: [TEA]
no_reply: {after: 1 day, remind: no}
steps:
  sort:
    ask: "Which tea, {name}?"
    sms: Which tea?
    options: [Black, Green]
    save: sort
    hear: {Black: [builders, strong], Green: [jasmine]}
  thanks:
    end: Thank you.
  again:
    end: Thank you.
"""
GOOD = (
    Entry("Tea", "Te", file="cy.po", line=1),
    Entry("TEA", "TE\nPANED", "tea.starts", "cy.po", 2),
    Entry("Which tea, {name}?", "Pa de, {name}?", file="cy.po", line=3),
    Entry("Which tea?", "Pa de?", file="cy.po", line=4),
    Entry("Black", "Du", file="cy.po", line=5),
    Entry("Green", "Gwyrdd", file="cy.po", line=6),
    Entry("builders", "cryf", "tea/sort.Black", "cy.po", 7),
    Entry("jasmine", "jasmin", "tea/sort.Green", "cy.po", 8),
    Entry("Thank you.", "Diolch.", file="cy.po", line=9),
)


def faults(*own: Entry, without: str = "") -> list[str]:
    """What is found in these translations, in place of the good ones."""
    flow = Flow.parse(TEA, "flows/tea.yaml")
    changed = {(one.context, one.text): one for one in (*GOOD, *own)}
    all_own = [one for one in changed.values() if one.text != without]
    spoken = tongue("cy", all_own)
    needed = wording.together(wording.entries([flow]))
    screen = knowledge().safety.screen
    found = [
        *translated.problems(needed, all_own, spoken, "cy.po", {"samaritans"}),
        *translated.of_flows([flow], all_own, spoken, screen, "cy.po"),
    ]
    assert all(problem.warning for problem in found)
    return [str(problem) for problem in found]


def test_a_whole_translation_is_in_order() -> None:
    """Nothing is said about it."""
    assert faults() == []


def test_each_text_is_wanted_once_with_every_line_it_stands_in() -> None:
    """A translator writes it once, and sees where it is said."""
    found = wording.together(wording.entries([Flow.parse(TEA, "flows/tea.yaml")]))
    assert [one.text for one in found] == [
        *("Tea", "TEA", "Which tea, {name}?", "Which tea?", "Black", "Green"),
        *("jasmine", "builders", "Thank you."),
    ]
    assert [line for _, line in found[-1].where] == [14, 16]


def test_a_missing_text_is_named_where_it_stands() -> None:
    """With the file that should have it, and the command that lists all."""
    (fault,) = faults(without="Thank you.")
    assert fault.startswith("flows/tea.yaml:14: `Thank you.` is not in the language `cy` yet")
    assert "connectbot flow words" in fault


def test_a_missing_sentence_of_ours_is_named_in_the_translation() -> None:
    """The bot's own sentences stand in no file of the community; a long one is cut."""
    needed = [Entry("What the bot itself says when it has nothing else left to say at all.")]
    (fault,) = translated.problems(needed, [], tongue("cy", []), "cy.po")
    assert str(fault).startswith("cy.po:1: `What the bot itself says when it has nothing el...`")


@pytest.mark.parametrize(
    ("own", "sentence"),
    [
        ("Pa de?", "cy.po:3: `{name}` is only in the English"),
        ("Pa de, {enw}?", "cy.po:3: `{enw}` is not in the English"),
    ],
)
def test_braces_are_those_of_the_english(own: str, sentence: str) -> None:
    """Whatever stands in them is filled in, in every language."""
    found = faults(Entry("Which tea, {name}?", own, file="cy.po", line=3))
    assert [fault.startswith(sentence) for fault in found] == [True]


def test_a_helpline_may_be_another() -> None:
    """One that speaks the language."""
    assert faults(Entry("Ring 1", "Ffoniwch {samaritans}")) == []


def test_a_text_that_is_too_long_is_named() -> None:
    """One letter that no plain text has makes it hold 70."""
    (fault,) = faults(Entry("Thank you.", "ŵ" * 250, file="cy.po", line=9))[:1]
    assert fault.startswith("cy.po:9: in tea/thanks this can take 4 texts in `cy`")


@pytest.mark.parametrize(
    ("own", "sentence"),
    [
        ("Stop", "phone companies take `Stop` (tea/sort)"),
        ("kill myself", "`kill myself` (tea/sort) would be taken for urgent words"),
        ("Gwyrdd", "could be taken for another option"),
    ],
)
def test_options_stay_options(own: str, sentence: str) -> None:
    """What a phone company, the safety screen or another option would take is no option."""
    assert any(sentence in fault for fault in faults(Entry("Black", own, file="cy.po", line=5)))
