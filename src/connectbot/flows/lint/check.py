"""All checks of flows, in one list."""

from __future__ import annotations

from collections.abc import Sequence

from connectbot.flows.flow import Flow
from connectbot.flows.lint import choices, fields, heard, paths, starts, wording
from connectbot.safety.screen import Screen
from connectbot.written.problem import Problem


def problems(flows: Sequence[Flow], screen: Screen | None = None) -> list[Problem]:
    """Every fault and warning in these flows, in the order of files and lines.

    With the `screen` that looks for urgent words, options that it would stop at are found too.
    """
    by_id = {flow.id: flow for flow in flows}
    found = [*starts.problems(flows), *heard.problems(flows)]
    saved = fields.saved(flows)
    for flow in flows:
        broken = list(paths.unknown(flow, by_id))
        found += broken
        found += choices.problems(flow)
        found += choices.alarming(flow, screen) if screen else ()
        found += fields.unknown(flow, saved)
        found += wording.problems(flow)
        if not broken:
            found += paths.problems(flow, by_id)
            found += wording.unfilled(flow)
    return sorted(set(found))
