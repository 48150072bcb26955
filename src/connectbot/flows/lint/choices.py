"""Options: each has a way on and can be told from the others; none is a provider's own word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from connectbot.flows import answers
from connectbot.flows.flow import Flow
from connectbot.flows.question import Question
from connectbot.flows.steps.find import Find
from connectbot.flows.steps.pick import LAST, Pick
from connectbot.safety.reserved import keyword, provider_keyword
from connectbot.safety.screen import Screen
from connectbot.written.problem import Problem
from connectbot.written.shaping import guess

_ANY_DAY = date(2026, 1, 1)


def problems(flow: Flow) -> Iterator[Problem]:
    """What is wrong with the options of a flow, and with waits that never end."""
    for name, step in flow.steps.items():
        if isinstance(step, Question):
            yield from _options(flow, name, step)
            yield from _routes(flow, name, step)
        if isinstance(step, Question) and step.no_reply is None and flow.no_reply is None:
            sentence = (
                "nothing is said about nobody answering; write `no_reply: {after: 1 day, remind: "
                "yes}` here, or once at the top of the flow"
            )
            yield flow.document.problem(("steps", name), sentence)


def alarming(flow: Flow, screen: Screen) -> Iterator[Problem]:
    """Options and start words that would be taken for urgent words when somebody repeats them."""
    for word in flow.words:
        if screen.look(word):
            sentence = f"`{word}` would be taken for urgent words; choose another start word"
            yield flow.document.problem(("starts",), sentence)
    for name, step in flow.steps.items():
        for label in step.labels if isinstance(step, Question) else ():
            if screen.look(label):
                sentence = f"`{label}` would be taken for urgent words; word it otherwise"
                yield flow.document.problem(("steps", name, "options"), sentence)


def _options(flow: Flow, name: str, step: Question) -> Iterator[Problem]:
    labels = step.labels
    for number, label in enumerate(labels, start=1):
        path = ("steps", name, "options")
        if provider_keyword(label):
            sentence = f"phone companies take `{label}` for opting in or out; word it otherwise"
            yield flow.document.problem(path, sentence)
        elif answers.understand("choice", label, options=labels, today=_ANY_DAY) != str(number):
            sentence = f"a reply of `{label}` could be taken for another option; word it otherwise"
            yield flow.document.problem(path, sentence)
        elif label[:1].isdigit() and not label.startswith(f"{number} "):
            sentence = f"`{label}` begins with a number, but its own is {number}; begin with a word"
            yield flow.document.problem(path, sentence)


def _routes(flow: Flow, name: str, step: Question) -> Iterator[Problem]:
    path = ("steps", name, "go")
    for value in step.go:
        if value and step.options and value not in step.options:
            sentence = f"`{value}` is not among the options; {guess(value, list(step.options))}"
            yield flow.document.problem(path, sentence)
    if isinstance(step, Find | Pick) and "" not in step.go:
        for value, label in step.options.items():
            chosen = isinstance(step, Pick) and value == LAST
            if value not in step.go and keyword(label) is None and not chosen:
                sentence = f"the option `{label}` has no way on; add `{value}: ...` to `go`"
                yield flow.document.problem(path, sentence)
