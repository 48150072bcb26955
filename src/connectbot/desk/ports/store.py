"""The two doors to the database, and the transaction a use case runs in.

A use case is a plain function `use_case(tx, ...)` run inside one transaction. It may run twice
(a batch can be thrown away by a full disk), so it touches nothing but `tx`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from connectbot.desk.ports.audit import Audit
from connectbot.desk.ports.casework import Caseloads, Notes
from connectbot.desk.ports.checkins import Checkins
from connectbot.desk.ports.handovers import Handovers
from connectbot.desk.ports.held import Holding
from connectbot.desk.ports.listings import Listings
from connectbot.desk.ports.passkeys import Passkeys
from connectbot.desk.ports.referrals import Referrals, Systems
from connectbot.desk.ports.reminders import Reminders
from connectbot.desk.ports.residents import Residents
from connectbot.desk.ports.retention import Retention
from connectbot.desk.ports.rows import (
    Feedback,
    Flows,
    Inbox,
    Outbox,
    Unmet,
)
from connectbot.desk.ports.staff import People
from connectbot.desk.ports.suggestions import Askings, Claims, Suggestions
from connectbot.desk.ports.switches import Switches
from connectbot.desk.ports.timing import Timing
from connectbot.desk.ports.unlinking import Contributors, Unlinking

P = ParamSpec("P")
T = TypeVar("T")


class Tx(Protocol):
    """One transaction: everything a use case may read and write."""

    @property
    def inbox(self) -> Inbox: ...
    @property
    def residents(self) -> Residents: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def handovers(self) -> Handovers: ...
    @property
    def flows(self) -> Flows: ...
    @property
    def switches(self) -> Switches: ...
    @property
    def unmet(self) -> Unmet: ...
    @property
    def feedback(self) -> Feedback: ...
    @property
    def listings(self) -> Listings: ...
    @property
    def suggestions(self) -> Suggestions: ...
    @property
    def askings(self) -> Askings: ...
    @property
    def claims(self) -> Claims: ...
    @property
    def timing(self) -> Timing: ...
    @property
    def reminders(self) -> Reminders: ...
    @property
    def referrals(self) -> Referrals: ...
    @property
    def systems(self) -> Systems: ...
    @property
    def checkins(self) -> Checkins: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def unlinking(self) -> Unlinking: ...
    @property
    def contributors(self) -> Contributors: ...
    @property
    def retention(self) -> Retention: ...
    @property
    def holding(self) -> Holding: ...
    @property
    def staff(self) -> People: ...
    @property
    def passkeys(self) -> Passkeys: ...
    @property
    def caseloads(self) -> Caseloads: ...
    @property
    def notes(self) -> Notes: ...


class Store(Protocol):
    """The two doors to the database."""

    async def run(
        self, use_case: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a use case in a transaction: its answer after COMMIT, or its error, nothing kept."""
        ...

    async def read(
        self, query: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a query on a reading connection of its own; it cannot write."""
        ...

    async def close(self) -> None:
        """Finish what is held, then close."""
        ...
