"""Drafts of one source put in order: the same thing twice is one, and each has a key of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from connectbot.directory.body import body_of
from connectbot.directory.incoming.facts import Draft, Note
from connectbot.directory.listing import Listing

_SAME = "the same again"
_DAYS = "the same group on another day"


@dataclass(frozen=True, slots=True)
class Pile:
    """Every record of a source: `drafts` are to be listings, `out` are left out, `merged` say
    which record went into which other (label, into, why)."""

    drafts: tuple[Draft, ...]
    out: tuple[Draft, ...]
    merged: tuple[tuple[str, str, str], ...]

    @property
    def count(self) -> int:
        """How many records there were."""
        return len(self.drafts) + len(self.out) + len(self.merged)


def piled(drafts: Iterable[Draft]) -> Pile:
    """The drafts, the same thing once. Of two with one key that differ in more than their times,
    each stays."""
    kept: dict[str, Draft] = {}
    out: list[Draft] = []
    merged: list[tuple[str, str, str]] = []
    for draft in drafts:
        if draft.listing is None:
            out.append(draft)
            continue
        number, key = 1, draft.key
        while (had := kept.get(key)) is not None:
            both = _together(had, draft)
            if both is not None:
                kept[key] = both[0]
                merged.append((draft.label, had.label, both[1]))
                break
            number += 1
            key = f"{draft.key}/{number}"
        else:
            kept[key] = replace(draft, key=key)
    return Pile(tuple(kept.values()), tuple(out), tuple(merged))


def _together(had: Draft, other: Draft) -> tuple[Draft, str] | None:
    """Two records as one, and why; None where they are two things."""
    one, two = had.listing, other.listing
    if one is None or two is None or body_of(one) == body_of(two):
        return had, _SAME
    if _timeless(one) != _timeless(two):
        return None
    when = tuple(dict.fromkeys((*one.when, *two.when)))
    notes = (*had.notes, Note("when", f"{other.label} has more times of it", "brought together"))
    return replace(had, listing=one.model_copy(update={"when": when}), notes=notes), _DAYS


def _timeless(listing: Listing) -> Listing:
    return listing.model_copy(update={"when": ()})
