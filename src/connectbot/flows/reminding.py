"""What can be promised of a listing for later, and the words of a reminder."""

from __future__ import annotations

from datetime import datetime, timedelta

from connectbot.directory import words
from connectbot.directory.closing import next_on
from connectbot.directory.hours import Session
from connectbot.directory.listing import Listing
from connectbot.directory.saying import said_soon, weekday
from connectbot.directory.shown import place
from connectbot.written.tongue import ENGLISH, Tongue

LEAST_AHEAD = timedelta(hours=2)
"""Nobody is reminded of what begins sooner than this."""

_LONG = timedelta(hours=4)  # longer is opening hours, and nobody is late for these
_MOST_LOOKED_AT = 20
_ONE_TEXT = 160


def meeting(listing: Listing, here: datetime) -> Session | None:
    """The next time it is on that somebody can be reminded of, after `here` (the wall clock of its
    place, naive); None where there is none: by phone, at any time, or over for good."""
    session = next_on(listing, here)
    for _ in range(_MOST_LOOKED_AT):
        if session is None or _worth_it(session, here):
            return session
        session = next_on(listing, session.over)
    return None


def _worth_it(session: Session, here: datetime) -> bool:
    long = session.ends is not None and session.ends - session.starts > _LONG
    return session.sure and not long and session.starts > here


def still_on(listing: Listing, starts: datetime) -> Session | None:
    """What was promised, as the listing stands now: the session on that day that begins then, or
    later; None where it is not on that day any more."""
    session = next_on(listing, starts)
    while session is not None and session.starts < starts:
        session = next_on(listing, session.over)
    same_day = session is not None and session.starts.date() == starts.date()
    return session if same_day else None


def told(listing: Listing, session: Session, here: datetime, tongue: Tongue = ENGLISH) -> str:
    """The reminder itself, if it can be one text: "Tea and Talk is today at 2pm. Oakfield Hall, 1
    Green Lane, LS8. Ask for Jean. Bus 16.\""""
    door = listing.door
    said = [
        tongue(words.IS_ON).format(name=listing.name, when=_when(session, here, tongue)),
        tongue(words.ASK_FOR).format(name=door.ask_for) if door.ask_for else "",
        place(listing, tongue),
        door.bus or "",
        door.steps or "",
    ]
    text = ""
    for part in filter(None, said):
        longer = f"{text} {part[:1].upper()}{part[1:]}.".strip()
        text = longer if not text or len(longer) <= _ONE_TEXT else text
    return text


def _when(session: Session, here: datetime, tongue: Tongue) -> str:
    soon = said_soon(session, here, tongue)
    return soon or tongue(words.ON_DAY).format(day=weekday(session.starts, tongue))
