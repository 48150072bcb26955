"""Which language somebody reads, by its name or by writing in it, and answers given in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from connectbot.directory import welsh
from connectbot.flows import answers
from connectbot.flows.answers.welsh import english
from connectbot.flows.knowledge import LANGUAGE
from connectbot.flows.phrases import plain
from connectbot.flows.scene import Scene
from connectbot.written.tongue import ENGLISH

_NAMES = {"cy": "c(?:ymraeg|ymreag)|gymraeg|nghymraeg|welsh", ENGLISH.code: "english|saesneg"}
_ASKED = {
    code: re.compile(
        r"(?:(?:please|plis|can (?:i|we|you) (?:have|speak|write|text|go on|use)|i (?:want|speak)|"
        r"id (?:like|prefer)|dwi (?:eisiau|isio)|rwyn siarad|siarad|hoffwn i?|in|into|to|yn|i|"
        rf"a|it|this|the|hyn) )*(?:{name})"
        r"(?: (?:please|pls|plis|os gwelwch yn dda|diolch|thanks|thank you|now|rwan|nawr))*"
    )
    for code, name in _NAMES.items()
}
_LONGEST = 60  # letters; who writes more asks for more than a language
_WRITES: Mapping[str, Callable[[str], bool]] = {"cy": welsh.is_welsh}
_INTO_ENGLISH: Mapping[str, Callable[[str], str]] = {"cy": english}
_NAMED_BY_ITSELF = frozenset({"name", "text", "email", "phone"})
"""Kinds of answers that are kept as they are written."""


def asked(scene: Scene) -> str | None:
    """The language they ask for by its name, where they read another one now."""
    if not scene.knowledge.tongues or len(scene.said) > _LONGEST:
        return None
    said = plain(scene.said)
    for code, names in _ASKED.items():
        here = code == ENGLISH.code or code in scene.knowledge.tongues
        if here and code != scene.tongue.code and names.fullmatch(said):
            return code
    return None


def keep(scene: Scene, code: str) -> None:
    """From here on they read this language."""
    scene.change(saved={**scene.conversation.saved, LANGUAGE: code})
    scene.chosen.clear()


def notice(scene: Scene) -> None:
    """Who writes in another language that is here reads it from here on. It is noticed once, and
    never against what they chose."""
    if LANGUAGE in scene.conversation.saved:
        return
    for code, writes in _WRITES.items():
        here = code in scene.knowledge.tongues
        if here and writes(scene.said) and asked(scene) is None:
            keep(scene, code)


def understand(scene: Scene, kind: str) -> str | None:
    """The answer to a question of this kind, said in their language or in English."""
    said = (scene.said,) if kind in _NAMED_BY_ITSELF else _ways(scene, scene.said)
    values = (answers.understand(kind, one, today=scene.today) for one in said)
    return next((value for value in values if value is not None), None)


def option(scene: Scene, labels: Sequence[str]) -> str | None:
    """The number of the label they mean, in either language."""
    return _of(scene, "choice", scene.said, labels)


def number(scene: Scene, least: int, most: int) -> str | None:
    """The whole number they mean within these bounds, in either language."""
    values = (
        answers.understand("scale", one, least=least, most=most, today=scene.today)
        for one in _ways(scene, scene.said)
    )
    return next((value for value in values if value is not None), None)


def several(scene: Scene, said: str, labels: Sequence[str]) -> str | None:
    """The numbers of the labels they mean, in either language."""
    return _of(scene, "many", said, labels)


def _of(scene: Scene, kind: str, said: str, labels: Sequence[str]) -> str | None:
    tongue = scene.tongue
    offered = [tuple(labels)]
    if tongue is not ENGLISH:
        offered.insert(0, tuple(tongue(label, scene.here) for label in labels))
    for names in offered:
        for one in _ways(scene, said):
            value = answers.understand(kind, one, options=names, today=scene.today)
            if value is not None:
                return value
    return None


def _ways(scene: Scene, said: str) -> tuple[str, ...]:
    """What they said, as it is and put into English."""
    into = _INTO_ENGLISH.get(scene.tongue.code)
    return (said, into(said)) if into is not None else (said,)
