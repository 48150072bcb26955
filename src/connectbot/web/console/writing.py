"""Writing a listing: the form, a look at what would change, and only then it is kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web

from connectbot.desk.desk import Desk
from connectbot.desk.listings import changing
from connectbot.desk.listings.changing import Refused
from connectbot.desk.listings.naming import free_id
from connectbot.desk.ports import Tx
from connectbot.desk.suggesting import deciding
from connectbot.model.kept import Act, Body, Kept
from connectbot.model.suggested import Suggestion
from connectbot.web.console import forms, reading
from connectbot.web.console.entrance import HOME, Visitor, see_other
from connectbot.web.console.forms import FIELDS, LABELS
from connectbot.web.console.room import Room, at, line_in, number_in

_NONE = Body("{}")


@dataclass(frozen=True, slots=True)
class _Draft:
    """What is being written: over which listing, from which suggestion, where it is sent."""

    kept: Kept
    action: str
    suggestion: Suggestion | None
    new: bool = False


class WritingPages:
    """Editing a listing and adding one, also from a suggestion (`for` in the address)."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def open(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """The form of a listing, with what a suggestion means where there is one."""
        draft = await self._draft(request, visitor)
        if not visitor.staff.keeps(draft.kept.place):
            return visitor.closed()
        body = draft.kept.body
        if draft.suggestion is not None:
            meant = await self._room.store.read(deciding.proposed, draft.suggestion)
            body = meant or body
        return self._form(visitor, draft, forms.values_of(body), forms.needs_of(body))

    async def blank(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """An empty form."""
        draft = await self._new(request, visitor)
        if draft is None:
            return visitor.closed()
        return self._form(visitor, draft, forms.values_of(draft.kept.body), ())

    async def edit(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """What was written: looked at, gone back to, or kept."""
        draft = await self._draft(request, visitor)
        if not visitor.staff.keeps(draft.kept.place):
            return visitor.closed()
        return await self._written(visitor, draft)

    async def add(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """The same of one that is new."""
        draft = await self._new(request, visitor)
        return visitor.closed() if draft is None else await self._written(visitor, draft)

    async def _draft(self, request: web.Request, visitor: Visitor) -> _Draft:
        kept = await self._room.kept(request.match_info["id"])
        suggestion = await self._suggestion(request, visitor, kept.id)
        return _Draft(kept, str(request.rel_url), suggestion)

    async def _new(self, request: web.Request, visitor: Visitor) -> _Draft | None:
        suggestion = await self._suggestion(request, visitor, "")
        asked = visitor.form.get("place", suggestion.place if suggestion else "")
        places = [one for one in visitor.staff.places if one and visitor.staff.keeps(one)]
        if not places or (asked and asked not in places):
            return None
        place = asked or places[0]
        body = Body(json.dumps({"id": "new", "place": place}))
        return _Draft(Kept("new", place, "active", 0, body), str(request.rel_url), suggestion, True)

    async def _suggestion(
        self, request: web.Request, visitor: Visitor, listing: str
    ) -> Suggestion | None:
        """What was said of this listing ("": of one that is missing), in a place of theirs."""
        id = request.query.get("for", "")[:60]
        if not id:
            return None
        said = await self._room.store.read(_said_of, id, listing)
        return said if said is not None and visitor.staff.keeps(said.place) else None

    async def _written(self, visitor: Visitor, draft: _Draft) -> web.StreamResponse:
        form, known, today = visitor.form, self._room.known, self._room.today
        needs = tuple(one for one in form.getall("needs", []) if one in known.needs)
        before = draft.kept.body
        body, faults = forms.written(before, form, needs, known, today)
        going_back = form.get("do") == "back"
        if body is None or going_back:
            wrong = [] if going_back else faults
            return self._form(visitor, draft, form, needs, wrong, 422 if wrong else 200)
        if form.get("do") != "keep":
            return self._look(visitor, draft, body, form, needs)
        try:
            kept = await self._room.store.run(
                _keep,
                draft,
                body,
                visitor.staff.act("page", line_in(visitor.form, "why")),
                number_in(visitor.form, "seen"),
                self._room.desk(),
                self._room.now(),
            )
        except Refused as refused:
            return self._form(visitor, draft, form, needs, [str(refused)], 409)
        return see_other(
            at(kept.id, "told" if draft.suggestion else "added" if draft.new else "kept")
        )

    def _form(
        self,
        visitor: Visitor,
        draft: _Draft,
        values: forms.Values,
        needs: Sequence[str],
        faults: Sequence[str] = (),
        status: int = 200,
    ) -> web.Response:
        return visitor.page(
            "write",
            status=status,
            draft=draft,
            fields=FIELDS,
            values={field.name: values.get(field.name, "") for field in FIELDS},
            ticked=needs,
            needs=[self._room.known.needs.get(id) for id in self._room.known.needs.ids],
            faults=faults,
            why=values.get("why", ""),
            seen=values.get("seen", str(draft.kept.number)),
            places=[one for one in visitor.staff.places if one],
            secret=bool(draft.kept.body.secret),
            back=at(draft.kept.id) if not draft.new else HOME,
        )

    def _look(
        self, visitor: Visitor, draft: _Draft, body: Body, form: forms.Values, needs: Sequence[str]
    ) -> web.Response:
        shown = forms.values_of(draft.kept.body)
        told = reading.differing(_NONE if draft.new else draft.kept.body, body)
        return visitor.page(
            "look",
            draft=draft,
            fields=[one for one in told if not draft.new or one.field not in ("id", "place")],
            labels=LABELS,
            values=[(name, form.get(name, old)) for name, old in shown.items()],
            ticked=needs,
            why=line_in(visitor.form, "why"),
            seen=number_in(visitor.form, "seen"),
        )


def _said_of(tx: Tx, id: str, listing: str) -> Suggestion | None:
    said = tx.suggestions.get(id)
    if said is None:
        return None
    about = changing.standing(tx, said.listing).id if said.listing else ""
    return said if about == listing else None


def _keep(
    tx: Tx, draft: _Draft, body: Body, act: Act, seen: int, desk: Desk, now: datetime
) -> Kept:
    """Keep it, and where it came from a suggestion, end that in the same step."""
    suggestion, kept = draft.suggestion, draft.kept
    if not draft.new:
        if suggestion is None:
            return changing.change(tx, kept.id, body, act, now, seen=seen)
        return deciding.accept(tx, suggestion.id, act, desk, now, body=body, seen=seen)
    data = json.loads(body.text)
    id = free_id(tx, data["name"], kept.place)
    said = forms.new(Body(json.dumps({**data, "id": id}), body.secret), now.date())
    new = Kept(id, kept.place, "active", 0, said)
    if suggestion is None:
        return changing.add(tx, new, act, now)
    return deciding.accept_new(tx, suggestion.id, new, act, desk, now)
