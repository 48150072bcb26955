"""Saved fields: whatever is asked about must have been saved by some question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from connectbot.flows import resting
from connectbot.flows.flow import Flow
from connectbot.flows.steps.addressed import Addressed
from connectbot.flows.steps.ask import Ask
from connectbot.flows.steps.consent import ConsentStep
from connectbot.flows.steps.feedback import FeedbackStep
from connectbot.flows.steps.find import Find
from connectbot.flows.steps.if_ import If
from connectbot.flows.steps.introduce import IntroduceStep
from connectbot.flows.steps.next import NextStep
from connectbot.flows.steps.outcome import OutcomeStep
from connectbot.flows.steps.pick import Pick
from connectbot.flows.steps.remind import RemindStep
from connectbot.written.problem import Problem
from connectbot.written.shaping import guess

Saved = Mapping[str, frozenset[str] | None]
"""Field -> the values it can have; None where it can have any."""


def saved(flows: Sequence[Flow]) -> Saved:
    """Every field that some flow saves."""
    found: dict[str, frozenset[str] | None] = {}
    for step in (step for flow in flows for step in flow.steps.values()):
        if isinstance(step, Find):
            found["listing"] = None
        elif isinstance(step, Pick):
            found[step.field] = None
        elif isinstance(step, ConsentStep):
            found[resting.WORKER] = None
        elif isinstance(step, Ask) and step.save:
            before = found.get(step.save, frozenset())
            some = before is not None and bool(step.options)
            found[step.save] = frozenset({*(before or ()), *step.options}) if some else None
    return found


def unknown(flow: Flow, known: Saved) -> Iterator[Problem]:
    """Fields that nothing saves, and values that no option has."""
    for name, step in flow.steps.items():
        for word, field in _asked_about(flow, name):
            if field not in known:
                sentence = f"nothing saves `{field}`; {guess(field, sorted(known))}"
                yield flow.document.problem(("steps", name, word), sentence)
        if isinstance(step, If) and step.test.field in known and step.test.test in _BY_VALUE:
            yield from _values(flow, name, step, known[step.test.field])


_BY_VALUE = ("", "not", "one of")


def _asked_about(flow: Flow, name: str) -> Iterator[tuple[str, str]]:
    step = flow.steps[name]
    if isinstance(step, If) and step.test.field:
        yield "if", step.test.field
    elif isinstance(step, Find):
        yield "find", step.wanted.need
        yield "find", step.wanted.near
    elif isinstance(step, NextStep):
        yield "next", step.field
        yield from (("met_by", field) for field in (step.met_by,) if field)
    elif isinstance(step, RemindStep):
        yield "remind", step.field
    elif isinstance(step, Addressed):
        yield "addressed", step.field
    elif isinstance(step, IntroduceStep):
        yield "introduce", step.field
    elif isinstance(step, OutcomeStep):
        yield "outcome", step.field
        yield "what", step.what
        yield from (("reason", field) for field in (step.reason,) if field)
    elif isinstance(step, FeedbackStep):
        yield "feedback", step.field
        yield "what", step.what
    elif isinstance(step, ConsentStep):
        yield from _consented(step)


def _consented(step: ConsentStep) -> Iterator[tuple[str, str]]:
    for word, field in (("hour", step.hour), ("day", step.day), ("shows", step.shows)):
        if field:
            yield word, field
    yield from (("strata", field) for field in step.strata.values())


def _values(flow: Flow, name: str, step: If, possible: frozenset[str] | None) -> Iterator[Problem]:
    for value in step.test.values:
        if possible is not None and value not in possible:
            mend = guess(value, sorted(possible))
            sentence = f"`{step.test.field}` is never `{value}`; {mend}"
            yield flow.document.problem(("steps", name, "if"), sentence)
