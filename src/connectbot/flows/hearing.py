"""What they have already said: values taken from their own words, so that nobody asks twice."""

from __future__ import annotations

from connectbot.flows import answers, sentences, words
from connectbot.flows.scene import Scene

OVERHEARD = frozenset({"need", "outcode", "postcode"})
"""Kinds of answers that can be heard inside a longer sentence."""

LASTING = frozenset({"outcode", "postcode"})
"""Kinds of answers that stay true from talk to talk."""

_CLOSE = 3
_A_SENTENCE = 4  # words; fewer answer nothing that was not asked
_A_STORY = 8  # words; with fewer it is kinder to ask than to guess


def overhear(scene: Scene, kind: str, field: str) -> str | None:
    """The value for `field` in what they last said in their own words, where none of it has been
    used for this field yet."""
    heard = scene.conversation.heard
    if not heard or field in scene.conversation.overheard:
        return None
    if kind == "need":
        return ",".join(scene.knowledge.needs.confident(heard)) or None
    if kind == "outcode":
        return scene.knowledge.districts.find(heard)
    return answers.overhear(kind, heard)


def used(scene: Scene, field: str) -> None:
    """What they said has now been used for this field."""
    scene.change(overheard=(*scene.conversation.overheard, field))


def keep_in_mind(scene: Scene) -> None:
    """They wrote a sentence where an option was to be chosen: it may answer a later question."""
    now = scene.conversation
    if len(scene.said.split()) >= _A_SENTENCE and not now.overheard:
        scene.change(heard=words.clean(f"{now.heard} {scene.said}".strip()))


def something_said(scene: Scene, field: str) -> bool:
    """Whether what they said is long enough to guess from, and not used for this field."""
    heard = scene.conversation.heard
    return len(heard.split()) >= _A_STORY and field not in scene.conversation.overheard


def offer_closest(scene: Scene, text: str) -> None:
    """Offer the needs that feel closest to a text, as options."""
    needs = scene.knowledge.needs
    closest = [match.id for match in needs.match(text)[:_CLOSE]]
    names = tuple(needs.get(id).title for id in closest)
    scene.change(shown=tuple(closest), options=names)
    scene.say(sentences.CLOSEST, options=names)
