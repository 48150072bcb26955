"""The addresses of the console; whatever has none here is closed to strangers all the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo

from aiohttp import web

from connectbot.desk.desk import Desk
from connectbot.desk.ports import Store
from connectbot.model.staff import Role
from connectbot.web.console.account import ME, AccountPages
from connectbot.web.console.alerts import ALERTS, AlertPages
from connectbot.web.console.audited import AUDIT, AuditPage
from connectbot.web.console.beside import BesidePages
from connectbot.web.console.entrance import (
    HOME,
    SIGN_IN,
    Behind,
    Entrance,
    Visitor,
    see_other,
)
from connectbot.web.console.handovers import QUEUE, HandoverPages
from connectbot.web.console.keys import Doorway, Keys
from connectbot.web.console.listing import ListingPages
from connectbot.web.console.may import EVERYBODY, LEADS, START, TALKERS, WRITERS, start_of
from connectbot.web.console.people import STAFF, PeoplePages
from connectbot.web.console.queue import QueuePages
from connectbot.web.console.refer import NEW, ReferPages
from connectbot.web.console.referral import ReferralPage
from connectbot.web.console.referrals import REFERRALS, ReferralPages
from connectbot.web.console.reports import REPORTS, Releases, ReportPages, nothing
from connectbot.web.console.resident import ResidentPage
from connectbot.web.console.residents import RESIDENTS, ResidentsPage
from connectbot.web.console.room import Room
from connectbot.web.console.several import SEVERAL, SeveralPages
from connectbot.web.console.suggestion import SuggestionPages
from connectbot.web.console.today import TodayPage
from connectbot.web.console.writing import WritingPages

_LONDON = ZoneInfo("Europe/London")

_CODE = "{code:[A-Za-z0-9_-]{16,128}}"
_ID = "{id:[a-z0-9-]{1,60}}"
_NUMBER = r"{id:[1-9]\d{0,15}}"
_TALK = "{id:[a-f0-9]{32}}"
_REFERRAL = "{id:[a-z]{12}}"
_RELEASE = r"{id:[a-z0-9-]{1,60}-\d{4}Q[1-4]}"
_MEMBER = "{id:[a-z0-9]{1,40}}"

# Talks that are opened by a link, and files, have addresses of their own there.
_ELSEWHERE = "/console/{rest:(?!talks?/|static/).*}"

_Row = tuple[Literal["GET", "POST"], str, frozenset[Role], Behind]
"""How it is asked for, its address, who may, and what answers."""

_ASKED = {"GET": web.get, "POST": web.post}


def console_routes(
    *,
    store: Store,
    desk: Callable[[], Desk],
    now: Callable[[], datetime],
    public_url: str,
    zone: tzinfo = _LONDON,
    nudge: Callable[[], None] = lambda: None,
    releases: Releases = nothing,
) -> Sequence[web.AbstractRouteDef]:
    """Signing in and out, and the pages of whoever keeps the directory; times are in `zone`.

    `desk()` is the desk as it is now, with the world of this moment; `nudge` has what was decided
    sent at once, `releases` gives what was released. Each address names who may open it: one
    without does not come up at all.
    """
    entrance, room = Entrance(store, now, public_url), Room(store, desk, now, zone)
    keys = Keys(public_url)
    table = (
        *_own(AccountPages(room, keys, entrance), entrance, ReportPages(room, releases)),
        *_talks(room, nudge),
        *_referrals(room, nudge),
        *_people(PeoplePages(room, public_url), AuditPage(room)),
        *_directory(room),
    )
    behind = (
        _ASKED[method](path, entrance.behind(page, may=may)) for method, path, may, page in table
    )
    nothing = entrance.behind(_nothing, may=EVERYBODY)
    return (
        *_door(entrance, keys, store, now),
        *behind,
        web.route("*", _ELSEWHERE, nothing),
    )


def _door(
    entrance: Entrance, keys: Keys, store: Store, now: Callable[[], datetime]
) -> Sequence[web.AbstractRouteDef]:
    doorway = Doorway(entrance, keys, store, now)
    return (
        web.get(SIGN_IN, doorway.read),
        web.post(SIGN_IN, doorway.enter),
        web.post(f"{SIGN_IN}/ask", doorway.ask),
        web.get(f"{SIGN_IN}/{_CODE}", entrance.ask),
        web.post(f"{SIGN_IN}/{_CODE}", entrance.enter),
    )


def _own(account: AccountPages, entrance: Entrance, reports: ReportPages) -> Sequence[_Row]:
    return (
        ("POST", "/console/sign-out", EVERYBODY, entrance.leave),
        ("GET", ME, EVERYBODY, account.read),
        ("POST", f"{ME}/passkeys", EVERYBODY, account.add),
        ("POST", f"{ME}/passkeys/ask", EVERYBODY, account.ask),
        ("POST", f"{ME}/passkeys/remove", EVERYBODY, account.remove),
        ("POST", f"{ME}/everywhere", EVERYBODY, account.everywhere),
        ("GET", REPORTS, EVERYBODY, reports.list),
        ("GET", f"{REPORTS}/{_RELEASE}", EVERYBODY, reports.read),
    )


def _talks(room: Room, nudge: Callable[[], None]) -> Sequence[_Row]:
    today, handovers, alerts = TodayPage(room), HandoverPages(room, nudge), AlertPages(room)
    several, pages = ResidentsPage(room), ResidentPage(room)
    talk, alert, one = f"{QUEUE}/{_TALK}", f"{ALERTS}/{_TALK}", f"{RESIDENTS}/{_NUMBER}"
    return (
        ("GET", "/console", EVERYBODY, _start(today)),
        ("GET", "/console/", EVERYBODY, _start(today)),
        ("GET", QUEUE, TALKERS, handovers.queue),
        ("GET", talk, TALKERS, handovers.read),
        ("POST", f"{talk}/take", TALKERS, handovers.take),
        ("POST", f"{talk}/say", TALKERS, handovers.say),
        ("POST", f"{talk}/back", TALKERS, handovers.give_back),
        ("POST", f"{talk}/keep", TALKERS, handovers.keep),
        ("GET", ALERTS, LEADS, alerts.read),
        ("POST", f"{alert}/seen", LEADS, alerts.seen),
        ("POST", f"{alert}/done", LEADS, alerts.done),
        ("GET", RESIDENTS, TALKERS, several.read),
        ("GET", one, TALKERS, pages.read),
        ("POST", f"{one}/asked", TALKERS, today.asked),
        ("POST", f"{one}/number", TALKERS, pages.number),
        ("POST", f"{one}/note", TALKERS, pages.note),
        ("POST", f"{one}/hours", TALKERS, pages.hours),
        ("POST", f"{one}/hand-on", TALKERS, pages.hand_on),
        ("POST", f"{one}/check-ins", TALKERS, pages.check_ins),
        ("POST", f"{one}/talk", TALKERS, pages.talk),
    )


def _referrals(room: Room, nudge: Callable[[], None]) -> Sequence[_Row]:
    several, one = ReferralPages(room), ReferralPage(room, nudge)
    new, file = ReferPages(room, nudge), SeveralPages(room, nudge)
    at = f"{REFERRALS}/{_REFERRAL}"
    return (
        ("GET", REFERRALS, TALKERS, several.read),
        ("POST", f"{REFERRALS}/export", TALKERS, several.export),
        ("GET", NEW, TALKERS, new.read),
        ("POST", NEW, TALKERS, new.make),
        ("GET", SEVERAL, TALKERS, file.read),
        ("POST", SEVERAL, TALKERS, file.take),
        ("GET", at, TALKERS, one.read),
        ("POST", f"{at}/move", TALKERS, one.move),
        ("POST", f"{at}/file", TALKERS, one.file),
        ("POST", f"{at}/dealt-with", TALKERS, one.dealt_with),
    )


def _people(people: PeoplePages, audit: AuditPage) -> Sequence[_Row]:
    one = f"{STAFF}/{_MEMBER}"
    return (
        ("GET", STAFF, LEADS, people.read),
        ("POST", STAFF, LEADS, people.invite),
        ("GET", one, LEADS, people.look),
        ("POST", f"{one}/leave", EVERYBODY, people.set_leave),
        ("POST", f"{one}/link", LEADS, people.link),
        ("POST", f"{one}/hand-over", LEADS, people.hand_over),
        ("POST", f"{one}/revoke", LEADS, people.revoke),
        ("GET", AUDIT, LEADS, audit.read),
    )


def _directory(room: Room) -> Sequence[_Row]:
    queue, listing, writing = QueuePages(room), ListingPages(room), WritingPages(room)
    suggestion, beside = SuggestionPages(room), BesidePages(room)
    one, said = f"{HOME}/listings/{_ID}", f"{HOME}/suggestions/{_ID}"
    return (
        ("GET", HOME, EVERYBODY, queue.read),
        ("GET", f"{HOME}/find", EVERYBODY, queue.find),
        ("GET", f"{HOME}/add", WRITERS, writing.blank),
        ("POST", f"{HOME}/add", WRITERS, writing.add),
        ("GET", one, EVERYBODY, listing.read),
        ("POST", f"{one}/confirm", WRITERS, listing.confirm),
        ("POST", f"{one}/undo", WRITERS, listing.undo),
        ("POST", f"{one}/move", WRITERS, listing.move),
        ("GET", f"{one}/edit", WRITERS, writing.open),
        ("POST", f"{one}/edit", WRITERS, writing.edit),
        ("GET", f"{one}/file", EVERYBODY, beside.read),
        ("POST", f"{one}/file", WRITERS, beside.settle),
        ("GET", said, WRITERS, suggestion.read),
        ("POST", f"{said}/accept", WRITERS, suggestion.accept),
        ("POST", f"{said}/decline", WRITERS, suggestion.decline),
        ("POST", f"{said}/done", WRITERS, suggestion.done),
    )


def _start(today: TodayPage) -> Behind:
    """Where somebody begins."""

    async def start(request: web.Request, visitor: Visitor) -> web.StreamResponse:
        where = start_of(visitor.staff)
        return await today.read(request, visitor) if where == START else see_other(where)

    return start


async def _nothing(request: web.Request, visitor: Visitor) -> web.StreamResponse:
    raise web.HTTPNotFound
