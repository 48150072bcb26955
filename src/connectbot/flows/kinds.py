"""Which kinds of steps there are: each file in flows/steps holds one."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Mapping
from importlib import import_module

from connectbot.flows import steps
from connectbot.flows.step import Step
from connectbot.written.shaping import guess


def _found() -> Iterator[tuple[str, type[Step]]]:
    for module in pkgutil.iter_modules(steps.__path__):
        inside = vars(import_module(f"{steps.__name__}.{module.name}"))
        for thing in inside.values():
            if isinstance(thing, type) and issubclass(thing, Step) and "word" in vars(thing):
                yield thing.word, thing


KINDS: Mapping[str, type[Step]] = dict(_found())
"""The word that makes a step what it is -> its kind."""


def words_of(kind: type[Step]) -> frozenset[str]:
    """The words that may stand in a step of this kind."""
    return frozenset(info.alias or name for name, info in kind.model_fields.items())


_WORDS = {word: words_of(kind) for word, kind in KINDS.items()}


def kind_of(words: Mapping[str, object]) -> type[Step]:
    """The kind of step that these words make: the one kind in which all the others fit as well.

    Raises ValueError with the mend.
    """
    named = [word for word in words if word in KINDS]
    for word in named:
        if _WORDS[word].issuperset(named):
            return KINDS[word]
    if named:
        raise ValueError(
            f"{' and '.join(f'`{word}`' for word in named)} cannot stand in one step; "
            "make a step of each"
        )
    unknown = next((word for word in words if not any(word in w for w in _WORDS.values())), "")
    mend = guess(unknown, sorted(KINDS)) if unknown else f"write one of {', '.join(sorted(KINDS))}"
    said = f"unknown word `{unknown}`" if unknown else "this step does nothing"
    raise ValueError(f"{said}; {mend}")
