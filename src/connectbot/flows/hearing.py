"""What they have already said: values taken from their own words, so that nobody asks twice."""

from __future__ import annotations

import re

from connectbot.flows import answers, sentences, words
from connectbot.flows.scene import Scene

OVERHEARD = frozenset({"need", "outcode", "postcode"})
"""Kinds of answers that can be heard inside a longer sentence."""

LASTING = frozenset({"outcode", "postcode"})
"""Kinds of answers that stay true from talk to talk."""

_CLOSE = 3
_A_SENTENCE = 4  # words; fewer answer nothing that was not asked
_A_STORY = 8  # words; with fewer it is kinder to ask than to guess
_LEAST = 5.0  # a need that scores less has nothing to do with what they said
_PART = re.compile(r"[.,;!?\n]+| (?:and|but|cos|because|since) ")
_ASKED = re.compile(
    r"(?:who|why|what|is (?:this|it)|are (?:you|u)|how (?:did|do) (?:you|u)|does|do (?:you|u))\b",
    re.IGNORECASE,
)


def overhear(scene: Scene, kind: str, field: str) -> str | None:
    """The value for `field` in what they last said in their own words, where none of it has been
    used for this field yet."""
    heard = scene.conversation.heard
    if not heard or field in scene.conversation.overheard:
        return None
    if kind == "need":
        return ",".join(scene.knowledge.needs.confident(_calm(scene))) or None
    if kind == "outcode":
        return scene.knowledge.districts.find(heard)
    return answers.overhear(kind, heard)


def is_somewhere(scene: Scene, value: str | None) -> bool:
    """Whether an outcode or postcode is in the table; Northern Ireland is not in it, and counts."""
    outcode = (value or "").split(" ")[0]
    return outcode in scene.knowledge.districts or outcode.startswith("BT")


def used(scene: Scene, field: str) -> None:
    """What they said has now been used for this field."""
    scene.change(overheard=(*scene.conversation.overheard, field))


def keep_in_mind(scene: Scene) -> None:
    """They wrote a sentence where an option was to be chosen: it may answer a later question."""
    now = scene.conversation
    asked = _ASKED.match(scene.said.strip())
    if len(scene.said.split()) >= _A_SENTENCE and not now.overheard and not asked:
        scene.change(heard=words.clean(f"{now.heard} {scene.said}".strip()))


def something_said(scene: Scene, field: str) -> bool:
    """Whether what they said is long enough to guess from, and not used for this field."""
    heard = scene.conversation.heard
    long = len(heard.split()) >= _A_STORY and field not in scene.conversation.overheard
    return long and _calm(scene) == scene.conversation.heard


def _calm(scene: Scene) -> str:
    """What they said without the parts that hold urgent words: "I want to die" is not about
    losing someone."""
    heard, screen = scene.conversation.heard, scene.knowledge.safety.screen
    if not screen.look(heard):
        return heard
    return ". ".join(part for part in _PART.split(heard) if not screen.look(part))


def offer_closest(scene: Scene, text: str) -> bool:
    """Offer the needs that feel close to a text, as options; False where none is."""
    needs = scene.knowledge.needs
    closest = [match.id for match in needs.match(text)[:_CLOSE] if match.score >= _LEAST]
    if not closest:
        return False
    names = tuple(needs.get(id).title for id in closest)
    scene.change(shown=tuple(closest), options=names)
    scene.say(sentences.CLOSEST, options=names)
    return True
