"""Answers to check-ins, sealed: while they are given, on their way out, and copies to be seen.

The first two are sealed with the key of their cohort, and that seal once more like everything else:
a copy of this database, however old, is closed as soon as that key is destroyed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, delete, exists, select
from sqlalchemy.sql.expression import ClauseElement

from connectbot.model.checkin import Answers, Leaving, Part, Wave
from connectbot.store import cohorts
from connectbot.store.checked import (
    ANSWERS_HELD,
    ENROLMENTS,
    IS_LIVE,
    READINGS_LEAVING,
    SHOWN_ANSWERS,
    WAVES,
)
from connectbot.store.keyring import KeyringError
from connectbot.store.link import Link, Values
from connectbot.store.moments import micros, moment
from connectbot.store.statement import Statement, at_most, params
from connectbot.store.vault import Vault

_H, _L, _S, _W = ANSWERS_HELD.c, READINGS_LEAVING.c, SHOWN_ANSWERS.c, WAVES.c
_E = ENROLMENTS.c
_HELD_THERE, _LEAVING_THERE = "answers_held:sealed", "readings_leaving:sealed"


def _holding(insert: Any) -> ClauseElement:
    adding = insert(ANSWERS_HELD).values(params(("wave_id", "resident_id", "sealed", "kept_at")))
    new = adding.excluded
    clause: ClauseElement = adding.on_conflict_do_update(
        index_elements=["wave_id"], set_={"sealed": new.sealed, "kept_at": new.kept_at}
    )
    return clause


def _showing(insert: Any) -> ClauseElement:
    names = ("wave_id", "resident_id", "staff_id", "sealed", "made_at")
    adding = insert(SHOWN_ANSWERS).values(params(names))
    new = adding.excluded
    clause: ClauseElement = adding.on_conflict_do_update(
        index_elements=["wave_id"],
        set_={"staff_id": new.staff_id, "sealed": new.sealed, "made_at": new.made_at},
    )
    return clause


_HOLD = Statement(_holding)
COHORT_OF = Statement(select(_E.cohort).where(_E.id == bindparam("enrolment")))
_HELD = Statement(
    select(_H.sealed, _E.cohort)
    .select_from(
        ANSWERS_HELD.join(WAVES, _W.id == _H.wave_id).join(ENROLMENTS, _E.id == _W.enrolment)
    )
    .where(_H.wave_id == bindparam("wave"))
)
_LET_GO = Statement(delete(ANSWERS_HELD).where(_H.wave_id == bindparam("wave")))
_OVER = ~exists().where(_W.id == _H.wave_id, IS_LIVE)
_PURGE_HELD = Statement(
    delete(ANSWERS_HELD).where(_H.wave_id.in_(at_most(select(_H.wave_id).where(_OVER))))
)
_LEAVE = Statement(
    lambda insert: insert(READINGS_LEAVING).values(
        params(("key", "resident_id", "cohort", "sealed", "waits_since"))
    )
)
_WAITS = select(_L.key, _L.resident_id, _L.cohort, _L.sealed, _L.waits_since)
_LEAVING = Statement(at_most(_WAITS.where(_L.cohort == bindparam("of_cohort")).order_by(_L.key)))
_COHORTS = Statement(select(_L.cohort).distinct().order_by(_L.cohort))
_OF_THEM = Statement(_WAITS.where(_L.resident_id == bindparam("who")))
_LEFT = Statement(delete(READINGS_LEAVING).where(_L.key == bindparam("gone")))
_SHOW = Statement(_showing)
_HIDE = Statement(delete(SHOWN_ANSWERS).where(_S.resident_id == bindparam("who")))
_OLD = at_most(select(_S.wave_id).where(_S.made_at < bindparam("before")))
_PURGE_SHOWN = Statement(delete(SHOWN_ANSWERS).where(_S.wave_id.in_(_OLD)))


class AnswerRows:
    """Keeps the promises of `ports.Answered`."""

    _link: Link
    _vault: Vault

    def hold(self, wave: Wave, answers: Answers, now: datetime) -> None:
        """Keep what was answered so far."""
        row = self._link.row(COHORT_OF, enrolment=wave.enrolment)
        if row is None or self._is_over(row[0]):
            return
        self._link.change(
            _HOLD,
            wave_id=wave.id,
            resident_id=wave.resident_id,
            sealed=self._seal(_HELD_THERE, str(wave.id), row[0], json.dumps(answers)),
            kept_at=micros(now),
        )

    def held(self, wave_id: int) -> Answers:
        """What was answered so far."""
        row = self._link.row(_HELD, wave=wave_id)
        if row is None or self._is_over(row[1]):
            return ()
        return _answers(self._open(_HELD_THERE, str(wave_id), row[1], row[0]))

    def let_go(self, wave_id: int) -> None:
        """Erase what was answered so far."""
        self._link.change(_LET_GO, wave=wave_id)

    def purge_held(self, limit: int = 500) -> int:
        """Erase what is held of waves that are over."""
        return self._link.change(_PURGE_HELD, limit=limit)

    def leave(self, leaving: Leaving) -> None:
        """Keep an ended check-in until it has crossed."""
        if self._is_over(leaving.cohort):
            return
        text = json.dumps(
            {
                "enrolment": leaving.enrolment,
                "place": leaving.place,
                "plan": leaving.plan,
                "wave": leaving.wave,
                "strata": dict(leaving.strata),
                "readings": [
                    {
                        "key": part.key.hex(),
                        "instrument": part.instrument,
                        "version": part.version,
                        "values": dict(part.values),
                    }
                    for part in leaving.readings
                ],
            }
        )
        self._link.change(
            _LEAVE,
            key=leaving.key,
            resident_id=leaving.resident_id,
            cohort=leaving.cohort,
            sealed=self._seal(_LEAVING_THERE, leaving.key.hex(), leaving.cohort, text),
            waits_since=micros(leaving.waits_since),
        )

    def leaving_of(self) -> Sequence[str]:
        """The cohorts of which something waits."""
        return [row[0] for row in self._link.rows(_COHORTS)]

    def leaving(self, cohort: str, limit: int = 500) -> Sequence[Leaving]:
        """What waits to cross."""
        rows = self._link.rows(_LEAVING, of_cohort=cohort, limit=limit)
        return [self._leaving(row) for row in rows]

    def leaving_by(self, resident_id: int) -> Sequence[Leaving]:
        """What waits to cross of this resident."""
        rows = self._link.rows(_OF_THEM, who=resident_id)
        return [self._leaving(row) for row in rows if not self._is_over(row[2])]

    def left(self, keys: Sequence[bytes]) -> int:
        """These have crossed: erase them."""
        return sum(self._link.change(_LEFT, gone=key) for key in keys)

    def drop_leaving(self, resident_id: int, enrolment: str = "") -> int:
        """Erase what waits to cross of this resident, or of one enrolment of theirs."""
        rows = self._link.rows(_OF_THEM, who=resident_id)
        return self.left([bytes(row[0]) for row in rows if self._may_be_of(row, enrolment)])

    def show(self, wave: Wave, staff_id: str, answers: Answers, now: datetime) -> None:
        """Keep a copy that one of our people may see."""
        self._link.change(
            _SHOW,
            wave_id=wave.id,
            resident_id=wave.resident_id,
            staff_id=staff_id,
            sealed=self._vault.seal("shown_answers:sealed", str(wave.id), json.dumps(answers)),
            made_at=micros(now),
        )

    def hide(self, resident_id: int) -> int:
        """Erase every copy of this resident's answers that anybody may see."""
        return self._link.change(_HIDE, who=resident_id)

    def purge_shown(self, before: datetime, limit: int = 500) -> int:
        """Erase copies made before then."""
        return self._link.change(_PURGE_SHOWN, before=micros(before), limit=limit)

    def _may_be_of(self, row: Values, enrolment: str) -> bool:
        try:
            return enrolment in ("", self._leaving(row).enrolment)
        except KeyringError:
            return True  # what nobody can open goes rather than stays

    def _is_over(self, cohort: str) -> bool:
        return cohort in cohorts.destroyed(self._keys)

    @property
    def _keys(self) -> Path:
        return Path(self._vault.keyring.folder)

    def _seal(self, column: str, row: str, cohort: str, text: str) -> bytes:
        within = cohorts.seal(self._keys, cohort, f"{column}:{row}", text)
        return self._vault.seal(column, row, within)

    def _open(self, column: str, row: str, cohort: str, sealed: bytes) -> str:
        within = self._vault.open(column, row, bytes(sealed))
        return cohorts.unseal(self._keys, cohort, f"{column}:{row}", within)

    def _leaving(self, row: Values) -> Leaving:
        key, resident_id, cohort, sealed, waits_since = row
        key = bytes(key)
        of = json.loads(self._open(_LEAVING_THERE, key.hex(), cohort, sealed))
        return Leaving(
            key,
            resident_id,
            cohort,
            moment(waits_since),
            of["enrolment"],
            of["place"],
            of["plan"],
            of["wave"],
            of["strata"],
            tuple(
                Part(bytes.fromhex(one["key"]), one["instrument"], one["version"], one["values"])
                for one in of["readings"]
            ),
        )


def opened(vault: Vault, wave_id: int, sealed: bytes) -> Answers:
    """A copy that one of our people may see."""
    return _answers(vault.open("shown_answers:sealed", str(wave_id), sealed))


def _answers(text: str) -> Answers:
    return tuple((instrument, item, value) for instrument, item, value in json.loads(text))
