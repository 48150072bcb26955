"""Flows with mistakes in them: told, never a crash; and whatever lint lets pass can be walked."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from connectbot.flows import lint
from connectbot.flows.flow import Flow
from connectbot.flows.world import World
from connectbot.written import Unreadable
from tests.flows.village import ROOT, knowledge, shipped, talk

CASES = {path.name: path.read_text("utf-8") for path in (ROOT / "tests/flows/kinds").glob("*.yaml")}
FILES = {**shipped("flows"), **CASES}
TOKEN = re.compile(r"[\w-]+|[^\w\s]+|\n *")


@st.composite
def mistaken(draw: st.DrawFn) -> str:
    """A flow in which up to three words were taken out, doubled, or replaced by others of it."""
    text = draw(st.sampled_from(sorted(FILES.values())))
    for _ in range(draw(st.integers(1, 3))):
        found = list(TOKEN.finditer(text))
        at, other = draw(st.sampled_from(found)), draw(st.sampled_from(found))
        instead = draw(st.sampled_from(["", at[0] * 2, other[0], f" {other[0]}"]))
        text = text[: at.start()] + instead + text[at.end() :]
    return text


def parsed(text: str) -> Flow | None:
    """The flow, where it can be read."""
    try:
        return Flow.parse(text, "flows/mistaken.yaml")
    except Unreadable as unreadable:
        told = [problem.line >= 1 and problem.text for problem in unreadable.problems]
        if not (told and all(told)):
            raise
        return None


@settings(max_examples=150, deadline=None)
@given(mistaken(), st.lists(st.sampled_from(["1", "2", "3", "LS8", "zzz", "BACK", "MENU", "GO"])))
def test_a_mistake_is_told_or_does_no_harm(text: str, messages: list[str]) -> None:
    """A mistaken flow is refused with sentences, or told about, or works like any other."""
    flow = parsed(text)
    if flow is None:
        return
    others = [Flow.parse(other, "other.yaml") for other in FILES.values()]
    flows = [flow, *(other for other in others if other.id != flow.id)]
    faults = [p for p in lint.problems(flows) if not p.warning and p.file == "flows/mistaken.yaml"]
    if any("belongs in a file" not in fault.text for fault in faults):
        return
    anna = talk()
    anna.world = World.build(knowledge(), flows)
    anna.begin(flow.id, heard="im lonely since my husband died, LS8")
    for message in messages:
        anna.say(message)
    anna.wait(weeks=1)
