"""Anna in a check-in: shared by the tests of its talk."""

from __future__ import annotations

from connectbot.flows.flow import Flow
from connectbot.flows.knowledge import Knowledge
from connectbot.flows.world import World
from connectbot.model.conversation import Conversation, Turn
from connectbot.model.effect import (
    Answering,
    Completed,
)
from tests.flows.village import Talk, talk

DUE = "checkin e1 baseline usual"
FLOW = """
flow: check-in
title: Your check-in
starts: [check-in is due]
no_reply: {after: 7 days}
steps:
  questions:
    measure: due
  thanks:
    end: Thank you.
"""


def at_question(number: int = 0, **known: object) -> Talk:
    """Anna has said GO, and answered so many questions."""
    one = talk(promised=DUE, tags=frozenset({"welcomed"}), **known)
    one.say("GO")
    for _ in range(number):
        one.say("2")
    return one


def values(one: Talk) -> list[int]:
    """The values kept by the last turn."""
    kept = [e for e in one.turn.effects if isinstance(e, Answering | Completed)]
    return [value for effect in kept for _, _, value in effect.answers]


def begun(there: Knowledge, promise: str, flow: str = FLOW, **saved: str) -> Talk:
    """Anna, who has one check-in promised, in a world with only that flow."""
    conversation = Conversation("oakfield", promised=promise, saved=saved)
    world = World.build(there, [Flow.parse(flow, "check-in.yaml")])
    return Talk(world, conversation, Turn(conversation))
