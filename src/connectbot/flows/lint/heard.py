"""What is heard in passing: phrases that mean one thing only, wishes that a search can grant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from connectbot.flows import liking
from connectbot.flows.flow import OWN_WORDS, Flow
from connectbot.flows.phrases import plain
from connectbot.flows.steps.ask import Ask
from connectbot.written.problem import Problem
from connectbot.written.shaping import guess

_Meant = dict[str, dict[tuple[str, str], bool]]
"""Phrase -> what it means, and whether it is heard wherever it is said."""


def problems(flows: Sequence[Flow]) -> Iterator[Problem]:
    """Phrases of one word or with two meanings, and options that no search understands."""
    meant: _Meant = {}
    for flow in flows:
        if OWN_WORDS in flow.occasions and not any(flow.hears()):
            sentence = f"`{OWN_WORDS}` begins a flow by what it hears; give a question `hear: ...`"
            yield flow.document.problem(("starts",), sentence)
        for name, step in flow.steps.items():
            if isinstance(step, Ask):
                yield from _phrases(flow, name, step, meant)
                yield from _wishes(flow, name, step)


def _phrases(flow: Flow, name: str, step: Ask, meant: _Meant) -> Iterator[Problem]:
    for field, value, phrase in step.hears():
        path = ("steps", name, "hear", value)
        if " " not in plain(phrase):
            sentence = f"`{phrase}` alone may mean anything; write two words or more"
            yield flow.document.problem(path, sentence)
        anywhere = field in liking.FIELDS or OWN_WORDS in flow.occasions
        before = meant.setdefault(plain(phrase), {})
        other = next(
            (one for one in before if _clash(one, field, value, before[one] or anywhere)), None
        )
        before.setdefault((field, value), anywhere)
        if other is not None:
            sentence = f"`{phrase}` already means `{other[0]}: {other[1]}`; take one of them out"
            yield flow.document.problem(path, sentence)


def _clash(one: tuple[str, str], field: str, value: str, anywhere: bool) -> bool:
    """Whether a phrase cannot mean this beside `one`. What is heard only at the question that asks
    it may mean something else at another."""
    return one != (field, value) and (anywhere or one[0] == field)


def _wishes(flow: Flow, name: str, step: Ask) -> Iterator[Problem]:
    known = liking.VALUES.get(step.save or "")
    for value in step.options:
        if known is not None and value not in known:
            mend = guess(value, sorted(known))
            sentence = f"no search knows `{step.save}: {value}`; {mend}"
            yield flow.document.problem(("steps", name, "options"), sentence)
