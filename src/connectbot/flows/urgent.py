"""Urgent words: fixed replies at once, a named human told, and the talk kept where it was."""

from __future__ import annotations

from connectbot.flows import sentences
from connectbot.flows.scene import Scene
from connectbot.model.effect import Alert

_MORE, _LEAVE = "1", "0"


def answer(scene: Scene, kinds: tuple[str, ...]) -> None:
    """Say the fixed words for these kinds, and alert."""
    _say(scene, kinds, shared=_shared(scene))
    scene.do(Alert(kinds))
    scene.change(urgent=kinds)


def goes_on(scene: Scene) -> bool:
    """On a phone that others see the first reply was neutral, and 1 asks for the rest: whether
    this message was about that."""
    kinds, said = scene.conversation.urgent, scene.said.strip(" .")
    if not kinds or not _shared(scene) or said not in (_MORE, _LEAVE):
        return False
    if said == _MORE:
        _say(scene, kinds, shared=False)
    else:
        scene.say(sentences.LEFT_THERE)
    return True


def _say(scene: Scene, kinds: tuple[str, ...], *, shared: bool) -> None:
    for text in scene.knowledge.safety.reply(kinds, shared):
        scene.say(text)


def _shared(scene: Scene) -> bool:
    return scene.conversation.saved.get("phone") == "shared"
