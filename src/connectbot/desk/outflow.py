"""How much goes out, beside what comes in and beside the day's budget; told once a day at most."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from connectbot.desk import leave
from connectbot.desk.alarm import first_of_each_place
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.desk.rota import HANDOVER
from connectbot.desk.say import tell_staff

Worded = Callable[[str], str]

OUTFLOW = "outflow"
FROM_SEGMENTS = {"hour": 60, "day": 300}
"""Segments from which a span is looked at: two texts to the first who writes are no flood."""
BUDGET_EDGE = 0.9

_TOLD_RATIO, _TOLD_BUDGET = "outflow-ratio", "outflow-budget"


@dataclass(frozen=True, slots=True)
class Span:
    """What went out (segments, all but safety) and came in (messages) since an hour or a day
    began. `received` is None where too little went out for it to matter."""

    channel: str
    span: str
    sent: int
    received: int | None

    def above(self, bound: float) -> bool:
        """Whether more went out for each message that came in than should."""
        return self.received is not None and self.sent > bound * max(self.received, 1)


def told_ratio(place: str) -> str:
    """To the first of the team: what we send does not fit what we get."""
    return (
        f"{place}: far more texts go out than come in. It may be a loop or mischief. Please tell "
        "whoever runs this now."
    )


def told_budget(place: str) -> str:
    """To the first of the team: the budget ends soon, and then only safety answers go."""
    return (
        f"{place}: today's budget for texts is nearly used up. After that only answers to urgent "
        "words go. Please tell whoever runs this."
    )


def look(tx: Tx, desk: Desk, now: datetime) -> Sequence[str]:
    """Tell what is out of bounds and was not told today; for the log, what it is."""
    said = []
    over = [span for span in spans(tx, desk, now) if span.above(desk.sent_to_received)]
    if over and _first_today(tx, _TOLD_RATIO, desk, now):
        _tell(tx, told_ratio, desk, now)
        said += [f"{s.sent} sent, {s.received} received on {s.channel} this {s.span}" for s in over]
    used = [name for name in _paid(desk) if _near_budget(tx, name, desk, now)]
    if used and _first_today(tx, _TOLD_BUDGET, desk, now):
        _tell(tx, told_budget, desk, now)
        said += [f"nine tenths of SEGMENTS_PER_DAY are used on {name}" for name in used]
    return said


def spans(tx: Tx, desk: Desk, now: datetime) -> Sequence[Span]:
    """This hour and this day on every channel that is paid for."""
    hour = now.astimezone(desk.quiet.zone).replace(minute=0, second=0, microsecond=0)
    begun = {"hour": hour, "day": desk.midnight(now)}
    return [
        _span(tx, channel, name, starts, now)
        for channel in _paid(desk)
        for name, starts in begun.items()
    ]


def _span(tx: Tx, channel: str, name: str, starts: datetime, now: datetime) -> Span:
    """Counted from the first look in it: before that neither side is known for certain."""
    spent = tx.outbox.spent(channel, starts)
    kept = (tx.switches.get(f"outflow:{channel}:{name}") or "").split(" ")
    if kept[0] != starts.isoformat():
        kept = [starts.isoformat(), str(spent), str(tx.inbox.newest())]
        tx.switches.set(f"outflow:{channel}:{name}", " ".join(kept), now)
    sent = spent - int(kept[1])
    enough = sent >= FROM_SEGMENTS[name]
    return Span(channel, name, sent, tx.inbox.count(channel, int(kept[2])) if enough else None)


def _near_budget(tx: Tx, channel: str, desk: Desk, now: datetime) -> bool:
    limits = desk.limits(channel, now, None)
    if limits.per_day is None:
        return False
    return tx.outbox.spent(channel, limits.day_starts) >= limits.per_day * BUDGET_EDGE


def _paid(desk: Desk) -> list[str]:
    return [name for name, traits in desk.traits.items() if traits.counts_segments]


def _first_today(tx: Tx, what: str, desk: Desk, now: datetime) -> bool:
    today = desk.midnight(now).date().isoformat()
    if tx.switches.get(what) == today:
        return False
    tx.switches.set(what, today, now)
    return True


def _tell(tx: Tx, worded: Worded, desk: Desk, now: datetime) -> None:
    people, _ = first_of_each_place(leave.covered(tx, desk, now), HANDOVER, now)
    for place, contact in people.values():
        tell_staff(tx, contact, worded(place), OUTFLOW, desk, now)
