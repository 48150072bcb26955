"""What only a channel with buttons and links has: a talk that is opened, a choice by a button."""

from __future__ import annotations

from datetime import datetime

from connectbot.flows import engine, keywords, stranger
from connectbot.flows.scene import Scene
from connectbot.flows.walk import open_question
from connectbot.flows.world import World
from connectbot.model.conversation import Conversation, Turn
from connectbot.model.effect import OptIn
from connectbot.model.message import Inbound


def opened(conversation: Conversation, inbound: Inbound, world: World, now: datetime) -> Turn:
    """They opened the talk. Whom nobody has welcomed is welcomed, and then led to the flow that the
    link names; else, where no talk stands open, that flow begins; else it is as if they had written
    START."""
    scene = Scene(conversation, world, now)
    newcomers, came = keywords.for_newcomers(scene, world), named(inbound.about, world)
    flow = newcomers or (None if conversation.frames else came)
    other_first = conversation.with_person or conversation.urgent or stranger.is_open(scene)
    if flow is None or other_first:
        return engine.advance(conversation, inbound, world, now)
    scene.do(OptIn())
    if newcomers is not None:
        keywords.welcome(scene, world, flow, conversation.heard, came)
    else:
        keywords.open_flow(scene, world, flow, conversation.heard)
    return engine.made(scene, world)


def named(link: str, world: World) -> str | None:
    """The flow that a link names, where it is one that people may begin themselves."""
    id = link.replace("-", "_")
    found = next((flow for flow in world.flows.values() if flow.id.replace("-", "_") == id), None)
    return found.id if found is not None and found.words and not found.answers else None


def takes_a_button(conversation: Conversation, world: World, now: datetime) -> bool:
    """Whether what is open in this talk is a choice: words that stand on a button would be taken
    for something else where any words will do."""
    scene = Scene(conversation, world, now)
    if conversation.with_person or conversation.options or stranger.is_open(scene):
        return True
    bundle = keywords.pinned(scene, world)
    if bundle is None:
        return False
    return conversation.held or bool(open_question(conversation, bundle).labels)
