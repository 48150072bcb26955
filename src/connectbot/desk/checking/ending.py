"""How check-ins end: closed after a week, taken back, paused, or because somebody is not there."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from connectbot.desk.ports import Erasing, Tx
from connectbot.model.checkin import OFFER, Enrolment, Wave, WaveState

OFFERED_FOR = timedelta(days=14)
"""How long it is worth asking somebody whether they want check-ins, after they were enrolled."""

ASKED, URGENT, OPERATOR = "asked", "urgent", "operator"
"""Why somebody is paused: they asked, they wrote urgent words, or one of us said so."""

TAKEN_BACK, JOINED = "withdrawn", "joined"
"""Why a yes no longer holds: they took it back, or two turned out to be one person."""

_IN_IT = ("invited", "consented", "paused")


def end(tx: Tx, wave: Wave, state: WaveState, reason: str, now: datetime) -> bool:
    """A wave is over; False where it was over before."""
    if wave.state not in ("waiting", "sent", "started"):
        return False
    return tx.checkins.move(wave, replace(wave, state=state, reason=reason, next_at=now))


def declined(tx: Tx, enrolment: Enrolment, now: datetime) -> None:
    """They do not want check-ins; a yes that they gave before is taken back."""
    if enrolment.consented_at is None:
        tx.checkins.change(replace(enrolment, state="declined"))
    else:
        _withdraw(tx, enrolment, TAKEN_BACK, now)


def withdrawn(tx: Tx, resident_id: int, now: datetime, why: str = TAKEN_BACK) -> int:
    """They take back their yes, or are not there (`why`): no more come, and answers that have not
    left yet are erased, with every copy that one of our people may see, and where they take it back
    those that have left, too, as long as they can be found; how many plans that was."""
    mine = [one for one in tx.checkins.of(resident_id) if one.state in _IN_IT]
    for enrolment in mine:
        _withdraw(tx, enrolment, why, now)
    tx.checkins.hide(resident_id)
    return len(mine)


def once_in_a_plan(tx: Tx, resident_id: int, now: datetime) -> int:
    """Two turned out to be one person: of two enrolments in one plan the one they said yes or
    no to goes on, the older of two, as if we had known. The other ends, and what was answered in it
    goes as far as it can be found: they are not two of the ten behind a figure. How many ended."""
    mine = tx.checkins.of(resident_id)
    first = dict[str, Enrolment]()
    for one in sorted(mine, key=lambda one: (one.state == "invited", one.made_at, one.id)):
        if first.setdefault(one.plan, one) is not one:
            _withdraw(tx, one, JOINED, now)
    return len(mine) - len(first)


def _withdraw(tx: Tx, enrolment: Enrolment, why: str, now: datetime) -> None:
    for wave in tx.checkins.waves(enrolment.id):
        end(tx, wave, "dropped" if wave.state == "waiting" else "missed", why, now)
        tx.checkins.let_go(wave.id)
    tx.checkins.drop_leaving(enrolment.resident_id, enrolment.id)
    if why in (TAKEN_BACK, JOINED):
        tx.unlinking.erase(Erasing(enrolment.id, enrolment.cohort))
    gone = replace(enrolment, state="withdrawn", shows_to="", strata={}, paused_until=None)
    # Whoever holds a shared phone can end them: where one of us began them, one of us asks.
    asks = why == TAKEN_BACK and bool(enrolment.referrer)
    tx.checkins.change(
        replace(gone, paused_why="", taken_back_at=now if asks else gone.taken_back_at)
    )


def paused(tx: Tx, resident_id: int, until: datetime | None, why: str) -> int:
    """No check-in and no reminder of one until then (None: until somebody says so); how many plans
    that is. A pause after urgent words is not shortened by another."""
    mine = [one for one in tx.checkins.of(resident_id) if one.state in _IN_IT]
    for enrolment in mine:
        if enrolment.paused_why != URGENT:
            held = replace(enrolment, paused_until=until, paused_why=why)
            asked = enrolment.state == "invited"  # whether they want any is still open
            tx.checkins.change(held if asked else replace(held, state="paused"))
    return len(mine)


def resumed(tx: Tx, resident_id: int, now: datetime) -> int:
    """A pause is over; what fell due meanwhile comes at the next good time, if it is still worth
    asking. How many plans that is."""
    mine = [one for one in tx.checkins.of(resident_id) if one.paused_why]
    for enrolment in mine:
        unpause(tx, enrolment, now)
    return len(mine)


def unpause(
    tx: Tx, enrolment: Enrolment, now: datetime, *, looking_at: Wave | None = None
) -> Enrolment:
    """The enrolment as it goes on; what waited for the end of the pause is looked at now."""
    going = replace(enrolment, paused_until=None, paused_why="")
    if enrolment.state == "paused":
        going = replace(going, state="consented")
    tx.checkins.change(going)
    for wave in tx.checkins.waves(enrolment.id):
        waits = wave.state == "waiting" and wave.next_at > max(now, wave.due_at)
        if waits and wave != looking_at:
            tx.checkins.move(wave, replace(wave, next_at=max(now, wave.due_at), reason=""))
    return going


def finished(tx: Tx, enrolment: Enrolment) -> None:
    """Where no wave is left, the enrolment is over."""
    waves = tx.checkins.waves(enrolment.id)
    live = any(wave.state in ("waiting", "sent", "started") for wave in waves)
    began = any(wave.wave != OFFER for wave in waves)
    if not live and began and enrolment.state in ("consented", "paused"):
        tx.checkins.change(replace(enrolment, state="finished", paused_until=None, paused_why=""))
