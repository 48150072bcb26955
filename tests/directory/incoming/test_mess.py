"""Thousands of messy records: nothing breaks, nearly all are kept, each is accounted for."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from connectbot.directory.body import body_of, listing_of
from connectbot.directory.incoming.facts import UNSORTED
from connectbot.directory.incoming.opening import drafts_of, services_in
from connectbot.directory.incoming.piling import Pile, piled
from connectbot.directory.needs import Needs
from tests.directory.incoming.reading import known
from tests.directory.mess import services

FEW = replace(known(), needs=Needs(()))  # what a record is about takes most of the time


def pile_of(rows: list[dict[str, Any]]) -> Pile:
    return piled(drafts_of(rows, FEW))


def test_three_thousand_records() -> None:
    """At least 99 % are kept, each once, each can be stored, and what is hidden is the least."""
    rows = services(3000, seed=6)
    pile = pile_of(json.loads(json.dumps(rows)))
    assert pile.count == len(rows)
    assert len(pile.drafts) >= 0.99 * len(rows)
    assert len({draft.key for draft in pile.drafts}) == len(pile.drafts)
    states = Counter(draft.state for draft in pile.drafts)
    assert states["active"] >= 0.9 * len(rows)
    for draft in pile.drafts:
        assert draft.listing is not None
        body = body_of(draft.listing)
        assert listing_of(body).name == draft.listing.name
        assert body.text.encode()  # no half of a letter that no database takes


def test_what_they_are_about() -> None:
    """Of such records most are sorted by their words, the others wait under their names."""
    found = [draft.listing for draft in drafts_of(services(60, seed=3), known())]
    sorted_ = [one for one in found if one is not None and one.needs != (UNSORTED,)]
    assert len(found) > len(sorted_) > len(found) / 3


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=60),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(("name", "id", "location", "byday", "x")), inner, max_size=3
        )
    ),
    max_leaves=6,
)
BASE = services(40, seed=9)


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, Any]:
    """A record in which some fields, at the top or within, hold anything at all."""
    row: Any = json.loads(json.dumps(draw(st.sampled_from(BASE))))
    for _ in range(draw(st.integers(1, 4))):
        part = row
        while isinstance(part, dict | list) and part and draw(st.booleans()):
            at = draw(st.sampled_from(sorted(part) if isinstance(part, dict) else range(len(part))))
            if not isinstance(part[at], dict | list) or not part[at]:
                break
            part = part[at]
        keys = sorted(part) if isinstance(part, dict) else list(range(len(part)))
        if keys:
            part[draw(st.sampled_from(keys))] = draw(ODD)
    return dict(row)


@given(st.lists(mutated(), max_size=3))
@settings(max_examples=150, deadline=None)
def test_no_record_breaks_it(rows: list[dict[str, Any]]) -> None:
    """Whatever a record holds, it is kept, merged or left out with a reason."""
    pile = pile_of(rows)
    assert pile.count == len(rows)
    assert all(draft.looks for draft in pile.out)


@given(st.lists(mutated(), min_size=1, max_size=3))
@settings(max_examples=40, deadline=None)
def test_the_same_record_is_the_same_listing(rows: list[dict[str, Any]]) -> None:
    """Read twice, a source says the same; every record twice is every record once."""
    once = pile_of(json.loads(json.dumps(rows)))
    again = pile_of(json.loads(json.dumps(rows)))
    assert once == again
    twice = pile_of(json.loads(json.dumps([*rows, *rows])))
    assert [one.listing for one in twice.drafts] == [one.listing for one in once.drafts]


@given(ODD)
@settings(max_examples=100, deadline=None)
def test_no_page_breaks_it(page: Any) -> None:
    """Any JSON is read, or refused with a sentence."""
    raw = {"a.json": json.dumps(page).encode(), "b.json": b"[]"}
    found, again = services_in(raw)
    assert (pile_of(found).count, again >= 0) == (len(found), True)
