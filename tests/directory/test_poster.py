"""A poster holds what is on in a week for certain, and never an address that is not told."""

from __future__ import annotations

from datetime import date

from connectbot.directory.book import Book
from connectbot.directory.place import Place
from connectbot.directory.poster import LINES, Line, heading, next_page, shown, week
from tests.directory.making import listing

HERE = Place(id="here", name="Here", team="team", outcodes=("LS8",), staffed="Monday")
MONDAY = date(2026, 11, 23)
TUESDAY = {"byday": "TU", "opens_at": "14:00", "closes_at": "16:00"}
HALL = {"venue": "Mill Hall", "outcode": "LS8"}


def book(*those: dict[str, object]) -> Book:
    """Listings on Tuesday at two in a hall, save what is said otherwise."""
    given = {"when": [TUESDAY], "where": HALL, "cost": "£2"}
    return Book([HERE], [listing(f"g{n}", **{**given, **more}) for n, more in enumerate(those)])


def names(*those: dict[str, object]) -> list[str]:
    """What stands on the poster."""
    days = week(book(*those).cards.values(), "here", MONDAY)
    return [line.name for day in days for line in day.lines]


def test_a_day_has_its_lines_by_the_clock() -> None:
    """Each day with what is on, the earliest first, and where and for how much."""
    early = {"byday": "TU", "opens_at": "09:30"}
    friday = {"byday": "FR", "opens_at": "19:00"}
    known = book({}, {"when": [early]}, {"when": [friday], "where": {"outcode": "LS7"}})
    tuesday, last = week(known.cards.values(), "here", MONDAY)
    assert heading(tuesday.on) == "Tuesday 24 November"
    assert tuesday.lines == (
        Line("9.30am", "Name g1", "Mill Hall, LS8", "£2"),
        Line("2pm", "Name g0", "Mill Hall, LS8", "£2"),
    )
    assert last.lines == (Line("7pm", "Name g2", "LS7", "£2"),)


def test_what_is_not_for_certain_or_not_for_all_eyes_stays_off() -> None:
    """A hidden address, a helpline, another place, a holiday, opening hours, an unknown week."""
    secret = {"where": {**HALL, "confidential": True}}
    closed = {"closed": [{"from": "2026-11-20", "to": "2026-12-01"}]}
    every_other = {"when": [{**TUESDAY, "interval": 2}]}
    untimed = {"when": [{"byday": "TU"}]}
    all_day = {"when": [{**TUESDAY, "opens_at": "09:00"}]}
    since_sunday = {"when": [{"byday": "SU", "opens_at": "23:00", "closes_at": "01:00"}]}
    later = {"when": [{**TUESDAY, "valid_from": "2026-12-01"}]}
    elsewhere, line = {"place": "there"}, {"national": True, "place": ""}
    phone, never = {"where": {}}, {"when": []}
    odd = (secret, closed, every_other, untimed, all_day, since_sunday, later, elsewhere, line)
    assert names({}, *odd, phone, never) == ["Name g0"]


def test_a_full_week_is_spread_over_its_days_and_moves_on() -> None:
    """No more lines than the page holds, the rare days with theirs, and others next week."""
    many = [{} for _ in range(30)]
    known = book(*many, {"when": [{"byday": "SU", "opens_at": "10:00", "closes_at": "11:00"}]})
    this = week(known.cards.values(), "here", MONDAY)
    then = week(known.cards.values(), "here", date(2026, 11, 30))
    assert shown(this) == shown(then) == LINES
    assert [len(day.lines) for day in this] == [LINES - 1, 1]
    assert this[0].lines != then[0].lines


def test_on_a_weekend_the_next_page_is_put_up() -> None:
    """A page printed on Friday is of its week; on Saturday and Sunday of the one that comes."""
    assert next_page(date(2026, 11, 27)) == MONDAY
    assert [next_page(date(2026, 11, day)) for day in (21, 22, 23)] == [MONDAY] * 3
