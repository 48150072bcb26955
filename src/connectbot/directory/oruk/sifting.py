"""Whether a listing is one of those that somebody asked the feed for."""

from __future__ import annotations

from datetime import datetime

from connectbot.directory.oruk.entry import Entry
from connectbot.directory.oruk.query import Filter
from connectbot.directory.oruk.terms import NEEDS_ID, term_id
from connectbot.directory.postcodes import Districts, outcode_of
from connectbot.directory.schedule import Schedule

_METRES = 1609.344  # in a mile


def fits(entry: Entry, asked: Filter, districts: Districts, changed: datetime | None) -> bool:
    """Whether it is one of those asked for; `changed` is when it last was."""
    return (
        _of_kind(entry, asked)
        and _of_age(entry, asked)
        and _runs(entry, asked)
        and _is_near(entry, asked, districts)
        and _is_new(asked.modified_after, changed)
        and all(word in entry.words for word in asked.search.split())
    )


def _of_kind(entry: Entry, asked: Filter) -> bool:
    if asked.located and not entry.located:
        return False
    if asked.taxonomies and NEEDS_ID not in asked.taxonomies:
        return False
    return not asked.terms or any(term_id(need) in asked.terms for need in entry.card.needs)


def _of_age(entry: Entry, asked: Filter) -> bool:
    """As the standard has it: its own least age is at least this, its own most at most that."""
    least, most = entry.card.ages.least or 0, entry.card.ages.most
    if asked.minimum_age is not None and least < asked.minimum_age:
        return False
    return asked.maximum_age is None or (most is not None and most <= asked.maximum_age)


def _runs(entry: Entry, asked: Filter) -> bool:
    if not asked.days and asked.start is None and asked.end is None:
        return True
    return any(_is_on(schedule, asked) for schedule in entry.card.when)


def _is_on(schedule: Schedule, asked: Filter) -> bool:
    if asked.days and not any(day in asked.days for _, day in schedule.weekdays):
        return False
    if asked.start is not None and (schedule.opens is None or schedule.opens < asked.start):
        return False
    return asked.end is None or (schedule.closes is not None and schedule.closes <= asked.end)


def _is_near(entry: Entry, asked: Filter, districts: Districts) -> bool:
    """Without a distance, whoever says where they come to the door must come to this district."""
    if not asked.area:
        return True
    where = entry.card.where
    if asked.metres is None:
        return not where.visits or outcode_of(asked.area) in where.visits
    there = where.sector or where.outcode
    miles = districts.miles(asked.area, there) if there else None
    return miles is not None and miles * _METRES <= asked.metres


def _is_new(after: datetime | None, changed: datetime | None) -> bool:
    return after is None or changed is None or changed >= after
