"""The needs, and how well people's own words are understood."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectbot.directory.matching import Matcher
from connectbot.directory.needs import Needs
from connectbot.directory.plain import plain, stem, telling
from tests.directory import oakfield

CLEAR = [
    ("im lonely since my husband died, LS8", ("bereavement", "company")),
    ("I'm lonely", ("company",)),
    ("lonely", ("company",)),
    ("I am sooooo lonely", ("company",)),
    ("my mum died", ("bereavement",)),
    ("bereavement", ("bereavement",)),
    ("someone to talk to", ("talk",)),
    ("I'm stressed", ("wellbeing",)),
    ("skint", ("money",)),
    ("debt", ("money",)),
    ("cant pay the leccy and ive no food LS17", ("food", "warmth")),
    ("no food and no heating LS9 please help", ("food", "warmth")),
    ("money", ("money",)),
    ("sad", ("wellbeing",)),
    ("bored", ("company",)),
    ("walks", ("active",)),
    ("hungry", ("food",)),
    ("no food", ("food",)),
    ("can’t pay the leccy", ("warmth",)),
    ("homeless", ("housing",)),
    ("looking after my dad and worn out", ("carers",)),
    ("walking group", ("active",)),
    ("painting", ("creative",)),
    ("can someone fetch my shopping", ("practical",)),
    ("my husband died and I can't pay the leccy", ("warmth", "bereavement")),
    ("nothing in the fridge and the heating is off", ("food", "warmth")),
    (
        "I want to join a choir. And I've been told to leave my flat, evicted",
        ("housing", "creative"),
    ),
]

UNSURE = [
    "",
    " ",
    "hello",
    "hi there",
    "LS8",
    "yes please",
    "what is this",
    "who are you",
    "1",
    "ok",
    "how much does it cost",
    "is this a real person",
    "my name is Joan",
    "I need help",
    "tuesday",
    "can you help me",
    "not sure",
    "the second one",
    "I want to know more",
    "are you open today",
    "can I bring the baby",
    "wrong number mate",
    "what's the weather tomorrow",
    "\U0001f44b",
    "???",
]


@pytest.mark.parametrize(("text", "needs"), CLEAR)
def test_clear(text: str, needs: tuple[str, ...]) -> None:
    """What is clearly said is understood, two needs too, the more pressing one first."""
    assert oakfield.needs().confident(text) == needs


@pytest.mark.parametrize("text", UNSURE)
def test_unsure(text: str) -> None:
    """Where nothing is said about a need, no need is guessed, yet three can be offered."""
    assert oakfield.needs().confident(text) == ()
    assert len(oakfield.needs().match(text)) >= 3


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(), max_size=200))
def test_any_text(text: str) -> None:
    """Any text gives every need once, best first, and the same again."""
    needs = oakfield.needs()
    found = needs.match(text)
    assert sorted(match.id for match in found) == sorted(needs.ids)
    assert [match.score for match in found] == sorted((m.score for m in found), reverse=True)
    assert needs.match(text) == found
    assert len(needs.confident(text)) <= 2


def test_quick() -> None:
    """A usual message is matched in a few milliseconds, and the longest one does not get stuck."""
    needs, usual = oakfield.needs(), "im lonely since my husband died and I can't get out much, LS8"
    started = time.perf_counter()
    for _ in range(50):
        needs.match(usual)
    assert (time.perf_counter() - started) / 50 < 0.01
    started = time.perf_counter()
    needs.confident("lonely, " * 20_000)
    assert time.perf_counter() - started < 1


def test_the_shipped_needs() -> None:
    """Each need has at least forty-five phrases, all different, and a warm first line."""
    needs, problems = oakfield.read_needs()
    assert problems == []
    assert len(needs.ids) == 33
    said = [phrase for id in needs.ids for phrase in needs.get(id).phrases]
    assert len(said) == len(set(said))
    for id in needs.ids:
        need = needs.get(id)
        assert len(need.phrases) >= 45, id
        assert "!" not in need.warm + need.confirm


def test_phrases_find_their_need() -> None:
    """A phrase of a need leads to it, or at least among the first three."""
    needs = oakfield.needs()
    lost = [
        phrase
        for id in needs.ids
        for phrase in needs.get(id).phrases
        if id not in [match.id for match in needs.match(phrase)[:3]]
    ]
    assert lost == []


NEED = """\
- id: company
  title: Meeting people
  warm: You are not the only one.
  confirm: You would like company.
  upstream: 7
  phrases: [im lonely]
"""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("id: company\n", "needs.yaml:1: start each need with `- id: ...`"),
        ("a: b: c\n", "needs.yaml:1: "),
        (NEED + NEED, "needs.yaml:7: the need `company` is here twice"),
        (
            NEED.replace("upstream: 7", "upstream: high"),
            "`upstream` should be a whole number, like 3",
        ),
        (NEED.replace("title", "titel"), "unknown word `titel`; did you mean `title`?"),
        (NEED.replace("You are", "You are " * 10), "needs.yaml:3: `warm`"),
        (NEED.replace("[im lonely]", "[]"), "needs.yaml:6: `phrases`"),
    ],
)
def test_faults(text: str, sentence: str) -> None:
    """A fault in the needs is told with its line and the mend."""
    _, problems = Needs.parse(text, "needs.yaml")
    assert any(sentence in str(problem) for problem in problems)


def test_few_needs() -> None:
    """With one need there is nothing to confuse it with; with none nothing is matched."""
    needs, problems = Needs.parse(NEED, "needs.yaml")
    assert problems == []
    assert "company" in needs
    assert needs.get("company").upstream == 7
    assert [match.id for match in needs.match("lonely")] == ["company"]
    empty = Needs(())
    assert empty.match("lonely") == ()
    assert empty.confident("lonely") == ()
    with pytest.raises(KeyError):
        needs.get("hats")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I’M SKINT!!", ["i", "am", "no", "money"]),
        ("can't pay the leccy", ["can", "not", "pay", "the", "electric"]),
        ("me bairn's hungrey", ["my", "children", "hungry"]),
        ("sooooo", ["so"]),
        ("ＬＯＮＥＬＹ", ["lonely"]),
        ("a_b", ["a", "b"]),
        ("\ud800 \x00", []),
        ("", []),
    ],
)
def test_plain(text: str, words: list[str]) -> None:
    """Texting, dialect and slips are brought to one spelling."""
    assert plain(text) == words


@pytest.mark.parametrize(
    ("word", "root"),
    [
        ("lonely", "lone"),
        ("loneliness", "lone"),
        ("walking", "walk"),
        ("walked", "walk"),
        ("walks", "walk"),
        ("swimming", "swim"),
        ("swim", "swim"),
        ("bills", "bil"),
        ("bill", "bil"),
        ("bus", "bus"),
        ("bed", "bed"),
        ("parties", "part"),
        ("party", "part"),
        ("is", "is"),
    ],
)
def test_stem(word: str, root: str) -> None:
    """Forms of a word share a root of at least three letters."""
    assert stem(word) == root


def test_telling() -> None:
    """Words that tell nothing are left out."""
    assert telling(plain("hello, I would like some help with my bills please")) == ["bil"]


def test_known() -> None:
    """The share of a text that a document knows; rare words weigh more."""
    matcher = Matcher({"a": ["walking with dogs"], "b": ["walking in rain"]})
    assert matcher.known(["walking", "dogs"], 0) == 1
    assert matcher.known(["hats"], 0) == 0
    assert matcher.known(["the"], 0) == 0
    assert 0 < matcher.known(["walking", "in", "snow"], 0) < 0.5
