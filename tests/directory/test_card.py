"""A card says of a listing what the listing says of itself, and gives it back whole."""

from __future__ import annotations

from dataclasses import replace

from connectbot.directory.assured import assured_on
from connectbot.directory.body import body_of
from connectbot.directory.book import Book
from connectbot.directory.card import Card, Cards
from connectbot.directory.findable import Findable
from connectbot.directory.listing import Listing
from connectbot.directory.place import Place
from connectbot.directory.postcodes import Districts
from connectbot.directory.rings import rings
from connectbot.model.kept import Kept
from tests.directory.making import listing
from tests.directory.many import listings

ASKED = [name for name, value in vars(Findable).items() if isinstance(value, property)]


def cards(several: list[Listing]) -> list[Card]:
    """Their cards, packed."""
    making = Cards()
    return [making.card(one, "a.yaml:1", body_of(one)) for one in several]


def test_a_card_answers_as_its_listing_does() -> None:
    """Whatever a search asks of 300 varied listings, their cards say the same."""
    several = list(listings(300, confidential=True))
    spot = ("outcode", "sector", "visits", "confidential")
    for one, card in zip(several, cards(several), strict=True):
        for name in ASKED:
            if name == "where":
                assert [getattr(one.where, n) for n in spot] == [
                    getattr(card.where, n) for n in spot
                ]
            else:
                assert getattr(one, name) == getattr(card, name), name
        assert card.since == assured_on(one)
        assert card.shelved_under == one.shelved_under


def test_the_whole_listing_comes_back() -> None:
    """What was packed is read as it was, a confidential address with it, and lies in little."""
    several = list(listings(300, confidential=True))
    packed = cards(several)
    for one, card in zip(several, packed, strict=True):
        assert card.whole() == one
        assert card.whole().where.hidden.for_staff() == one.where.hidden.for_staff()
    sizes = [len(one.packed) for one in packed if isinstance(one.packed, bytes)]
    assert sum(sizes) / len(sizes) < 400


def test_what_is_the_same_in_many_is_held_once() -> None:
    """Two listings with the same needs and times share them."""
    when = [{"byday": "TU", "opens_at": "10:00"}]
    one, other = cards([listing("a", when=when), listing("b", when=when)])
    assert one.needs is other.needs
    assert one.when is other.when
    assert one.where is other.where
    assert one.access is other.access


def test_the_days_off_of_its_place_come_back_with_it() -> None:
    """A listing that is read again still knows the bank holidays of its place."""
    here = Place(
        id="here", name="Here", team="t", outcodes=("LS8",), staffed="Monday", nation="wales"
    )
    tea = listing("tea", when=[{"byday": "MO", "except": "bank-holidays"}])
    book = Book.of([here], [Kept("tea", "here", "active", 1, body_of(tea))])
    assert book.cards["tea"].calendar is here.calendar
    assert book.listings["tea"].calendar is here.calendar


def test_a_book_holds_whole_listings_like_a_mapping() -> None:
    """The listings can be looked up, counted and gone through; one read twice is the same."""
    tea = listing("tea")
    book = Book.of([], [Kept("tea", "here", "active", 1, body_of(tea))])
    assert book.listings["tea"] is book.listing("tea")
    assert list(book.listings.items()) == [("tea", tea)]
    assert ("tea" in book.listings, "cake" in book.listings, len(book.listings)) == (True, False, 1)
    assert replace(book.cards["tea"], id="other") != book.cards["tea"]


def test_a_far_part_of_a_near_district_is_left_out() -> None:
    """A district reaches far: what is in its near sector is found, what is in its far one not."""
    centres = {"AA1": (53.0, -1.5), "AA2": (53.2, -1.5)}
    districts = Districts(centres, "sector,lat,lon\nAA2 1,53.1,-1.5\nAA2 2,53.4,-1.5\n")
    spots = {"near": "AA2 1", "far": "AA2 2"}
    groups = [listing(id, where={"outcode": "AA2", "sector": spots[id]}) for id in spots]
    shelf = Book([], groups).shelf("here", "company")
    found = [ids for _, _, ids in rings(shelf, districts, "AA1", served=False, own=True)]
    assert found == [(), ["near"]]
