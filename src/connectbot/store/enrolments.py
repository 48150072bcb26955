"""Who is enrolled in which plan of check-ins; how far every wave has come, as counts."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Integer, and_, bindparam, case, func, select, update

from connectbot.desk.ports.checkins import Step
from connectbot.model.checkin import Enrolment, Standing
from connectbot.store.checked import ENROLMENTS, WAVES
from connectbot.store.link import Link, Values
from connectbot.store.moments import micros, micros_or_none, moment, moment_or_none
from connectbot.store.row import fixed
from connectbot.store.statement import Statement, one_of, params, some_of
from connectbot.store.vault import Vault

_CLOSES = timedelta(days=7) // timedelta(microseconds=1)

_E, _W = ENROLMENTS.c, WAVES.c
_COLUMNS = tuple(_E)
_CHANGED = (
    "place",
    "anchor",
    "hour",
    "weekday",
    "state",
    "referrer",
    "sealed",
    "consented_at",
    "paused_until",
    "paused_why",
    "taken_back_at",
)
ADD = Statement(
    lambda insert: insert(ENROLMENTS).values(params(column.name for column in _COLUMNS))
)
"""A new enrolment, from what `row_of` gives."""

_ONE = Statement(select(*_COLUMNS).where(_E.id == bindparam("which")))
_MANY = 50  # ids a statement takes at once: its text is made once, so their number is fixed
_THOSE = Statement(select(*_COLUMNS).where(one_of(_E.id, "id", _MANY)))
_OF = Statement(
    select(*_COLUMNS).where(_E.resident_id == bindparam("who")).order_by(_E.made_at.desc(), _E.id)
)
_CHANGE = Statement(update(ENROLMENTS).where(_E.id == bindparam("which")).values(params(_CHANGED)))
_STANDING = Statement(
    select(_E.plan, _E.place, _E.state, func.count()).group_by(_E.plan, _E.place, _E.state)
)
_REFERRERS = Statement(select(_E.id, _E.cohort, _E.referrer).where(_E.place == bindparam("at")))
_COHORTS = Statement(
    select(_E.cohort, func.max(func.coalesce(_W.closes_at, _W.due_at + fixed(_CLOSES))))
    .join(WAVES, _W.enrolment == _E.id)
    .where(_W.state != fixed("dropped"))
    .group_by(_E.cohort)
)
_GROUP = (_E.plan, _E.cohort, _E.place)


def _how_many(condition: Any) -> Any:
    return func.sum(case((condition, fixed(1)), else_=fixed(0)), type_=Integer)


_PEOPLE = Statement(
    select(*_GROUP, func.count(), _how_many(_E.consented_at.is_not(None))).group_by(*_GROUP)
)
_STEPS = Statement(
    select(
        *_GROUP,
        _W.wave,
        _how_many(_W.due_at <= bindparam("now")),
        _how_many(_W.sent_at.is_not(None)),
        _how_many(_W.delivery == fixed("delivered")),
        _how_many(_W.state.in_([fixed(s) for s in ("started", "complete", "partial")])),
        _how_many(_W.state == fixed("complete")),
        _how_many(_W.state == fixed("partial")),
        _how_many(_W.reason == fixed("stopped")),
        _how_many(and_(_W.delivery == fixed("undeliverable"), _W.sent_at.is_not(None))),
    )
    .join(WAVES, _W.enrolment == _E.id)
    .group_by(*_GROUP, _W.wave)
    .order_by(*_GROUP, _W.wave)
)


class EnrolmentRows:
    """Keeps the promises of `ports.Enrolments`, but for many at once."""

    def __init__(self, link: Link, vault: Vault) -> None:
        self._link = link
        self._vault = vault

    def enrol(self, enrolment: Enrolment) -> None:
        """Keep it."""
        self._link.change(ADD, **row_of(enrolment, self._vault))

    def enrolment(self, id: str) -> Enrolment | None:
        """The enrolment with this id."""
        row = self._link.row(_ONE, which=id)
        return enrolment_of(row, self._vault) if row else None

    def those(self, ids: Collection[str]) -> Mapping[str, Enrolment]:
        """The enrolments with these ids, read together."""
        lots = [self._link.rows(_THOSE, **some) for some in some_of("id", ids, _MANY)]
        return {row[0]: enrolment_of(row, self._vault) for rows in lots for row in rows}

    def of(self, resident_id: int) -> Sequence[Enrolment]:
        """Everything this resident was enrolled in, newest first."""
        return [enrolment_of(row, self._vault) for row in self._link.rows(_OF, who=resident_id)]

    def change(self, enrolment: Enrolment) -> None:
        """Keep how it stands now."""
        row = row_of(enrolment, self._vault)
        self._link.change(_CHANGE, which=enrolment.id, **{name: row[name] for name in _CHANGED})

    def standing(self) -> Mapping[tuple[str, str, Standing], int]:
        """How many stand how."""
        rows = self._link.rows(_STANDING)
        return {(plan, place, state): number for plan, place, state, number in rows}

    def funnel(self, now: datetime) -> Sequence[Step]:
        """How far every wave has come by then."""
        people = {tuple(row[:3]): tuple(row[3:]) for row in self._link.rows(_PEOPLE)}
        steps = self._link.rows(_STEPS, now=micros(now))
        return [Step(*row[:4], *people[tuple(row[:3])], *row[4:]) for row in steps]

    def referrers(self, place: str) -> Mapping[str, tuple[str, str]]:
        """Who enrolled whom."""
        rows = self._link.rows(_REFERRERS, at=place)
        return {id: (cohort, referrer) for id, cohort, referrer in rows}

    def cohorts(self) -> Mapping[str, datetime]:
        """When the last wave of each quarter of enrolment closes."""
        return {cohort: moment(closes) for cohort, closes in self._link.rows(_COHORTS)}


def enrolment_of(row: Values, vault: Vault) -> Enrolment:
    """The enrolment in a row of the table."""
    (
        id,
        resident_id,
        plan,
        place,
        cohort,
        anchor,
        hour,
        weekday,
        state,
        referrer,
        sealed,
        made_at,
        consented_at,
        paused_until,
        why,
        taken_back_at,
    ) = row
    of: dict[str, Any] = {}
    if sealed is not None:
        of = json.loads(vault.open("enrolments:sealed", id, bytes(sealed)))
    return Enrolment(
        id,
        resident_id,
        plan,
        place,
        cohort,
        date.fromisoformat(anchor),
        moment(made_at),
        time.fromisoformat(hour),
        weekday,
        state,
        referrer,
        of.get("shows_to", ""),
        of.get("strata", {}),
        moment_or_none(consented_at),
        moment_or_none(paused_until),
        why,
        moment_or_none(taken_back_at),
    )


def row_of(enrolment: Enrolment, vault: Vault) -> dict[str, Any]:
    """An enrolment as its row."""
    said = {"strata": dict(enrolment.strata), "shows_to": enrolment.shows_to}
    sealed = None
    if any(said.values()):
        sealed = vault.seal("enrolments:sealed", enrolment.id, json.dumps(said))
    return {
        "id": enrolment.id,
        "resident_id": enrolment.resident_id,
        "plan": enrolment.plan,
        "place": enrolment.place,
        "cohort": enrolment.cohort,
        "anchor": enrolment.anchor.isoformat(),
        "hour": f"{enrolment.hour:%H:%M}",
        "weekday": enrolment.weekday,
        "state": enrolment.state,
        "referrer": enrolment.referrer,
        "sealed": sealed,
        "made_at": micros(enrolment.made_at),
        "consented_at": micros_or_none(enrolment.consented_at),
        "paused_until": micros_or_none(enrolment.paused_until),
        "paused_why": enrolment.paused_why,
        "taken_back_at": micros_or_none(enrolment.taken_back_at),
    }
