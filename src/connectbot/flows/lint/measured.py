"""Instruments as they are read on a phone: each question one text, no option an alarm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from connectbot.flows import answers, words
from connectbot.flows.measuring import Asked, worded
from connectbot.measures.instrument import Instrument
from connectbot.measures.library import Library
from connectbot.safety.reserved import provider_keyword
from connectbot.safety.screen import Screen
from connectbot.written.problem import Problem
from connectbot.written.tongue import ENGLISH, Tongue

MOST_TEXTS = 2
_ANY_DAY = date(2026, 1, 1)


def problems(library: Library, tongues: Mapping[str, Tongue], screen: Screen) -> list[Problem]:
    """What is wrong with the questions of these instruments, in every language they are asked."""
    found = [
        library.files[one.id, one.language].problem(("items", name, *path), sentence, warning=warn)
        for one in library.every
        for name in one.items
        for path, sentence, warn in _faults(one, name, _read_in(one, library, tongues), screen)
    ]
    return sorted(set(found))


def _read_in(one: Instrument, library: Library, tongues: Mapping[str, Tongue]) -> list[Tongue]:
    """The languages of those who are asked these questions."""
    if (one.id, one.language) in library.spoken:
        return [tongues.get(one.language, ENGLISH)]
    return [ENGLISH, *(t for t in tongues.values() if (one.id, t.code) not in library.spoken)]


def _faults(
    one: Instrument, name: str, tongues: Sequence[Tongue], screen: Screen
) -> Iterator[tuple[tuple[str, ...], str, bool]]:
    item = one.items[name]
    asked = Asked(one, name, item)
    for tongue in tongues:
        text = words.as_sms(worded(asked, tongue))
        cost = words.cost(text)
        if cost.segments > 1:
            sentence = (
                f"with its options this takes {cost.segments} texts ({cost.why}) in the language "
                f"`{tongue.code}`; a shorter `hint` helps, published wording stays as it is"
            )
            yield ("text",), sentence, cost.segments <= MOST_TEXTS
        elif not words.is_gsm7(text):
            yield ("text",), cost.why, True
    yield from _options(asked.labels, screen)


def _options(labels: Sequence[str], screen: Screen) -> Iterator[tuple[tuple[str, ...], str, bool]]:
    path = ("options",)
    for number, label in enumerate(labels, start=1):
        if provider_keyword(label):
            yield path, f"phone companies take `{label}` for opting in or out", False
        elif screen.look(label):
            yield path, f"the option `{label}` would be taken for urgent words", False
        elif answers.understand("choice", label, options=labels, today=_ANY_DAY) != str(number):
            yield path, f"a reply of `{label}` could be taken for another option", True
