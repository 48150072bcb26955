"""What they have already said: values taken from their own words, so that nobody asks twice."""

from __future__ import annotations

import re

from connectbot.flows import answers, words
from connectbot.flows.scene import Scene

OVERHEARD = frozenset({"need", "outcode", "postcode"})
"""Kinds of answers that can be heard inside a longer sentence."""

LASTING = frozenset({"outcode", "postcode"})
"""Kinds of answers that stay true from talk to talk."""

ASKED_ANEW = frozenset({"phone"})
"""Fields about the phone in their hand now: an earlier word may have been of another day."""

_A_SENTENCE = 4  # words; fewer answer nothing that was not asked
_ASKED = re.compile(
    r"(?:who|why|what|is (?:this|it)|are (?:you|u)|how (?:did|do) (?:you|u)|does|do (?:you|u))\b",
    re.IGNORECASE,
)


def overhear(scene: Scene, kind: str) -> str | None:
    """The value of this kind in what they last said in their own words."""
    heard = scene.conversation.heard
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
