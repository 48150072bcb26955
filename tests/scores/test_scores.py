"""`make scores`: what is counted, and how sure a share is."""

from __future__ import annotations

from datetime import date

import pytest

from connectbot.directory.needs import Need, Needs
from scores import answers, needs, safety
from scores.grids import grid
from scores.run import main
from scores.shares import between, share


@pytest.mark.parametrize(
    ("some", "of", "least", "most"),
    [(0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (5, 10, 0.237, 0.763), (90, 100, 0.826, 0.945)],
)
def test_how_far_a_share_may_be_out(some: int, of: int, least: float, most: float) -> None:
    """The Wilson interval, as tables of it give it."""
    assert between(some, of) == pytest.approx((least, most), abs=0.001)


def test_nothing_counted_says_nothing() -> None:
    """Of no rows nothing is known."""
    assert between(0, 0) == (0.0, 1.0)
    assert share(0, 0) == "-"


def test_columns_stand_under_each_other() -> None:
    """Each column is as wide as its longest cell."""
    assert list(grid(("a", "b"), [("long", "1")])) == ["a     b", "----  -", "long  1"]


def test_an_answer_is_right_asked_again_or_silently_wrong() -> None:
    """The three are kept apart: only the last one harms."""
    day = date(2026, 11, 22)

    def row(expects: str, text: str, value: str, on: str = "") -> dict[str, str]:
        return {"expects": expects, "options": "", "today": on, "text": text, "value": value}

    right, asked, wrong, stop = answers.judged(
        [
            row("date", "tomorrow", "2026-11-23"),
            row("yesno", "dunno", "yes", "2026-11-22"),
            row("number", "7", "8"),
            row("optout", "STOP", "stop"),
        ],
        day,
    )
    assert [right.right, asked.asked, wrong.wrong, stop.right] == [True] * 4
    table = list(answers.report((right, asked, wrong, stop)))
    assert any(line.split() == ["all", "4", "50.0%", "1", "1"] for line in table)
    assert any("dunno" in line for line in table)


def _need(id: str, upstream: int, *phrases: str) -> Need:
    return Need(id=id, title=id, warm=id, confirm=id, upstream=upstream, phrases=phrases)


def test_needs_are_counted_by_register_and_need_with_what_is_mixed_up() -> None:
    """A row is right first, or among three; what was heard in its place is counted."""
    known = Needs(
        (
            _need("food", 1, "hungry", "food bank"),
            _need("money", 2, "in debt", "owe money"),
            _need("walks", 3, "long walks", "walk by the river"),
            _need("music", 3, "sing in a choir", "play guitar"),
        )
    )
    rows = needs.judged(
        known,
        [
            {"register": "plain", "needs": "food", "text": "food bank"},
            {"register": "plain", "needs": "music", "text": "walk by the river"},
            {"register": needs.TWO, "needs": "money|food", "text": "in debt, and hungry"},
        ],
    )
    assert [row.first for row in rows] == [True, False, True]
    assert rows[0].among
    table = "\n".join(needs.report(rows))
    assert "music  walks  1" in table
    assert "both are kept in" in table


def test_every_table_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints urgent words, needs and answers over all labelled rows here."""
    main()
    printed = capsys.readouterr().out
    for heading in (
        "Urgent words: first writer, not learned from",
        "Urgent words: second writer, not learned from",
        "Urgent words: plain statements that must be noticed",
        "Needs: first writer",
        "Answers: second writer",
        "Harmless, but taken for urgent:",
        "Opening times: of our own, ",
    ):
        assert heading in printed


def test_rows_it_was_taught_measure_nothing() -> None:
    """A row that the model learned from is left out, however it is typed."""
    from connectbot.safety.plain import Spelling
    from connectbot.safety.screen import Screen

    screen = Screen(("medical",), (), Spelling({}), {})
    rows = [{"text": "I can't stop"}, {"text": "all is well"}]
    assert safety.apart(screen, rows, [{"text": "i cant stop"}]) == rows[1:]
