"""No flow is running and they write: which one starts."""

from __future__ import annotations

import re

from connectbot.flows import choosing, sentences
from connectbot.flows.flow import ANYTHING_ELSE
from connectbot.flows.keywords import for_newcomers, open_flow, start
from connectbot.flows.scene import Scene
from connectbot.flows.walk import finish
from connectbot.flows.world import World, plain

_THANKS = re.compile(
    r"(?:(?:ok|okay|oh|right|no|great|lovely|perfect|brilliant|nice one|and|many|will do|yes|"
    r"thanks|thank you|thankyou|thank u|ty|thx|ta|cheers|diolch|bye|goodbye|good night|"
    r"night|see you|take care|that s all|thats all|all good|"
    r"so much|very much|a lot|again|for (?:that|this|your help|all your help|everything)|"
    r"love|mate|x+)(?: |$))+"
)


def only_thanks(text: str) -> bool:
    """Whether a message says thank you, or goodbye, and nothing else."""
    return _THANKS.fullmatch(plain(text)) is not None


def answer(scene: Scene, world: World) -> None:
    """Start what fits: the menu's choice, the welcome, a start word, or what takes all else."""
    if scene.conversation.frames:
        _lost(scene, world)
        return
    from_menu = _from_menu(scene)
    named = from_menu or world.started_by(scene.said)
    heard = "" if named else scene.said
    finish(scene)
    if (flow := from_menu or for_newcomers(scene, world) or named) is not None:
        open_flow(scene, world, flow, heard)
    elif only_thanks(scene.said):
        scene.say(sentences.WELCOME_ANY_TIME)
    elif (flow := world.on(ANYTHING_ELSE)) is not None:
        start(scene, world, flow, heard)
    else:
        scene.say(sentences.NOTHING_FITS)


def _lost(scene: Scene, world: World) -> None:
    """Their flows are gone: said kindly, and begun anew with what they had told us."""
    heard = scene.conversation.heard
    finish(scene)
    scene.say(sentences.LOST)
    flow = for_newcomers(scene, world) or world.on(ANYTHING_ELSE)
    if flow is not None:
        start(scene, world, flow, heard)


def _from_menu(scene: Scene) -> str | None:
    now = scene.conversation
    number = choosing.chosen(scene, now.options)
    return None if number is None else now.shown[number]
