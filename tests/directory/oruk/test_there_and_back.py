"""A listing as a service of the standard, and the same listing again."""

from __future__ import annotations

import json
from datetime import date

import pytest

from connectbot.directory.body import body_of, listing_of
from connectbot.directory.listing import Listing
from connectbot.directory.oruk.around import Around
from connectbot.directory.oruk.reading import body
from connectbot.directory.oruk.service import PUBLIC, Confidential, service_id, service_of
from connectbot.directory.oruk.timetable import OURS
from tests.directory.making import listing
from tests.directory.many import PLACE, listings
from tests.directory.oakfield import book, districts, needs

PRIVATE = {"timezone", "due", "checked", "assured", "suspended"}


def _around() -> Around:
    return Around({**book().places, PLACE.id: PLACE}, needs(), districts())


def _and_back(one: Listing) -> None:
    service = json.loads(json.dumps(service_of(one, _around(), public=False)))
    assert body(service) == body_of(one), one.id


def test_every_listing_of_the_starter_comes_back_as_it_was():
    """Nothing of a listing is lost where it leaves as a service and returns."""
    told = [one for one in book().listings.values() if not one.where.confidential]
    assert len(told) > 200
    for one in told:
        _and_back(one)


def test_two_thousand_made_listings_come_back_as_they_were():
    """So it is with listings of every shape."""
    for one in listings(2000):
        _and_back(one)


@pytest.mark.parametrize(
    "odd",
    [
        {"where": {"outcode": "LS8", "venue": "Here", "address": "Here"}},
        {"where": {"outcode": "LS8", "venue": "here", "address": "here"}},
        {"where": {"outcode": "LS8", "address": "here"}},
        {"where": {"visits": ["United Kingdom"]}},
        {"where": {}, "access": {"toilet": True}},
        {"organisation": "Neighbours in here"},
        {"languages": []},
        {"cost": "Free"},
        {"needs": ["company", "company"]},
        {"when": [{"byday": "MO", "closes_at": "24:00"}]},
    ],
)
def test_what_looks_like_something_else_is_not_taken_for_it(odd):
    """An address that reads like the town, a thing that reads like nobody's: each stays itself."""
    _and_back(listing("odd", **odd))


def test_what_is_mended_in_the_standards_own_fields_is_taken():
    """Whoever changes a name, a time or a price in a file of ours has changed it."""
    one = listing("tea", when=[{"byday": "MO", "opens_at": "10:00"}], cost="£2", closed=[])
    service = service_of(one, _around(), public=False)
    service["name"] = "Tea and more"
    service["schedules"][0]["byday"] = "TU"
    service["cost_options"][0]["amount_description"] = "free"
    service["languages"].append({"name": "Urdu"})
    found = listing_of(body(service))
    assert (found.name, found.when[0].byday, found.cost) == ("Tea and more", "TU", "free")
    assert found.languages == ("English", "Urdu")


@pytest.mark.parametrize("place", ["schedules", "languages", "attributes", "contacts", "id"])
@pytest.mark.parametrize("instead", [None, 7, "x", [7], ["x"], [None], [{}], {}])
def test_a_service_that_somebody_broke_is_read_as_far_as_it_goes(place, instead):
    """A list that is no list is as if it were not there."""
    service = service_of(listing("tea"), _around())
    service[place] = instead
    assert body(service) is not None


@pytest.mark.parametrize("at", [{}, {"location": 7}, {"location": {"addresses": 7}}])
@pytest.mark.parametrize("more", [{}, {"accessibility": [7, {}]}, {"accessibility": 7}])
def test_a_location_that_somebody_broke_is_read_as_far_as_it_goes(at, more):
    """So it is with where it is."""
    service = service_of(listing("tea"), _around())
    inside = at.get("location")
    held = {**at, "location": {**inside, **more}} if isinstance(inside, dict) else at
    service["service_at_locations"] = [held]
    assert body(service) is not None
    service["service_at_locations"] = [{"location": {"addresses": [{"postal_code": "W"}], **more}}]
    assert json.loads(body(service).text).get("where") is None


@pytest.mark.parametrize("ours", [None, 7, {}, {"id": 7}])
def test_a_service_that_somebody_else_wrote_is_not_ours(ours):
    """Without our own word in it nothing is guessed."""
    service = service_of(listing("tea"), _around())
    service[OURS] = ours
    assert body(service) is None


def test_without_is_only_ever_a_list_of_names():
    """A word that somebody broke takes nothing away."""
    service = service_of(listing("tea"), _around())
    service[OURS]["without"] = "name"
    assert json.loads(body(service).text)["name"] == "Name tea"


def test_a_confidential_address_is_in_no_service():
    """A listing nobody may find is refused whole, by its id."""
    secret = listing("refuge", where={"outcode": "LS9", "venue": "Hush", "confidential": True})
    with pytest.raises(Confidential, match="refuge") as refusal:
        service_of(secret, _around(), public=False)
    assert "Hush" not in str(refusal.value)


def test_each_field_of_a_listing_is_public_or_is_not():
    """A new field has to be put on one side before it is given to anybody."""
    assert {*PUBLIC, *PRIVATE} >= set(Listing.model_fields)
    assert not PUBLIC & PRIVATE


def test_the_public_service_says_nothing_of_checks():
    """Who made sure of it, how, and what was still due, is nobody else's."""
    held = {"on": date(2026, 11, 1), "by": "Priya Example", "how": "met in the kitchen"}
    one = listing("tea", checked=held, due=["insurance"], assured={"when": date(2026, 11, 2)})
    public = json.dumps(service_of(one, _around()))
    whole = json.dumps(service_of(one, _around(), public=False))
    for secret in ("Priya", "kitchen", "insurance", "2026-11-02", "checked"):
        assert secret not in public
        assert secret in whole
    assert '"assured_date": "2026-11-01"' in public


def test_an_id_it_came_with_stays_its_id():
    """Another directory's id is kept; else ours follows from the listing's own, always the same."""
    given = "ac148810-d857-441c-9679-408f346de14b"
    assert service_id(listing("tea", uid=given)) == given
    assert service_id(listing("tea")) == service_id(listing("tea")) != service_id(listing("coffee"))
    assert service_id(listing("tea")) == "3ce4bd98-bf47-5027-af20-b73ee69de5fd"


def test_a_thing_that_belongs_to_no_one_has_its_place_for_it():
    """The standard wants an organisation for each service; people are one."""
    row = service_of(listing("bench", place="oakfield"), _around())
    assert row["organization"]["name"] == "Neighbours in Oakfield"
    assert row["organization_id"] == row["organization"]["id"]


@pytest.mark.parametrize(
    ("cost", "amount"),
    [("free", 0), ("£2", 2.0), ("£2.50 a go", 2.5), ("pay what you can", None), ("£1,000", None),
     ("£2/£1", None)],
)  # fmt: skip
def test_a_sum_is_told_only_where_it_is_one(cost, amount):
    """What cannot be said as one sum stays in words."""
    option = service_of(listing("tea", cost=cost), _around())["cost_options"][0]
    assert option.get("amount") == amount
    assert option["amount_description"] == cost


def test_the_point_is_the_middle_of_the_district_and_says_so():
    """No whole postcode is kept, so none is told."""
    row = service_of(listing("tea", place="oakfield"), _around())
    location = row["service_at_locations"][0]["location"]
    assert location["description"] == "The point is the middle of LS8, not the door."
    assert location["addresses"][0]["postal_code"] == "LS8"
    assert 53 < location["latitude"] < 54


def test_days_on_which_it_is_closed_are_an_alert():
    """Other systems read it as a sentence."""
    closed = [{"from": "2026-08-01", "to": "2026-08-31", "why": "summer"}]
    row = service_of(listing("tea", closed=closed), _around())
    assert row["alert"] == "Closed from 2026-08-01 to 2026-08-31 (summer)."
