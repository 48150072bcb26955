"""What a model sees of a text: its words, pairs of words, and runs of letters."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from itertools import pairwise

LONGEST = 1_600
"""Letters of one text that are looked at; whoever has more to read hands it over in pieces."""


def features(words: Sequence[str], letters: Sequence[int] = (3, 4, 5), apart: int = 0) -> set[str]:
    """The features of a text's words: `=word`, `=two words`, and letters as they stand.

    Training and scoring both call this, so they cannot drift apart. Spaces stand before, between
    and after the words, so that a run of letters knows where a word begins and ends. `letters` are
    the lengths of runs; `~two words` are pairs with one to `apart` words between them.
    """
    text = f" {' '.join(words)} "[:LONGEST]
    end = len(text)
    found = [f"={word}" for word in words]
    found += [f"={first} {second}" for first, second in pairwise(words)]
    for gap in range(2, apart + 2):
        found += [f"~{one} {other}" for one, other in zip(words, words[gap:], strict=False)]
    for long in letters:
        found += [text[at : at + long] for at in range(end - long + 1)]
    return set(found)


def fingerprint(rows: Iterable[Sequence[str]]) -> str:
    """The SHA-256 of labelled rows, in any order: says whether a model was made from them."""
    lines = sorted("\t".join(row) for row in rows)
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
