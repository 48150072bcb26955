"""Which effects of a turn are about introductions, and who carries them out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.desk.referring import outcomes, residents
from connectbot.model.effect import Agree, Decline, Effect, Introduce, Outcome, TakeBack
from connectbot.model.message import Message
from connectbot.model.resident import Resident


def _introduce(
    tx: Tx, resident: Resident, effect: Effect, desk: Desk, now: datetime
) -> Message | None:
    assert isinstance(effect, Introduce)  # noqa: S101 - the table below says so
    return residents.introduce(tx, resident, effect, desk, now)


def _agree(tx: Tx, resident: Resident, effect: Effect, desk: Desk, now: datetime) -> Message | None:
    assert isinstance(effect, Agree)  # noqa: S101 - the table below says so
    return residents.agree(tx, resident, effect, desk, now)


def _decline(
    tx: Tx, resident: Resident, effect: Effect, desk: Desk, now: datetime
) -> Message | None:
    assert isinstance(effect, Decline)  # noqa: S101 - the table below says so
    residents.decline(tx, resident, effect, desk, now)
    return None


def _take_back(
    tx: Tx, resident: Resident, effect: Effect, desk: Desk, now: datetime
) -> Message | None:
    assert isinstance(effect, TakeBack)  # noqa: S101 - the table below says so
    residents.take_back(tx, resident, effect, desk, now)
    return None


def _outcome(
    tx: Tx, resident: Resident, effect: Effect, desk: Desk, now: datetime
) -> Message | None:
    assert isinstance(effect, Outcome)  # noqa: S101 - the table below says so
    outcomes.told(tx, resident.id, effect, desk, now)
    return None


CARRY: Mapping[type[Effect], Callable[[Tx, Resident, Effect, Desk, datetime], Message | None]] = {
    Introduce: _introduce,
    Agree: _agree,
    Decline: _decline,
    TakeBack: _take_back,
    Outcome: _outcome,
}
