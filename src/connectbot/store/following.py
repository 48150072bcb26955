"""How far the check-ins of one resident have come, and the copies that somebody may see."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import and_, bindparam, select

from connectbot.desk.ports.checkins import Followed
from connectbot.store.answered import opened
from connectbot.store.checked import ENROLMENTS, SHOWN_ANSWERS, WAVES
from connectbot.store.enrolments import enrolment_of
from connectbot.store.link import Link
from connectbot.store.statement import Statement
from connectbot.store.vault import Vault
from connectbot.store.waves import COLUMNS, wave_in

_E, _S, _W = ENROLMENTS.c, SHOWN_ANSWERS.c, WAVES.c
_OWN, _WIDTH = len(tuple(_E)), len(tuple(_E)) + len(COLUMNS)
_FOLLOWED = Statement(
    select(*_E, *COLUMNS, _S.sealed)
    .join_from(
        ENROLMENTS,
        WAVES,
        and_(_W.enrolment == _E.id, _W.resident_id == _E.resident_id),
        isouter=True,
    )
    .join(
        SHOWN_ANSWERS,
        and_(_S.wave_id == _W.id, _S.staff_id == bindparam("staff")),
        isouter=True,
    )
    .where(_E.resident_id == bindparam("who"))
    .order_by(_E.made_at.desc(), _E.id, _W.due_at, _W.id)
)


class FollowingRows:
    """The part of `ports.Checkins` that the page of one resident is made of."""

    _link: Link
    _vault: Vault

    def followed(self, resident_id: int, staff_id: str) -> Sequence[Followed]:
        """Every enrolment of theirs with its waves."""
        found: dict[str, Followed] = {}
        for row in self._link.rows(_FOLLOWED, who=resident_id, staff=staff_id):
            one = found.setdefault(row[0], Followed(enrolment_of(row[:_OWN], self._vault), [], {}))
            if row[_OWN] is None:
                continue
            wave = wave_in(row[_OWN:_WIDTH])
            one.waves.append(wave)
            if row[_WIDTH] is not None:
                one.shown[wave.id] = opened(self._vault, wave.id, bytes(row[_WIDTH]))
        return list(found.values())
