"""What many commands read from the same texts is read once: that takes a second each time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest

from connectbot.directory.book import Book
from connectbot.directory.needs import Needs
from connectbot.safety.book import SafetyBook
from connectbot.written.tongue import Tongue

Parse = Callable[..., tuple[Any, list[Any]]]


def once(parse: Parse) -> Parse:
    """The same, where the same texts give what they gave before: reading is pure, and what it makes
    is never changed."""
    kept: dict[object, tuple[Any, list[Any]]] = {}

    def parsed(*given: object, **named: object) -> tuple[Any, list[Any]]:
        key = _key(given), _key(named)
        if key not in kept:
            if len(kept) == 8:
                kept.clear()
            kept[key] = parse(*given, **named)
        made, problems = kept[key]
        return made, list(problems)

    return parsed


def _key(given: object) -> object:
    if isinstance(given, Tongue):
        return given.code, _key(given.texts), _key(given.special)
    if isinstance(given, Mapping):
        return tuple((_key(name), _key(value)) for name, value in given.items())
    if isinstance(given, Iterable) and not isinstance(given, str | bytes):
        return tuple(_key(one) for one in given)
    return given


_PARSED = tuple((kind, once(kind.parse)) for kind in (Book, Needs, SafetyBook))


def read_once(patch: pytest.MonkeyPatch) -> None:
    """From here on, until the test ends."""
    for kind, parse in _PARSED:
        patch.setattr(kind, "parse", parse)
