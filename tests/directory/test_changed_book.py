"""A directory after some listings changed is what it would be if it were made anew."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from connectbot.directory.body import body_of
from connectbot.directory.book import Book
from connectbot.directory.listing import Listing
from connectbot.directory.place import Place
from connectbot.model.kept import Body, Kept, State
from tests.directory.making import listing

HERE = Place(id="here", name="Here", team="team", outcodes=("LS8",), staffed="Monday")
WORDS = ["chess", "tea", "walking", "shed", "choir", "the"]


def kept(one: Listing, state: State = "active", **more: str) -> Kept:
    """A listing as it is kept."""
    return Kept(one.id, one.place, state, 1, body_of(one), **more)


@st.composite
def listings(draw: st.DrawFn) -> Kept:
    """Some listing of a few, somewhere, with some words."""
    national = draw(st.booleans())
    where = draw(
        st.sampled_from([{}, {"outcode": "LS8"}, {"outcode": "LS7"}, {"visits": ["LS8", "LS7"]}])
    )
    one = listing(
        draw(st.sampled_from("abcd")),
        name=" ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))),
        description=" ".join(draw(st.lists(st.sampled_from(WORDS), max_size=2))),
        needs=draw(st.lists(st.sampled_from(["company", "talk"]), min_size=1, max_size=2)),
        where=where,
        place="" if national else "here",
        national=national,
    )
    return kept(one, draw(st.sampled_from(["active", "active", "hidden", "removed"])))


def seen(book: Book) -> object:
    """All that can be looked up in a book, whatever order it was filled in."""
    shelves = {
        (place, need): (
            {at: sorted(ids) for at, ids in book.shelf(place, need).there.items()},
            {at: sorted(ids) for at, ids in book.shelf(place, need).visiting.items()},
            sorted(book.shelf(place, need).anywhere),
        )
        for place in ("", "here")
        for need in ("company", "talk")
    }
    texts = [*WORDS, "tea and chess", "walkin", "the walking shed choir", "chess tea"]
    found = {
        (place, text): (
            sorted(book.words(place).sure(text)),
            sorted(book.words(place).search(text)),
        )
        for place in ("", "here")
        for text in texts
    }
    return dict(book.listings), shelves, found


@settings(max_examples=60, deadline=None)
@given(st.lists(listings(), max_size=4), st.lists(listings(), max_size=4))
def test_changed_or_made_anew_is_the_same(first: list[Kept], then: list[Kept]) -> None:
    """Whatever changes, one listing at a time: every search finds the same as in a new book, and
    the book before stays as it was."""
    at_first = {one.id: one for one in first}
    before = Book.of([HERE], list(at_first.values()))
    as_it_was = seen(before)
    after, now = before, dict(at_first)
    for one in then:
        after = after.after([one])
        now[one.id] = one
    assert seen(after) == seen(Book.of([HERE], list(now.values())))
    assert seen(before) == as_it_was


def test_an_id_that_was_merged_answers_with_the_other() -> None:
    """Somebody who kept the old id finds the listing that took it in; undone, it is itself."""
    old, new = kept(listing("old")), kept(listing("new"))
    book = Book.of([HERE], [kept(listing("old"), "merged", merged_into="new"), new])
    assert book.listing("old") is book.listings["new"]
    assert book.after([old]).listing("old") is not book.listings["new"]
    assert Book.of([HERE], [old, new]).after([book_merged()]).listing("old") == listing("new")


def book_merged() -> Kept:
    """The old listing, taken in by the new one."""
    return kept(listing("old"), "merged", merged_into="new")


def test_sources_and_zones_come_along() -> None:
    """Where a listing stands in its file is known, and its clock is its place's."""
    paris = HERE.model_copy(update={"timezone": "Europe/Paris"})
    book = Book.of([paris], [kept(listing("tea"), source="directory/a: b.yaml:7")])
    assert book.sources == {"tea": ("directory/a: b.yaml", 7)}
    assert book.listings["tea"].timezone == "Europe/Paris"
    moved = book.after([kept(listing("tea"), source="c.yaml:1")])
    assert moved.sources == {"tea": ("c.yaml", 1)}


def test_what_a_newer_program_wrote_is_left_out() -> None:
    """A body that cannot be read leaves the others as they are."""
    odd = Kept("odd", "here", "active", 1, Body('{"wings":2}'))
    assert list(Book.of([HERE], [odd, kept(listing("tea"))]).listings) == ["tea"]
