"""What somebody new came for: a flow that a word or a link names waits until they are welcomed."""

from __future__ import annotations

from connectbot.flows import resting
from connectbot.flows.flow import WELCOMED
from connectbot.flows.keywords import open_flow
from connectbot.flows.scene import Scene
from connectbot.flows.world import World
from connectbot.model.conversation import Conversation


def lead_on(before: Conversation, scene: Scene, world: World) -> None:
    """Where this turn welcomed them and the talk is over, what they came for begins."""
    flow, now = before.saved.get(resting.CAME_FOR), scene.conversation
    welcomed = WELCOMED in now.tags and WELCOMED not in before.tags
    if welcomed and flow is not None and flow in world.flows and not now.frames:
        open_flow(scene, world, flow, before.heard)
