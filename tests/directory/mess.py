"""Services as strangers write them: lifelike, mostly right, wrong in every way that was ever seen.

Everything is made up here; the same seed gives the same mess.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any
from uuid import UUID

Row = dict[str, Any]

_WHAT = """
Tea and chat|Walking group|Knit and natter|Men's shed|Debt advice|Community garden|
Bereavement circle|Chair exercise|Lunch club|Computer help|Toddlers|Carers' break|Food pantry|
Singing for fun|Warm space|Job club|English class|Memory café|Repair morning|Phone friends|
Clwb cinio|Paned a sgwrs|Art for wellbeing|Swimming for over 60s|Stop smoking|Hearing aids
""".replace("\n", "").split("|")
_WHO_BY = """Age Friends|Riverside Trust|St Anne's|Community Links|Neighbourhood Network|The Hub|
Mind the Gap|Cymdeithas y Bryn|Parish Council|Library Service""".replace("\n", "").split("|")
_TOWNS = [
    ("Leeds", "LS8 2AB", 53.83, -1.51),
    ("Leeds", "ls7 3qy", 53.82, -1.54),
    ("Bangor", "LL57 1AA", 53.22, -4.13),
    ("Bristol", "BS5 6DN", 51.46, -2.55),
    ("York", "YO10 3DD", 53.95, -1.06),
]
_DAYS = "MO TU WE TH FR SA SU".split()

Spoil = Callable[[Row, random.Random], None]


def services(count: int, seed: int) -> list[Row]:
    """So many services; about half have something wrong with them, some several things."""
    rng = random.Random(seed)
    return [_spoilt(_service(rng, number), rng) for number in range(count)]


def _service(rng: random.Random, number: int) -> Row:
    town, postcode, lat, lon = rng.choice(_TOWNS)
    what, by = rng.choice(_WHAT), rng.choice(_WHO_BY)
    begins = rng.randint(8, 19)
    place = {
        "id": _uuid(rng),
        "name": rng.choice(("Village Hall", "Library", "Methodist Church", "Leisure Centre")),
        "location_type": "physical",
        "latitude": round(lat + rng.uniform(-0.02, 0.02), 5),
        "longitude": round(lon + rng.uniform(-0.02, 0.02), 5),
        "addresses": [
            {
                "id": _uuid(rng),
                "address_1": f"{rng.randint(1, 99)} High Street",
                "city": town,
                "state_province": town,
                "postal_code": postcode,
                "country": "GB",
            }
        ],
    }
    return {
        "id": _uuid(rng),
        "name": f"{what} {number}",
        "description": f"{what} run by {by}. Everybody is welcome, and the kettle is on.",
        "status": "active",
        "email": f"hello{number}@example.org",
        "url": f"https://example.org/{number}",
        "minimum_age": rng.choice((18, 50, 60)),
        "assured_date": f"2026-{rng.randint(1, 9):02d}-{rng.randint(1, 28):02d}",
        "organization": {"id": _uuid(rng), "name": by, "description": by},
        "schedules": [
            {
                "id": _uuid(rng),
                "freq": "WEEKLY",
                "byday": ",".join(rng.sample(_DAYS, 2)),
                "opens_at": f"{begins:02d}:00",
                "closes_at": f"{begins + 2:02d}:30:00",
            }
        ],
        "cost_options": [{"id": _uuid(rng), "amount": rng.choice((0, 2, 3.5))}],
        "contacts": [
            {"id": _uuid(rng), "phones": [{"number": f"07700 900{rng.randint(0, 999):03d}"}]}
        ],
        "service_at_locations": [{"id": _uuid(rng), "location": place}],
        "languages": [{"id": _uuid(rng), "name": "English"}],
    }


def _uuid(rng: random.Random) -> str:
    return str(UUID(int=rng.getrandbits(128), version=4))


def _spoilt(service: Row, rng: random.Random) -> Row:
    for _ in range(rng.choice((0, 0, 1, 1, 2, 4))):
        rng.choice(FAULTS)(service, rng)
    return service


def _set(name: str, *values: Any) -> Spoil:
    def spoil(service: Row, rng: random.Random) -> None:
        service[name] = rng.choice(values)

    return spoil


def _in(part: Callable[[Row], Any], name: str, *values: Any) -> Spoil:
    def spoil(service: Row, rng: random.Random) -> None:
        row = part(service)
        if isinstance(row, dict):
            row[name] = rng.choice(values)

    return spoil


def _first(rows: Any) -> Any:
    return rows[0] if isinstance(rows, list) and rows else None


def _schedule(service: Row) -> Any:
    return _first(service.get("schedules"))


def _place(service: Row) -> Any:
    held = _first(service.get("service_at_locations"))
    return held.get("location") if isinstance(held, dict) else None


def _address(service: Row) -> Any:
    place = _place(service)
    return _first(place.get("addresses")) if isinstance(place, dict) else None


def _drop(*names: str) -> Spoil:
    def spoil(service: Row, rng: random.Random) -> None:
        service.pop(rng.choice(names), None)

    return spoil


def _loud(service: Row, rng: random.Random) -> None:
    name = rng.choice(("name", "description"))
    service[name] = str(service.get(name)).upper()


def _as_old(service: Row, rng: random.Random) -> None:
    """As version 1.0 calls things."""
    for new, old in (("schedules", "regular_schedules"), ("languages", "language")):
        if new in service:
            service[old] = service.pop(new)
    place = _place(service)
    if isinstance(place, dict) and "addresses" in place:
        place["physical_addresses"] = place.pop("addresses")


FAULTS: tuple[Spoil, ...] = (
    _in(
        _schedule,
        "opens_at",
        "banana",
        "25:00",
        "",
        None,
        "9.30",
        "10am",
        "1400",
        "2026-01-01T09:00:00Z",
    ),
    _in(_schedule, "closes_at", "late", "24:00", "00:00", None, "noon", "4pm"),
    _in(
        _schedule,
        "byday",
        "XX",
        "Monday",
        "monday, wednesday",
        "2MO",
        "-1FR",
        "",
        None,
        ["MO", "TU"],
        "MO;TH",
        7,
    ),
    _in(_schedule, "freq", "DAILY", "weekly", "YEARLY", None, "MONTHLY"),
    _in(_schedule, "interval", "2", 2, 0, -1, 99, "every"),
    _in(_schedule, "bymonthday", "31", "1,15", "banana", 32),
    _in(_schedule, "valid_from", "2026-02-31", "2026-13-45", "01/03/2026", "2030-01-01"),
    _in(_schedule, "valid_to", "2020-01-01", "soon", "2026-02-30"),
    _in(
        _schedule,
        "description",
        "Every other Thurs 10-12 (not school hols)",
        "By appointment",
        "<p>Tuesdays 2pm</p>",
    ),
    _set("schedules", None, {}, [], "Tuesdays", [None, 3], [{"description": "Mon-Fri 9-5"}]),
    _set("minimum_age", "18", "18+", "over 50", 60, None, -3, 999, 18.5, "adult"),
    _set("maximum_age", "5", 5, 120, "65 years", None),
    _set("status", "closed", "inactive", "defunct", "temporarily closed", "ACTIVE", "", None),
    _set("url", "www.example.org", "example.org", "", None, "https://exa mple", 3),
    _set("email", "not an email", "a@b", "Jo <jo@example.org>", "mailto:jo@example.org", "", None),
    _set(
        "description",
        None,
        "",
        "<p>Come <b>along</b>!</p><br/>Tea &amp; cake &nbsp;",
        "x" * 3000,
        "Caf\u00c3\u00a9 for all, \u00c2\u00a32",
        "Prynhawn o de a sgwrs yn Gymraeg.",
        "\u202eodd\x00\x07",
        ["a", "list"],
    ),
    _set("assured_date", "2024-13-45", "2031-01-01", "01/02/2026", "last year", None),
    _set("id", "12345", 17, None, "not a uuid"),
    _set("organization", None, {}, {"name": ""}, [{"name": "A list of one"}], "Just a name"),
    _set(
        "cost_options",
        None,
        [],
        [{"amount": "5.00", "amount_description": "per session"}],
        [{"option": "Members", "amount": None}],
        [{"amount": -1}],
    ),
    _set(
        "contacts",
        None,
        [],
        [{"phones": [{"number": "ring 0113 banana"}]}],
        [{"phones": [{"number": "+44 (0)7700 900123 / 07700 900124"}]}],
        "07700 900123",
    ),
    _set("languages", None, [{}], [{"code": "cy"}], [{"name": "Polish"}], "English, Urdu"),
    _set(
        "name",
        "Weekly afternoon gathering for everybody over fifty who lives on the estate - all welcome",
        "TEST",
        "<h1>Tea</h1>",
        "  Tea   and\ttoast ",
        "T\u00ea a th\u00f4st",
        "test service",
        "A" * 200,
    ),
    _set(
        "attributes",
        None,
        [{}],
        [{"taxonomy_term": None}],
        [{"taxonomy_term": {"name": "Loneliness"}}],
    ),
    _set(
        "service_at_locations", None, [], [{}], [{"location": None}], {"location": {"name": "Hall"}}
    ),
    _set(
        "eligibility_description",
        "Carers",
        "Anybody who has ever looked after somebody for longer than a week",
    ),
    _in(_place, "latitude", 999, "53.8", None, 0, "north"),
    _in(_place, "longitude", 999, 2.35, "-1.5", None),
    _in(
        _place,
        "name",
        None,
        "",
        "A very long name of a very large building with several wings and a tower",
    ),
    _in(
        _place,
        "accessibility",
        [{"description": "Wheelchair access, hearing loop"}],
        None,
        [{"description": "No parking"}],
    ),
    _in(_place, "addresses", None, [], [None], {"postal_code": "LS8 2AB"}),
    _in(_address, "postal_code", "ABC 1234", "", None, "LS82AB", "BT1 1AA", "90210", "LL57"),
    _in(_address, "address_1", "", None, "See website", "1 Very Long Street Name " * 9),
    _drop("description", "organization", "schedules", "email", "status", "service_at_locations"),
    _loud,
    _as_old,
    _set("extra", {"unknown": [1, 2, {"deep": None}]}),
)
