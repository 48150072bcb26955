"""Readings that are to be erased in the other database, and who stands behind released figures."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, BindParameter, bindparam, delete, false, select, true, update
from sqlalchemy.sql.expression import ClauseElement

from connectbot.desk.ports.unlinking import Erasing
from connectbot.store.checked import ANSWERS_HELD, READINGS_LEAVING
from connectbot.store.link import Link
from connectbot.store.moments import micros
from connectbot.store.statement import Statement, params
from connectbot.store.unlinked import CONTRIBUTORS, READINGS_ERASING
from connectbot.store.vault import Vault

_G, _C = READINGS_ERASING.c, CONTRIBUTORS.c


def _adding(insert: Any) -> ClauseElement:
    new = insert(READINGS_ERASING).values(
        enrolment=bindparam("enrolment"), cohort=bindparam("cohort"), done=false()
    )
    clause: ClauseElement = new.on_conflict_do_update(
        index_elements=["enrolment"], set_={"done": false()}
    )
    return clause


_ERASE = Statement(_adding)
_ERASING = Statement(
    select(_G.enrolment, _G.cohort).where(_G.done == false()).order_by(_G.enrolment)
)
_AGAIN = Statement(select(_G.enrolment, _G.cohort).order_by(_G.enrolment))
_ERASED = Statement(
    update(READINGS_ERASING).where(_G.enrolment == bindparam("this")).values(done=true())
)
_COHORTS = Statement(select(_G.cohort).distinct().order_by(_G.cohort))
_UNLINKED = tuple(
    Statement(delete(table).where(table.c.cohort == bindparam("of_cohort")))
    for table in (READINGS_ERASING, READINGS_LEAVING)
)
_KEEP = Statement(
    lambda insert: insert(CONTRIBUTORS).values(params(("release", "place", "sealed")))
)
_OF_PLACE = Statement(
    select(_C.release, _C.sealed).where(_C.place == bindparam("at")).order_by(_C.release)
)


_BEFORE: BindParameter[int] = bindparam("before", type_=BigInteger)
_PURGE = (
    Statement(delete(ANSWERS_HELD).where(ANSWERS_HELD.c.kept_at < _BEFORE)),
    Statement(delete(READINGS_LEAVING).where(READINGS_LEAVING.c.waits_since < _BEFORE)),
)


class UnlinkingRows:
    """Keeps the promises of `ports.Unlinking`."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def erase(self, one: Erasing) -> None:
        """What has crossed is noted to go."""
        self._link.change(_ERASE, enrolment=one.enrolment, cohort=one.cohort)

    def erasing(self, *, again: bool = False) -> Sequence[Erasing]:
        """Enrolments whose readings are to go from the other database."""
        return [Erasing(*row) for row in self._link.rows(_AGAIN if again else _ERASING)]

    def erased(self, enrolments: Collection[str]) -> None:
        """Their readings are gone."""
        for one in sorted(enrolments):
            self._link.change(_ERASED, this=one)

    def cohorts(self) -> Sequence[str]:
        """The cohorts of all of these."""
        return [row[0] for row in self._link.rows(_COHORTS)]

    def unlinked(self, cohort: str) -> None:
        """What needed the key of this cohort goes with it."""
        for one in _UNLINKED:
            self._link.change(one, of_cohort=cohort)

    def purge(self, before: datetime) -> int:
        """Answers that were sealed before then go."""
        return sum(self._link.change(one, before=micros(before)) for one in _PURGE)


class ContributorRows:
    """Keeps the promises of `ports.Contributors`."""

    def __init__(self, link: Link, vault: Vault) -> None:
        self._link = link
        self._vault = vault

    def keep(self, release: str, place: str, sets: str) -> None:
        """Who stands behind the figures of a release."""
        sealed = self._vault.seal("contributors:sealed", release, sets)
        self._link.change(_KEEP, release=release, place=place, sealed=sealed)

    def of_place(self, place: str) -> Mapping[str, str]:
        """The same for every release of a place."""
        return {
            release: self._vault.open("contributors:sealed", release, bytes(sealed))
            for release, sealed in self._link.rows(_OF_PLACE, at=place)
        }
