"""As many lifelike listings as a test wants, always the same ones, and as varied as they come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from connectbot.directory.listing import Listing
from connectbot.directory.place import Keeping, Place

PLACE = Place(
    id="millbrook",
    name="Millbrook",
    team="Millbrook team",
    outcodes=("LS7", "LS8", "LS9", "LS17"),
    staffed="Monday to Friday, 9am to 5pm",
    keeping=Keeping(ask=0, check_first=0, leave=0),
)
"""The place of those that are not national; nothing in it is ever too old."""

TODAY = date(2026, 11, 22)

_WHAT = (
    "walk lunch choir stitch darts bowls allotment film tea gaming cycling drama advice food "
    "swim tai-chi reading repair baby carers memory men's women's youth bingo dance poetry"
).split()
_KIND = "club group circle table morning drop-in café society hour project cwmni & co.".split(" ")
_WORDS = (
    "Come as you are.|Nobody minds if you sit out.|Tea & biscuits, 50p <or more>.|Café «Chez»|"
    "Croeso i bawb, dewch â ffrind|Bring a coat; it's cold.|=not a formula|Line one\nline two|"
    '"Quoted", with commas, and a \\ stroke|+44 is not all|naïve façade – dashes|👋 wave'
).split("|")
_RUN_BY = ("Trust", "CIC", "Ltd", "Ymddiriedolaeth", "& Sons")
_NEEDS = "company active talk food bereavement carers memory money housing unheard-of".split()
_DAYS = "MO TU WE TH FR SA SU".split()
_AREAS = ("LS7", "LS8", "LS9", "LS17", "ZZ99", "B1", "EC1A", "SA62")


def listings(count: int, seed: int = 1, *, confidential: bool = False) -> Iterator[Listing]:
    """So many listings; the same for the same seed. Those with a `confidential` address only
    where they are asked for, about one in ten."""
    rng = Random(seed)
    for number in range(count):
        yield Listing.model_validate(data(rng, number, confidential=confidential))


def data(rng: Random, number: int, *, confidential: bool = False) -> dict[str, Any]:
    """A listing as it is written; what a rule leaves open is there or not, as it falls."""
    what, kind = rng.choice(_WHAT), rng.choice(_KIND)
    given: dict[str, Any] = {
        "id": f"{what.replace(chr(39), '')}-{number}",
        "name": f"{what.title()} {kind} {number}"[:40],
        "needs": rng.sample(_NEEDS, rng.randint(1, 4)),
        "where": _where(rng, number),
    }
    given["national" if rng.random() < 0.05 else "place"] = True
    if "place" in given:
        given["place"] = PLACE.id
    if confidential and rng.random() < 0.1:
        given["where"] = {
            "venue": f"Hush House {number}",
            "address": f"{number} Whisper Lane",
            "outcode": "LS9",
            "confidential": True,
        }
    maybe: dict[str, Any] = {
        "organisation": f"{rng.choice(_WHAT).title()} {rng.choice(_RUN_BY)}",
        "description": " ".join(rng.sample(_WORDS, rng.randint(1, 5))),
        "narrow": True,
        "peer": True,
        "who": rng.choice(("anyone", "over 50s", "dads & lads", "people who knit, or might")),
        "when": [_schedule(rng) for _ in range(rng.randint(1, 3))],
        "cost": rng.choice(("£2", "£2.50", "free", "pay what you can", "£3 a family", "£1,000")),
        "ages": _ages(rng),
        "access": {
            n: rng.random() < 0.5 for n in _some(rng, "step_free toilet loop quiet parking")
        },
        "languages": rng.choice((["English"], ["Welsh", "English"], ["BSL"], ["Farsi", "Urdu"])),
        "door": {n: f"{n} {rng.choice(_WORDS)}"[:40] for n in _some(rng, "ask_for bus steps tip")},
        "contact": _contact(rng, number),
        "due": _some(rng, "safeguarding insurance"),
        "checked": {"on": _day(rng), "by": "Sam", "how": "rang", "insurance": _day(rng)},
        "assured": {n: _day(rng) for n in _some(rng, "on name when where joining cost")},
        "closed": [{"from": "2026-08-01", "to": "2026-08-31", "why": rng.choice(("", "summer"))}],
        "capacity": rng.randint(0, 9),
        "uid": str(UUID(int=rng.getrandbits(128))),
    }
    return given | {name: value for name, value in maybe.items() if rng.random() < 0.6}


def _some(rng: Random, names: str) -> list[str]:
    return [name for name in names.split() if rng.random() < 0.5]


def _day(rng: Random) -> str:
    return (TODAY - timedelta(days=rng.randint(0, 400))).isoformat()


def _where(rng: Random, number: int) -> dict[str, Any]:
    outcode = rng.choice(_AREAS)
    spoken = {
        "venue": rng.choice((f"Hall {number}", "Millbrook", "St Mary's", "The bench")),
        "address": rng.choice(
            (f"{number} Mill Lane", "Millbrook", "St Mary's", "Unit 2,\nMill St")
        ),
    }
    where: dict[str, Any] = {n: value for n, value in spoken.items() if rng.random() < 0.6}
    if rng.random() < 0.7:
        where["outcode"] = outcode
        if rng.random() < 0.4:
            where["sector"] = f"{outcode} {rng.randint(0, 9)}"
    if rng.random() < 0.3:
        where["visits"] = rng.sample(_AREAS, rng.randint(1, 3))
    return where


def _ages(rng: Random) -> dict[str, int]:
    least, most = sorted((rng.randint(0, 120), rng.randint(0, 120)))
    return rng.choice(({}, {"least": least}, {"most": most}, {"least": least, "most": most}))


def _contact(rng: Random, number: int) -> dict[str, str]:
    phone, email = f"07700 900{number % 1000:03d}", f"group{number}@millbrook.example"
    return rng.choice(({}, {"phone": phone}, {"email": email}, {"phone": phone, "email": email}))


def _schedule(rng: Random) -> dict[str, Any]:
    given: dict[str, Any] = {"byday": ",".join(sorted(rng.sample(_DAYS, rng.randint(1, 4))))}
    if rng.random() < 0.3:
        nth = rng.choice(("1", "2", "-1"))
        on = {"byday": f"{nth}{rng.choice(_DAYS)}"}
        given = {"freq": "MONTHLY", **rng.choice((on, {"bymonthday": "1,15"}))}
    opens = rng.randint(0, 22)
    times = {"opens_at": f"{opens:02d}:30", "closes_at": rng.choice(("24:00", "23:59", "00:00"))}
    given |= rng.choice((times, {"opens_at": "09:00"}, {"part": "evening"}, {}))
    more = {
        "interval": 2,
        "dtstart": "2026-09-01",
        "valid_from": "2026-09-01",
        "valid_to": "2027-07-01",
        "except": rng.choice(("school-holidays", "term-time-only,bank-holidays")),
    }
    return given | {name: value for name, value in more.items() if rng.random() < 0.2}
