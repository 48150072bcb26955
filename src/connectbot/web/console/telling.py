"""How the console says things about talks and people: why, since when, where."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from connectbot.desk.referring.tasks import Task
from connectbot.desk.referring.telling import as_said
from connectbot.desk.rota import SAFEGUARDING
from connectbot.desk.talks import Waiting
from connectbot.model.resident import Handover
from connectbot.model.staff import Role
from connectbot.web.console.room import Room
from connectbot.web.talk import URGENT, WHY

NOT_DELIVERED = "Our reply to urgent words could not be delivered. Please ring or write."

ROLES: Mapping[Role, str] = {
    "maintainer": "Keeps the directory",
    "link-worker": "Talks to residents",
    "lead": "Leads, and is told of urgent words",
}
"""What each role does, as one reads it."""


def why(waiting: Waiting) -> str:
    """Why a person is needed in a talk."""
    handover = waiting.handover
    if handover.kind == SAFEGUARDING:
        return NOT_DELIVERED if handover.why == "not-delivered" else URGENT
    return WHY.get(handover.why, "A person is needed.")


def is_waiting(waiting: Waiting, now: datetime) -> bool:
    """Whether somebody waits for an answer: nobody has the talk, or whoever has it is late, or it
    is theirs and they owe one."""
    handover = waiting.handover
    if waiting.mine:
        return handover.next_at is not None
    late = handover.next_at is not None and handover.next_at <= now
    return waiting.state in ("waits", "passed on") or late


def since(at: datetime, now: datetime) -> str:
    """How long ago."""
    minutes = max(int((now - at).total_seconds() // 60), 0)
    for size, unit in ((24 * 60, "day"), (60, "hour"), (1, "minute")):
        number = minutes // size
        if number:
            return f"{number} {unit}{'' if number == 1 else 's'} ago"
    return "just now"


def clock(at: datetime, room: Room) -> str:
    """The time of a day, and which day where it is not today."""
    local = at.astimezone(room.zone)
    return f"{local:%H:%M}" if local.date() == room.today else f"{local:%a %-d %b, %H:%M}"


def seen_by(handover: Handover, room: Room) -> str:
    """Who has seen an alert, and when; "" nobody."""
    if handover.acknowledged_at is None:
        return ""
    who = handover.acknowledged_by or "somebody"
    return f"Seen by {who}, {clock(handover.acknowledged_at, room)}."


def number(value: str) -> str:
    """Where somebody is reached, a British phone as one dials it: 07700 900123."""
    return as_said(value) if value.startswith("+44") else value


def places(room: Room) -> Mapping[str, str]:
    """The places, by id, as one reads them."""
    book = room.known.book
    return {"": "National", **{id: place.name for id, place in book.places.items()}}


def task_of(task: Task, room: Room) -> str:
    """A task with the listing's name in the place of its id."""
    listing = room.known.book.listing(task.listing)
    return task.words.replace(task.listing, listing.name) if listing else task.words
