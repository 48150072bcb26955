"""Telling a group of somebody who would like to come: a first name and a code, and after their yes
what was agreed to. It goes to the published contact of a group that is checked, and nowhere else.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from connectbot.desk import leave, promising
from connectbot.desk.asking.putting import contact_of
from connectbot.desk.desk import Desk
from connectbot.desk.listings import changing
from connectbot.desk.ports import Tx
from connectbot.desk.referring import moving, to_groups
from connectbot.desk.rota import HANDOVER
from connectbot.desk.say import say_to, tell_staff
from connectbot.desk.tell import digest
from connectbot.directory.asking import hour_for, working_hour
from connectbot.directory.body import readable
from connectbot.directory.hours import local
from connectbot.directory.listing import Listing
from connectbot.flows.young import YOUNG
from connectbot.model.message import Address, MessageClass
from connectbot.model.referral import Referral, Share
from connectbot.model.resident import Contact, Resident

TOLD = "referral:"
"""How the purpose of each text to a group begins; the id of the referral follows."""

TEAM = "referral-team"
"""The purpose of what our own people are told."""

PAGE_FOR = timedelta(days=21)
"""How long the page of a mail can be answered."""

CHASED_ON = (timedelta(days=3), timedelta(days=7), timedelta(days=10))
"""When a group that says nothing is asked again, twice, and when one of our people is told."""

_A_DAY = timedelta(days=1)
_WITH_NUMBER: frozenset[Share] = frozenset({"name-and-number", "all"})


def may_be_given(tx: Tx, id: str, today: date) -> Listing | None:
    """The listing, where it is found and may be given a person's name as it stands in this very
    transaction; None where not (any more)."""
    try:
        kept = changing.standing(tx, id)
    except changing.Refused:
        return None
    listing = readable(kept.body)
    if listing is None or kept.state != "active" or not listing.may_introduce(today):
        return None
    return listing


def introduce(tx: Tx, referral: Referral, desk: Desk, now: datetime) -> bool:
    """Tell the group for the first time: False where nobody may be introduced to it any more, and
    then it has ended with that reason and one of our people is told."""
    listing = may_be_given(tx, referral.listing, today(desk, now))
    young = listing is not None and too_young(tx, referral)
    if listing is None or young:
        reason = "under-18" if young else "unchecked"
        moving.move(tx, referral.id, "lapsed", "system", now, reason=reason)
        tell_team(tx, referral, to_groups.YOUNG if young else to_groups.UNCHECKED, desk, now)
        return False
    kept = replace(referral, nudged=1, next_at=chase_at(listing, referral, 0, desk, now))
    tx.referrals.keep(kept)
    group = (desk.place(referral.place).name, name_of(referral), listing.name, referral.code)
    text = to_groups.introduced(*group, company=referral.details.company)
    write(tx, kept, listing, text, desk, now)
    return True


def write(
    tx: Tx,
    referral: Referral,
    listing: Listing,
    text: str,
    desk: Desk,
    now: datetime,
    *,
    kind: MessageClass = MessageClass.SERVICE,
    page: bool = True,
) -> bool:
    """Write to the group about this one; where it cannot be reached or wants no texts, somebody of
    ours is told. `page`: a mail brings a page to answer on."""
    to = contact_of(listing)
    if to is None:
        tell_team(tx, referral, to_groups.UNTOLD, desk, now)
        return False
    if _stopped(tx, to):
        alarm(tx, referral, desk, now)
        return False
    if to.channel == "email" and page:
        token = desk.token()
        tx.referrals.drop_links(referral.id)
        tx.referrals.offer_link(digest(token), referral.id, now + PAGE_FOR)
        text = to_groups.with_page(text, f"{desk.public_url}/introduced/{token}")
    if not say_to(tx, to, text, kind, f"{TOLD}{referral.id}", desk, now):
        tell_team(tx, referral, to_groups.UNTOLD, desk, now)
        return False
    return True


def chase_at(
    listing: Listing, referral: Referral, times: int, desk: Desk, now: datetime
) -> datetime:
    """When to look again after it was told `times` times more: on a day when the group is open,
    where that comes before the next date, and else on a working day."""
    day = CHASED_ON[times]
    since = referral.sent_at or now
    before = CHASED_ON[times + 1] if times + 1 < len(CHASED_ON) else day + _A_DAY
    earliest = max(since + day, now + _A_DAY)
    here = local(earliest, listing.timezone)
    wall = hour_for(listing, here)
    if wall - here >= before - day:
        wall = working_hour(here)
    at = promising.at(wall, ZoneInfo(listing.timezone))
    return desk.quiet.over(max(at, earliest))


def taken_back(tx: Tx, referral: Referral, desk: Desk, now: datetime) -> bool:
    """They changed their mind: what waits to be told is not told any more, and a group that was
    told is told that. False where it never heard of them."""
    tx.referrals.drop_links(referral.id)
    listing, purpose = listing_of(tx, referral), f"{TOLD}{referral.id}"
    to = contact_of(listing) if listing else None
    if listing is None or to is None or referral.sent_at is None:
        return False
    tx.outbox.cancel(to, "taken-back", purpose=purpose)
    if not tx.outbox.has(to, purpose, referral.sent_at):
        return False
    place = desk.place(referral.place).name
    text = to_groups.taken_back(place, name_of(referral), listing.name)
    return say_to(tx, to, text, MessageClass.SERVICE, purpose, desk, now)


def thanks(tx: Tx, referral: Referral, desk: Desk, now: datetime) -> bool:
    """They asked us to thank the group; False where nothing can go there."""
    listing = may_be_given(tx, referral.listing, today(desk, now))
    if listing is None or (to := contact_of(listing)) is None or _stopped(tx, to):
        return False
    who, a_bit = name_of(referral), referral.reason == "helped-a-bit"
    text = to_groups.thanks(desk.place(referral.place).name, who, listing.name, a_bit=a_bit)
    return say_to(tx, to, text, MessageClass.SERVICE, f"{TOLD}{referral.id}", desk, now)


def details(tx: Tx, referral: Referral, desk: Desk) -> str:
    """What the group reads after its yes: as much as was agreed to, and no more."""
    resident = tx.residents.get(referral.resident_id)
    number = ""
    if resident is not None and referral.share in _WITH_NUMBER and _is_reached(resident):
        number = as_said(resident.address.value)
    text = to_groups.welcomed(name_of(referral), number, referral.code)
    if referral.share != "all":
        return text
    more = to_groups.hopes(referral.details.matters, referral.details.access)
    return f"{text} {more}".strip()


def _is_reached(resident: Resident) -> bool:
    """Whether a number is theirs, and they want to be reached by it."""
    return resident.address.channel == "sms" and not (resident.away or resident.stopped)


def name_of(referral: Referral) -> str:
    """Their first name, as the group reads it."""
    return referral.details.first_name.split(" ")[0] or to_groups.SOMEBODY


def as_said(number: str) -> str:
    """A number as one reads it out: 07700 900123."""
    national = f"0{number.removeprefix('+44')}" if number.startswith("+44") else number
    return f"{national[:5]} {national[5:]}"


def alarm(tx: Tx, referral: Referral, desk: Desk, now: datetime) -> None:
    """A group wants no texts: a named person hears of it at once, not in silence."""
    contact = _person(tx, referral, desk, now)
    listing = listing_of(tx, referral)
    if contact is None or tx.outbox.has(contact.address, _purpose(referral, "stop"), now - _A_DAY):
        return
    place, group = desk.place(referral.place).name, listing.name if listing else referral.listing
    text = to_groups.team_stopped(place, group, _link(referral, desk))
    tell_staff(tx, contact, text, _purpose(referral, "stop"), desk, now)


def tell_team(tx: Tx, referral: Referral, why: str, desk: Desk, now: datetime) -> None:
    """Whoever sent them hears that a person is needed; nothing in it tells whom it is about."""
    listing = listing_of(tx, referral)
    group = listing.name if listing else referral.listing
    place = desk.place(referral.place).name
    text = to_groups.team_look(place, group, why, _link(referral, desk))
    say_team(tx, referral, text, desk, now)


def gone(tx: Tx, referral: Referral, desk: Desk, now: datetime) -> None:
    """Whoever sent them hears that they are forgotten: there is nothing to look at any more."""
    listing = listing_of(tx, referral)
    group = listing.name if listing else referral.listing
    say_team(tx, referral, to_groups.team_gone(desk.place(referral.place).name, group), desk, now)


def say_team(tx: Tx, referral: Referral, text: str, desk: Desk, now: datetime) -> None:
    """Tell whoever sent them, outside the quiet hours."""
    contact = _person(tx, referral, desk, now)
    if contact is not None:
        kind = MessageClass.SERVICE
        say_to(tx, contact.address, text, kind, _purpose(referral), desk, now, ours=True)


def silent(tx: Tx, referral: Referral, desk: Desk, now: datetime) -> None:
    """Ten days and no answer: whoever sent them is told."""
    listing = listing_of(tx, referral)
    place, group = desk.place(referral.place).name, listing.name if listing else referral.listing
    say_team(tx, referral, to_groups.team_silent(place, group, _link(referral, desk)), desk, now)


def undelivered(tx: Tx, id: str, desk: Desk, now: datetime) -> None:
    """What we wrote to a group did not arrive: a person rings them."""
    referral = tx.referrals.get(id)
    if referral is not None and not referral.over:
        tell_team(tx, referral, to_groups.UNDELIVERED, desk, now)


def _person(tx: Tx, referral: Referral, desk: Desk, now: datetime) -> Contact | None:
    """Whoever sent them or covers for them, where they can be told; else who is asked first in
    that place."""
    maker = tx.staff.get(referral.made_by)
    if maker is not None and maker.is_away(today(desk, now)):
        maker = tx.staff.get(maker.cover)
    if maker is not None and maker.revoked_at is None and maker.to is not None:
        return Contact(maker.name, maker.to, maker.hours)
    rota = leave.covered(tx, desk, now).rota
    found = rota.next_contact(HANDOVER, referral.place, (), now)
    return found[1] if found else None


def _purpose(referral: Referral, what: str = "") -> str:
    return f"{TEAM}:{referral.id}{f':{what}' if what else ''}"


def _link(referral: Referral, desk: Desk) -> str:
    return f"{desk.public_url}/console/referrals/{referral.id}"


def listing_of(tx: Tx, referral: Referral) -> Listing | None:
    """Their listing as it stands now, checked or not."""
    kept = tx.listings.get(referral.listing)
    return readable(kept.body) if kept else None


def wants_no_texts(tx: Tx, referral: Referral) -> bool:
    """Whether whoever is sent has texted STOP: no word of a group reaches them."""
    resident = tx.residents.get(referral.resident_id)
    return resident is not None and resident.stopped


def _stopped(tx: Tx, to: Address) -> bool:
    return any(resident.stopped for resident in tx.residents.on(to))


def too_young(tx: Tx, referral: Referral) -> bool:
    """Under 18: children's lines and a person, no adult contact."""
    resident = tx.residents.get(referral.resident_id)
    return resident is not None and YOUNG in resident.conversation.tags


def today(desk: Desk, now: datetime) -> date:
    """The day by the wall clock of this deployment."""
    return now.astimezone(desk.rota.zone).date()
