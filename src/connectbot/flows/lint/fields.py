"""Saved fields: whatever is asked about must have been saved by some question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from connectbot.flows import resting, sending
from connectbot.flows.flow import Flow
from connectbot.flows.steps.ask import Ask
from connectbot.flows.steps.consent import ConsentStep
from connectbot.flows.steps.find import Find
from connectbot.flows.steps.if_ import If
from connectbot.flows.steps.pick import Pick
from connectbot.written.problem import Problem
from connectbot.written.shaping import guess

Saved = Mapping[str, frozenset[str] | None]
"""Field -> the values it can have; None where it can have any."""


def saved(flows: Sequence[Flow]) -> Saved:
    """Every field that some flow saves; `answered` is there when a group has answered, and
    `came_for` while somebody new who came for a flow is welcomed."""
    found: dict[str, frozenset[str] | None] = {"answered": frozenset(sending.ANSWERS)}
    found[resting.CAME_FOR] = frozenset(flow.id for flow in flows)
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
        for word, field in step.asks_about():
            if field not in known:
                sentence = f"nothing saves `{field}`; {guess(field, sorted(known))}"
                yield flow.document.problem(("steps", name, word), sentence)
        if isinstance(step, If) and step.test.field in known and step.test.test in _BY_VALUE:
            yield from _values(flow, name, step, known[step.test.field])


_BY_VALUE = ("", "not", "one of")


def _values(flow: Flow, name: str, step: If, possible: frozenset[str] | None) -> Iterator[Problem]:
    for value in step.test.values:
        if possible is not None and value not in possible:
            mend = guess(value, sorted(possible))
            sentence = f"`{step.test.field}` is never `{value}`; {mend}"
            yield flow.document.problem(("steps", name, "if"), sentence)
