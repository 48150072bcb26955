"""The ledger: every release that was made, what it printed, and of whom each figure was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

FORMAT = "connectbot ledger 1"


class Refused(Exception):
    """A release is not made, whole; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Was:
    """What one release did with a cell. `people` is a label for each contributor (empty for what is
    not counted in people); `shown` what was printed, None where nothing was."""

    shown: Mapping[str, float] | None
    warm: int
    as_at: str
    count: int = 0
    people: frozenset[bytes] = frozenset()
    about: tuple[str, ...] = ()
    whole: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """One release as the ledger holds it: the hash of what was printed, and of the one before."""

    quarter: str
    hash: str
    previous: str
    cells: Mapping[str, Was]


@dataclass(frozen=True, slots=True)
class Ledger:
    """All releases of a place, the oldest first. `found` are the hashes of the artefacts that are
    really there, by quarter; None where nobody looked (in a forecast)."""

    releases: tuple[Past, ...] = ()
    found: Mapping[str, str] | None = field(default=None)

    @property
    def last(self) -> Mapping[str, Was]:
        """The cells of the newest release."""
        return self.releases[-1].cells if self.releases else {}

    @property
    def hash(self) -> str:
        """The hash of the newest release, "" before the first."""
        return self.releases[-1].hash if self.releases else ""

    def printed(self) -> Iterator[Mapping[str, Was]]:
        """For each release the cells it printed, those it repeated among them."""
        for past in self.releases:
            yield {key: was for key, was in past.cells.items() if was.shown is not None}

    def check(self, quarter: str) -> None:
        """Raises Refused where it is not whole, or `quarter` is no later than its last."""
        before = ""
        for past in self.releases:
            if past.previous != before:
                raise Refused(
                    f"the ledger of releases lacks what came before {past.quarter}: without it "
                    "nobody can tell what a new release would give away. Put both databases back "
                    "from one backup"
                )
            before = past.hash
        self._found()
        if self.releases and quarter <= self.releases[-1].quarter:
            raise Refused(
                f"{quarter} was released, or a later quarter was ({self.releases[-1].quarter}): a "
                "release is made once and never again"
            )

    def _found(self) -> None:
        if self.found is None:
            return
        known = {past.quarter: past.hash for past in self.releases}
        odd = sorted(
            q for q in known.keys() | self.found.keys() if known.get(q) != self.found.get(q)
        )
        if odd:
            raise Refused(
                f"of {odd[0]} the printed release and the sealed record of who is behind it do not "
                "belong together: without both nobody can tell what a new release would give away. "
                "Put both databases back from one backup"
            )


def digest(artefact: str) -> str:
    """The hash of a release as it was printed."""
    return hashlib.sha256(artefact.encode()).hexdigest()


def written(past: Past) -> str:
    """A release's part of the ledger as JSON, to be kept sealed: it names people by labels."""
    labels = sorted({label for was in past.cells.values() for label in was.people})
    bit = {label: number for number, label in enumerate(labels)}
    whole = {
        "format": FORMAT,
        "quarter": past.quarter,
        "hash": past.hash,
        "previous": past.previous,
        "people": [label.hex() for label in labels],
        "cells": {key: _written(was, bit) for key, was in past.cells.items()},
    }
    return json.dumps(whole, separators=(",", ":"), sort_keys=True)


def _written(was: Was, bit: Mapping[bytes, int]) -> dict[str, Any]:
    if was.shown is None:
        return {"shown": None, "warm": was.warm, "as_at": was.as_at}
    return {
        "shown": dict(was.shown),
        "warm": was.warm,
        "as_at": was.as_at,
        "count": was.count,
        "people": f"{sum(1 << bit[label] for label in was.people):x}",
        "about": list(was.about),
        "whole": was.whole,
        "by": was.by,
    }


def read(texts: Iterable[str], found: Mapping[str, str] | None = None) -> Ledger:
    """The ledger in what `written` gave. Raises Refused where a text is not of that form."""
    releases = []
    for text in texts:
        try:
            told = json.loads(text)
            if told["format"] != FORMAT:
                raise ValueError(told["format"])
            people = [bytes.fromhex(label) for label in told["people"]]
            cells = {key: _read(cell, people) for key, cell in told["cells"].items()}
            releases.append(Past(told["quarter"], told["hash"], told["previous"], cells))
        except (KeyError, TypeError, ValueError) as error:
            raise Refused(
                f"the record of an earlier release cannot be read ({type(error).__name__}): use "
                "the version of connectbot that made it, or a newer one"
            ) from error
    releases.sort(key=lambda past: past.quarter)
    return Ledger(tuple(releases), found)


def _read(cell: Mapping[str, Any], people: Sequence[bytes]) -> Was:
    if cell["shown"] is None:
        return Was(None, cell["warm"], cell["as_at"])
    inside = int(cell["people"], 16)
    return Was(
        cell["shown"],
        cell["warm"],
        cell["as_at"],
        cell["count"],
        frozenset(label for bit, label in enumerate(people) if inside >> bit & 1),
        tuple(cell["about"]),
        cell["whole"],
        cell["by"],
    )
