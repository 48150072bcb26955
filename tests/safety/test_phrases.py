"""Phrases as a community writes them, and where they are found."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectbot.safety.grammar import BadPhrase, Grammar
from connectbot.safety.phrases import Index
from connectbot.safety.plain import BREAK, Spelling

GROUPS = {"he": "he, she, my husband", "hits": "hit, hits, hitting"}
SPELLING = Spelling({"dont": "do not", "im": "i am"})
GRAMMAR = Grammar(GROUPS, SPELLING)


def is_said(written: str, text: str) -> bool:
    words = (BREAK, *SPELLING.words(text), BREAK)
    return GRAMMAR.phrase(written).is_in(words, frozenset(words))


@pytest.mark.parametrize(
    ("written", "text", "said"),
    [
        ("want to die", "I want to die!", True),
        ("want to die", "want a die", False),
        ("want to die", "want to", False),
        ("end/finish it", "please finish it", True),
        ("{he} {hits} me", "my husband hits me", True),
        ("{he} {hits} me", "they hit me", False),
        ("{he} ... {hits} me", "he always really badly hits me", True),
        ("{he} ... {hits} me", "he always really very badly hits me", False),
        ("{he} ... {hits} me", "he is here. hits me", False),
        ("don't want (to) live", "I do not want live", True),
        ("don't want (to) live", "dont want to live", True),
        ("he ... (just) hit", "he then just hit", True),
        ("he ... (just) hit", "he went and hit", True),
        ("had enough .", "I have had enough", True),
        ("had enough .", "had enough. bye", True),
        ("had enough .", "had enough cake", False),
        (". bye .", "well. bye", True),
        ("enough ./now", "enough now", True),
        ("{he}/dad {hits}", "dad hits", True),
        ("so it so on", "so it so it so on", True),
    ],
)
def test_a_phrase_is_found_where_it_is_said(written: str, text: str, said: bool) -> None:
    """Words, choices, groups, maybes, gaps and ends mean what the head of safety.yaml says."""
    assert is_said(written, text) is said


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("{hots} me", "did you mean `{hits}`?"),
        ("... me", "must begin and end"),
        ("me ...", "must begin and end"),
        ("(just) me", "must begin and end"),
        ("me (now)", "must begin and end"),
        ("   ", "must begin and end"),
        ("want !! die", "write it like"),
        ("(a me", "write it like"),
        ("want} to", "write it like"),
        ("to/ die", "write it like"),
    ],
)
def test_a_broken_phrase_says_its_mend(written: str, why: str) -> None:
    """A phrase that cannot be used says what is wrong with it."""
    with pytest.raises(BadPhrase) as raised:
        GRAMMAR.phrase(written)
    assert why in str(raised.value)


def test_an_index_finds_every_phrase_once() -> None:
    """Each name is found once however often its phrases are said; known names are passed over."""
    index = Index(
        [
            ("sad", GRAMMAR.phrase("so sad")),
            ("sad", GRAMMAR.phrase("very sad")),
            ("hits", GRAMMAR.phrase("{he} {hits}")),
            ("other", GRAMMAR.phrase("something else")),
        ]
    )
    words = SPELLING.words("so sad and very sad, my husband hits")
    assert index.found(words) == {"sad", "hits"}
    assert index.found(words, {"sad"}) == {"hits"}
    assert index.found(()) == set()


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_any_phrase_is_read_or_refused(written: str) -> None:
    """Whatever is written, it is a phrase or a BadPhrase, and a phrase of words finds itself."""
    try:
        phrase = GRAMMAR.phrase(written)
    except BadPhrase:
        return
    words = SPELLING.words(written)
    if not any(mark in written for mark in "/(){}.!?;|\n\r…"):
        assert phrase.is_in(words, frozenset(words))
