"""Times in words: "Tue 2pm", "Mon-Fri 9am to 5pm", "today at 2pm", "on now until 4pm"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from connectbot.directory.hours import Session, next_session
from connectbot.directory.schedule import DAYS, Schedule

_SHORT = dict(zip(DAYS, ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), strict=True))
_WHICH = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 5: "5th", -1: "last"}
_EVERY = {2: "every other", 3: "every third", 4: "every fourth"}
_LONG = timedelta(hours=4)  # longer is opening hours, not a time to be there by
_A_DAY = 1440
_EXCEPT = {
    "school-holidays": "not in school holidays",
    "bank-holidays": "not on bank holidays",
    "term-time-only": "in school terms",
}


def soon(schedules: Sequence[Schedule], here: datetime) -> str | None:
    """ "on now until 4pm", "today at 2pm", "tomorrow at 10am"; None when it is further off.

    `here` is the wall clock of the place, naive.
    """
    return said_soon(next_session(schedules, here), here)


def said_soon(session: Session | None, here: datetime) -> str | None:
    """The same for a session that is known already."""
    if session is None:
        return None
    days = (session.starts.date() - here.date()).days
    if session.timed and session.starts <= here:
        return _on_now(session.starts, session.ends)
    if days > 1:
        return None
    day = "today" if days <= 0 else "tomorrow"
    if not session.timed:
        return day
    long = session.ends is not None and session.ends - session.starts > _LONG
    return f"{day} {'from' if long else 'at'} {clock(_minutes(session.starts))}"


def _on_now(starts: datetime, ends: datetime | None) -> str:
    if ends is None:
        return "on now"
    if (ends - starts).days >= 1:
        return "any time today"
    return f"on now until {clock(_minutes(ends))}"


def _minutes(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute


def clock(minutes: int) -> str:
    """Minutes after midnight as "2pm", "9.30am", "noon" or "midnight"."""
    minutes %= _A_DAY
    if minutes in (0, 720):
        return "noon" if minutes else "midnight"
    hour, minute = divmod(minutes, 60)
    tail = f".{minute:02d}" if minute else ""
    return f"{(hour - 1) % 12 + 1}{tail}{'am' if hour < 12 else 'pm'}"


def brief(schedules: Sequence[Schedule]) -> str:
    """The shortest true words: "Tue 2pm", "Mon-Fri 9am to 5pm", "2nd Wed of the month 7pm and
    more"; "by arrangement" where no time is known."""
    if not schedules:
        return "by arrangement"
    first = schedules[0]
    opens, closes = first.opens, first.closes
    long = opens is not None and closes is not None and closes - opens > _LONG.seconds // 60
    words = _joined(_days(first), opens, closes if long else None, "")
    return f"{words} and more" if len(schedules) > 1 else words


def whole(schedules: Sequence[Schedule]) -> str:
    """Every time in full: "Tue 2pm to 4pm, Fri 10am to noon"; "" where none is known."""
    return ", ".join(_whole(schedule) for schedule in schedules)


def _whole(schedule: Schedule) -> str:
    words = _joined(_days(schedule), schedule.opens, schedule.closes, "from ")
    return f"{words} ({_EXCEPT[schedule.except_]})" if schedule.except_ else words


def _joined(days: str, opens: int | None, closes: int | None, opening: str) -> str:
    """Days with their times; `opening` goes before a time that has no end."""
    if opens is None:
        return days if closes is None else f"{days} until {clock(closes)}"
    if closes is None:
        return f"{days} {opening}{clock(opens)}"
    if closes - opens >= _A_DAY:
        return "any time" if days == "every day" else f"{days} all day"
    return f"{days} {clock(opens)} to {clock(closes)}"


def _days(schedule: Schedule) -> str:
    if schedule.freq == "MONTHLY":
        return _month(schedule)
    days = (schedule.byday or "").split(",")
    words = _run(days)
    if schedule.interval == 1:
        return words
    return f"{_EVERY.get(schedule.interval, f'every {schedule.interval} weeks on')} {words}"


def _run(days: list[str]) -> str:
    numbers = [DAYS.index(day) for day in days]
    if numbers == list(range(7)):
        return "every day"
    if len(numbers) > 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        return f"{_SHORT[days[0]]}-{_SHORT[days[-1]]}"
    return _listed([_SHORT[day] for day in days])


def _month(schedule: Schedule) -> str:
    weekdays = {day for _, day in schedule.weekdays}
    if schedule.interval == 1 and len(weekdays) == 1 < len(schedule.weekdays):
        which = _listed([_WHICH[which] for which, _ in schedule.weekdays])
        return f"{which} {_SHORT[DAYS[weekdays.pop()]]}"
    named = [f"{_WHICH[which]} {_SHORT[DAYS[day]]}" for which, day in schedule.weekdays]
    days = _listed(named + [_date(day) for day in schedule.month_days])
    if schedule.interval == 1:
        return f"{days} of the month"
    return f"{days} every {schedule.interval} months"


def _date(day: int) -> str:
    if day < 0:
        return "last day"
    tail = "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{tail}"


def _listed(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
