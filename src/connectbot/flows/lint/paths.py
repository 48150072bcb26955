"""Where a talk can get to: steps nobody reaches, ends that are none, loops without a wait."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from connectbot.flows.flow import FIRST_MESSAGE, WELCOMED, Flow
from connectbot.flows.hearing import LASTING
from connectbot.flows.question import Question
from connectbot.flows.step import Edge, Step
from connectbot.flows.steps.ask import Ask
from connectbot.flows.steps.tag import Tag
from connectbot.written.problem import Problem
from connectbot.written.shaping import guess


def edges(flow: Flow, name: str) -> Iterator[Edge]:
    """Every way on from a step, with what the whole flow does when nobody answers."""
    step = flow.steps[name]
    yield from step.edges()
    waits = isinstance(step, Question) and step.no_reply is None
    if waits and flow.no_reply and flow.no_reply.go:
        yield Edge("no_reply", flow.no_reply.go)


def target(flow: Flow, name: str, edge: Edge) -> str | None:
    """The step an edge leads to; None where the talk falls off the end."""
    return edge.step or flow.below(name)


def nowhere(flows: Iterable[Flow]) -> list[Problem]:
    """What keeps flows from being walked at all: steps and flows that are named but not there."""
    by_id = {flow.id: flow for flow in flows}
    return [problem for flow in by_id.values() for problem in unknown(flow, by_id)]


def unknown(flow: Flow, flows: Mapping[str, Flow]) -> Iterator[Problem]:
    """Steps and flows that are named but not there."""
    if flow.no_reply and flow.no_reply.go and flow.no_reply.go not in flow.steps:
        yield _no_step(flow, ("no_reply", "go"), flow.no_reply.go)
    for name, step in flow.steps.items():
        for edge in step.edges():
            if edge.step is not None and edge.step not in flow.steps:
                yield _no_step(flow, ("steps", name, edge.word), edge.step)
        if step.calls and step.calls not in flows:
            sentence = f"there is no flow `{step.calls}`; {guess(step.calls, sorted(flows))}"
            yield flow.document.problem(("steps", name, "call"), sentence)


def _no_step(flow: Flow, path: tuple[str, ...], step: str) -> Problem:
    return flow.document.problem(path, f"there is no step `{step}`; {guess(step, [*flow.steps])}")


def problems(flow: Flow, flows: Mapping[str, Flow]) -> Iterator[Problem]:
    """What is wrong with the ways through a flow whose steps all exist."""
    reached = _reached(flow)
    for name in flow.steps:
        if name not in reached:
            yield _at(
                flow, name, f"nothing leads to `{name}`; take it out, or let a `go` lead here"
            )
        elif any(target(flow, name, edge) is None for edge in edges(flow, name)):
            sentence = f"the talk falls off the end after `{name}`; write a step `end:` below it"
            yield _at(flow, name, sentence)
    for name in _loops(flow, flows):
        sentence = f"from `{name}` the talk can come back here without asking anything; ask between"
        yield _at(flow, name, sentence)
    if flow.id in _called(flow, flows):
        yield flow.document.problem(("flow",), "this flow calls itself, over others or at once")
    if FIRST_MESSAGE in flow.occasions and not _welcomes(flow):
        sentence = f"a flow that starts on `{FIRST_MESSAGE}` needs a step `tag: {WELCOMED}`"
        yield flow.document.problem(("starts",), sentence)


def _at(flow: Flow, name: str, sentence: str) -> Problem:
    return flow.document.problem(("steps", name), sentence)


def _reached(flow: Flow) -> set[str]:
    reached: set[str] = set()
    ahead = [flow.first]
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead += [to for e in edges(flow, name) if (to := target(flow, name, e)) is not None]
    return reached


def _loops(flow: Flow, flows: Mapping[str, Flow]) -> Iterator[str]:
    """Steps from which the talk can come back without a wait."""
    quick = {name: list(_at_once(flow, name, flows)) for name in flow.steps}
    for start in flow.steps:
        seen: set[str] = set()
        ahead = list(quick[start])
        while ahead:
            name = ahead.pop()
            if name not in seen:
                seen.add(name)
                ahead += quick[name]
        if start in seen:
            yield start


def _at_once(flow: Flow, name: str, flows: Mapping[str, Flow]) -> Iterator[str]:
    """Steps that may follow this one in the same breath."""
    step = flow.steps[name]
    if _waits(step, flows) and not _passed_over(step):
        return
    for edge in edges(flow, name):
        to = target(flow, name, edge)
        if to is not None and (edge.step is None or not _passed_over(flow.steps[to])):
            yield to


def _waits(step: Step, flows: Mapping[str, Flow]) -> bool:
    called = flows[step.calls].steps.values() if step.calls else ()
    return any(isinstance(one, Question) for one in (step, *called))


def _passed_over(step: Step) -> bool:
    """Whether it asks nothing where the answer is known and the talk comes from above."""
    return isinstance(step, Ask) and step.kind in LASTING


def _called(flow: Flow, flows: Mapping[str, Flow]) -> set[str]:
    called: set[str] = set()
    ahead = list(flow.calls())
    while ahead:
        id = ahead.pop()
        if id in flows and id not in called:
            called.add(id)
            ahead += flows[id].calls()
    return called


def _welcomes(flow: Flow) -> bool:
    return any(isinstance(step, Tag) and step.name == WELCOMED for step in flow.steps.values())
