"""Which effects of a turn are about introductions, and who carries them out."""

from __future__ import annotations

from datetime import datetime

from connectbot.desk.carries import Table, carries
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.desk.referring import outcomes, residents
from connectbot.model.effect import Agree, Decline, Introduce, Outcome, ReadFirst, TakeBack
from connectbot.model.resident import Resident


def _take_back(tx: Tx, resident: Resident, effect: TakeBack, desk: Desk, now: datetime) -> None:
    residents.take_back(tx, resident, effect, desk, now)


def _outcome(tx: Tx, resident: Resident, effect: Outcome, desk: Desk, now: datetime) -> None:
    outcomes.told(tx, resident.id, effect, desk, now)


CARRY: Table = dict(
    (
        carries(Introduce, residents.introduce),
        carries(Agree, residents.agree),
        carries(ReadFirst, residents.read_first),
        carries(Decline, residents.decline),
        carries(TakeBack, _take_back),
        carries(Outcome, _outcome),
    )
)
