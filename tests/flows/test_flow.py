"""A flow read from its file: what its words mean, and how faults in them are told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from connectbot.flows.flow import Flow
from connectbot.flows.kinds import KINDS
from connectbot.flows.waiting import NoReply
from connectbot.written import Unreadable
from tests.flows.village import ROOT

HEAD = "flow: tea\ntitle: Tea\nstarts: [TEA]\nsteps:\n"


def test_a_flow_is_its_words() -> None:
    """The top of a flow and its steps are read as they are written."""
    flow = Flow.parse(
        "flow: tea\ntitle: Tea\nstarts: [TEA, A CUPPA, anything else]\nexpires: 2 days\n"
        "no_reply: {after: 1 hour, remind: yes, go: b}\n"
        "steps:\n  a:\n    say: Hi\n  b:\n    end:\n",
        "flows/tea.yaml",
    )
    assert (flow.id, flow.title, flow.first) == ("tea", "Tea", "a")
    assert flow.words == ("TEA", "A CUPPA")
    assert flow.occasions == ("anything else",)
    assert flow.expires == timedelta(days=2)
    assert flow.no_reply == NoReply(after="1 hour", remind="yes", go="b")
    assert flow.below("a") == "b"
    assert flow.below("b") is None
    assert list(flow.calls()) == []


def test_a_flow_waits_a_week_unless_it_says_so() -> None:
    """Without `expires` a conversation ends after seven days of silence."""
    assert Flow.parse(HEAD + "  a:\n    end:\n", "f").expires == timedelta(days=7)


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        ("sayy: Hello", "unknown word `sayy`; did you mean `say`?"),
        (
            "say: Hello\n    option: [a]",
            "unknown word `option`; these fit here: `go`, `say`, `sms`",
        ),
        ("ask: Hello\n    optoins: [a]", "unknown word `optoins`; did you mean `options`?"),
        ("ask: One\n    show: listing", "`ask` and `show` cannot stand in one step"),
        ("sms: Hello", "this step does nothing; write one of a"),
        ("{}", "this step does nothing"),
        ("Hello", "`a` should be lines like `word: value` under it, not `Hello`"),
        ("say:", "`say` should be longer (at least 1)"),
        ("say: Hi\n    go: [b]", "`go` should be one text, not a list"),
        ("ask: One?", "a question has either `options` or an `answer`; write one of them"),
        (
            "ask: One?\n    answer: text\n    options: [a]",
            "a question has either `options` or an `answer`; write one of them",
        ),
        ("ask: One?\n    answer: words", "there is no kind of answer `words`; write one of date"),
        ("ask: One?\n    answer: choice", "there is no kind of answer `choice`"),
        (
            "remind: listing\n    say: One?\n    options: {no: No}",
            "`remind` needs `day` or `week` among its `options`",
        ),
        ("ask: One?\n    answer: need", "an answer of the kind `need` needs `save: ...`"),
        ("ask: One?\n    answer: many", "of the kind `many` needs `options` to choose from"),
        (
            "ask: One?\n    answer: text\n    named: b",
            "`named` goes with `answer: need`; take one of them out",
        ),
        ("ask: One?\n    options: [a]\n    hear: {a: [a b]}", "`hear` needs `save: ...`"),
        (
            "ask: One?\n    options: [a]\n    save: one\n    hear: {b: [a b]}",
            "`hear` has `b`, which is not among the options",
        ),
        ("ask: One?\n    options: [a, a]", "two options are the same; take one out"),
        ("ask: One?\n    options: [a, b: c]", "each option is one text; put quotes round one"),
        ("ask: One?\n    options: a", "`options` should be lines like `word: value` under it"),
        (
            "ask: One?\n    answer: text\n    save: My Name",
            "`save`: name it with small letters, digits and _, not `My Name`",
        ),
        ("ask: One?\n    answer: text\n    retry: {times: 0}", "`times` should be at least 1"),
        ("if: area set\n    go: b", "`if`: write it like `area is set`"),
        ("if: area is set", "`go` is missing; add a line `go: ...`"),
        ("find: {need: need}\n    say: x\n    none: a", "`near` is missing"),
        ("show: group", "`show` should be `listing`, not `group`"),
        ("handover: the boss", "`handover` should be `link-workers`, not `the boss`"),
        ("tag: Two Words", "`tag`: use small letters, digits and dashes"),
        ("end: Bye\n    go: a", "`end` and `go` cannot stand in one step; make a step of each"),
    ],
)
def test_a_fault_in_a_step_is_told(step: str, sentence: str) -> None:
    """Whatever does not fit a step is told with file and line, and nothing else is."""
    text = f"{HEAD}  a: {step}\n" if step in ("{}", "Hello") else f"{HEAD}  a:\n    {step}\n"
    with pytest.raises(Unreadable) as caught:
        Flow.parse(text, "tea.yaml")
    assert sentence in str(caught.value)
    assert all(problem.line >= 5 for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("title: Tea\nsteps: {a: {say: Hi}}\n", "`flow` is missing"),
        ("flow: tea\ntitle: T\nsteps: {}\n", "`steps`"),
        (
            "flow: Tea Time\ntitle: T\nsteps: {a: {say: Hi}}\n",
            "`flow`: use small letters, digits and dashes",
        ),
        ("flow: tea\ntitle: T\nstart: [A]\nsteps: {a: {say: Hi}}\n", "did you mean `starts`?"),
        (
            "flow: tea\ntitle: T\nstarts: [Tea]\nsteps: {a: {say: Hi}}\n",
            "write the start word `Tea` in capitals, or one of these as it is: first message",
        ),
        (
            "flow: tea\ntitle: T\nno_reply: {after: soon}\nsteps: {a: {say: Hi}}\n",
            "write a time like `30 minutes`",
        ),
        ("- flow: tea\n", "should be lines like `word: value`"),
    ],
)
def test_a_fault_at_the_top_is_told(text: str, sentence: str) -> None:
    """Whatever does not fit the top of a flow is told."""
    with pytest.raises(Unreadable) as caught:
        Flow.parse(text, "tea.yaml")
    assert sentence in str(caught.value)


def test_every_fault_is_told_at_once() -> None:
    """Faults in several steps are told together, by line."""
    with pytest.raises(Unreadable) as caught:
        Flow.parse(HEAD + "  a:\n    sayy: x\n  b:\n    tag: X\n  c:\n    show: it\n", "t")
    assert [problem.line for problem in caught.value.problems] == [5, 8, 10]


def test_each_kind_of_step_is_a_file() -> None:
    """A kind of step is there by being in the folder, one in each file."""
    files = {path.stem.rstrip("_") for path in (ROOT / "src/connectbot/flows/steps").glob("*.py")}
    assert set(KINDS) == files - {"__init__", ""} - {"__init"}
