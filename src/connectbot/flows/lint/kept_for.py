"""What people are told of how long their answers lead to them, held against the plans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from connectbot.flows.flow import CHECKIN_OFFERED, Flow
from connectbot.measures.library import Library
from connectbot.written.problem import Problem

_WITHIN = re.compile(r"(?i)\bwithin (\d{1,2}) months\b")
_MONTH = 30  # days: the fewest that people would count, but for February


def problems(flows: Sequence[Flow], library: Library) -> Iterator[Problem]:
    """Where a consent to check-ins names fewer months than a plan may take."""
    for flow in flows:
        if CHECKIN_OFFERED not in flow.occasions:
            continue
        for name, step in flow.steps.items():
            said = (_WITHIN.search(one.text) for one in step.texts())
            told = [int(found[1]) for found in said if found]
            for plan in library.plans.values():
                needs = -(-plan.traceable.days // _MONTH)
                if told and needs > min(told):
                    sentence = (
                        f"with the plan `{plan.id}` it may take {needs} months until nobody can "
                        "tell whose answers they were: say so here, or let the plan end sooner"
                    )
                    yield flow.document.problem(("steps", name), sentence, warning=True)
