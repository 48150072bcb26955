"""Today: who waits, whose phone is dead, who is fine, and what is to be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from aiohttp import web

from connectbot.desk import talks
from connectbot.desk.checking import ended
from connectbot.desk.checking.ended import Ended
from connectbot.desk.leave import stands_for
from connectbot.desk.ports import Standing, Tx
from connectbot.desk.referring.tasks import Task, tasks
from connectbot.desk.rota import HANDOVER
from connectbot.desk.talks import Waiting
from connectbot.model.staff import Staff
from connectbot.web.console import telling
from connectbot.web.console.entrance import Visitor, see_other
from connectbot.web.console.referrals import REFERRALS
from connectbot.web.console.residents import RESIDENTS
from connectbot.web.console.room import Room

SAID = {
    "dealt-with": "Done. It is off the list of everybody who shares it.",
    "not-there": "It is not on your list any more.",
}
"""What the page tells first, by the word in its address."""

MOST = 20
"""Rows of one kind on this page."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many of the people somebody looks after stand how."""

    unreachable: int
    stopped: int
    fine: int


@dataclass(frozen=True, slots=True)
class ToDo:
    """One line of what is to be done: where it leads, and where its button goes; "" nowhere."""

    words: str
    since: datetime
    leads_to: str
    done: str


@dataclass(frozen=True, slots=True)
class Day:
    """What the page is made of; `covering` names whom they cover for."""

    waiting: Sequence[Waiting]
    alerts: int
    numbers: Numbers
    covering: Sequence[str]
    tasks: Sequence[Task]
    ended: Sequence[Ended]


class TodayPage:
    """The first page of whoever talks to residents."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def read(self, request: web.Request, visitor: Visitor) -> web.Response:
        """What waits for them."""
        room = self._room
        day = await room.store.read(_day, visitor.staff, room.today, room.now())
        return visitor.page(
            "today",
            said=SAID.get(request.query.get("said", ""), ""),
            headline=_headline(day),
            waiting=day.waiting,
            alerts=day.alerts,
            standing=day.numbers,
            covering=day.covering,
            tasks=self._to_do(day),
            most=MOST,
            place_names=telling.places(room),
            since=lambda at: telling.since(at, room.now()),
            why=telling.why,
        )

    async def asked(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """They have asked whether somebody ended check-ins themselves; back to what else there is
        to do."""
        room, id = self._room, int(request.match_info["id"])
        done = await room.store.run(ended.asked, id, visitor.staff, room.today, room.now())
        return see_other(f"/console?said={'dealt-with' if done else 'not-there'}#tasks")

    def _to_do(self, day: Day) -> list[ToDo]:
        """All of it, the oldest first."""
        lines = [_of_referral(task, telling.task_of(task, self._room)) for task in day.tasks]
        lines += [_of_check_ins(one) for one in day.ended]
        return sorted(lines, key=lambda one: one.since)


def _of_referral(task: Task, words: str) -> ToDo:
    at = f"{REFERRALS}/{task.referral}"
    return ToDo(words, task.since, at, f"{at}/dealt-with" if task.ends else "")


def _of_check_ins(one: Ended) -> ToDo:
    at = f"{RESIDENTS}/{one.resident_id}"
    return ToDo(one.words, one.since, at if one.opens else "", f"{at}/asked")


def _day(tx: Tx, staff: Staff, today: date, now: datetime) -> Day:
    found = talks.queue(tx, staff, today)
    everybody = tx.staff.everybody()
    ids = stands_for(everybody, staff, today)
    waiting = [
        one for one in found if one.handover.kind == HANDOVER and telling.is_waiting(one, now)
    ]
    seen = [one.handover.acknowledged_at for one in found if one.handover.kind != HANDOVER]
    standing = tx.caseloads.standing(ids)
    names: Mapping[str, str] = {one.id: one.name for one in everybody}
    others = sorted(names[one] for one in ids - {staff.id})
    todo = tasks(tx, ids, staff.places, now)
    over = ended.ended(tx, staff, ids, now)
    return Day(waiting, seen.count(None), _numbers(standing, found), others, todo, over)


def _numbers(standing: Standing, found: Sequence[Waiting]) -> Numbers:
    open_ = {one.handover.resident_id for one in found}
    fine = standing.all - standing.unreachable - standing.stopped - open_
    return Numbers(len(standing.unreachable), len(standing.stopped), len(fine))


def _headline(day: Day) -> str:
    """The day in one line."""
    phones = day.numbers.unreachable
    parts = (
        f"{len(day.waiting)} waiting",
        f"{phones} phone{'' if phones == 1 else 's'} dead",
        f"{day.numbers.fine} fine",
    )
    return f"{', '.join(parts)}."
