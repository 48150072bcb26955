"""A made-up pilot: 400 people who enrol over four quarters, and the releases made of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from random import Random

from connectbot.measures.released.laid import Facts
from connectbot.measures.released.ledger import Ledger
from connectbot.measures.released.people import Measure, Person
from connectbot.measures.released.release import Release, parsed, release

_TEN = (("low", 0.0), ("medium", 5.0), ("high", 7.0), ("very-high", 9.0))
MEASURES = (
    Measure("ons4.satisfied", "Overall, how satisfied are you with your life?", "up", _TEN),
    Measure("ons4.worthwhile", "Are the things you do in your life worthwhile?", "up", _TEN),
    Measure("ons4.happy", "Overall, how happy did you feel yesterday?", "up", _TEN),
    Measure("ons4.anxious", "Overall, how anxious did you feel yesterday?", "down", _TEN),
    Measure(
        "ucla3.total",
        "Three-item loneliness scale (UCLA-3)",
        "down",
        (("not-lonely", 3.0), ("lonely", 6.0)),
    ),
)
WAVES = ("baseline", "6-weeks", "3-months", "6-months")
SPANS = (0.0, 0.46, 1.01, 2.02)
ANSWER = (0.92, 0.68, 0.55, 0.42)
GROUPS = {
    "age": (("under-25", 12), ("25-64", 48), ("65-plus", 40)),
    "ethnicity": (("white", 76), ("asian", 14), ("black", 10)),
    "disability": (("yes", 42), ("no", 58)),
    "language": (("english", 84), ("other", 16)),
    "area": (("LS8", 60), ("LS9", 40)),
}
NEEDS = {
    "company": "Company and friendship",
    "walking": "Walking and getting out",
    "money": "Money and bills",
    "carers": "A break for carers",
    "gardens": "Gardening",
    "digital": "Phones and computers",
}
SEARCHES = {"company": 21, "walking": 3, "money": 34, "carers": 26, "gardens": 12, "digital": 17}
MET = {"company": 48, "walking": 26, "money": 15, "carers": 4, "gardens": 3, "digital": 11}
LISTINGS = {"company": 9, "walking": 6, "money": 2, "carers": 1, "gardens": 4, "digital": 3}
OUTCOMES = {
    "completed_got_help": 41,
    "did_not_help": 12,
    "open": 17,
    "declined_by_service": 4,
    "no_longer_interested": 13,
    "closed_no_contact": 11,
}
PEOPLE = 400


def _someone(rng: Random) -> tuple[Person, tuple[float, ...]]:
    """Somebody, and in which quarter they answer each round."""
    at = rng.random() * 4
    waves = [wave for wave, share in zip(WAVES, ANSWER, strict=True) if rng.random() < share]
    values: dict[tuple[str, str], float] = {}
    for measure in MEASURES:
        low, high = (3, 9) if measure.id == "ucla3.total" else (0, 10)
        start = round(rng.gauss(6.2 if measure.better == "down" else 5.2, 1.7))
        for number, wave in enumerate(waves):
            moved = rng.gauss(0.25, 1.4) + 0.25 * bool(number)
            now = start + (moved if measure.better == "up" else -moved) * bool(number)
            values[wave, measure.id] = min(high, max(low, round(now)))
    strata = {}
    for by, groups in GROUPS.items():
        if by == "area" or rng.random() < 0.88:
            names, weights = zip(*groups, strict=True)
            strata[by] = rng.choices(names, weights)[0]
    hand = rng.choice(("sam", "ada", "joe"))
    found = Person(frozenset([rng.randbytes(16)]), values, strata, hand, frozenset(waves))
    return found, tuple(at + SPANS[WAVES.index(wave)] for wave in waves)


def _facts(number: int, everybody: list[tuple[Person, tuple[float, ...]]]) -> Facts:
    there = []
    for one, answered in everybody:
        order = [wave for wave in WAVES if wave in one.waves]
        done = {wave for wave, at in zip(order, answered, strict=True) if at < number + 1}
        values = {key: value for key, value in one.values.items() if key[0] in done}
        if done:
            there.append(replace(one, values=values, waves=frozenset(done)))
    began = sum("baseline" in one.waves for one in there)
    reached = {}
    for wave, later in zip(WAVES, SPANS, strict=True):
        enrolled = PEOPLE * (number + 1) // 4
        due = int(PEOPLE * max(0.0, min(1.0, (number + 1 - later) / 4)))
        have = sum(wave in one.waves for one in there)
        pairs = sum({"baseline", wave} <= one.waves for one in there)
        reached[wave] = {
            "invited": enrolled + 45,
            "consented": enrolled,
            "baseline": began,
            "due": due,
            "sent": max(due - 3, 0),
            "delivered": max(due - 14, 0),
            "started": have + 12 if have else 0,
            "complete": have,
            "paired": pairs,
        }
    rng = Random(number)
    searches = Counter[tuple[str, str]]()
    for need, count in SEARCHES.items():
        searches.update((need, rng.choice(("LS8", "LS9"))) for _ in range(count))
    met = Counter[tuple[str, str]]()
    for need, count in MET.items():
        met.update((need, rng.choice(("LS8", "LS9"))) for _ in range(count))
    resident = iter(range(1000))
    return Facts(
        "oakfield",
        "Oakfield",
        f"2027Q{number + 1}",
        MEASURES,
        WAVES,
        tuple(there),
        reached,
        tuple((*key, searches[key], met[key]) for key in sorted(searches | met)),
        {
            outcome: tuple((next(resident), ("sam", "ada", "joe")[n % 3]) for n in range(count))
            for outcome, count in OUTCOMES.items()
        },
        NEEDS,
        LISTINGS,
    )


@cache
def pilot(quarters: int = 4) -> tuple[Release, ...]:
    """The releases of its first quarters."""
    rng = Random(400)
    everybody = [_someone(rng) for _ in range(PEOPLE)]
    ledger, made = Ledger(), []
    for number in range(quarters):
        made.append(release(_facts(number, everybody), ledger))
        ledger = replace(ledger, releases=(*ledger.releases, made[-1].past))
    return tuple(made)


def artefact(quarter: int = 4) -> dict:
    """The release of its nth quarter, as everything that shows it reads it."""
    return parsed(pilot(quarter)[-1].artefact)
