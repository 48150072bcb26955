"""Made pairs of listings, by a seed: one thing written twice, or two things that look alike."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from connectbot.directory.listing import Listing

Data = dict[str, Any]

_THINGS = (
    "Tea and Talk|Knit and Natter|Walking Football|Gentle Yoga|Art for All|Men's Shed|Lunch Club|"
    "Dementia Cafe|Bereavement Cafe|Community Choir|Chair Exercise|Repair Cafe|Digital Help|"
    "Stay and Play|Games Night|Family History|Book Swap|Garden Volunteers|Tai Chi|Food Pantry|"
    "Carers Coffee|Job Club|Debt Advice Clinic|Craft Circle|Singing for Lungs|Bowls Club|"
    "Friendship Group|Walk and Talk|Recovery Circle|Homework Help|Bingo|Bike Workshop"
).split("|")
_TOWNS = (
    ("Hartley", "LS8"),
    ("Brackenfield", "LS9"),
    ("Millgate", "LS11"),
    ("Ashby Vale", "LS12"),
    ("Thornley", "LS13"),
    ("Wexcombe", "LS6"),
)
_HALLS = (
    "St Mark's Church Hall|Community Centre|Methodist Church|Library|Village Hall|Leisure Centre|"
    "Scout Hut|Working Men's Club|Memorial Institute|Family Centre"
).split("|")
_RUNNERS = (
    "Age Friendly {town}|{town} Community Association|Good Neighbours|St Mark's Church|"
    "{town} Town Council|Open Door Trust|Valley Mind|The Hub Charity"
).split("|")
_DAYS = "MO TU WE TH FR SA SU".split()
_NEEDS = ("company", "talk", "food", "memory")


def base(rng: random.Random, number: int) -> Data:
    """A listing out of the hat."""
    town, outcode = rng.choice(_TOWNS)
    thing = rng.choice(_THINGS)
    start = rng.choice((570, 600, 630, 660, 780, 810, 840, 870, 1140))
    name = rng.choice((thing, f"{town} {thing}", f"{thing} {town}"))
    return {
        "id": f"a-{number}",
        "name": name,
        "place": "oakfield",
        "organisation": rng.choice(_RUNNERS).format(town=town),
        "needs": [rng.choice(_NEEDS)],
        "where": {
            "venue": f"{town} {rng.choice(_HALLS)}",
            "address": f"{rng.randint(1, 90)} High Street",
            "outcode": outcode,
        },
        "when": [_time(rng.choice(_DAYS), start)],
        "contact": {"phone": f"07700 900{rng.randint(0, 999):03d}"},
    }


def _time(day: str, start: int) -> Data:
    clock = [f"{at // 60:02d}:{at % 60:02d}" for at in (start, start + 90)]
    return {"byday": day, "opens_at": clock[0], "closes_at": clock[1]}


def _again(data: Data, number: int) -> Data:
    where, contact = dict(data["where"]), dict(data["contact"])
    return {**data, "id": f"b-{number}", "where": where, "contact": contact}


def _typo(rng: random.Random, text: str) -> str:
    at = rng.randrange(1, len(text) - 1)
    how = rng.randrange(3)
    if how == 0:
        return text[:at] + text[at + 1 :]
    if how == 1:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + rng.choice("aeiorstn") + text[at:]


def _moved(rng: random.Random, data: Data) -> Data:
    opens = data["when"][0]["opens_at"]
    start = int(opens[:2]) * 60 + int(opens[3:]) + rng.choice((-60, -30, 30, 60, 90))
    return {**data, "when": [_time(data["when"][0]["byday"], start)]}


def _renamed(rng: random.Random, data: Data) -> Data:
    name = data["name"]
    new = rng.choice((f"{name} Group", f"The {name}", f"{name} Drop-in", f"Weekly {name}"))
    return {**data, "name": new[:40]}


def _turned(rng: random.Random, data: Data) -> Data:
    words = data["name"].replace(" and ", " & ").split()
    return {**data, "name": " ".join(words[-1:] + words[:-1])}


def _other_name(rng: random.Random, data: Data) -> Data:
    return {
        **data,
        "name": rng.choice(("The Tuesday Lot", "Our Place", "Cuppa Corner", "Sunshine")),
    }


def _abbreviated(rng: random.Random, data: Data) -> Data:
    words = data["name"].replace("Community", "Comm").split()
    letters = "".join(word[0] for word in words)
    long = [word for word in words if len(word) > 5]
    cut = data["name"].replace(long[0], long[0][:4]) if long else data["name"]
    return {**data, "name": letters.upper() if len(letters) > 2 else cut}


def _misspelt(rng: random.Random, data: Data) -> Data:
    return {**data, "name": _typo(rng, data["name"])}


def _organiser(rng: random.Random, data: Data) -> Data:
    said = data["organisation"] or "Open Door Trust"
    other = rng.choice((_typo(rng, said), f"{said} CIC", f"{said} (charity)", said.upper()))
    return {**data, "organisation": other}


def _venue(rng: random.Random, data: Data) -> Data:
    shorter = {
        part: text.replace("Centre", "Ctr").replace("Church", "Ch.").replace("Street", "St")
        for part, text in data["where"].items()
    }
    return {**data, "where": shorter}


def _phoneless(rng: random.Random, data: Data) -> Data:
    return {**data, "contact": {}}


def _placeless(rng: random.Random, data: Data) -> Data:
    return {**data, "where": {"outcode": data["where"]["outcode"]}}


def _loud(rng: random.Random, data: Data) -> Data:
    return {**data, "name": data["name"].upper(), "organisation": None}


Change = Callable[[random.Random, Data], Data]

_NAMES: tuple[Change, ...] = (_renamed, _turned, _abbreviated, _misspelt, _loud)
_MORE: tuple[Change, ...] = (_moved, _organiser, _venue, _phoneless, _placeless)


def one_thing(rng: random.Random, number: int) -> tuple[Listing, Listing]:
    """One thing, written down twice by two people."""
    first = base(rng, number)
    second = _again(first, number)
    if number % 10 == 0:
        changed = _other_name(rng, second)  # renamed wholly; all else is as it was
    else:
        changed = rng.choice(_NAMES)(rng, second)
        for change in rng.sample(_MORE, rng.choice((0, 1, 1, 2))):
            changed = change(rng, changed)
    return Listing.model_validate(first), Listing.model_validate(changed)


def _same_hall(rng: random.Random, data: Data) -> Data:
    thing = rng.choice([one for one in _THINGS if one not in data["name"]])
    phone = data["contact"] if rng.random() < 0.5 else {"phone": "07700 900999"}
    runner = data["organisation"] if rng.random() < 0.5 else "Another Trust"
    when = [_time(rng.choice(_DAYS), rng.choice((600, 840, 1140)))]
    need = [rng.choice(_NEEDS)]
    return {
        **data,
        "name": thing,
        "contact": phone,
        "organisation": runner,
        "when": when,
        "needs": need,
    }


def _other_town(rng: random.Random, data: Data) -> Data:
    town, outcode = rng.choice([t for t in _TOWNS if t[1] != data["where"]["outcode"]])
    where = {"venue": f"{town} {rng.choice(_HALLS)}", "outcode": outcode}
    phone = data["contact"] if rng.random() < 0.5 else {"phone": "07700 900998"}
    return {**data, "where": where, "contact": phone}


def _sides(one: str, other: str) -> Change:
    def change(rng: random.Random, data: Data) -> Data:
        data["name"] = f"{one} {data['name']}"[:40]
        return {**data, "name": data["name"].replace(one, other)}

    return change


def _other_day(rng: random.Random, data: Data) -> Data:
    day, other = rng.sample(_DAYS, 2)
    named = {
        "MO": "Mon",
        "TU": "Tue",
        "WE": "Wed",
        "TH": "Thu",
        "FR": "Fri",
        "SA": "Sat",
        "SU": "Sun",
    }
    name = data["name"][:30]
    data["name"], data["when"] = f"{name} ({named[day]})", [_time(day, 600)]
    return {**data, "name": f"{name} ({named[other]})", "when": [_time(other, 600)]}


def _next_street(rng: random.Random, data: Data) -> Data:
    halls = [hall for hall in _HALLS if hall not in data["where"]["venue"]]
    where = {**data["where"], "venue": f"Lower Green {rng.choice(halls)}", "address": "2 Mill Lane"}
    return {**data, "where": where, "contact": {}, "when": [_time(rng.choice(_DAYS), 1140)]}


_TWO: tuple[Change, ...] = (
    _same_hall,
    _same_hall,
    _other_town,
    _other_town,
    _sides("Men's", "Women's"),
    _sides("Mums'", "Dads'"),
    _sides("Junior", "Senior"),
    _sides("Beginners", "Improvers"),
    _other_day,
    _next_street,
)


def two_things(rng: random.Random, number: int) -> tuple[Listing, Listing]:
    """Two things that look alike."""
    first = base(rng, number)
    second = rng.choice(_TWO)(rng, first)
    return Listing.model_validate(first), Listing.model_validate(_again(second, number))
