"""What they tell us in their own words, such as "it was shut", and the flow that is for it."""

from __future__ import annotations

import re

from connectbot.flows import measuring, needing
from connectbot.flows.flow import ANYTHING_ELSE, Flow
from connectbot.flows.keywords import for_newcomers
from connectbot.flows.phrases import Phrase
from connectbot.flows.question import Question
from connectbot.flows.scene import Scene
from connectbot.flows.world import World

_PICKS = "pick"
_FIGURE = re.compile(r"\d")
_ASKS = re.compile(
    r"\?|^(?:(?:and|but|so|ok|er|um) )*(?:who|what|whats|when|where|why|how|which|is|are|do|does|"
    r"did|can|could|will|would|should)\b",
    re.IGNORECASE,
)


def told(scene: Scene, world: World) -> str | None:
    """The flow for what they say; one that asks for a listing only where they name one or have
    chosen one. A need that cannot wait goes first, unless it is in the name of that listing."""
    phrase = world.told_by(scene.said)
    if phrase is None or for_newcomers(scene, world) is not None:
        return None
    if needing.listing(scene, scene.said) is not None:
        return phrase.flow
    needs = scene.knowledge.needs
    urgent = any(needs.cannot_wait(id) for id in needs.confident(scene.said))
    known = scene.conversation.saved.get("listing") or not _picks(world.flows[phrase.flow], phrase)
    return phrase.flow if known and not urgent else None


def _picks(flow: Flow, phrase: Phrase) -> bool:
    """Whether the first thing asked after this phrase is which listing they mean."""
    told = (phrase.field, phrase.value)
    asked = next(
        (name, step.go.get(phrase.value))
        for name, step in flow.steps.items()
        if isinstance(step, Question) and told in {one[:2] for one in step.hears()}
    )
    to = asked[1] or flow.below(asked[0])
    return to is not None and flow.steps[to].word == _PICKS


def turned(scene: Scene, world: World, newcomer: str | None) -> str | None:
    """The flow for what people need, where they stand in it and say another need in place of an
    answer: it begins anew with that. A question about what was shown is no need. A check-in gives
    way to any need, but not to a number with its reason, nor to a few words on what it asks about;
    where nobody has welcomed them yet, to the flow that does (`newcomer`)."""
    measured = measuring.first_open(scene) is not None
    if measured and (_FIGURE.search(scene.said) or measuring.echoes(scene)):
        return None
    flow = newcomer if newcomer and measured else world.on(ANYTHING_ELSE)
    elsewhere = scene.conversation.frames[-1].flow != flow or newcomer is not None
    if flow is None or (not measured and (elsewhere or _ASKS.search(scene.said))):
        return None
    return flow if scene.knowledge.needs.confident(scene.said) else None
