"""How answers are sealed with the key of their quarter, before they are sealed like all else: a
copy of this database, however old, is closed as soon as that key is destroyed."""

from __future__ import annotations

import logging
from pathlib import Path

from sqlalchemy import bindparam, select

from connectbot.store import cohorts
from connectbot.store.checked import ENROLMENTS
from connectbot.store.keyring import KeyringError
from connectbot.store.link import Link
from connectbot.store.statement import Statement
from connectbot.store.vault import Vault

log = logging.getLogger(__name__)

_COHORT_OF = Statement(select(ENROLMENTS.c.cohort).where(ENROLMENTS.c.id == bindparam("enrolment")))


class QuarterSeal:
    """Seals and opens with the key of a quarter, and never makes one. Where a key cannot be used
    that is logged, with the file and the mend, and nothing breaks over it."""

    def __init__(self, link: Link, vault: Vault) -> None:
        self._link = link
        self._vault = vault
        self._told = set[str]()

    def of(self, enrolment: str) -> str:
        """The cohort of an enrolment; "" where there is no such enrolment."""
        row = self._link.row(_COHORT_OF, enrolment=enrolment)
        return str(row[0]) if row else ""

    def is_over(self, cohort: str) -> bool:
        """Whether its key was destroyed, so that nothing more is kept."""
        return cohorts.is_over(self._keys, cohort)

    def seal(self, cohort: str, bound: str, text: str) -> str | None:
        """The seal of some JSON; None where it cannot be made."""
        try:
            return cohorts.seal(self._keys, cohort, bound, text)
        except KeyringError as error:
            self._tell("answers to a check-in could not be kept", cohort, error)
            return None

    def open(self, cohort: str, bound: str, sealed: str) -> str | None:
        """What was sealed so; None where it cannot be opened."""
        try:
            return cohorts.unseal(self._keys, cohort, bound, sealed)
        except KeyringError as error:
            self._tell("answers to a check-in cannot be opened", cohort, error)
            return None

    def _tell(self, what: str, cohort: str, error: KeyringError) -> None:
        reason = str(error)
        if reason not in self._told and not self.is_over(cohort):
            self._told.add(reason)
            log.error(what, extra={"event_kind": "keyring", "reason": reason})

    @property
    def _keys(self) -> Path:
        return Path(self._vault.keyring.folder)
