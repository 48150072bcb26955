"""Times in words: "Tue 2pm", "Mon-Fri 9am to 5pm", "today at 2pm", "on now until 4pm"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from connectbot.directory import words
from connectbot.directory.hours import Session, next_session
from connectbot.directory.schedule import DAYS, Schedule
from connectbot.written.tongue import ENGLISH, Tongue

_SHORT = dict(zip(DAYS, words.SHORT_DAYS, strict=True))
_WHICH = {
    1: words.FIRST,
    2: words.SECOND,
    3: words.THIRD,
    4: words.FOURTH,
    5: words.FIFTH,
    -1: words.LAST,
}
_EVERY = {2: words.EVERY_OTHER}  # "every third Tuesday" may be the third of the month
_PARTS = {
    "morning": words.MORNINGS,
    "afternoon": words.AFTERNOONS,
    "evening": words.EVENINGS,
    "night": words.NIGHTS,
}
_LONG = timedelta(hours=4)  # longer is opening hours, not a time to be there by
_A_DAY = 1440
_EVENING = 18
_EXCEPT = {
    "school-holidays": words.NOT_IN_SCHOOL_HOLIDAYS,
    "bank-holidays": words.NOT_ON_BANK_HOLIDAYS,
    "term-time-only": words.IN_SCHOOL_TERMS,
}


def soon(schedules: Sequence[Schedule], here: datetime, tongue: Tongue = ENGLISH) -> str | None:
    """ "on now until 4pm", "today at 2pm", "tomorrow at 10am"; None when it is further off.

    `here` is the wall clock of the place, naive.
    """
    return said_soon(next_session(schedules, here), here, tongue)


def said_soon(session: Session | None, here: datetime, tongue: Tongue = ENGLISH) -> str | None:
    """The same for a session that is known already; None for one that is not sure."""
    if session is None or not session.sure:
        return None
    days = (session.starts.date() - here.date()).days
    if session.timed and session.starts <= here:
        return _on_now(session.starts, session.ends, tongue)
    if days > 1:
        return None
    day = tongue(words.TODAY if days <= 0 else words.TOMORROW)
    if not session.timed:
        return day
    long = session.ends is not None and session.ends - session.starts > _LONG
    said = words.SOON_FROM if long else words.SOON_AT
    return tongue(said).format(day=day, time=clock(_minutes(session.starts), tongue))


def _on_now(starts: datetime, ends: datetime | None, tongue: Tongue) -> str:
    if ends is None:
        return tongue(words.ON_NOW)
    if (ends - starts).days >= 1:
        return tongue(words.ANY_TIME_TODAY)
    return tongue(words.ON_NOW_UNTIL).format(time=clock(_minutes(ends), tongue))


def _minutes(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute


def clock(minutes: int, tongue: Tongue = ENGLISH) -> str:
    """Minutes after midnight as "2pm", "9.30am", "noon" or "midnight"."""
    minutes %= _A_DAY
    if minutes in (0, 720):
        return tongue(words.NOON if minutes else words.MIDNIGHT)
    hour, minute = divmod(minutes, 60)
    tail = f".{minute:02d}" if minute else ""
    said = tongue(
        words.AM if hour < 12 else words.PM, words.IN_THE_EVENING if hour >= _EVENING else ""
    )
    return said.format(time=f"{(hour - 1) % 12 + 1}{tail}")


def moment(at: datetime, today: date, tongue: Tongue = ENGLISH) -> str:
    """When something will be, for one who reads it today: "at 2pm today", "on Tuesday at 2pm"."""
    time = clock(_minutes(at), tongue)
    if at.date() == today:
        return tongue(words.TODAY_AT).format(time=time)
    if at.date() == today + timedelta(days=1):
        return tongue(words.TOMORROW_AT).format(time=time)
    return tongue(words.ON_DAY_AT).format(day=weekday(at, tongue), time=time)


def dated(at: datetime, tongue: Tongue = ENGLISH) -> str:
    """ "on Tuesday 1 December at 10am"."""
    return tongue(words.ON_DATE_AT).format(
        day=weekday(at, tongue),
        date=at.day,
        month=tongue(words.MONTHS[at.month - 1]),
        time=clock(_minutes(at), tongue),
    )


def weekday(at: date, tongue: Tongue = ENGLISH) -> str:
    """ "Tuesday"."""
    return tongue(words.LONG_DAYS[at.weekday()])


def brief(schedules: Sequence[Schedule], tongue: Tongue = ENGLISH) -> str:
    """The shortest true words: "Tue 2pm", "Mon-Fri 9am to 5pm", "2nd Wed of the month 7pm and
    more"; "by arrangement" where no time is known."""
    if not schedules:
        return tongue(words.BY_ARRANGEMENT)
    first = schedules[0]
    opens, closes = first.opens, first.closes
    long = opens is not None and closes is not None and closes - opens > _LONG.seconds // 60
    said = _joined(_days(first, tongue), opens, closes if long else None, words.AT, tongue)
    return tongue(words.AND_MORE).format(times=said) if len(schedules) > 1 else said


def whole(schedules: Sequence[Schedule], tongue: Tongue = ENGLISH) -> str:
    """Every time in full: "Tue 2pm to 4pm, Fri 10am to noon"; "" where none is known.

    Days without a time stand last, and apart, as does what is not on holidays, so that nobody
    takes a time or an exception for the days beside it.
    """
    known = sorted(schedules, key=_untimed)
    apart = len({schedule.except_ for schedule in known}) > 1 or any(map(_untimed, known))
    if apart:
        return "; ".join(_whole(schedule, tongue) for schedule in known)
    said = ", ".join(_plain(schedule, tongue) for schedule in known)
    return _but(said, known[0], tongue) if known else ""


def _untimed(schedule: Schedule) -> bool:
    return schedule.opens is None and schedule.closes is None and schedule.part is None


def _whole(schedule: Schedule, tongue: Tongue) -> str:
    return _but(_plain(schedule, tongue), schedule, tongue)


def _plain(schedule: Schedule, tongue: Tongue) -> str:
    days = _days(schedule, tongue)
    return _joined(days, schedule.opens, schedule.closes, words.FROM, tongue)


def _but(said: str, schedule: Schedule, tongue: Tongue) -> str:
    """With when in the year it is not."""
    if schedule.except_ is None:
        return said
    names = ", ".join(tongue(_EXCEPT[name]) for name in schedule.except_.split(","))
    return f"{said} ({names})"


def _joined(days: str, opens: int | None, closes: int | None, opening: str, tongue: Tongue) -> str:
    """Days with their times; `opening` says a time that has no end."""
    if opens is None:
        if closes is None:
            return days
        return tongue(words.UNTIL).format(days=days, time=clock(closes, tongue))
    if closes is None:
        return tongue(opening).format(days=days, time=clock(opens, tongue))
    if closes - opens >= _A_DAY:
        any_time = days == tongue(words.EVERY_DAY)
        return tongue(words.ANY_TIME if any_time else words.ALL_DAY).format(days=days)
    times = {"opens": clock(opens, tongue), "closes": clock(closes, tongue)}
    return tongue(words.FROM_TO).format(days=days, **times)


def _days(schedule: Schedule, tongue: Tongue) -> str:
    days = _which_days(schedule, tongue)
    if schedule.part is None or schedule.opens is not None:
        return days
    return tongue(_PARTS[schedule.part]).format(days=days)


def _which_days(schedule: Schedule, tongue: Tongue) -> str:
    if schedule.freq == "MONTHLY":
        return _month(schedule, tongue)
    days = _run((schedule.byday or "").split(","), tongue)
    if schedule.interval == 1:
        return days
    said = _EVERY.get(schedule.interval, words.EVERY_WEEKS)
    return tongue(said).format(days=days, weeks=schedule.interval)


def _run(days: list[str], tongue: Tongue) -> str:
    numbers = [DAYS.index(day) for day in days]
    if numbers == list(range(7)):
        return tongue(words.EVERY_DAY)
    short = [tongue(_SHORT[day]) for day in days]
    if len(numbers) > 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        return tongue(words.DAYS_TO).format(first=short[0], last=short[-1])
    return listed(short, tongue)


def _month(schedule: Schedule, tongue: Tongue) -> str:
    weekdays = {day for _, day in schedule.weekdays}
    if schedule.interval == 1 and len(weekdays) == 1 < len(schedule.weekdays):
        which = listed([tongue(_WHICH[which]) for which, _ in schedule.weekdays], tongue)
        return _which(which, weekdays.pop(), tongue)
    named = [_which(tongue(_WHICH[which]), day, tongue) for which, day in schedule.weekdays]
    days = listed(named + [_date(day, tongue) for day in schedule.month_days], tongue)
    if schedule.interval == 1:
        return tongue(words.OF_THE_MONTH).format(days=days)
    return tongue(words.EVERY_MONTHS).format(days=days, months=schedule.interval)


def _which(which: str, day: int, tongue: Tongue) -> str:
    return tongue(words.WHICH_DAY).format(which=which, day=tongue(_SHORT[DAYS[day]]))


def _date(day: int, tongue: Tongue) -> str:
    if day < 0:
        return tongue(words.LAST_DAY)
    end = "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return tongue(words.DATE).format(date=day, end=end)


def listed(said: Sequence[str], tongue: Tongue = ENGLISH) -> str:
    """ "Mon", "Mon and Tue", "Mon, Tue and Fri"."""
    if len(said) < 2:
        return "".join(said)
    place = words.BEFORE_A_VOWEL if said[-1][:1].casefold() in "aeiouwy" else ""
    return tongue(words.AND, place).format(words=", ".join(said[:-1]), last=said[-1])
