"""Talks as tests: what they may hold, and how it is told where one goes differently."""

from __future__ import annotations

import pytest

from connectbot.flows.report import rehearse
from connectbot.flows.talk import scripts
from connectbot.written import Unreadable
from tests.flows.test_engine import PERSON, TEA
from tests.flows.village import world

WORLD = world(TEA, PERSON)


def told(*lines: str, head: str = "") -> str:
    """What is told about a talk of these lines, each beginning a list item."""
    text = f"test: t\nflow: tea\n{head}talk:\n" + "".join(f"  - {line}\n" for line in lines)
    report = rehearse({"t.yaml": text}, WORLD, ["tea"])
    return str(report.outcomes[0].fault or "") if report.outcomes else str(report.unread[0])


def test_a_talk_that_goes_as_written_has_no_fault() -> None:
    """Every kind of line can be said of a talk that goes so."""
    assert not told(
        "them: tea",
        "us: milk?",
        "not us: sugar",
        "options: [With milk, Black, Please stop]",
        'them: "1"',
        "saved: {milk: milk}",
        "over: no",
        'them: "2"',
        "us: Here you are.",
        "over: yes",
        "picture: 1",
        "handover: media",
        "them: START",
        "opted: in",
        "them: i want to kill myself",
        "alert: suicide_self_harm",
        "them: STOP",
        "opted: out",
        "later: 1 day",
        "quiet: yes",
    )


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("us: coffee", "we were to say `coffee`, but we said: Milk? 1 With milk 2 Black"),
        ("not us: milk", "we were not to say `milk`, but we said: Milk?"),
        ("options: [a]", "we were to offer a, but offered With milk, Black, Please stop"),
        ("quiet: yes", "we said: Milk?"),
        ("saved: {milk: black}", "`milk` was to be `black`, but is ``"),
        ("tagged: welcomed", "they have no tag `welcomed`"),
        ("handover: link-workers", "no person was asked for (`asked`)"),
        ("alert: neglect", "no alert for `neglect` was raised"),
        ("opted: out", "they did not opt out"),
        ("opted: in", "they did not opt in"),
        ("unmet: money", "`money` was not counted as missing"),
        ("met: money", "`money` was not counted as found"),
        ("forgotten: yes", "they are not forgotten"),
        ('joined: "+447700900101"', "they were not joined with +447700900101"),
        ("feedback: {clay: closed}", "the feedback kept is none"),
        ("over: yes", "the talk goes on: we said: Milk?"),
    ],
)
def test_what_goes_differently_is_told(line: str, sentence: str) -> None:
    """The first line that goes differently is told with what really happened."""
    fault = told("them: tea", line)
    assert fault.startswith("t.yaml:5: ")
    assert sentence in fault


def test_silence_is_told_as_silence() -> None:
    """Where nothing was said, that is what is told."""
    assert "but we said nothing" in told("later: 1 day", "us: milk")
    assert "we were to offer a, but offered none" in told("later: 1 day", "options: [a]")
    assert told("later: 1 day", "over: no").endswith("the talk is over")
    assert told("them: tea", "quiet: no", "later: 1 day", "quiet: no").endswith("we said nothing")


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (("they: tea",), "unknown word `they`; did you mean `them`?"),
        (("them: tea\n    us: Milk?",), "each line of a talk has exactly one word"),
        (("later: soon",), "write a time like"),
        (("tea",), "lines like `word: value`"),
    ],
)
def test_a_talk_that_cannot_be_read_is_told(lines: tuple[str, ...], sentence: str) -> None:
    """A talk that is not written as one is told with its line."""
    fault = told(*lines)
    assert fault.startswith("t.yaml:4: ")
    assert sentence in fault


def test_a_talk_says_which_steps_it_comes_to() -> None:
    """`covers` names steps of the flow, or of another as flow/step, that must be come to."""
    text = "test: t\nflow: tea\ntalk:\n  - them: tea\n  - them: PERSON\ncovers: [{}]\n"
    good = rehearse({"t.yaml": text.format("milk, person/why")}, WORLD)
    assert good.outcomes[0].fault is None
    bad = rehearse({"t.yaml": text.format("milk, sugar")}, WORLD)
    assert str(bad.outcomes[0].fault) == "t.yaml:6: the talk never came to `sugar`"


def test_a_talk_about_no_flow_is_told() -> None:
    """A talk must be about a flow that is there."""
    report = rehearse({"t.yaml": "test: t\nflow: chai\ntalk:\n  - them: hi\n"}, WORLD)
    assert str(report.outcomes[0].fault) == "t.yaml:2: there is no flow `chai`"


def test_a_talk_has_a_time_and_a_place() -> None:
    """`at` and `place` say when and where; a time without a zone is UTC."""
    head = "at: 2026-12-01 09:30\nplace: oakfield\n"
    assert not told("them: tea", "us: milk", head=head)
    assert not told("them: tea", "us: milk", head="at: 2026-12-01T09:30+01:00\n")
    (script,) = scripts("test: t\nflow: tea\nat: 2026-12-01 09:30\ntalk:\n  - them: a\n", "t")
    assert script.talk.at.isoformat() == "2026-12-01T09:30:00+00:00"


def test_every_fault_in_a_file_is_told() -> None:
    """A file may hold many talks; what is wrong with each is told."""
    text = "- test: a\n  talk:\n    - them: hi\n- test: b\n  flow: tea\n  talk: hi\n"
    with pytest.raises(Unreadable) as caught:
        scripts(text, "t.yaml")
    assert [problem.line for problem in caught.value.problems] == [1, 6]


def test_a_report_says_how_it_all_went() -> None:
    """The report lists faults and steps that no talk came to, and counts."""
    text = "- test: a\n  flow: tea\n  talk:\n    - them: tea\n    - us: coffee\n"
    report = rehearse({"t.yaml": text, "bad.yaml": "a"}, WORLD)
    assert not report.good
    lines = report.lines()
    assert lines[0].startswith("bad.yaml:1: ")
    assert lines[1].startswith("t.yaml:5: we were to say `coffee`")
    assert "flow.yaml:11: no talk comes to `tea/sugar`" in lines
    assert lines[-1] == "0 of 1 talks went as written, 4 steps without a talk."
    assert report.as_json()["talks"][0]["test"] == "a"
    assert len(report.as_json()["missed"]) == 4


def test_a_report_can_be_about_some_flows() -> None:
    """With names of flows only talks and steps of these are looked at."""
    text = "- test: a\n  flow: tea\n  talk:\n    - them: tea\n    - them: '1'\n    - them: '1'\n"
    report = rehearse({"t.yaml": text}, world(TEA), ["tea"])
    assert report.good
    assert report.lines() == ["1 of 1 talks went as written, every step walked."]
    assert rehearse({"t.yaml": text}, world(TEA), ["person"]).outcomes == ()
