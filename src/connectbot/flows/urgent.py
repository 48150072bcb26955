"""Urgent words: fixed replies at once, a named human told, and the talk kept where it was."""

from __future__ import annotations

import re

from connectbot.flows import idle, sentences, words
from connectbot.flows.scene import Scene
from connectbot.model.effect import Alert

_MORE = frozenset({"1", "yes", "yes please", "more", "y"})
_LEAVE = frozenset({"0", "no", "leave it", "leave it there"})
_ABUSE = "domestic_abuse"
_WATCHED = re.compile(
    r"\b(?:check|read|see|search|watch|monitor|look|go)\w*"
    r"(?: (?:at|in|into|on|through|thru))? (?:all )?(?:my|me|mi|the) "
    r"(?:phone|fone|mobile|texts?|txts?|messages|msgs|whatsapp)\b"
    r"|\b(?:has|got|takes|took|have) my (?:phone|fone|mobile)\b",
    re.IGNORECASE,
)


def answer(scene: Scene, kinds: tuple[str, ...]) -> None:
    """Say the fixed words for these kinds, and alert. What they say first is kept in mind, so that
    nobody asks for it again; if a phone is watched, it says so for the rest of the talk."""
    now = scene.conversation
    if _ABUSE in kinds and _WATCHED.search(scene.said):
        scene.change(saved={**now.saved, "phone": "shared"})
    if not now.frames:
        scene.change(heard=words.clean(f"{now.heard}\n{scene.said}".strip()))
    _say(scene, kinds, shared=_shared(scene))
    scene.do(Alert(kinds))
    scene.change(urgent=kinds)


def goes_on(scene: Scene) -> bool:
    """On a phone that others see the first reply was neutral, and 1 asks for the rest: whether
    this message was about that. A mere "ok" is asked again."""
    kinds, said = scene.conversation.urgent, scene.said.strip(" .").casefold()
    if not kinds or not _shared(scene):
        return False
    if said in _LEAVE:
        scene.say(sentences.LEFT_THERE)
        scene.change(urgent=())
    elif said in _MORE or idle.only_thanks(said):
        _say(scene, kinds, shared=said not in _MORE)
    else:
        return False
    return True


def _say(scene: Scene, kinds: tuple[str, ...], *, shared: bool) -> None:
    for text in scene.knowledge.safety.reply(kinds, shared):
        scene.say(text)


def _shared(scene: Scene) -> bool:
    return scene.conversation.saved.get("phone") == "shared"
