"""Options: how they are written, which one a reply means, and what a puzzling reply gets."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from connectbot.flows import answers, sentences, tongues
from connectbot.flows.scene import Scene
from connectbot.safety.reserved import Keyword, keyword
from connectbot.written.tongue import ENGLISH

_NUMBERS = tuple(str(number) for number in range(1, 100))


def _labelled(value: object) -> object:
    if not isinstance(value, list):
        return value
    texts = [text for text in value if isinstance(text, str)]
    if len(texts) != len(value):
        raise ValueError("each option is one text; put quotes round one with a colon in it")
    if len(set(texts)) != len(texts):
        raise ValueError("two options are the same; take one out")
    return {text: text for text in texts}


Options = Annotated[
    dict[str, Annotated[str, Field(min_length=1, max_length=120)]], BeforeValidator(_labelled)
]
"""What is saved -> what is read; from a list both are the same."""


class Retry(BaseModel):
    """What is said when a reply is not understood; at the `times`-th one on to `go`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    say: Annotated[str, Field(min_length=1, max_length=1000)] | None = None
    times: Annotated[int, Field(ge=1, le=9)] = 3
    go: str | None = None


def _retry(value: object) -> object:
    return {"say": value} if isinstance(value, str) else value


Retrying = Annotated[Retry, BeforeValidator(_retry)]


def chosen(scene: Scene, labels: Sequence[str]) -> int | None:
    """Which of the labels the reply means, counted from 0; None where it is not clear."""
    offered = tuple(labels)
    if offered not in scene.chosen:
        scene.chosen[offered] = _understood(scene, offered) if offered else None
    return scene.chosen[offered]


def _understood(scene: Scene, labels: tuple[str, ...]) -> int | None:
    said = scene.said.strip(" .)")
    if said in _NUMBERS[: len(labels)]:  # what nearly everybody replies needs no reading
        return _NUMBERS.index(said)
    exact = _exact(labels, said)
    if exact is None and (tongue := scene.tongue) is not ENGLISH:
        exact = _exact([tongue(label, scene.here) for label in labels], said)
    if exact is not None:
        return exact
    value = tongues.option(scene, labels)
    if value is None and said.isdecimal():  # "72" is no line to count to, but may be an age
        value = answers.understand("choice", f"im {said}", options=labels, today=scene.today)
    return None if value is None else int(value) - 1


def _exact(labels: Sequence[str], said: str) -> int | None:
    exact = [place for place, label in enumerate(labels) if label.casefold() == said.casefold()]
    return exact[0] if len(exact) == 1 else None


def reserved(scene: Scene, options: Options, labels: Sequence[str]) -> Keyword | None:
    """The reserved word that the chosen one of the author's `options` stands for."""
    if not any(map(_meaning, options.values())):
        return None
    number = chosen(scene, labels)
    written = number is not None and labels[number] in options.values()
    return _meaning(labels[number]) if number is not None and written else None


@lru_cache(maxsize=1024)
def _meaning(label: str) -> Keyword | None:
    """What an option means as a message; the same few labels come again and again."""
    return keyword(label)


def again(scene: Scene, retry: Retry, options: Sequence[str], several: bool = False) -> str | None:
    """A reply was not understood: the step to go to, or None after saying so."""
    tries = scene.conversation.tries + 1
    if retry.go is not None and tries >= retry.times:
        return retry.go
    scene.change(tries=tries)
    if tries >= retry.times:
        _say_so(scene, _STILL_NOT, options, several)
    elif retry.say is not None:
        scene.say(retry.say, options=options, several=several)
    else:
        _say_so(scene, _NOT, options, several)
    return None


_NOT = (sentences.NOT_UNDERSTOOD, sentences.CHOOSE_ONE, sentences.WITH_A_NUMBER)
_STILL_NOT = (sentences.STILL_NOT_WORDS, sentences.STILL_NOT_ONE, sentences.STILL_NOT)


def _say_so(
    scene: Scene, ways: tuple[str, str, str], options: Sequence[str], several: bool
) -> None:
    """A number is asked for only where numbers are to be seen, as they are not on buttons."""
    in_words, by_choosing, by_number = ways
    if not options:
        scene.say(in_words)
    elif several:
        scene.say(by_number, options=options, several=True)
    else:
        scene.say(by_choosing, sms=by_number, options=options)
