"""A release is shown with its own figures and no others, and with what they do not say."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectbot.measures.shown.laid import Report, Section
from connectbot.measures.shown.names import in_words, listed, plain, short, signed
from connectbot.measures.shown.report import report
from tests.measures.released.words import PROMISES
from tests.measures.shown.pilot import artefact
from tests.measures.shown.walking import printed, said

FIGURES = ("change", "low", "high", "sd", "n", "before", "after", "mean", "of_due")


def test_a_name_that_is_cut_still_says_of_whom() -> None:
    """A long question is cut, never the group behind it; a short name stands for ours."""
    asked = "Overall, how much did the tea at the hall warm you through yesterday afternoon?"
    band = {"measure": "tea.warm", "band": "65-plus", "label": f"{asked}: 65 or over"}
    assert plain(band) == "Overall, how much did the tea at the hall...: 65 or over"
    assert plain({**band, "measure": "ons4.happy"}) == "Happy yesterday: 65 or over"
    assert plain({"label": asked}) == "Overall, how much did the tea at the hall..."
    assert plain({"band": "65-plus", "label": "65 or over"}) == "65 or over"


def section(shown: Report, id: str) -> Section:
    """A section by its name."""
    return next(one for one in shown.sections if one.id == id)


def hidden(told: dict[str, Any], *tables: str, cells: frozenset[int] = frozenset()) -> dict:
    """The same release with nothing printed in these tables, and in these rows of all of them."""
    told = copy.deepcopy(told)
    every = [(table, row) for table in told["tables"] for row in table["rows"]]
    for number, (table, row) in enumerate(every):
        if table["id"].startswith(tables or ("-",)) or number in cells:
            row.update(dict.fromkeys([*table["columns"]], told["token"]), as_at="")
    return told


def test_all_that_is_shown_is_in_the_release() -> None:
    """Every number of every sentence, chart and table of a pilot of 400 people is one that the
    release prints, in its first quarter and in its second; and none of the words promises more."""
    for quarter in (1, 2):
        told = artefact(quarter)
        shown = report(told)
        words = list(said(shown))
        assert set().union(*map(printed, words)) <= printed(told)
        assert not [one for one in words if PROMISES.search(one)]
    assert shown.title == "Oakfield, 2027Q2"
    assert [one.id for one in shown.sections] == [
        "answered",
        "before-after",
        "change",
        "stayed",
        "reach",
        "needs",
        "introductions",
    ]
    assert all(one.charts or one.sheets for one in shown.sections)


@settings(max_examples=10, deadline=None)
@given(st.frozensets(st.integers(0, 400), max_size=300))
def test_what_a_release_hides_is_never_shown(cells: frozenset[int]) -> None:
    """Whatever rows have no figure, the report is made, and none of its numbers is from them."""
    told = hidden(artefact(1), cells=cells)
    shown = report(told)
    assert set().union(*map(printed, said(shown))) <= printed(told)
    for part in shown.sections:
        for chart in part.charts:
            empty = [line.figures[0] == "*" for line in chart.sheet.lines]
            assert [bar.value is None for bar in chart.bars] == empty
            assert [bar.label.endswith("*") for bar in chart.bars] == empty


def test_where_nothing_is_printed_it_says_why_and_when() -> None:
    """Each table of which nothing is printed is named, with what it takes; no chart is empty."""
    told = hidden(artefact(1), "")
    shown = report(told)
    assert "Too few people" in shown.lead
    assert not [chart for part in shown.sections for chart in part.charts]
    why = {part.id: " ".join(part.missing) for part in shown.sections}
    assert "Change after 6 months. It takes 30 people who answered both times." in why["change"]
    assert "by age; " in why["change"]
    assert "It takes 30 people of one group" in why["change"]
    assert "It takes 10 people in a row" in why["before-after"]
    assert "It takes 10 people in each of two groups" in why["reach"]
    assert "It takes 10 searches" in why["needs"]
    assert "It takes 10 people introduced" in why["introductions"]
    later = dict(shown.facts)["What comes next"]
    assert "of 2027Q2, can be made from 15 July 2027 on" in later


def test_where_only_the_start_is_printed_the_first_sentence_says_so() -> None:
    """And the funnel of the start stands in the place of a later round's."""
    told = hidden(artefact(1), "change", "before-after", "funnel-6", "funnel-3")
    shown = report(told)
    assert "how they changed cannot be printed yet" in shown.lead
    (chart,) = section(shown, "answered").charts
    assert chart.id == "funnel-baseline"
    assert "answered everything" in chart.says


def test_a_release_of_searches_alone_has_no_sections_of_answers() -> None:
    """Where no instruments are asked there is no change to speak of."""
    told = artefact(1)
    told["tables"] = [one for one in told["tables"] if one["id"].startswith(("unmet-needs", "ref"))]
    told["tables"] = [one for one in told["tables"] if one["id"] != "unmet-needs-by-area"]
    ids = [one.id for one in report(told).sections]
    assert ids == ["answered", "stayed", "reach", "needs", "introductions"]


@pytest.mark.parametrize(
    ("change", "low", "high", "better", "words"),
    [
        (0.6, 0.2, 1.0, "up", "satisfied with life (+0.6) changed for the better"),
        (0.6, 0.2, 1.0, "down", "satisfied with life (+0.6) changed for the worse"),
        (-0.6, -1.0, -0.2, "up", "satisfied with life (-0.6) changed for the worse"),
        (-0.6, -1.0, -0.2, "down", "satisfied with life (-0.6) changed for the better"),
        (0.1, -0.2, 0.4, "up", "satisfied with life (+0.1) may not have changed at all"),
        (0.2, 0.0, 0.4, "up", "may not have changed at all, because the interval holds 0"),
    ],
)
def test_a_change_is_told_by_its_interval(
    change: float, low: float, high: float, better: str, words: str
) -> None:
    """Better and worse are what the question's direction says; an interval that holds 0 is no
    change for certain."""
    told = artefact(1)
    table = next(one for one in told["tables"] if one["id"] == "change-6-weeks")
    table["rows"] = table["rows"][:1]
    table["rows"][0].update(change=change, low=low, high=high, better=better)
    (chart,) = section(report(told), "change").charts
    assert words in chart.says
    assert "does not say what brought it about" in chart.not_said
    assert chart.title == "Change after 6 weeks"


def test_a_stage_that_is_hidden_is_no_share() -> None:
    """Where those who were due cannot be told, no share of them is; a share that is not there is
    left out."""
    told = artefact(1)
    table = next(one for one in told["tables"] if one["id"] == "funnel-6-weeks")
    for row in table["rows"]:
        row["of_due"] = "*"
    assert "40 of them answered" in section(report(told), "answered").charts[0].says
    table["rows"][3]["n"] = "*"
    assert "Not all stages" in section(report(told), "answered").charts[0].says


def test_groups_without_a_whole_and_needs_without_a_directory_are_told_all_the_same() -> None:
    """The sentence leaves out what is not printed."""
    told = hidden(artefact(1), "reach")
    whole = artefact(1)
    by = {one["id"]: one for one in told["tables"]}
    by["reach-by-age"]["rows"] = next(
        one["rows"] for one in whole["tables"] if one["id"] == "reach-by-age"
    )
    for id in ("sought-needs", "unmet-needs"):
        for row in by[id]["rows"]:
            del row["listings"]
    shown = report(told)
    assert section(shown, "reach").charts[0].says.startswith("Of the people who answered, by age")
    needs = section(shown, "needs").charts[0]
    assert "company and friendship (70 searches)" in needs.says
    assert "money and bills (35 searches)" in needs.says
    assert needs.sheet.heads == ("searches", "found nothing")


def test_what_was_looked_for_stands_beside_what_was_not_found() -> None:
    """A release from before all searches were counted has what was not found alone."""
    told = artefact(1)
    part = section(report(told), "needs")
    (chart,) = part.charts
    assert chart.says.startswith("Most looked for: company and friendship (70 searches, 9")
    assert chart.sheet.heads == ("searches", "found nothing", "in the directory")
    figures = {line.label: line.figures for line in chart.sheet.lines}
    assert figures["Money and bills"] == ("50", "35", "2")
    drawn = {bar.label: (bar.value, bar.later) for bar in chart.bars}
    assert drawn["Money and bills"] == (50, 35)
    (sheet,) = part.sheets
    assert sheet.heads == ("searches", "found nothing")
    assert {"*"} < {figure for line in sheet.lines for figure in line.figures}
    told["tables"] = [one for one in told["tables"] if not one["id"].startswith("sought-")]
    assert [chart.id for chart in section(report(told), "needs").charts] == ["unmet-needs"]


def test_a_figure_of_an_earlier_quarter_says_so() -> None:
    """In the row itself."""
    lines = [
        line.since
        for part in report(artefact(2)).sections
        for chart in part.charts
        for line in chart.sheet.lines
    ]
    assert "of 2027Q1" in lines


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ({"label": "How happy?", "measure": "ons4.happy", "better": "up"}, "Happy yesterday"),
        (
            {"label": "Own: worries", "measure": "own.worries", "better": "down"},
            "Own: worries (less is better)",
        ),
        ({"label": "So: 65 or over", "measure": "ons4.happy", "band": "65"}, "Happy yesterday: 65 "
         "or over"),
        ({"label": "x" * 60}, "x" * 41 + "..."),
    ],
)  # fmt: skip
def test_names_are_short_and_say_which_way_is_better(row: dict, name: str) -> None:
    """Of what is asked by the starter; what a community asks of its own keeps its words."""
    assert short(row) == name


def test_words_inside_sentences() -> None:
    """Names begin small, letters stay; changes have a sign; lists have an "and"."""
    assert [in_words(one) for one in ("Company", "A break", "GP visits")] == [
        "company",
        "a break",
        "GP visits",
    ]
    assert [signed(one) for one in (0.5, -0.5, 0.0, "*")] == ["+0.5", "-0.5", "0.0", "*"]
    assert [listed(["one"]), listed(["one", "two", "three"])] == ["one", "one, two and three"]
