"""Somebody under 18: children's lines and a person, and no adult's contacts."""

from __future__ import annotations

import re

from connectbot.directory.listing import GROWN_UP
from connectbot.flows import resting, sentences
from connectbot.flows.introducing import YOUNG as YOUNG
from connectbot.flows.scene import Scene
from connectbot.flows.walk import finish
from connectbot.model.effect import HandOver
from connectbot.safety.reserved import Keyword

_GREETED = "young-greeted"
_LEAST = 5

_WORDS = dict(
    zip(
        "five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen".split(),
        range(_LEAST, GROWN_UP),
        strict=True,
    )
)
_AGE = re.compile(
    rf"\bi ?['\u2019]?a?m(?: only| just| nearly| almost)? (?P<years>[1-9][0-9]?|{'|'.join(_WORDS)})"
    r"(?! ?(?:%|st\b|stones?|kg|lbs?|kilos?|w(?:ee)?ks?|m(?:on)?ths?|mins?\b|minutes?|hours?|hrs?|"
    r"days?|miles?|out\b|of\b|in a row\b|times?\b|"
    r"f(?:ee|oo)?t\b|in\b|inch|cm|k\b|quid|pounds?|grand|p\b|am\b|pm\b|o'?clock|"
    r"th\b|past\b|(?:years?|yrs?) (?!old)|[/:.,'-]?[0-9])|[a-z]*een)",
    re.IGNORECASE,
)
_AT_SCHOOL = re.compile(r"\bi ?['\u2019]?a?m in (?:year|yr) (?:[1-9]|1[0-3])\b", re.IGNORECASE)
_ONLY_A_CHILD = frozenset({None, Keyword.MENU, Keyword.BACK, Keyword.GO, Keyword.PERSON})


def notice(scene: Scene) -> None:
    """Note when they say how old they are: under 18, or how old, so that nothing for other ages is
    offered."""
    tags, said = scene.conversation.tags, _AGE.search(scene.said)
    years = _years(said["years"].casefold()) if said else None
    if _AT_SCHOOL.search(scene.said) or (years is not None and _LEAST <= years < GROWN_UP):
        scene.change(tags=tags | {YOUNG})
    elif years is not None and years >= GROWN_UP:
        saved = {**scene.conversation.saved, "age": str(years)}
        scene.change(saved=saved, tags=tags - {YOUNG, _GREETED})


def _years(said: str) -> int:
    return int(said) if said.isdecimal() else _WORDS[said]


def is_for_a_person(scene: Scene, word: Keyword | None) -> bool:
    """Whether a person answers this, as somebody under 18 wrote it. STOP and HELP are obeyed."""
    return YOUNG in scene.conversation.tags and word in _ONLY_A_CHILD


def answer(scene: Scene) -> None:
    """Ask a person; the first time with a line that is there for children, though not on a phone
    that others see."""
    finish(scene)
    scene.do(HandOver("young"))
    if _GREETED in scene.conversation.tags:
        return
    shared = resting.is_seen(scene.conversation)
    scene.say(sentences.YOUNG_SHARED if shared else scene.safety.texts["young"])
    scene.change(tags=scene.conversation.tags | {_GREETED})
