"""Listings found by their names and words; ordinary talk names nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectbot.directory.book import Book
from connectbot.directory.named import Named, tokens
from tests.directory.making import listing

HALL = {"venue": "Chapel Hall", "address": "1 Mill Lane", "outcode": "LS8"}
TOWN = [
    listing("shed", name="Burnside Men's Shed", organisation="Burnside Shed"),
    listing("shed-2", name="Hillside Men's Shed", organisation="Hillside"),
    listing("knit", name="Knit and Natter", where=HALL, description="Bring wool. Tea and cake."),
    listing("tea", name="Tea and Talk", organisation="Lantern", who="people who lost someone"),
    listing("bank", name="Beech Road food bank", description="Bags of food, no questions."),
    listing("bench", name="The bench by the chapel", description="A flask of tea."),
    listing("lark", name="Lark"),
    listing("new", name="New Here"),
    listing("us", name="Us and You", organisation="Lantern"),
    listing("choir", name="Open Door singers", organisation="Lantern", where=HALL),
    listing("house", name="A safe house", where={"confidential": True, "venue": "Zebulon Lodge"}),
]
NAMED = Named(TOWN)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Men's sheds", ["men", "shed"]),
        ("MENS SHED, LS8 2AA", ["men", "shed"]),
        ("knitting and gardeners' walks", ["knit", "garden", "walk"]),
        ("the chess class", ["chess", "class"]),
        ("is there a group near me?", []),
        ("sing", ["sing"]),
        ("", []),
    ],
)
def test_tokens(text: str, words: list[str]) -> None:
    """Words that can name something, each in one plain form; postcodes and small words go."""
    assert tokens(text) == words


SURE = [
    ("knit and natter", ["knit"]),
    ("Is Knit and Natter still on on thursdays at the chapel hall please", ["knit"]),
    ("i would love to go to that tea and talk thing my doctor mentioned", ["tea"]),
    ("burnside mens shed", ["shed"]),
    ("the mens sheds", ["shed", "shed-2"]),
    ("men's shed seacroft", ["shed", "shed-2"]),
    ("mens shead", ["shed", "shed-2"]),
    ("foodbank", ["bank"]),
    ("food bank beech rode", ["bank"]),
    ("lark", ["lark"]),
    ("natter", []),  # a word alone is as often an answer
    ("knit n natterr", ["knit"]),
    ("bench chapel", ["bench"]),
    ("lantern", []),  # who runs it is no name of it
    ("talk", []),
    ("zebulon lodge", []),
    ("larks", ["lark"]),
    ("a lark", ["lark"]),
    ("lark tea", []),
    ("im new here", ["new"]),
    ("im new", []),
    ("us and you", []),  # of nothing but small words
    ("im so low and lonely since my wife died", []),
    ("i need food and my bank is empty and the bills keep coming", []),
    ("a bench, a flask, a friend and some quiet talk with people", []),
    ("where is the nearest", []),
    ("???", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "ids"), SURE)
def test_sure(text: str, ids: list[str]) -> None:
    """All of a name, or most of a short text; a slip is forgiven, a story names nothing."""
    assert [id for _, id in NAMED.sure(text)] == ids


SEARCHED = [
    ("chapel", ["bench", "choir", "knit"]),
    ("wool", ["knit"]),
    ("tea", ["tea", "bench", "knit"]),
    ("people who lost someone", ["tea"]),
    ("lantern choir", ["choir", "tea", "us"]),
    ("burnside shed", ["shed"]),  # the other shed has only half of it
    ("mill lane", ["choir", "knit"]),
    ("quagga", []),
    ("zebulon", []),
    ("hello", []),
]


@pytest.mark.parametrize(("text", "ids"), SEARCHED)
def test_search(text: str, ids: list[str]) -> None:
    """In its name before where it is, before what it says; a confidential address is nowhere."""
    found = NAMED.search(text)
    assert sorted(found, key=lambda one: (-one[0], one[1])) == found
    if text == "lantern choir":
        assert {id for _, id in found} == set(ids)
    else:
        assert [id for _, id in found] == ids


def test_of_very_many_the_near_ones() -> None:
    """A word that very many have finds some of them, those in the district among them; beside a
    rarer word it finds nothing of its own."""
    many = [listing(f"tea-{n:04}", name="Tea") for n in range(900)]
    near = listing("near", name="Tea", where={"outcode": "LS17"})
    rare = listing("rare", name="Tea on the barge")
    named = Named([*many, near, rare])
    assert "near" in [id for _, id in named.search("tea", "LS17")]
    assert "near" not in [id for _, id in named.search("tea", "LS1")]
    assert len(named.search("tea")) == 300
    assert [id for _, id in named.search("tea barge")] == ["rare"]


def test_a_book_knows_names() -> None:
    """A book tells what a text names: of the place first, then of everywhere."""
    line = listing("line", name="Knit and Natter line", national=True, place="", where={})
    book = Book([], [*TOWN, line])
    assert book.named("here", "knit and natter") == ("knit", "line")
    assert book.named("there", "knit and natter line") == ("line",)
    assert book.named("", "knit and natter line") == ("line",)
    assert Book().named("here", "knit and natter") == ()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    """Whatever is written, it finds ids of listings, each once, with a share above nothing."""
    for found in (NAMED.sure(text), NAMED.search(text)):
        ids = [id for _, id in found]
        assert len(set(ids)) == len(ids)
        assert all(share > 0 for share, _ in found)
        assert set(ids) <= {one.id for one in TOWN}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([one for one in TOWN if len(tokens(one.name)) > 1]), st.data())
def test_one_slip(one: object, data: st.DataObject) -> None:
    """A whole name with one letter left out of a longer word still names it."""
    words = one.name.split()  # type: ignore[attr-defined]
    at = data.draw(st.sampled_from([n for n, word in enumerate(words) if len(word) > 5] or [0]))
    cut = data.draw(st.integers(1, max(1, len(words[at]) - 2)))
    if len(words[at]) > 5:
        words[at] = words[at][:cut] + words[at][cut + 1 :]
    found = [id for _, id in NAMED.search(" ".join(words))]
    assert one.id in found  # type: ignore[attr-defined]
