"""No flow is running and they write: which one starts."""

from __future__ import annotations

import re

from connectbot.flows import choosing, sentences, telling
from connectbot.flows.flow import ANYTHING_ELSE
from connectbot.flows.keywords import answer_aside, for_newcomers, open_flow, start, welcome
from connectbot.flows.phrases import plain
from connectbot.flows.scene import Scene
from connectbot.flows.walk import finish
from connectbot.flows.world import World

_ONLY_OK = frozenset({"ok", "okay", "oh", "right", "no", "yes", "love", "mate", "and", "great"})
_CALLS = re.compile(
    r"(?:(?:hello|hi|hiya|hey|please|can|(?:are )?(?:you|u)(?: still)? there|still there|"
    r"(?:is )?(?:any ?one|anybody|someone|somebody)(?: still)? there|(?:you|u) hear me)(?: |$))+"
)
_MORE_SAID = re.compile(r"[.?!\n]+\s*\w")
_THANKS = re.compile(
    r"(?:(?:ok|okay|oh|right|no|great|lovely|perfect|brilliant|nice one|and|many|will do|yes|"
    r"thanks|thank you|thankyou|thank u|ty|thx|ta|cheers|diolch|bye|goodbye|good night|"
    r"night|see you|take care|thats all|all good|"
    r"so much|very much|a lot|again|for (?:that|this|your help|all your help|everything)|"
    r"love|mate|x+)(?: |$))+"
)


def only_thanks(text: str) -> bool:
    """Whether a message says thank you, goodbye or all right, and nothing else."""
    return _THANKS.fullmatch(plain(text)) is not None


def in_so_many_words(text: str) -> bool:
    """Whether thanks or a goodbye are really said: to a question, "ok" may be an answer."""
    return only_thanks(text) and not _ONLY_OK.issuperset(plain(text).split())


def only_calls(text: str) -> bool:
    """Whether a message asks if anybody is there, and nothing else."""
    return _CALLS.fullmatch(plain(text)) is not None


def wants_something(scene: Scene, world: World) -> bool:
    """Whether they ask us something, or say what they need."""
    said = scene.said
    asked = world.answered_by(said) or world.started_by(said) or telling.told(scene, world)
    return bool(asked or scene.knowledge.needs.confident(said))


def answer(scene: Scene, world: World) -> None:
    """Start what fits: the menu's choice, the welcome, a start word, or what takes all else."""
    if scene.conversation.frames:
        _lost(scene, world)
        return
    from_menu = _from_menu(scene)
    newcomers = for_newcomers(scene, world)
    aside = from_menu is None and answer_aside(scene, world)
    only_asked = aside and _MORE_SAID.search(scene.said) is None
    if only_asked and newcomers is None:
        return
    named = from_menu or (None if aside else world.started_by(scene.said))
    told = None if from_menu or named or aside else telling.told(scene, world)
    before = scene.conversation.heard  # kept only from urgent words
    heard = before if named or only_asked else f"{before}\n{scene.said}".strip()
    finish(scene)
    if newcomers is not None and from_menu is None:
        welcome(scene, world, newcomers, heard, named)
    elif (flow := from_menu or named or told) is not None:
        open_flow(scene, world, flow, heard)
    elif only_thanks(scene.said):
        scene.say(sentences.HERE_ANY_TIME if before else sentences.WELCOME_ANY_TIME)
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
