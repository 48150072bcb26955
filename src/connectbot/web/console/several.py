"""Several people from one file: looked at line by line, and then each asked for themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from aiohttp import web

from connectbot.desk.people_sheet import BadSheet
from connectbot.desk.referring.making import By
from connectbot.desk.referring.staging import MORE, NEEDED, Staged, Tried, staged, tried
from connectbot.model.staff import Staff
from connectbot.web.console import referred
from connectbot.web.console.entrance import Visitor
from connectbot.web.console.refer import attempt, group_at
from connectbot.web.console.referrals import REFERRALS
from connectbot.web.console.room import Room

SEVERAL = f"{REFERRALS}/several"
MOST = 100
"""The most people in one file on this page: all are asked before the page answers."""

_NO_TEXT = "Choose a file, or write the lines into the field."
_NO_UTF8 = "The file is not UTF-8: save it again as CSV UTF-8."
_TOO_MANY = f"{MOST} people at once are the most here: split the file, or have it read in by hand."
_NO_GROUP = (
    "there is no group of this id that people find now. Its id stands on its page in the directory."
)


@dataclass(frozen=True, slots=True)
class Person:
    """One line of the file as it is shown: a number by its last three figures, the group by its
    name, and why nobody can be referred to it ("" they can)."""

    line: int
    name: str
    number: str
    group: str
    soon: str
    why_not: str


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one line: where it is now ("" nowhere), or why it was refused."""

    line: int
    name: str
    id: str
    why_not: str


class SeveralPages:
    """A file, what it says, and what became of it; `nudge` has the first texts sent."""

    def __init__(self, room: Room, nudge: Callable[[], None]) -> None:
        self._room = room
        self._nudge = nudge

    async def read(self, request: web.Request, visitor: Visitor) -> web.Response:
        """Where a file is given."""
        return self._page(visitor)

    async def take(self, request: web.Request, visitor: Visitor) -> web.Response:
        """What the file says, nobody asked yet; or, once that was looked at, everybody asked."""
        text = visitor.form.get("file", "").strip() or visitor.form.get("text", "").strip()
        faults, people = _staged(text)
        shown = [_person(self._room, one, visitor.staff) for one in people]
        faults += [f"Line {one.line}: {one.group}: {one.why_not}" for one in shown if one.why_not]
        if people and not faults:
            faults += await self._tried(people, visitor.staff)
        if faults:
            return self._page(visitor, faults, text, status=422)
        if visitor.form.get("do") != "ask":
            return self._page(visitor, (), text, shown)
        told = [await self._asked(one, visitor.staff) for one in people]
        self._nudge()
        return self._page(visitor, told=told)

    async def _tried(self, people: Sequence[Staged], staff: Staff) -> list[str]:
        """Why some of them cannot be referred; nobody is asked by it."""
        room, by = self._room, By(staff.id, "console", staff.name.split(" ")[0])
        try:
            await room.store.run(tried, people, by, room.desk(), room.now())
        except Tried as seen:
            return [f"Line {line}: {why}" for line, why in seen.refused.items()]

    async def _asked(self, one: Staged, staff: Staff) -> Told:
        new = one.new
        made = await attempt(self._room, new, staff)
        if isinstance(made, str):
            return Told(one.line, new.first_name, "", made)
        return Told(one.line, new.first_name, made.id, "")

    def _page(
        self,
        visitor: Visitor,
        faults: Sequence[str] = (),
        text: str = "",
        people: Sequence[Person] = (),
        told: Sequence[Told] = (),
        status: int = 200,
    ) -> web.Response:
        return visitor.page(
            "several",
            status=status,
            faults=[("", one) for one in faults],
            text=text,
            people=people,
            told=told,
            refused=sum(1 for one in told if one.why_not),
            needed=NEEDED,
            more=MORE,
            most=MOST,
        )


def _staged(text: str) -> tuple[list[str], list[Staged]]:
    """What is wrong with the file as a whole, and who is in it."""
    if not text:
        return [_NO_TEXT], []
    if "\N{REPLACEMENT CHARACTER}" in text:
        return [_NO_UTF8], []
    try:
        people = staged(text)
    except BadSheet as wrong:
        return list(wrong.faults), []
    return ([_TOO_MANY], []) if len(people) > MOST else ([], people)


def _person(room: Room, one: Staged, staff: Staff) -> Person:
    new = one.new
    group = group_at(room, new.listing, staff)
    shown = Person(
        one.line,
        new.first_name,
        f"… {new.to.value[-3:]}" if new.to else "",
        new.listing,
        next(words for word, words in referred.URGENCIES.items() if word == new.urgency),
        _NO_GROUP,
    )
    if group is None:
        return shown
    return replace(shown, group=group.listing.name, why_not=group.why_not)
