"""What a search asks of a listing: the whole one answers it, and so does its card."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from connectbot.directory.daysoff import Calendar
from connectbot.directory.listing import Access, Ages, Closure
from connectbot.directory.schedule import Schedule


class Spot(Protocol):
    """Where something is, as far as a search must know."""

    @property
    def outcode(self) -> str | None:
        """The district one goes to."""
        ...

    @property
    def sector(self) -> str | None:
        """The sector one goes to, where it is known."""
        ...

    @property
    def visits(self) -> tuple[str, ...]:
        """The districts it comes to."""
        ...

    @property
    def confidential(self) -> bool:
        """Whether nobody is told where it is."""
        ...


class Findable(Protocol):
    """See `Listing` for what each of them is."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def timezone(self) -> str:
        """The clock of its place."""
        ...

    @property
    def national(self) -> bool:
        """Whether it serves every place."""
        ...

    @property
    def needs(self) -> tuple[str, ...]:
        """The needs it meets, best fitting first."""
        ...

    @property
    def narrow(self) -> bool:
        """Whether it is for few."""
        ...

    @property
    def where(self) -> Spot:
        """Where it is."""
        ...

    @property
    def when(self) -> tuple[Schedule, ...]:
        """Its rhythms."""
        ...

    @property
    def closed(self) -> tuple[Closure, ...]:
        """When it rests."""
        ...

    @property
    def calendar(self) -> Calendar:
        """The days off of its place."""
        ...

    @property
    def cost(self) -> str:
        """What it costs."""
        ...

    @property
    def costs(self) -> bool:
        """Whether nobody gets it for nothing."""
        ...

    @property
    def ages(self) -> Ages:
        """The ages it is for."""
        ...

    @property
    def access(self) -> Access:
        """What a person can count on there."""
        ...

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages spoken there."""
        ...

    @property
    def capacity(self) -> int | None:
        """How many new people it takes in a month."""
        ...

    @property
    def for_children(self) -> bool:
        """Whether it is a line for children and young people."""
        ...

    @property
    def heard_on(self) -> date | None:
        """When somebody last said of all of it that it is so."""
        ...

    @property
    def spaced(self) -> tuple[str, str]:
        """Its name with whom it is for, and what it says of itself, a space around each word."""
        ...
