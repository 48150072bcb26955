"""What the standard lets through is caught, what it refuses is mended, and each is said."""

from __future__ import annotations

from typing import Any

import pytest

from connectbot.directory.incoming.people import ASK
from connectbot.directory.incoming.services import facts_of, words
from tests.directory.incoming.reading import UUID, made, noted, service


def schedule(**more: Any) -> dict[str, Any]:
    return {"schedules": [{"freq": "WEEKLY", "byday": "TU", "opens_at": "14:00", **more}]}


def place(**more: Any) -> dict[str, Any]:
    address = {"address_1": "1 High Street", "city": "Leeds", "postal_code": "LS8 2AB"}
    location = {"name": "Hall", "addresses": [address], **more}
    return {"service_at_locations": [{"location": location}]}


LETS_THROUGH: list[tuple[dict[str, Any], str, str]] = [
    (schedule(opens_at="banana"), "opens_at", "'banana' is no time"),
    (schedule(closes_at="25:00"), "closes_at", "'25:00' is no time"),
    (schedule(byday="XX"), "byday", "'XX' is no day"),
    (schedule(valid_from="2026-02-31"), "valid_from", "no day '2026-02-31'"),
    (schedule(valid_to="2020-01-01"), "valid_to", "ended on 2020-01-01"),
    (schedule(valid_from="2027-02-01", valid_to="2027-01-01"), "valid_to", "before it begins"),
    ({"schedules": [schedule()["schedules"][0]] * 31}, "when", "it has 31 times"),
    (
        {"schedules": [{"description": "by arrangement"}]},
        "when",
        "in more than one way, or in none",
    ),
    ({"minimum_age": 60, "maximum_age": 5}, "ages", "from 60 up to 5 is nobody"),
    ({"minimum_age": 999}, "least", "nobody is 999"),
    ({"assured_date": "2024-13-45"}, "assured", "no day '2024-13-45'"),
    ({"assured_date": "2031-01-01"}, "assured", "2031-01-01 is in the future"),
    (place(latitude=999, longitude=-1.5), "latitude", "999, -1.5 is nowhere on earth"),
    (place(latitude="north", longitude="west"), "latitude", "nowhere on earth"),
    (place(latitude=0, longitude=0), "latitude", "in the sea off Africa"),
    (place(latitude=51.5, longitude=-0.1), "latitude", "miles from its own postcode (LS8 2)"),
    (place(latitude=56.0, longitude=-8.6, addresses=[]), "latitude", "no place in the UK is near"),
    (place(latitude=48.8, longitude=2.35, addresses=[]), "latitude", "outside the UK"),
    (place(addresses=[{"postal_code": "ABC 1234"}]), "postcode", "there is no postcode 'ABC 1234'"),
    (place(addresses=[{"postal_code": "BT1 1AA"}]), "postcode", "in Northern Ireland"),
    ({"name": "TEST"}, "name", "it looks like a test"),
    ({"description": "Lorem ipsum dolor"}, "name", "it looks like a test"),
    ({"organization": None}, "organisation", "nobody in particular"),
    ({"email": "not an address"}, "email", "is no e-mail address"),
    ({"contacts": [{"phones": [{"number": "ring 12345"}]}]}, "phone", "it is no UK number"),
    ({"name": "Women's refuge", **place()}, "where", "it may be a refuge"),
    ({"name": "Xyzzy", "description": ""}, "needs", "do not tell what it helps with"),
    ({"only a summary": True}, "services", "only its summary"),
]

REFUSED_AND_MENDED: list[tuple[dict[str, Any], str, str]] = [
    ({"url": "www.example.org"}, "url", "https://www.example.org meant"),
    ({"email": None, "fees": None}, "email", "left out, as the standard wants it"),
    ({"minimum_age": "18+"}, "least", "18 taken"),
    ({"minimum_age": "adult"}, "least", "left out"),
    ({"status": "closed"}, "status", "kept hidden until it is active again"),
    ({"id": "17"}, "id", "kept as it is, with an id of ours"),
    (schedule(freq="DAILY", byday=None), "freq", "every day of the week"),
    ({"name": "<b>Tea</b> &amp; chat"}, "name", "taken out"),
    ({"name": "COFFEE AND CHAT AT THE NHS"}, "name", "written small"),
    ({"description": "COME ALONG. I MEAN IT."}, "description", "written small"),
    ({"email": "Jo <jo@example.org>"}, "email", "jo@example.org taken"),
    ({"cost_options": [{"amount_description": "it depends on so many things that one asks"}]},
     "cost", "shortened"),
    ({"contacts": [{"phones": [{"number": "07700 900123 or 07700 900124"}]}]},
     "phone", "the first is taken"),
    (place(latitude=-1.5, longitude=53.8), "latitude", "swapped"),
    (place(latitude=53.83, longitude=-1.5, addresses=[]), "postcode", "LS8 taken"),
    (place(name="A very long name of a building, and a second one, and a third, and a tower"),
     "venue", "shortened"),
    ({"description": "A sentence about tea. " * 40}, "description", "shortened"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "field", "what"), LETS_THROUGH)
def test_what_the_schema_lets_through_is_caught(
    said: dict[str, Any], field: str, what: str
) -> None:
    """Each such fault is named with its field and what it says, and the record is kept."""
    draft = service(**said)
    assert what in next(str(note) for note in draft.notes if note.field == field)
    made(draft)


@pytest.mark.parametrize(("said", "field", "mend"), REFUSED_AND_MENDED)
def test_what_the_schema_refuses_is_mended(said: dict[str, Any], field: str, mend: str) -> None:
    """What people write all the same is put right, and the note says how."""
    draft = service(**said)
    assert mend in next(str(note) for note in draft.notes if note.field == field)
    made(draft)


TIMES: list[tuple[list[Any], list[dict[str, Any]]]] = [
    ([{"byday": "MO", "opens_at": "9.30am", "closes_at": "noon"}],
     [{"byday": "MO", "opens_at": "09:30", "closes_at": "12:00"}]),
    ([{"byday": ["MO", "WE"], "opens_at": "2026-01-01T09:00:00Z", "closes_at": "00:00"}],
     [{"byday": "MO,WE", "opens_at": "09:00", "closes_at": "24:00"}]),
    ([{"byday": "MO", "opens_at": "10:00"}, {"byday": "TU", "opens_at": "10:00"}],
     [{"byday": "MO,TU", "opens_at": "10:00"}]),
    ([{"byday": "2MO", "opens_at": "10:00"}],
     [{"freq": "MONTHLY", "byday": "2MO", "opens_at": "10:00"}]),
    ([{"freq": "MONTHLY", "bymonthday": "1, 15"}], [{"freq": "MONTHLY", "bymonthday": "1,15"}]),
    ([{"freq": "MONTHLY", "byday": "MO"}, {"bymonthday": "99", "freq": "MONTHLY"}], []),
    ([{"weekday": 3, "opens_at": "12am", "closes_at": "12pm"}],
     [{"byday": "WE", "opens_at": "00:00", "closes_at": "12:00"}]),
    ([{"byday": "https://schema.org/Friday", "opens_at": "24:00", "closes_at": "10:00"}],
     [{"byday": "FR", "opens_at": "00:00", "closes_at": "10:00"}]),
    ([{"byday": "Thursdays", "interval": "2", "dtstart": "5/11/2026"}],
     [{"byday": "TH", "interval": 2, "dtstart": "2026-11-05"}]),
    ([{"byday": "TH", "opens_at": "10:00", "closes_at": "10:00"}],
     [{"byday": "TH", "opens_at": "10:00"}]),
    ([{"description": "Tuesdays 2pm to 4pm"}, 3],
     [{"byday": "TU", "opens_at": "14:00", "closes_at": "16:00"}]),
]  # fmt: skip


@pytest.mark.parametrize(("schedules", "meant"), TIMES)
def test_times_in_every_shape_are_read(schedules: list[Any], meant: list[dict[str, Any]]) -> None:
    """Clock times, days and dates as feeds really write them."""
    found = made(service(schedules=schedules)).when
    assert [
        one.model_dump(mode="json", by_alias=True, exclude_defaults=True) for one in found
    ] == meant


def test_words_that_could_mean_two_things_are_kept() -> None:
    """A time that would have to be guessed stays in words, in the description."""
    listing = made(service(schedules=[{"description": "every so often"}]))
    assert (listing.when, listing.description.endswith("When: every so often.")) == ((), True)


COSTS = [
    ([{"amount": 0}], "free"),
    ([{"amount": 3.5}], "£3.50"),
    ([{"amount": "5.00"}], "£5"),
    ([{"amount": 2, "amount_description": "a session"}], "£2 a session"),
    ([{"option": "Members only"}], "Members only"),
    ([{"amount_description": "No charge"}], "free"),
    ([{"amount_description": "n/a"}], ASK),
    ([{"amount_description": "£0.00"}], "free"),
    ([{"amount_description": "2.50"}], "£2.50"),
    ([], ASK),
]


@pytest.mark.parametrize(("options", "cost"), COSTS)
def test_what_it_costs(options: list[Any], cost: str) -> None:
    """A sum, free where it says so, and never free where nothing is said."""
    assert made(service(cost_options=options)).cost.replace("£3.50", "£3.50") == cost


def test_the_whole_of_a_service() -> None:
    """Who runs it, for whom, where, how to reach them, what it is filed under."""
    draft = service(
        organization={"name": "Age Friends", "phones": [{"number": "+44 (0)7700 900123"}]},
        eligibility_description="Carers",
        languages=[{"name": "Polish"}, {"code": "cy"}, {}],
        assured_date="2026-10-01",
        service_taxonomies=[{"taxonomy": {"name": "Feeling lonely"}}],
        attributes=[{"taxonomy_term": {"name": "Debt"}}, {}],
        **place(accessibility=[{"description": "Wheelchair access, no parking, hearing loop"}]),
    )
    listing = made(draft)
    assert listing.uid == UUID
    assert (listing.organisation, listing.who) == ("Age Friends", "Carers")
    assert (listing.contact.phone, listing.languages) == ("+447700900123", ("Polish", "Welsh"))
    assert (listing.where.venue, listing.where.sector) == ("Hall", "LS8 2")
    assert (listing.access.step_free, listing.access.parking, listing.access.loop) == (
        True,
        False,
        True,
    )
    assert str(listing.assured.on) == "2026-10-01"
    assert "company" in listing.needs or "talk" in listing.needs


def test_what_version_one_called_otherwise() -> None:
    """The old names of things are understood."""
    draft = service(
        regular_schedules=[{"byday": "MO", "opens_at": "10:00"}],
        eligibilitys=[{"eligibility": "Older people", "minimum_age": 60}],
        cost_option=[{"amount": 2}],
        language=[{"language": "Urdu"}],
        contact=[{"phones": [{"number": "07700900123"}]}],
        locations=[{"name": "Hall", "physical_addresses": [{"postal_code": "LS82AB"}]}],
    )
    listing = made(draft)
    assert (listing.ages.least, listing.who, listing.cost) == (60, "Older people", "£2")
    assert (listing.languages, listing.contact.phone) == (("Urdu",), "07700900123")
    assert (listing.where.outcode, len(listing.when)) == ("LS8", 1)


def test_shapes_that_are_no_shape() -> None:
    """A name for an organisation, a text for schedules, a place online: all are read or let go."""
    online = [{"location": {"location_type": "virtual", "name": "Zoom"}}, {"location": None}]
    listing = made(
        service(organization="Age Friends", schedules="Tuesdays", service_at_locations=online)
    )
    assert (listing.organisation, listing.when, listing.where.venue) == ("Age Friends", (), None)
    assert words(["a", None, {"b": 1}, "null"]) == "a"
    assert facts_of({}, "service 1").said == {}


def test_nothing_to_call_it_by() -> None:
    """What has no name is left out, and says so."""
    draft = service(name=None)
    assert draft.listing is None
    assert "it has no name" in noted(draft)["name"].what


@pytest.mark.parametrize("status", ["active", "ACTIVE", "", None])
def test_what_is_running_is_found(status: str | None) -> None:
    """Only what is known to be off is hidden."""
    assert service(status=status).state == "active"


def test_a_status_hides() -> None:
    """Closed, a test or abroad: kept, and found by nobody until somebody has looked."""
    abroad = place(latitude=48.8, longitude=2.35, addresses=[])
    drafts = [service(status="defunct"), service(name="test"), service(**abroad)]
    assert [draft.state for draft in drafts] == ["hidden"] * 3
