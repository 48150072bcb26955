"""Readings that are to be erased in the other database, and who stands behind released figures."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, false, select, true, update
from sqlalchemy.sql.expression import ClauseElement

from connectbot.desk.ports.unlinking import Erasing
from connectbot.store.link import Link
from connectbot.store.statement import Statement, params
from connectbot.store.unlinked import CONTRIBUTORS, READINGS_ERASING, cell_bound
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
_UNLINKED = tuple(
    Statement(delete(table).where(table.c.cohort == bindparam("cohort")))
    for table in (READINGS_ERASING, CONTRIBUTORS)
)
_FORGET = Statement(
    delete(CONTRIBUTORS).where(_C.release == bindparam("release"), _C.cell == bindparam("cell"))
)
_KEEP = Statement(
    lambda insert: insert(CONTRIBUTORS).values(params(("release", "cell", "cohort", "sealed")))
)
_CONTRIBUTORS = Statement(
    select(_C.release, _C.cell, _C.cohort, _C.sealed).order_by(_C.release, _C.cell, _C.cohort)
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

    def unlinked(self, cohort: str) -> None:
        """What needed the key of this cohort goes with it."""
        for statement in _UNLINKED:
            self._link.change(statement, cohort=cohort)


class ContributorRows:
    """Keeps the promises of `ports.Contributors`."""

    def __init__(self, link: Link, vault: Vault) -> None:
        self._link = link
        self._vault = vault

    def keep(self, release: str, cell: str, by_cohort: Mapping[str, Collection[bytes]]) -> None:
        """The contributors of one cell, each with its cohort."""
        self._link.change(_FORGET, release=release, cell=cell)
        for cohort, names in by_cohort.items():
            text = json.dumps(sorted(name.hex() for name in names))
            sealed = self._vault.seal(
                "contributors:sealed", cell_bound(release, cell, cohort), text
            )
            self._link.change(_KEEP, release=release, cell=cell, cohort=cohort, sealed=sealed)

    def of_releases(self) -> Mapping[tuple[str, str], frozenset[bytes]]:
        """The contributors still known, by release and cell."""
        found: dict[tuple[str, str], frozenset[bytes]] = {}
        for release, cell, cohort, sealed in self._link.rows(_CONTRIBUTORS):
            bound = cell_bound(release, cell, cohort)
            names = json.loads(self._vault.open("contributors:sealed", bound, bytes(sealed)))
            before = found.get((release, cell), frozenset())
            found[release, cell] = before | {bytes.fromhex(name) for name in names}
        return found
