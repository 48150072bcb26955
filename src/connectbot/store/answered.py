"""Answers to check-ins, sealed: while they are given, on their way out, and copies to be seen.

The first two are sealed with the key of their quarter, and that seal once more like all else.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, exists, select
from sqlalchemy.sql.expression import ClauseElement

from connectbot.model.checkin import Answers, Leaving, Part, Wave
from connectbot.store.checked import (
    ANSWERS_HELD,
    ENROLMENTS,
    IS_LIVE,
    READINGS_LEAVING,
    SHOWN_ANSWERS,
    WAVES,
)
from connectbot.store.link import Link, Values
from connectbot.store.moments import micros, moment
from connectbot.store.quarter_seal import QuarterSeal
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
_HELD_OF = ANSWERS_HELD.join(WAVES, _W.id == _H.wave_id).join(ENROLMENTS, _E.id == _W.enrolment)
_HELD = Statement(
    select(_H.sealed, _E.cohort).select_from(_HELD_OF).where(_H.wave_id == bindparam("wave"))
)
_HELD_BY = Statement(
    select(_H.wave_id, _H.sealed, _E.cohort)
    .select_from(_HELD_OF)
    .where(_H.resident_id == bindparam("who"))
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
_SEALED_OF = Statement(select(_E.cohort).select_from(_HELD_OF).union(select(_L.cohort)))
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
    _quarters: QuarterSeal

    def hold(self, wave: Wave, answers: Answers, now: datetime) -> None:
        """Keep what was answered so far."""
        cohort = self._quarters.of(wave.enrolment)
        if not cohort:
            return
        sealed = self._seal(_HELD_THERE, str(wave.id), cohort, json.dumps(answers))
        if sealed is None:
            return
        self._link.change(
            _HOLD,
            wave_id=wave.id,
            resident_id=wave.resident_id,
            sealed=sealed,
            kept_at=micros(now),
        )

    def held(self, wave_id: int) -> Answers | None:
        """What was answered so far."""
        row = self._link.row(_HELD, wave=wave_id)
        if row is None or self._quarters.is_over(row[1]):
            return ()
        return self._held(wave_id, *row)

    def let_go(self, wave_id: int) -> None:
        """Erase what was answered so far."""
        self._link.change(_LET_GO, wave=wave_id)

    def purge_held(self, limit: int = 500) -> int:
        """Erase what is held of waves that are over."""
        return self._link.change(_PURGE_HELD, limit=limit)

    def leave(self, leaving: Leaving) -> None:
        """Keep an ended check-in until it has crossed."""
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
        sealed = self._seal(_LEAVING_THERE, leaving.key.hex(), leaving.cohort, text)
        if sealed is None:
            return
        self._link.change(
            _LEAVE,
            key=leaving.key,
            resident_id=leaving.resident_id,
            cohort=leaving.cohort,
            sealed=sealed,
            waits_since=micros(leaving.waits_since),
        )

    def leaving_of(self) -> Sequence[str]:
        """The cohorts of which something waits."""
        return [row[0] for row in self._link.rows(_COHORTS)]

    def sealed_of(self) -> Sequence[str]:
        """The cohorts of which anything is sealed."""
        return sorted(row[0] for row in self._link.rows(_SEALED_OF))

    def leaving(self, cohort: str, limit: int = 500) -> Sequence[Leaving]:
        """What waits to cross, as far as it can be opened."""
        rows = self._link.rows(_LEAVING, of_cohort=cohort, limit=limit)
        return [one for row in rows if (one := self._leaving(row))]

    def leaving_by(self, resident_id: int) -> Sequence[Leaving]:
        """What waits to cross of this resident, as far as it can be opened."""
        rows = self._link.rows(_OF_THEM, who=resident_id)
        return [one for row in rows if (one := self._leaving(row))]

    def unopened_by(self, resident_id: int) -> Mapping[str, int]:
        """How much of this resident's cannot be opened now, by the cohort."""
        rows = self._link.rows(_OF_THEM, who=resident_id)
        shut = [row[2] for row in rows if self._leaving(row) is None]
        held = self._link.rows(_HELD_BY, who=resident_id)
        shut += [row[2] for row in held if self._held(row[0], row[1], row[2]) is None]
        over = {cohort for cohort in shut if self._quarters.is_over(cohort)}
        return Counter(cohort for cohort in shut if cohort not in over)

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
        if not enrolment:
            return True
        one = self._leaving(row)
        # What nobody can open goes rather than stays.
        return row[2] == self._quarters.of(enrolment) if one is None else one.enrolment == enrolment

    def _seal(self, column: str, row: str, cohort: str, text: str) -> bytes | None:
        within = self._quarters.seal(cohort, f"{column}:{row}", text)
        return None if within is None else self._vault.seal(column, row, within)

    def _open(self, column: str, row: str, cohort: str, sealed: bytes) -> str | None:
        within = self._vault.open(column, row, bytes(sealed))
        return self._quarters.open(cohort, f"{column}:{row}", within)

    def _held(self, wave_id: int, sealed: bytes, cohort: str) -> Answers | None:
        text = self._open(_HELD_THERE, str(wave_id), cohort, sealed)
        return None if text is None else _answers(text)

    def _leaving(self, row: Values) -> Leaving | None:
        key, resident_id, cohort, sealed, waits_since = row
        key = bytes(key)
        text = self._open(_LEAVING_THERE, key.hex(), cohort, sealed)
        if text is None:
            return None
        of = json.loads(text)
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
