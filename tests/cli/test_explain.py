"""`connectbot explain`: in words for a person, in JSON lines for a program."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.typed import typed


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["need", "cant pay the leccy"], "It would take: warmth"),
        (["need", "blah"], "It would ask which is closest."),
        (["answer", "date", "a week on friday", "--today", "2026-11-21"], "take: 2026-12-04"),
        (["answer", "choice", "the second", "--options", "Tea|Coffee"], "It would take: 2"),
        (["answer", "date", "whenever"], "It would ask again."),
        (
            ["hours", "tues & thurs 2-4 term time"],
            "It would take: Tue and Thu 2pm to 4pm (in school",
        ),
        (["hours", "8-10 Tuesdays"], "It would ask: say am or pm."),
        (["safety", "i want to kill myself"], "Urgent words: suicide self harm.\nBy the rules: "),
        (["safety", "im going to kill myself tonight"], "over its threshold.\nNot read as"),
        (["safety", "STOP"], "the rules alone decide.\nRead as opting out."),
        (["safety", "where do i stop the bus"], "No urgent words.\nNo rule sees any.\nWhat was"),
        (["safety", "where do i stop the bus"], "under its threshold.\nNot read as opting out."),
    ],
)
def test_in_words(command: list[str], said: str) -> None:
    """With a text as argument it is explained in words."""
    ended = typed("explain", *command)
    assert ended.code == 0, ended.err
    assert said in ended.out


def rows(*command: str, given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What a command answers to JSON lines."""
    stdin = "".join(json.dumps(row) + "\n" for row in given)
    ended = typed("explain", *command, "--jsonl", stdin=stdin)
    assert ended.code == 0, ended.err
    return [json.loads(line) for line in ended.out.splitlines()]


def test_needs_in_lines() -> None:
    """Three needs for each text, best first, in the order of the texts."""
    found = rows("need", given=[{"text": t} for t in ("im lonely", "cant pay the leccy", "", "é")])
    assert [len(row["needs"]) for row in found] == [3, 3, 3, 3]
    assert found[0]["needs"][0]["id"] == "company"
    assert found[1]["needs"][0]["id"] == "warmth"
    for row in found:
        scores = [need["score"] for need in row["needs"]]
        assert scores == sorted(scores, reverse=True)


def test_answers_in_lines() -> None:
    """A string, the number of a choice, or null for asking again."""
    given = [
        {"expects": "choice", "options": "Tea|Coffee", "today": "", "text": "coffee please"},
        {"expects": "choice", "options": ["Tea", "Coffee"], "text": "1"},
        {"expects": "date", "options": "", "today": "2026-11-21", "text": "tomorrow"},
        {"expects": "date", "options": None, "today": "2026-11-21", "text": "blah"},
        {"expects": "yesno", "text": "yeah go on"},
        {"expects": "text", "text": "\ud800"},
    ]
    values = [row["value"] for row in rows("answer", given=given)]
    assert values[:5] == ["2", "1", "2026-11-22", None, "yes"]


def test_safety_in_lines() -> None:
    """The kinds seen, and whether it is opting out."""
    given = [{"text": "i want to kill myself"}, {"text": "STOP"}, {"text": "lovely day"}]
    assert rows("safety", given=given) == [
        {"kinds": ["suicide_self_harm"], "optout": False},
        {"kinds": [], "optout": True},
        {"kinds": [], "optout": False},
    ]


@pytest.mark.parametrize(
    ("what", "row", "said"),
    [
        ("need", "nonsense", "stdin:2: this is no JSON object"),
        ("need", '["text"]', "stdin:2: this is no JSON object"),
        ("need", "[" * 100_000, "stdin:2: this is no JSON object"),
        ("need", "{}", "stdin:2: this row has no 'text'; put it in."),
        ("answer", '{"text": "a"}', "stdin:2: this row has no 'expects'; put it in."),
        ("answer", '{"expects": "x", "text": "a"}', "stdin:2: x: no such kind of answer; there"),
        ("answer", '{"expects": "date", "text": "a", "today": "x"}', "stdin:2: today is no day"),
    ],
)
def test_a_bad_row_names_its_line(what: str, row: str, said: str) -> None:
    """What came before it is answered; the sentence says which line, and the mend."""
    good = '{"expects": "text", "text": "hello"}'
    ended = typed("explain", what, "--jsonl", stdin=f"{good}\n{row}\n{good}\n")
    assert ended.code == 1
    assert len(ended.out.splitlines()) == 1
    assert said in ended.err
    assert len(ended.err.splitlines()) == 1


def test_hours_in_lines() -> None:
    """One row for each rhythm and pair of times, or that it asks."""
    texts = ("Mon 2-4 term time, Wed 2-4", "1st and 15th of the month 6pm", "Ring for times")
    found = rows("hours", given=[{"text": text, "today": "2026-11-22"} for text in texts])
    week = {"freq": "WEEKLY", "interval": 1, "byday": "MO,WE", "bymonthday": None}
    month = {"freq": "MONTHLY", "interval": 1, "byday": None, "bymonthday": "1,15"}
    more = {"except": None, "part": None}
    assert found == [
        {"schedules": [{**week, "opens_at": "14:00", "closes_at": "16:00", **more}]},
        {"schedules": [{**month, "opens_at": "18:00", "closes_at": None, **more}]},
        {"ask": True},
    ]
