"""What the needs have learned: how well it serves on rows kept apart, and how they do without."""

from __future__ import annotations

import csv
from math import isclose
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectbot.directory.likeness import Likeness
from connectbot.directory.needs import Needs
from connectbot.directory.plain import plain, spoken
from connectbot.learned import Linear
from tests.directory import oakfield
from tests.directory.test_needs import NEED

LABELLED = oakfield.SHARED / "needs/phrases_dev.csv"
KEPT_APART = oakfield.ROOT / "scores/needs.csv"
beside = pytest.mark.skipif(
    not LABELLED.exists(), reason="the labelled phrases are not beside this checkout"
)

# Rows, first right, among three, right where it is taken as clear: each at least, in 100.
BARS = [
    pytest.param(LABELLED, 90, 96, 94, id="developing rows", marks=beside),
    pytest.param(KEPT_APART, 82, 93, 90, id="rows kept apart"),
]
OBLIQUE_FIRST = 55
"""What is said without its word is the hard part: 61 of 100 on the day this was written."""


def rows(file: Path) -> list[tuple[str, set[str], str]]:
    """Text, the needs that fit it, and its way of speaking."""
    with file.open(encoding="utf-8") as lines:
        return [
            (row["text"], set(row["needs"].split("|")), row["register"])
            for row in csv.DictReader(lines)
        ]


def share(good: int, of: int) -> float:
    return 100 * good / of


@pytest.mark.parametrize(("file", "first", "three", "clear"), BARS)
def test_understood(file: Path, first: int, three: int, clear: int) -> None:
    """What other people wrote is understood as often as the bars say, and what is taken as clear is
    seldom wrong."""
    needs, labelled = oakfield.needs(), rows(file)
    found = [([match.id for match in needs.match(text)], fit) for text, fit, _ in labelled]
    assert share(sum(ids[0] in fit for ids, fit in found), len(found)) >= first
    assert share(sum(bool(fit & set(ids[:3])) for ids, fit in found), len(found)) >= three
    taken = [(set(sure), fit) for text, fit, _ in labelled if (sure := needs.confident(text))]
    assert share(sum(bool(ids & fit) for ids, fit in taken), len(taken)) >= clear
    assert len(taken) >= len(labelled) / 2


def test_oblique() -> None:
    """What is said without its word is found too, more often than not."""
    needs = oakfield.needs()
    oblique = [(text, fit) for text, fit, way in rows(KEPT_APART) if way == "oblique"]
    right = sum(needs.match(text)[0].id in fit for text, fit in oblique)
    assert share(right, len(oblique)) >= OBLIQUE_FIRST


def test_phrases_alone() -> None:
    """A community that has learned nothing is still understood: by its phrases."""
    text = (oakfield.FOLDER / "needs.yaml").read_text("utf-8")
    needs, problems = Needs.parse(text, "directory/needs.yaml")
    assert problems == needs.problems("directory/needs.yaml") == []
    found = [(needs.match(text)[:3], fit) for text, fit, _ in rows(KEPT_APART)]
    assert share(sum(top[0].id in fit for top, fit in found), len(found)) >= 76
    assert needs.confident("cant pay the leccy") == ("warmth",)
    assert needs.confident("debt") == ("money",)
    assert needs.confident("hello") == needs.closest("hello") == ()
    assert len(needs.closest("not so good")) == 3


@beside
def test_no_phrase_is_copied() -> None:
    """None of our phrases is one of the labelled ones."""
    labelled = {" ".join(plain(text)) for text, _, _ in rows(LABELLED)}
    needs = oakfield.needs()
    ours = {" ".join(plain(said)) for id in needs.ids for said in needs.get(id).phrases}
    assert not ours & labelled


@pytest.mark.parametrize(
    ("text", "two"),
    [
        ("trouble with the council", ("housing", "money")),
        ("my husband died and the house is cold", None),
        ("I'm lonely", None),
        ("hello", None),
    ],
)
def test_two_close(text: str, two: tuple[str, str] | None) -> None:
    """Where a message may as well be about one need as another, both are named, and where it is
    clear or about none, nothing is."""
    assert oakfield.needs().two_close(text) == two


@pytest.mark.parametrize("text", ["", "zzz", "hello", "what is this", "1", "LS8", "yes please"])
def test_nothing_close(text: str) -> None:
    """Where nothing of a need is said, none is offered."""
    assert oakfield.needs().closest(text) == ()


def test_closest() -> None:
    """Where it is not clear, the three that feel closest are offered."""
    assert len(oakfield.needs().closest("not so good")) == 3


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(), max_size=200))
def test_shares(text: str) -> None:
    """The likelihoods of all needs make a whole, whatever is said."""
    assert isclose(sum(match.score for match in oakfield.needs().match(text)), 1)


def test_the_shipped_model() -> None:
    """The shipped model was learned from the shipped phrases; if not, `make train` mends it."""
    assert oakfield.needs().problems("directory/needs.yaml") == []


NEEDS = f"""{NEED}\
- id: food
  title: Something to eat
  warm: Nobody should go hungry.
  confirm: You would like food.
  upstream: 2
  phrases: [im hungry]
"""
MODEL = """\
{"rows": "other", "models": {"needs": {"labels": ["company", LABEL], "bias": [0, 0],
 "threshold": 0, "letters": [3], "apart": 0,
 "features": {"=hungry": [100, -500, 500], "=lonely": [100, 500, -500]}}}}
"""


@pytest.mark.parametrize(
    ("model", "told"),
    [
        (MODEL.replace("LABEL", '"food"'), "the phrases are newer than the model"),
        (MODEL.replace("LABEL", '"hats"'), "needs here that the model was not taught"),
    ],
)
def test_a_model_that_does_not_fit(model: str, told: str) -> None:
    """A model older than the phrases is told about, with the mend, and does no harm."""
    needs, problems = Needs.parse(NEEDS, "needs.yaml", model)
    assert problems == []
    [problem] = needs.problems("needs.yaml")
    assert problem.warning
    assert told in str(problem)
    assert "make train" in str(problem)
    assert needs.match("hungry")[0].id == "food"
    assert needs.match("lonely")[0].id == "company"


def test_a_broken_model() -> None:
    """A model that cannot be read is told about and left out."""
    needs, [problem] = Needs.parse(NEEDS, "needs.yaml", "{}")
    assert problem.warning
    assert "make train" in str(problem)
    assert needs.match("hungry")[0].id == "food"


def test_without_small_talk() -> None:
    """A model that was taught no small talk judges needs alone."""
    model = Linear(("company", "food"), (0, 0), 0, {"=hungry": (100, -500, 500)})
    reading = Likeness({"company": ["lonely"], "food": ["hungry"]}, model).read("hungry")
    assert reading.matches[0].id == "food"
    assert reading.talk is None


@pytest.mark.parametrize(
    ("text", "taken"), [("debbt", ("money",)), ("foodbnk", ("food",)), ("blah", ()), ("asdf", ())]
)
def test_a_slip_is_heard_and_a_noise_is_not(text: str, taken: tuple[str, ...]) -> None:
    """A word no phrase holds is taken where its letters sound like one, else asked about."""
    assert oakfield.needs().confident(text) == taken


def test_codes_say_nothing() -> None:
    """Numbers and postcodes, also written apart, are not part of what is said."""
    assert spoken(plain("hungry, LS8 2ab or ls 8, 3 kids")) == ["hungry", "or", "children"]
    needs = oakfield.needs()
    assert needs.match("im lonely LS8") == needs.match("im lonely")
