"""What pydantic finds wrong with a document, as lines and sentences with the mend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from connectbot.written.problem import Problem
from connectbot.written.reading import Document, Unreadable

M = TypeVar("M", bound=BaseModel)
Place = tuple[str | int, ...]

_LONGEST_ECHO = 40


def shaped(model: type[M], document: Document) -> M:
    """The document as a model. Raises Unreadable with every fault found."""
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        raise Unreadable(problems_of(error, document, model)) from None


def problems_of(
    error: ValidationError,
    document: Document,
    model: type[BaseModel] | None = None,
    within: Place = (),
) -> list[Problem]:
    """One problem for each place in the document that pydantic refused.

    With `model`, unknown words are compared with the words it knows. `within` is where the
    validated part stands in the document.
    """
    found: dict[Place, Problem] = {}
    for details in error.errors(include_url=False):
        place = (*within, *details["loc"])
        if details["type"] not in ("missing", "extra_forbidden"):
            place = _known(document, place)
        if place not in found:
            sentence = _sentence(details, place, _words(model, details["loc"][:-1]))
            found[place] = document.problem(place, sentence)
    return sorted(found.values())


def _known(document: Document, place: Sequence[str | int]) -> Place:
    """The part of a place that the document really has; the rest names branches of a union."""
    known: Place = ()
    for word in place:
        if (*known, word) in document.lines:
            known = (*known, word)
    return known


def _sentence(details: ErrorDetails, place: Place, words: Sequence[str]) -> str:
    kind, value, context = details["type"], details["input"], details.get("ctx", {})
    name = _name(place)
    if kind == "extra_forbidden":
        return f"unknown word {name}; {guess(str(place[-1]), words)}"
    if kind == "missing":
        return f"{name} is missing; add a line `{place[-1]}: ...`"
    if kind == "value_error":
        return f"{name}: {context['error']}"
    if kind in ("literal_error", "enum"):
        return f"{name} should be {context['expected'].replace(chr(39), '`')}, not {_echo(value)}"
    if bound := _BOUNDS.get(kind):
        return f"{name} should {bound.format(**context)}"
    return _misshapen(details, name, place)


def _misshapen(details: ErrorDetails, name: str, place: Place) -> str:
    kind, value = details["type"], details["input"]
    if kind == "string_pattern_mismatch":
        like = f"write it like {_LIKE[place[-1]]}" if place[-1] in _LIKE else "see the docs"
        return f"{name} cannot be {_echo(value)}; {like}"
    for end, wanted in _WANTED:
        if kind.endswith(end) or kind.startswith(end):
            return f"{name} should be {wanted}, not {_echo(value)}"
    return f"{name}: {details['msg'][:1].lower()}{details['msg'][1:]}"


_LIKE: dict[str | int, str] = {
    "email": "tea@example.org",
    "id": "tea-and-talk",
    "uid": "0b5c8a52-3d0e-4f51-9a63-0d8d3c1c2f77",
    "outcode": "LS8",
    "sector": "LS8 2",
    "bymonthday": "1 or 1,15",
}
"""How a text is written that has one way to be written (its pattern says nothing to a person)."""

_BOUNDS = {
    "string_too_short": "be longer (at least {min_length})",
    "string_too_long": "be shorter (at most {max_length})",
    "too_short": "hold more (at least {min_length})",
    "too_long": "hold less (at most {max_length})",
    "greater_than_equal": "be at least {ge}",
    "less_than_equal": "be at most {le}",
}
_WANTED = (
    ("string_type", "one text"),
    ("list_type", "a list, like [one, two]"),
    ("tuple_type", "a list, like [one, two]"),
    ("set_type", "a list, like [one, two]"),
    ("dict_type", "lines like `word: value` under it"),
    ("model_type", "lines like `word: value` under it"),
    ("int_", "a whole number, like 3"),
    ("float_", "a number, like 2.5"),
    ("decimal_", "a number, like 2.5"),
    ("bool_", "yes or no"),
    ("date_", "a date, like 2026-03-31"),
    ("time_", "a time, like 14:30"),
)


def guess(word: str, words: Sequence[str]) -> str:
    """A mend for an unknown word: the known one most like it, or all that fit."""
    if close := get_close_matches(word, words, n=1, cutoff=0.6):
        return f"did you mean `{close[0]}`?"
    if words:
        return "these fit here: " + ", ".join(f"`{known}`" for known in sorted(words))
    return "take it out"


def _name(place: Sequence[str | int]) -> str:
    """The word a person would point at: `options`, or `options` item 2."""
    for before, word in enumerate(reversed(place)):
        if isinstance(word, str):
            item = place[len(place) - before] if before else None
            return f"`{word}`" if item is None else f"`{word}` item {int(item) + 1}"
    return "this"


def _echo(value: Any) -> str:
    if isinstance(value, dict):
        return "lines of words and values (a colon in a text needs quotes round the whole text)"
    if isinstance(value, list):
        return "a list"
    text = str(value)
    if not text:
        return "nothing"
    return f"`{text}`" if len(text) <= _LONGEST_ECHO else f"`{text[:_LONGEST_ECHO]}...`"


def _words(model: type[BaseModel] | None, place: Sequence[str | int]) -> list[str]:
    """The words that fit at a place in a model's document."""
    models = [model] if model else []
    for word in place:
        fields = [_fields(one).get(str(word)) for one in models]
        deeper = [found for field in fields if field for found in _models(field)]
        models = deeper or models
    return sorted({word for one in models for word in _fields(one)})


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    return {info.alias or name: info.annotation for name, info in model.model_fields.items()}


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models an annotation mentions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)
