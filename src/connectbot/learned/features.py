"""What a model sees of a text: its words, pairs of words, and runs of three to five letters."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from itertools import pairwise

LONGEST = 1_600
"""Letters of one text that are looked at; whoever has more to read hands it over in pieces."""


def features(words: Sequence[str]) -> set[str]:
    """The features of a text's words: `=word`, `=two words`, and letters as they stand.

    Training and scoring both call this, so they cannot drift apart. Spaces stand before, between
    and after the words, so that a run of letters knows where a word begins and ends.
    """
    text = f" {' '.join(words)} "[:LONGEST]
    end = len(text)
    found = [f"={word}" for word in words]
    found += [f"={first} {second}" for first, second in pairwise(words)]
    found += [text[at : at + 3] for at in range(end - 2)]
    found += [text[at : at + 4] for at in range(end - 3)]
    found += [text[at : at + 5] for at in range(end - 4)]
    return set(found)


def fingerprint(rows: Iterable[Sequence[str]]) -> str:
    """The SHA-256 of labelled rows, in any order: says whether a model was made from them."""
    lines = sorted("\t".join(row) for row in rows)
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
