"""Reports: what was released of one's places, and nothing that was not."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from aiohttp import web
from markupsafe import Markup

from connectbot.desk.ports.readings import Released
from connectbot.measures.released.release import parsed
from connectbot.measures.released.timetable import before, release_day
from connectbot.measures.shown.laid import Chart
from connectbot.measures.shown.missing import day
from connectbot.measures.shown.report import report
from connectbot.model.checkin import quarter_of
from connectbot.web.charts import svg
from connectbot.web.console import telling
from connectbot.web.console.entrance import Visitor
from connectbot.web.console.room import Room

REPORTS = "/console/reports"

Releases = Callable[[], Awaitable[Sequence[Released]]]


async def nothing() -> Sequence[Released]:
    """Where no readings are kept, nothing was released."""
    return ()


class ReportPages:
    """The list of releases, and one of them."""

    def __init__(self, room: Room, releases: Releases) -> None:
        self._room = room
        self._releases = releases

    async def list(self, request: web.Request, visitor: Visitor) -> web.Response:
        """The releases of their places, the newest first."""
        theirs = await self._theirs(visitor)
        last = before(quarter_of(self._room.today))
        due = max(release_day(last), self._room.today)
        return visitor.page(
            "reports",
            releases=theirs[::-1],
            place_names=telling.places(self._room),
            next_day=day(due),
        )

    async def read(self, request: web.Request, visitor: Visitor) -> web.Response:
        """One release. Raises HTTPNotFound where it is none of their places'."""
        id = request.match_info["id"]
        found = next((one for one in await self._theirs(visitor) if one.id == id), None)
        if found is None:
            raise web.HTTPNotFound
        return visitor.page("report", report=report(parsed(found.artefact)), svg=drawn)

    async def _theirs(self, visitor: Visitor) -> Sequence[Released]:
        places = visitor.staff.places
        return sorted(
            (one for one in await self._releases() if one.place in places),
            key=lambda one: (one.quarter, one.id),
        )


def drawn(chart: Chart) -> Markup:
    """A chart that stands in a page; all its words were escaped when it was drawn."""
    return Markup(svg(chart))  # noqa: S704 - an SVG tree of ours, written out by a serialiser
