"""One thing in the directory: what it is, for whom, where, when, and what gets people in."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, model_validator

from connectbot.directory.daysoff import NOTHING_KNOWN, Calendar
from connectbot.directory.opening.reading import schedules
from connectbot.directory.plain import spaced
from connectbot.directory.schedule import Schedule
from connectbot.directory.where import Where

STALE_AFTER = timedelta(days=183)
"""A check older than this is shown lower and asked about."""

INTRODUCE_WITHIN = timedelta(days=365)
"""A group checked longer ago than this is not given a person's name."""

GROWN_UP = 18
"""Years; below, no adult's contact is given."""

_SUM = re.compile(r"(?!.*\b(?:free|pay what you can)\b).*\d", re.IGNORECASE)
_UUID = r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
_YOUNG = 25  # years; lines for the young end at 19 or at 25

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Ages(_Part):
    """The ages it is for, both included."""

    least: int | None = Field(default=None, ge=0, le=120)
    most: int | None = Field(default=None, ge=0, le=120)

    @property
    def some(self) -> bool:
        """Whether it is for some grown-ups and not for all of them."""
        return (self.least or 0) > GROWN_UP or self.most is not None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.least is not None and self.most is not None and self.least > self.most:
            raise ValueError("the least age is above the most; swap them")
        return self


class Access(_Part):
    """What a person can count on; None is not known.

    `loop` is for hearing aids; `quiet` is neither loud nor crowded; `parking` is at the door.
    """

    step_free: bool | None = None
    toilet: bool | None = None
    loop: bool | None = None
    quiet: bool | None = None
    parking: bool | None = None


class Door(_Part):
    """The one thing that gets people through a door: short sentences without full stops.
    `goes_with` is the first name of a volunteer who would go there with somebody new."""

    ask_for: str | None = Field(default=None, max_length=40)
    goes_with: str | None = Field(default=None, max_length=40)
    bus: str | None = Field(default=None, max_length=60)
    steps: str | None = Field(default=None, max_length=60)
    tip: str | None = Field(default=None, max_length=80)


class Reach(_Part):
    """How to reach the people who run it."""

    phone: str | None = Field(default=None, max_length=20)
    email: str | None = Field(default=None, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")


class Checked(_Part):
    """Who made sure it is really running, when and how.

    `safeguarding` is the day its safeguarding was looked at, `insurance` the day it runs out.
    """

    on: date
    by: str
    how: str
    safeguarding: date | None = None
    insurance: date | None = None


class Assured(_Part):
    """When somebody who knows last said that it is so: all of it (`on`), or one thing alone."""

    on: date | None = None
    name: date | None = None
    when: date | None = None
    where: date | None = None
    joining: date | None = None
    cost: date | None = None


class Closure(_Part):
    """Days on which it is closed, both included; `why` is like "summer break"."""

    model_config = ConfigDict(populate_by_name=True)

    from_: date = Field(alias="from")
    to: date
    why: str = Field(default="", max_length=40)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_ > self.to:
            raise ValueError("it is closed `to` a day before `from`; swap them")
        return self


class Listing(_Part):
    """One thing in the directory; it may belong to an organisation or to no one.

    `needs` best fitting first; a `narrow` one is for few of those with that need, as a baby loss
    group is, and stands behind the others; a `peer` one is run by people who have been through the
    same; `who` ends the sentence "for ..."; `cost` is "free" or like "£2"; `due` is what must be
    held before it is given a person's name; `suspended` the day since when it is not, whatever was
    checked; `capacity` how many new people it takes in a month, 0 none now. `place` comes from its
    folder ("" for a national one); `uid` is the id another directory gave it, under which it stays
    known there.
    """

    id: Id
    name: str = Field(min_length=2, max_length=40)
    place: str = ""
    timezone: str = "Europe/London"
    organisation: str | None = None
    needs: tuple[str, ...] = Field(min_length=1)
    description: str = Field(default="", max_length=600)
    narrow: bool = False
    peer: bool = False
    who: str | None = Field(default=None, max_length=40)
    where: Where = Where()
    when: Annotated[tuple[Schedule, ...], BeforeValidator(schedules)] = ()
    cost: str = Field(default="free", min_length=1, max_length=30)
    ages: Ages = Ages()
    access: Access = Access()
    languages: tuple[str, ...] = ("English",)
    door: Door = Door()
    contact: Reach = Reach()
    due: tuple[Literal["safeguarding", "insurance"], ...] = ()
    checked: Checked | None = None
    suspended: date | None = None
    assured: Assured = Assured()
    closed: tuple[Closure, ...] = ()
    capacity: int | None = Field(default=None, ge=0, le=999)
    national: bool = False
    uid: str | None = Field(default=None, pattern=_UUID)

    _calendar: Calendar = PrivateAttr(default=NOTHING_KNOWN)

    @property
    def calendar(self) -> Calendar:
        """The bank holidays and school terms where it is, as far as they are known."""
        return self._calendar

    def dated(self, calendar: Calendar) -> Self:
        """The same by the calendar of its place; it matters only where it is not always on."""
        if all(one.except_ is None for one in self.when):
            return self
        same = self.model_copy()
        same._calendar = calendar
        return same

    @model_validator(mode="after")
    def _keeps_its_secret(self) -> Self:
        if self.where.confidential and self.where.hidden.in_any(self._told()):
            raise ValueError(
                "the address is confidential, but a part of it stands in the other words of this "
                "listing; take it out there"
            )
        return self

    def _told(self) -> tuple[str, ...]:
        texts = (
            self.id.replace("-", " "),
            self.name,
            self.organisation,
            self.description,
            self.who,
        )
        checked = (self.checked.by, self.checked.how) if self.checked else ()
        door = (self.door.ask_for, self.door.bus, self.door.steps, self.door.tip)
        told = (*texts, *door, *checked, self.cost, self.contact.email)
        return tuple(text for text in told if text)

    @property
    def shelved_under(self) -> str:
        """The place whose shelves it stands on; "" for a national one."""
        return "" if self.national else self.place

    @property
    def costs(self) -> bool:
        """Whether nobody gets it for nothing: a sum is named, and it is not free or as you can."""
        return _SUM.match(self.cost) is not None

    @property
    def for_children(self) -> bool:
        """Whether it is a line for children and young people; behind everything else stands an
        adult whose contact nobody under 18 is given."""
        return self.national and self.ages.most is not None and self.ages.most <= _YOUNG

    @property
    def spaced(self) -> tuple[str, str]:
        """Its name with whom it is for, and what it says of itself, as `plain.spaced`."""
        return spaced(f"{self.name} {self.who or ''}"), spaced(self.description)

    @property
    def heard_on(self) -> date | None:
        """When somebody last said of all of it that it is so; None never."""
        checked, assured = self.checked.on if self.checked else None, self.assured.on
        return max(checked or date.min, assured or date.min) if checked or assured else None

    def stale(self, today: date) -> bool:
        """Whether nobody has made sure of it, or not for half a year."""
        return self.heard_on is None or today - self.heard_on > STALE_AFTER

    def may_introduce(self, today: date) -> bool:
        """Whether it may be given a person's name: checked within a year, with what is due held."""
        checked = self.checked
        if self.suspended is not None or checked is None:
            return False
        if today - checked.on > INTRODUCE_WITHIN:
            return False
        if "safeguarding" in self.due and checked.safeguarding is None:
            return False
        insured = checked.insurance is not None and checked.insurance >= today
        return insured or "insurance" not in self.due
