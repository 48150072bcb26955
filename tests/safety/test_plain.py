"""One spelling for each word, whatever it is dressed in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectbot.safety.plain import BREAK, Spelling, folded, words_of

SPELLING = Spelling({"im": "i am", "u": "you", "gonna": "going to"}, ["suicide", "overdose"])


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Don’t", "dont"),
        ("DON'T", "dont"),
        ("arrêt", "arret"),
        ("ＫＩＬＬ", "kill"),
        ("𝓴𝓲𝓵𝓵", "kill"),
        ("kіll", "kill"),
        ("ki\u200bll", "kill"),
        ("plain", "plain"),
    ],
)
def test_folding_takes_off_the_dressing(text: str, seen: str) -> None:
    """Case, accents, apostrophes, invisible marks and look-alike letters do not matter."""
    assert folded(text) == seen


def test_words_are_what_is_left() -> None:
    """Emoji, punctuation and underscores part words and are gone."""
    assert words_of("a_b - c 😀 d!") == "a b c d"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I'm sad", "i am sad"),
        ("im gonna go. u know", "i am going to go | you know"),
        ("k.i.l.l me", "kill me"),
        ("k i l l me", "kill me"),
        ("k1ll me n0w", "kill me now"),
        ("$uicide", "suicide"),
        ("su*icide", "suicide"),
        ("sucide", "suicide"),
        ("suuicide", "suicide"),
        ("suivide", "suicide"),
        ("overdoes", "overdose"),
        ("overalls", "overalls"),
        ("so... tired", "so tired"),
        ("one!? two\n\nthree", "one | two | three"),
        ("!!!", ""),
        ("pay 2000", "pay 2000"),
        ("LS8 2AA 10am", "ls8 2aa 10am"),
    ],
)
def test_words_get_one_spelling(text: str, words: str) -> None:
    """Texting, spaced letters, digits for letters and slips in long words become plain words."""
    assert " ".join(SPELLING.words(text)) == words


def test_held_letters_are_read_both_ways() -> None:
    """A letter held down may stand for one or for two: "diieee" is die, "killlll" is kill."""
    assert SPELLING.views("diiieee killlll") == (("die", "kil"), ("diiee", "kill"))
    assert SPELLING.views("kill") == (("kill",),)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=200))
def test_any_text_has_words(text: str) -> None:
    """Every text, lone surrogates and NUL too, becomes a list of words without spaces in them."""
    for view in SPELLING.views(text):
        assert all(word == BREAK or (word and " " not in word) for word in view)
