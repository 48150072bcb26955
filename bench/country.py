"""As many made-up listings as a bench wants, the same ones each time: one place, 400 districts.

Names, times, costs and words come from lists as a town's directory would have them; how often a
word or a need stands in one is uneven, as it is in life.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any

from connectbot.directory.place import Place
from connectbot.directory.postcodes import Districts
from connectbot.files import starter
from connectbot.model.kept import Body, Kept

PLACE, DISTRICTS = "everywhere", 400
CENTRE = "LS8"

NEEDS = (
    "company active talk food later-life money family creative carers benefits wellbeing learning "
    "bereavement memory disability healthy-living nature housing practical young-people digital "
    "work volunteering transport culture condition warmth addiction english rights lgbtq veterans"
).split()

_FIRST = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mill Chapel Bridge Station Church "
    "Canal River Hill Park Garden Orchard Corner Market High Low Old New Green Red Blue Silver "
    "Golden Rising Open Warm Friendly Busy Quiet Little Big Second Early Late Winter Spring Summer "
    "Autumn Harbour Meadow Valley Moor Wood Oak Ash Elm Rowan Willow Hazel Holly Ivy Fern Heather"
).split()
_WHAT = (
    "Lunch Walk Choir Stitch Darts Bowls Allotment Film Tea Gaming Cycling Drama Advice Pantry "
    "Swim Tai-chi Reading Repair Baby Carers Memory Shed Bingo Dance Poetry Craft Garden Coffee "
    "Breakfast Art Music Writing Knitting Gardening Running Football Chess Cards Computer Job "
    "Debt Energy Housing Listening Grief Parents Toddlers Youth Veterans Women Men Friendship"
).split()
_KIND = "club group circle table morning drop-in cafe society hour project evening team".split()
_STREETS = "Mill Chapel Bridge Station Church Canal River Hill Park Market High Orchard".split()
_FOR = (
    "anyone|over 50s|people who live alone|parents with little ones|people new to the area|carers|"
    "people who have lost someone|anyone who likes a chat|beginners|men of any age|women"
).split("|")
_SENTENCES = (
    "Come as you are and stay as long as you like|Tea, coffee and homemade cake on the table|"
    "Nobody minds if you only sit and listen|Bring a friend, a dog or a neighbour|"
    "We start with a cup of tea and end with a song|Somebody meets newcomers at the door|"
    "No need to book, walk in when it suits you|Every level is welcome and nobody keeps score|"
    "We share what we know and mend what we can|A volunteer can fetch you where the bus is far|"
    "Easy chairs, good light and a warm room|We go out together once a month in a minibus|"
    "Help with forms, letters and the telephone|A quiet corner for those who want one|"
    "Learn a little, laugh a little, take something home|Run by people who have been through it"
).split("|")
_DAYS = "MO TU WE TH FR SA SU".split()
_COSTS = ("free", "free", "free", "£2", "£3.50", "£1", "pay what you can", "£5 a month")


def places() -> list[Place]:
    """The one place, with the 400 districts nearest to its middle."""
    return [
        Place(
            id=PLACE,
            name="Everywhere",
            team="The team",
            outcodes=tuple(districts()),
            staffed="Monday to Friday, 9am to 5pm",
        )
    ]


def known() -> Districts:
    """The districts and sectors that the starter knows."""
    folder = starter() / "directory" / "postcodes"
    texts = [(folder / f"gb_{name}.csv").read_text("utf-8") for name in ("districts", "sectors")]
    return Districts.parse(*texts)


def districts() -> list[str]:
    """The 400 districts nearest to the middle, the nearest first."""
    table = known()
    text = (starter() / "directory" / "postcodes" / "gb_districts.csv").read_text("utf-8")
    names = [line.split(",", 1)[0] for line in text.splitlines()[1:]]
    away = {name: table.miles(CENTRE, name) or 0.0 for name in names}
    return sorted(names, key=away.__getitem__)[:DISTRICTS]


def keeps(count: int, seed: int = 1) -> Iterator[Kept]:
    """So many listings as the database keeps them."""
    rng = Random(seed)
    areas = districts()
    for number in range(count):
        data = _listing(rng, number, areas)
        text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        yield Kept(data["id"], PLACE, "active", 1, Body(text))


def _listing(rng: Random, number: int, areas: list[str]) -> dict[str, Any]:
    first, what, kind = rng.choice(_FIRST), _often(rng, _WHAT), rng.choice(_KIND)
    data: dict[str, Any] = {
        "id": f"{what.lower()}-{kind}-{number}",
        "place": PLACE,
        "name": f"{first} {what} {kind}",
        "organisation": f"{rng.choice(_FIRST)} {rng.choice(_WHAT)} Trust",
        "needs": list(dict.fromkeys(_often(rng, NEEDS) for _ in range(rng.randint(1, 4)))),
        "description": ". ".join(rng.sample(_SENTENCES, rng.randint(3, 7))) + ".",
        "who": rng.choice(_FOR),
        "where": _where(rng, areas),
        "cost": rng.choice(_COSTS),
        "contact": {"phone": f"07700 900{number % 1000:03}", "email": f"g{number}@bench.example"},
        "door": {"ask_for": "Sam", "bus": f"Bus {number % 90} stops outside", "tip": "Ring twice"},
        "access": {name: rng.random() < 0.8 for name in ("step_free", "toilet", "quiet")},
        "checked": {"on": f"2026-{rng.randint(5, 11):02}-{rng.randint(1, 20):02}", "by": "Sam"}
        | {"how": "visited"},
    }
    if rng.random() < 0.9:
        data["when"] = [_schedule(rng) for _ in range(rng.choice((1, 1, 1, 2, 5)))]
    if rng.random() < 0.2:
        data["languages"] = ["English", rng.choice(("Welsh", "Urdu", "Polish", "BSL"))]
    if rng.random() < 0.1:
        data["ages"] = {"least": rng.choice((18, 50, 60))}
    return data


def words(rng: Random) -> str:
    """A name as somebody remembers it."""
    return f"{rng.choice(_FIRST)} {_often(rng, _WHAT)}"


def _often(rng: Random, words: list[str]) -> str:
    """The first words come up more often than the last."""
    return words[min(int(rng.expovariate(5 / len(words))), len(words) - 1)]


def _where(rng: Random, areas: list[str]) -> dict[str, Any]:
    if rng.random() < 0.05:
        return {"visits": rng.sample(areas, 3)} if rng.random() < 0.5 else {}
    outcode = rng.choice(areas)
    where = {"venue": f"{rng.choice(_STREETS)} Hall", "outcode": outcode}
    where["address"] = f"{rng.randint(1, 200)} {rng.choice(_STREETS)} Street"
    if rng.random() < 0.6:
        where["sector"] = f"{outcode} {rng.randint(0, 9)}"
    return where


def _schedule(rng: Random) -> dict[str, Any]:
    opens = rng.randint(8, 19)
    schedule: dict[str, Any] = {"byday": rng.choice(_DAYS), "opens_at": f"{opens:02}:00"}
    schedule["closes_at"] = f"{opens + rng.randint(1, 3):02}:{rng.choice(('00', '30'))}"
    if rng.random() < 0.15:
        schedule |= {"freq": "MONTHLY", "byday": f"{rng.randint(1, 4)}{schedule['byday']}"}
    if rng.random() < 0.1:
        schedule["except"] = rng.choice(("school-holidays", "bank-holidays"))
    return schedule
