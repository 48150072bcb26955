"""What is on in a place in one week, few enough to be read from a noticeboard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from connectbot.directory import words
from connectbot.directory.card import Card
from connectbot.directory.closing import next_on
from connectbot.directory.hours import Session
from connectbot.directory.listing import Listing
from connectbot.directory.saying import clock
from connectbot.written.tongue import ENGLISH, Tongue

LINES = 12
"""Lines that stand on one large page."""

_LONGEST = timedelta(hours=4)  # what is open longer is not something that is on


@dataclass(frozen=True, slots=True)
class Line:
    """One thing on one day: "2pm", "Tea and Talk", "Oakfield Hall, LS8", "free"."""

    at: str
    name: str
    where: str
    cost: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day and what is on, the earliest first."""

    on: date
    lines: tuple[Line, ...]


def monday(day: date) -> date:
    """The Monday of the week that a day lies in."""
    return day - timedelta(days=day.weekday())


def next_page(today: date) -> date:
    """The Monday of the page that is worth putting up today: a week that ends is no news."""
    return monday(today + timedelta(days=2))


def week(
    cards: Iterable[Card], place: str, monday: date, tongue: Tongue = ENGLISH
) -> tuple[Day, ...]:
    """What is on in a place from a day on, for seven days: at most LINES, each thing once, spread
    over the days. Where there is more, other things stand there in another week.

    Only what happens for certain at a time and an address that anybody may know.
    """
    by_day: dict[date, list[tuple[datetime, Listing]]] = {}
    for card in sorted(cards, key=lambda card: card.id):
        if card.place == place and not card.national and card.where.outcode and card.when:
            session = _first(card, monday)
            if session is not None:
                day = session.starts.date()
                by_day.setdefault(day, []).append((session.starts, card.whole()))
    chosen = _spread(by_day, monday.toordinal() // 7)
    return tuple(
        Day(day, tuple(_line(at, one, tongue) for at, one in sorted(those, key=_order)))
        for day, those in sorted(chosen.items())
    )


def _first(card: Card, monday: date) -> Session | None:
    """Its first session of the week that anybody can be promised."""
    session = next_on(card, datetime.combine(monday, time()))
    if session is None or not (session.sure and session.timed):
        return None
    over = datetime.combine(monday + timedelta(days=7), time())
    short = session.ends is None or session.ends - session.starts <= _LONGEST
    begun = session.starts.date() < monday
    return session if short and session.starts < over and not begun else None


def _spread(
    by_day: dict[date, list[tuple[datetime, Listing]]], turn: int
) -> dict[date, list[tuple[datetime, Listing]]]:
    """One of each day in turn until there are enough; which comes first moves on every week."""
    queues = {
        day: [those[(turn + n) % len(those)] for n in range(len(those))]
        for day, those in by_day.items()
    }
    chosen: dict[date, list[tuple[datetime, Listing]]] = {}
    left = LINES
    while left and any(queues.values()):
        for day in sorted(queues):
            if left and queues[day]:
                chosen.setdefault(day, []).append(queues[day].pop(0))
                left -= 1
    return chosen


def _order(one: tuple[datetime, Listing]) -> tuple[datetime, str]:
    return one[0], one[1].name


def _line(at: datetime, listing: Listing, tongue: Tongue) -> Line:
    where = listing.where
    venue = "" if where.venue == listing.name else where.venue
    there = ", ".join(part for part in (venue or where.address, where.outcode) if part)
    said = clock(at.hour * 60 + at.minute, tongue)
    return Line(said, listing.name, there, tongue(listing.cost))


def heading(day: date, tongue: Tongue = ENGLISH) -> str:
    """ "Tuesday 24 November"."""
    month = tongue(words.MONTHS[day.month - 1])
    return f"{tongue(words.LONG_DAYS[day.weekday()])} {day.day} {month}"


def shown(days: Sequence[Day]) -> int:
    """How many lines there are."""
    return sum(len(day.lines) for day in days)
