"""The addresses of the console; whatever has none here is closed to strangers all the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from functools import partial
from zoneinfo import ZoneInfo

from aiohttp import web

from connectbot.desk.desk import Desk
from connectbot.desk.ports import Store
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
    return (
        *_door(entrance, keys, store, now),
        *_account(entrance, AccountPages(room, keys, entrance)),
        *_talks(entrance, room, nudge),
        *_residents(entrance, ResidentsPage(room), ResidentPage(room)),
        *_referrals(entrance, room, nudge),
        *_reports(entrance, ReportPages(room, releases)),
        *_people(entrance, PeoplePages(room, public_url), AuditPage(room)),
        *_directory(entrance, room),
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
        web.post("/console/sign-out", entrance.behind(entrance.leave, may=EVERYBODY)),
    )


def _account(entrance: Entrance, account: AccountPages) -> Sequence[web.AbstractRouteDef]:
    behind = partial(entrance.behind, may=EVERYBODY)
    return (
        web.get(ME, behind(account.read)),
        web.post(f"{ME}/passkeys", behind(account.add)),
        web.post(f"{ME}/passkeys/ask", behind(account.ask)),
        web.post(f"{ME}/passkeys/remove", behind(account.remove)),
        web.post(f"{ME}/everywhere", behind(account.everywhere)),
    )


def _talks(
    entrance: Entrance, room: Room, nudge: Callable[[], None]
) -> Sequence[web.AbstractRouteDef]:
    today, handovers, alerts = TodayPage(room), HandoverPages(room, nudge), AlertPages(room)
    behind, lead = partial(entrance.behind, may=TALKERS), partial(entrance.behind, may=LEADS)
    talk, alert = f"{QUEUE}/{_TALK}", f"{ALERTS}/{_TALK}"
    return (
        web.get("/console", entrance.behind(_start(today), may=EVERYBODY)),
        web.get("/console/", entrance.behind(_start(today), may=EVERYBODY)),
        web.get(QUEUE, behind(handovers.queue)),
        web.get(talk, behind(handovers.read)),
        web.post(f"{talk}/take", behind(handovers.take)),
        web.post(f"{talk}/say", behind(handovers.say)),
        web.post(f"{talk}/back", behind(handovers.give_back)),
        web.post(f"{talk}/keep", behind(handovers.keep)),
        web.get(ALERTS, lead(alerts.read)),
        web.post(f"{alert}/seen", lead(alerts.seen)),
        web.post(f"{alert}/done", lead(alerts.done)),
    )


def _residents(
    entrance: Entrance, several: ResidentsPage, pages: ResidentPage
) -> Sequence[web.AbstractRouteDef]:
    behind, one = partial(entrance.behind, may=TALKERS), f"{RESIDENTS}/{_NUMBER}"
    return (
        web.get(RESIDENTS, behind(several.read)),
        web.get(one, behind(pages.read)),
        web.post(f"{one}/number", behind(pages.number)),
        web.post(f"{one}/note", behind(pages.note)),
        web.post(f"{one}/hours", behind(pages.hours)),
        web.post(f"{one}/hand-on", behind(pages.hand_on)),
        web.post(f"{one}/check-ins", behind(pages.check_ins)),
        web.post(f"{one}/talk", behind(pages.talk)),
    )


def _referrals(
    entrance: Entrance, room: Room, nudge: Callable[[], None]
) -> Sequence[web.AbstractRouteDef]:
    several, one = ReferralPages(room), ReferralPage(room, nudge)
    new, file = ReferPages(room, nudge), SeveralPages(room, nudge)
    behind, at = partial(entrance.behind, may=TALKERS), f"{REFERRALS}/{_REFERRAL}"
    return (
        web.get(REFERRALS, behind(several.read)),
        web.post(f"{REFERRALS}/export", behind(several.export)),
        web.get(NEW, behind(new.read)),
        web.post(NEW, behind(new.make)),
        web.get(SEVERAL, behind(file.read)),
        web.post(SEVERAL, behind(file.take)),
        web.get(at, behind(one.read)),
        web.post(f"{at}/move", behind(one.move)),
        web.post(f"{at}/file", behind(one.file)),
        web.post(f"{at}/dealt-with", behind(one.dealt_with)),
    )


def _reports(entrance: Entrance, pages: ReportPages) -> Sequence[web.AbstractRouteDef]:
    behind = partial(entrance.behind, may=EVERYBODY)
    return (
        web.get(REPORTS, behind(pages.list)),
        web.get(f"{REPORTS}/{_RELEASE}", behind(pages.read)),
    )


def _people(
    entrance: Entrance, people: PeoplePages, audit: AuditPage
) -> Sequence[web.AbstractRouteDef]:
    lead, one = partial(entrance.behind, may=LEADS), f"{STAFF}/{_MEMBER}"
    return (
        web.get(STAFF, lead(people.read)),
        web.post(STAFF, lead(people.invite)),
        web.get(one, lead(people.look)),
        web.post(f"{one}/leave", entrance.behind(people.set_leave, may=EVERYBODY)),
        web.post(f"{one}/link", lead(people.link)),
        web.post(f"{one}/hand-over", lead(people.hand_over)),
        web.post(f"{one}/revoke", lead(people.revoke)),
        web.get(AUDIT, lead(audit.read)),
    )


def _directory(entrance: Entrance, room: Room) -> Sequence[web.AbstractRouteDef]:
    queue, listing, writing = QueuePages(room), ListingPages(room), WritingPages(room)
    suggestion, beside = SuggestionPages(room), BesidePages(room)
    one, said = f"{HOME}/listings/{_ID}", f"{HOME}/suggestions/{_ID}"
    look, write = partial(entrance.behind, may=EVERYBODY), partial(entrance.behind, may=WRITERS)
    return (
        web.get(HOME, look(queue.read)),
        web.get(f"{HOME}/find", look(queue.find)),
        web.get(f"{HOME}/add", write(writing.blank)),
        web.post(f"{HOME}/add", write(writing.add)),
        web.get(one, look(listing.read)),
        web.post(f"{one}/confirm", write(listing.confirm)),
        web.post(f"{one}/undo", write(listing.undo)),
        web.post(f"{one}/move", write(listing.move)),
        web.get(f"{one}/edit", write(writing.open)),
        web.post(f"{one}/edit", write(writing.edit)),
        web.get(f"{one}/file", look(beside.read)),
        web.post(f"{one}/file", write(beside.settle)),
        web.get(said, write(suggestion.read)),
        web.post(f"{said}/accept", write(suggestion.accept)),
        web.post(f"{said}/decline", write(suggestion.decline)),
        web.post(f"{said}/done", write(suggestion.done)),
        web.route("*", f"{HOME}/{{rest:.*}}", look(_nothing)),
    )


def _start(today: TodayPage) -> Behind:
    """Where somebody begins."""

    async def start(request: web.Request, visitor: Visitor) -> web.StreamResponse:
        where = start_of(visitor.staff)
        return await today.read(request, visitor) if where == START else see_other(where)

    return start


async def _nothing(request: web.Request, visitor: Visitor) -> web.StreamResponse:
    raise web.HTTPNotFound
