"""How models are written down: one JSON file, several models by name, and what they came from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from connectbot.learned.linear import Linear

_HEAD = ("labels", "bias", "threshold", "letters", "apart")
_FEW = 10
"""With fewer labels than this, a row names its noughts too: it is read faster."""

_DENSE = (",", ":")


class Unusable(Exception):
    """A file of models that cannot be used; says which file, what is wrong and the mend."""


def models(text: str | bytes, file: str) -> tuple[dict[str, Linear], str]:
    """The models in a JSON text by name, and the fingerprint of the rows they were made from.

    Raises Unusable, and never anything else, for any input.
    """
    try:
        written = json.loads(text)
        made = {name: _linear(data) for name, data in written["models"].items()}
        return made, str(written["rows"])
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        why = f"{type(error).__name__}: {error}"[:120]
        raise Unusable(f"{file}: this model cannot be read ({why}); run `make train`") from None


def written(made: Mapping[str, Linear], rows: str) -> str:
    """Models as the JSON text that `models` reads: one feature a line, in order."""
    parts = [f"{json.dumps(name)}: {_text(linear)}" for name, linear in sorted(made.items())]
    return f'{{"rows": {json.dumps(rows)}, "models": {{\n{",".join(parts)}}}}}\n'


def _text(linear: Linear) -> str:
    head = {name: getattr(linear, name) for name in _HEAD}
    row = list if len(linear.labels) < _FEW else _sparse
    lines = [
        json.dumps(feature, ensure_ascii=False) + ":" + json.dumps(row(weights), separators=_DENSE)
        for feature, weights in sorted(linear.weights.items())
    ]
    return json.dumps(head)[:-1] + ', "features": {\n' + ",\n".join(lines) + "\n}}\n"


def _sparse(row: tuple[int, ...]) -> list[int]:
    """A row without its noughts: the idf, then the place of a label and its push, in turn."""
    idf, *pushes = row
    return [idf, *(one for place, push in enumerate(pushes) if push for one in (place, push))]


def _linear(data: Mapping[str, Any]) -> Linear:
    labels = tuple(str(label) for label in data["labels"])
    bias = tuple(int(one) for one in data["bias"])
    if not labels or len(labels) != len(bias):
        raise ValueError("labels and bias do not fit")
    rows = data["features"]
    if len(labels) >= _FEW:
        rows = {feature: _whole(row, len(labels)) for feature, row in rows.items()}
    weights = dict(zip(rows, map(tuple, rows.values()), strict=True))
    lengths = set(map(len, weights.values()))
    kinds = {type(one) for row in weights.values() for one in row}
    if not (lengths <= {len(labels) + 1} and kinds <= {int}):
        raise ValueError("a feature has too many weights, too few, or no numbers")
    letters = tuple(int(one) for one in data["letters"])
    return Linear(labels, bias, int(data["threshold"]), weights, letters, int(data["apart"]))


def _whole(sparse: list[int], labels: int) -> list[int]:
    row = [sparse[0], *[0] * labels]
    for place, push in zip(sparse[1::2], sparse[2::2], strict=True):
        row[place + 1] = push
    return row
