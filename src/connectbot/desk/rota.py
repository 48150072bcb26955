"""Who is told when a person is needed, in which order, and at what hours."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from connectbot.desk.sentences import THE_TEAM
from connectbot.model.message import Address
from connectbot.model.resident import Contact

HANDOVER = "handover"
SAFEGUARDING = "safeguarding"

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TIMES = r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})"
_HOURS = re.compile(rf"(?:({'|'.join(_DAYS)})(?:-({'|'.join(_DAYS)}))? )?{_TIMES}", re.IGNORECASE)
_TARGET = re.compile(r"(\+?\d(?: ?\d){9,14}(?=\s|$)|mailto:\S+@\S+|telegram:-?\d+)")


class BadContact(ValueError):
    """A contact that cannot be read; the sentence says how to write it."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Days (0 is Monday) and the wall-clock hours on them."""

    days: frozenset[int]
    opens: time
    closes: time

    def cover(self, local: datetime) -> bool:
        """True while somebody is there."""
        return local.weekday() in self.days and self.opens <= local.time() < self.closes

    def next(self, local: datetime) -> datetime:
        """The next opening at or after `local`; `local` itself while open."""
        if self.cover(local):
            return local
        for ahead in range(8):
            day = (local + timedelta(days=ahead)).date()
            start = datetime.combine(day, self.opens, tzinfo=local.tzinfo)
            if day.weekday() in self.days and start >= local:
                return start
        raise AssertionError("a week always holds an opening")


def hours_of(words: str) -> Hours | None:
    """`Mon-Fri 09:00-17:00` as Hours; None for "", which is always on."""
    if not words.strip():
        return None
    found = _HOURS.fullmatch(words.strip())
    if not found:
        raise BadContact(f"I cannot read the hours {words!r}: write them like Mon-Fri 09:00-17:00.")
    first, last, *numbers = found.groups()
    opens, closes = _clock(words, *numbers[:2]), _clock(words, *numbers[2:])
    if closes <= opens:
        raise BadContact(f"The hours {words!r} end before they begin.")
    if first is None:
        return Hours(frozenset(range(7)), opens, closes)
    start = _DAYS.index(first.lower())
    end = _DAYS.index((last or first).lower())
    return Hours(frozenset((start + n) % 7 for n in range((end - start) % 7 + 1)), opens, closes)


def _clock(words: str, hour: str, minute: str) -> time:
    try:
        return time(int(hour), int(minute))
    except ValueError:
        raise BadContact(f"The hours {words!r} hold a time that no clock shows.") from None


def contacts_of(words: str) -> tuple[Contact, ...]:
    """`Sam +447700900999 Mon-Fri 09:00-17:00; mailto:team@oakfield.example` as contacts."""
    return tuple(_contact(part.strip()) for part in re.split(r"[;,\n]", words) if part.strip())


def _contact(words: str) -> Contact:
    found = _TARGET.search(words)
    if not found:
        raise BadContact(
            f"I cannot find whom to tell in {words!r}: give a phone like +447700900999, "
            "mailto:team@oakfield.example or telegram:12345."
        )
    target = found.group(1)
    hours = words[found.end() :].strip()
    hours_of(hours)
    name = words[: found.start()].strip() or THE_TEAM
    return Contact(name, _address(target), hours)


def _address(target: str) -> Address:
    if target.startswith("mailto:"):
        return Address("email", target.removeprefix("mailto:"))
    if target.startswith("telegram:"):
        return Address("telegram", target.removeprefix("telegram:"))
    number = target.replace(" ", "")
    return Address("sms", "+44" + number[1:] if number.startswith("0") else number)


def _there(contact: Contact, local: datetime) -> datetime:
    hours = hours_of(contact.hours)
    return hours.next(local) if hours else local


def is_there(words: str, local: datetime) -> bool:
    """Whether somebody with these hours ("" always) is there at this moment."""
    hours = hours_of(words)
    return hours is None or hours.cover(local)


@dataclass(frozen=True, slots=True)
class Rota:
    """The contacts of every place; a list under "" serves every place that has none of its own.

    `covers` are told in place of whoever has this address, `away` is until when somebody is on
    leave: both are of today, see leave.py.
    """

    zone: ZoneInfo
    handover: Mapping[str, Sequence[Contact]] = field(default_factory=dict)
    safeguarding: Mapping[str, Sequence[Contact]] = field(default_factory=dict)
    covers: Mapping[Address, Contact] = field(default_factory=dict)
    away: Mapping[Address, datetime] = field(default_factory=dict)

    def names(self, address: Address) -> bool:
        """Whether one of our own people is told at this address."""
        lists = (*self.handover.values(), *self.safeguarding.values())
        listed = any(contact.address == address for contacts in lists for contact in contacts)
        return listed or any(contact.address == address for contact in self.covers.values())

    def contacts(self, kind: str, place: str) -> Sequence[Contact]:
        """Whom to tell for this kind in this place, in order."""
        lists = self.safeguarding if kind == SAFEGUARDING else self.handover
        listed = lists.get(place) or lists.get("", ())
        return [self.covers.get(one.address, one) for one in listed] if self.covers else listed

    def next_contact(
        self, kind: str, place: str, told: Collection[int], now: datetime
    ) -> tuple[int, Contact, datetime] | None:
        """The next one to tell: position in the list, contact, and when.

        Whoever is there soonest goes first, in the order of the list where two are there at once.
        None where everybody was told.
        """
        local = now.astimezone(self.zone)
        left = [
            (self._there(contact, local), position, contact)
            for position, contact in enumerate(self.contacts(kind, place))
            if position not in told
        ]
        if not left:
            return None
        at, position, contact = min(left, key=lambda one: one[:2])
        return position, contact, at

    def _there(self, contact: Contact, local: datetime) -> datetime:
        back = self.away.get(contact.address)
        return _there(contact, max(local, back.astimezone(self.zone)) if back else local)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The hours in which nothing that we begin is sent, by the wall clock of the zone."""

    starts: time
    ends: time
    zone: ZoneInfo

    def quiet(self, now: datetime) -> bool:
        """True while service messages wait."""
        clock = now.astimezone(self.zone).time()
        if self.starts <= self.ends:
            return self.starts <= clock < self.ends
        return clock >= self.starts or clock < self.ends

    def over(self, now: datetime) -> datetime:
        """When what we begin may go: `now`, or the end of the quiet hours it lies in."""
        if not self.quiet(now):
            return now
        local = now.astimezone(self.zone)
        ahead = timedelta(days=1 if local.time() >= self.ends else 0)
        return datetime.combine(local.date() + ahead, self.ends, tzinfo=self.zone)
