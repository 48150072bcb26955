"""How models are written down: one JSON file, several models by name, and what they came from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from connectbot.learned.linear import Linear

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
    head = {"labels": linear.labels, "bias": linear.bias, "threshold": linear.threshold}
    lines = [
        json.dumps(feature, ensure_ascii=False) + ":" + json.dumps(_sparse(row), separators=_DENSE)
        for feature, row in sorted(linear.weights.items())
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
    weights = {feature: _row(row, len(labels)) for feature, row in data["features"].items()}
    return Linear(labels, bias, int(data["threshold"]), weights)


def _row(sparse: list[int], labels: int) -> tuple[int, ...]:
    row = [sparse[0], *[0] * labels]
    for place, push in zip(sparse[1::2], sparse[2::2], strict=True):
        row[place + 1] = push
    if row[0] < 1 or not all(type(one) is int for one in row):
        raise ValueError(f"the weights {sparse} do not fit")
    return tuple(row)
