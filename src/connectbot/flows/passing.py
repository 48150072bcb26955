"""What they say in passing about what suits them: kept, so that nobody has to say it twice."""

from __future__ import annotations

from connectbot.flows import hearing, liking
from connectbot.flows.phrases import plain
from connectbot.flows.scene import Scene

_FEW = 7  # words; in a longer story a day is when something happened
_DAYS = {
    "today": "today", "tonight": "today", "tomorrow": "tomorrow", "tmrw": "tomorrow", "now": "now",
    "monday": "MO", "mondays": "MO", "tuesday": "TU", "tuesdays": "TU", "wednesday": "WE",
    "wednesdays": "WE", "thursday": "TH", "thursdays": "TH", "friday": "FR", "fridays": "FR",
    "saturday": "SA", "saturdays": "SA", "sunday": "SU", "sundays": "SU",
}  # fmt: skip
_ADDED = frozenset({"access", "languages", "interests"})
"""Fields in which the new stands beside the old; in the others it takes its place."""


def wishes(scene: Scene, text: str) -> dict[str, str]:
    """The fields that a text changes: "no stairs please" is `access`, "evenings only" `times`."""
    said: dict[str, list[str]] = {}
    for phrase in scene.knowledge.phrases.heard(text):
        if phrase.field in liking.FIELDS:
            said.setdefault(phrase.field, []).append(phrase.value)
    saved = scene.conversation.saved
    changed = {}
    for field, values in said.items():
        before = liking.several(saved.get(field, "")) if field in _ADDED else ()
        value = ",".join(dict.fromkeys((*before, *values)))
        if value != saved.get(field, ""):
            changed[field] = value
    return changed


def apart(scene: Scene, text: str) -> str:
    """A text without what it says of this: "i want to get fit but i use a wheelchair" is about
    getting fit."""
    return scene.knowledge.phrases.without(text, liking.FIELDS)


def day(text: str) -> dict[str, str]:
    """The day that a few words about when name: "anything on saturday?", "whats open now"."""
    words = plain(text).split()
    named = [_DAYS[word] for word in words if word in _DAYS] if len(words) <= _FEW else []
    return {liking.DAY: named[0]} if len(set(named)) == 1 else {}


def take_in(scene: Scene) -> None:
    """Keep what they said of this in their own words, once."""
    if scene.conversation.heard and "wishes" not in scene.conversation.overheard:
        hearing.used(scene, "wishes")
        scene.keep(**wishes(scene, scene.conversation.heard))
