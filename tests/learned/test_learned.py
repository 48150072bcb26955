"""Small linear models: what they see of a text, how they score it, how they are written down."""

from __future__ import annotations

import json
from math import isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectbot.learned import Linear, Unusable, features, fingerprint, models
from connectbot.learned.features import LONGEST
from connectbot.learned.shelf import written

WORDS = st.lists(st.text(alphabet="abcde", min_size=1, max_size=6), max_size=12)
SMALL = Linear(
    labels=("sad", "glad"),
    bias=(-50, 25),
    threshold=10,
    weights={"=so": (300, 600, 0), "=so sad": (400, 800, -200)},
)


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ((), set()),
        (("i",), {"=i", " i "}),
        (("so", "am"), {"=so", "=am", "=so am", " so", "so ", "o a", " am", "am "}),
    ],
)
def test_words_pairs_and_letters_are_seen(words: tuple[str, ...], seen: set[str]) -> None:
    """A text is seen as its words, its pairs of words, and runs of three to five letters."""
    found = features(words)
    assert {one for one in found if len(one) == 3 or one[0] == "="} == seen
    assert {len(one) for one in found if one[0] != "="} <= {3, 4, 5}


def test_pairs_that_stand_apart_are_seen_where_a_model_asks_for_them() -> None:
    """A model may know pairs of words with others between them, and other lengths of runs."""
    found = features(("he", "has", "my", "keys"), letters=(6,), apart=2)
    assert {one for one in found if one[0] == "~"} == {"~he my", "~has keys", "~he keys"}
    assert {len(one) for one in found if one[0] not in "=~"} == {6}


def test_a_run_of_letters_is_no_word() -> None:
    """The letters "at" in "cat" are not the word "at"."""
    assert "=at" not in features(("cat",))
    assert "cat" in features(("cat",))


def test_no_text_takes_for_ever() -> None:
    """Runs of letters are taken from the first 1,600 letters only."""
    assert "zzz" not in features(("a" * LONGEST, "zzzz"))


def test_a_score_is_the_push_over_the_length() -> None:
    """A score is the sum of what the known features say, over their length, and the bias."""
    sad, glad = SMALL.score(("so", "sad"))
    length = sqrt(300**2 + 400**2 + 1)
    assert isclose(sad, 1_400 / length - 0.5)
    assert isclose(glad, -200 / length + 0.25)
    assert SMALL.best(("so", "sad"))[0] == ("sad", sad)
    assert isclose(SMALL.margin(("so", "sad")), sad - 0.1)


def test_an_unknown_text_says_nothing() -> None:
    """Where no feature is known the bias alone speaks."""
    assert SMALL.score(("quux",)) == (-0.5, 0.25)
    assert SMALL.best(()) == [("glad", 0.25), ("sad", -0.5)]
    assert isclose(SMALL.margin(("quux",)), -0.6)


@given(WORDS)
def test_a_score_does_not_depend_on_any_order_inside(words: list[str]) -> None:
    """The same words give the same score to the last digit, however the weights are laid out."""
    weights = {one: (1_000 + at, 37 * at - 900) for at, one in enumerate(sorted(features(words)))}
    there = Linear(("a",), (1,), 0, weights)
    back = Linear(("a",), (1,), 0, dict(reversed(weights.items())))
    assert there.score(words) == back.score(words)


MANY = Linear(tuple("abcdefghijk"), (0,) * 11, 0, {"=so": (1, *[0] * 9, 5, -3)}, (4,), 2)


def test_models_come_back_as_they_were_written() -> None:
    """What training writes is what is read, with the fingerprint of its rows."""
    text = written({"small": SMALL, "many": MANY}, "abc")
    assert models(text, "m.json") == ({"small": SMALL, "many": MANY}, "abc")
    assert written({"many": MANY, "small": SMALL}, "abc") == text


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('"rows"', '"raws"'),
        ('"models"', '"model"'),
        ('"labels": ["sad", "glad"]', '"labels": []'),
        ('"bias": [-50, 25]', '"bias": [-50]'),
        ('"=so":[300,600,0]', '"=so":[300,600]'),
        ('"=so":[300,600,0]', '"=so":[300,600,0,0]'),
        ('"=so":[300,600,0]', '"=so":[300,600,0.5]'),
        ('"=so":[300,600,0]', '"=so":[300,true,0]'),
        ('"=so":[300,600,0]', '"=so":"xyz"'),
        ('"=so":[300,600,0]', '"=so":7'),
        ('"=so":[1,9,5,10,-3]', '"=so":[1,9,5,10]'),
        ('"=so":[1,9,5,10,-3]', '"=so":[1,11,5]'),
        ('"=so":[1,9,5,10,-3]', '"=so":[]'),
        ('"letters": [4]', '"letters": "four"'),
        ('"apart": 2', '"apart": null'),
        ('"threshold": 10', '"threshold": "high"'),
        ("{", "[" * 100_000),
    ],
)
def test_a_bad_file_is_refused_with_its_mend(right: str, wrong: str) -> None:
    """A file that is no model names itself and says how it is made anew."""
    text = written({"small": SMALL, "many": MANY}, "abc")
    assert right in text
    with pytest.raises(Unusable, match=r"m\.json: this model cannot be read .* run `make train`"):
        models(text.replace(right, wrong, 1), "m.json")


@given(st.text() | st.binary() | st.recursive(st.none() | st.integers(), st.lists).map(json.dumps))
def test_any_text_is_a_model_or_unusable(text: str | bytes) -> None:
    """Whatever is in the file, it is read or refused."""
    with pytest.raises(Unusable):
        models(text, "m.json")


def test_a_fingerprint_knows_the_rows_in_any_order() -> None:
    """The fingerprint changes with any word and any label, and not with the order of rows."""
    rows = [("sad", "so sad"), ("glad", "so glad")]
    assert fingerprint(rows) == fingerprint(reversed(rows))
    assert len({fingerprint(rows), fingerprint(rows[:1]), fingerprint([("sad", "so glad")])}) == 3
