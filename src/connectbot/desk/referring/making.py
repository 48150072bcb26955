"""A new referral: one person, one group that is checked, and the person is asked first."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from connectbot.desk import audit
from connectbot.desk.desk import Desk
from connectbot.desk.people import ANOTHER_AFTER
from connectbot.desk.ports import Tx
from connectbot.desk.referring import consent, fitting, moving
from connectbot.desk.referring.moving import Refused
from connectbot.directory.listing import Listing
from connectbot.flows.answers.phone import takes_texts
from connectbot.flows.first_names import same_name
from connectbot.flows.young import YOUNG
from connectbot.model.conversation import Conversation
from connectbot.model.kept import Kept
from connectbot.model.message import FLEETING, Address
from connectbot.model.referral import Details, Door, Referral, Urgency, Who
from connectbot.model.resident import Resident

SELF = "self"
"""Who made one that a resident asked for themselves."""


@dataclass(frozen=True, slots=True)
class New:
    """Who is to be introduced, and to what: by their phone or Telegram (`to`), or somebody who is
    known here (`resident`). `shared` tells that somebody else writes from this phone as well."""

    listing: str
    first_name: str = field(default="", repr=False)
    to: Address | None = field(default=None, repr=False)
    resident: int | None = None
    matters: str = field(default="", repr=False)
    access: str = field(default="", repr=False)
    area: str = field(default="", repr=False)
    urgency: str = "routine"
    under_18: bool = False
    shared: bool = False


@dataclass(frozen=True, slots=True)
class By:
    """Whoever makes it: the id of one of our people ("" an operator) or "system:<name>", the first
    name the resident knows them by, and the door."""

    id: str
    door: Door
    sender: str = field(default="", repr=False)

    @property
    def who(self) -> Who:
        """Whose word it is in the log."""
        return "system" if self.id.startswith("system:") else "link-worker"

    @property
    def actor(self) -> str:
        """Who that is in the audit log."""
        if self.who == "system":
            return "service"
        return "staff" if self.id else "operator"


def new(tx: Tx, asked: New, by: By, desk: Desk, now: datetime) -> Referral:
    """Write it down and ask the person, at once where the hour is right. Raises Refused with the
    reason, and then nothing is kept."""
    return ask(tx, draft(tx, asked, by, desk, now), by, desk, now)


def draft(tx: Tx, asked: New, by: By, desk: Desk, now: datetime) -> Referral:
    """Write it down, and ask nobody yet: it is let go of after two weeks. Raises Refused."""
    kept, listing = fitting.group(tx, asked.listing, desk, now)
    urgency = fitting.urgency(asked.urgency)
    details = _details(asked, by)
    if asked.under_18:
        raise Refused(UNDER_18)
    place = desk.place_of(listing.place or None)
    resident = _person(tx, asked, place, desk, now)
    _refuse(tx, resident, listing)
    if resident.new and by.id and by.who == "link-worker":
        # Whoever is known here is looked after by who sends them once they agree: a number that
        # one of our people happens to know opens nobody's record.
        tx.caseloads.add(by.id, resident.id, now)
    if details.area == "" and asked.resident is not None:
        details = replace(details, area=resident.conversation.saved.get("area", ""))
    return _made(tx, resident, kept, listing, place, urgency, details, by.id, by.door, now)


def ask(tx: Tx, made: Referral, by: By, desk: Desk, now: datetime) -> Referral:
    """Ask whoever a draft is of. Raises Refused where it is none now, or another came first."""
    group = desk.world.book.listing(made.listing)
    _refuse_twice(tx, made.resident_id, made.listing, group.name if group else made.listing)
    who_id = by.id if by.who == "link-worker" else ""
    made = moving.move(tx, made.id, "awaiting_consent", by.who, now, who_id=who_id, next_at=now)
    _note(tx, made, by.actor, by.id, now)
    return consent.look(tx, made, desk, now)


def for_themselves(
    tx: Tx,
    resident: Resident,
    listing: str,
    desk: Desk,
    now: datetime,
    *,
    company: bool = False,
    matters: str = "",
) -> Referral:
    """One that a resident asks for: it waits for their word about what is shared, given in
    the same talk. Raises Refused where nobody may be introduced there, or not they."""
    kept, group = fitting.group(tx, listing, desk, now)
    _refuse(tx, resident, group)
    saved = resident.conversation.saved
    details = Details(
        first_name=saved.get("name", ""),
        matters=fitting.short("matters", matters),
        area=saved.get("area", ""),
        company=company,
    )
    place = desk.place_of(group.place or resident.conversation.place)
    made = _made(tx, resident, kept, group, place, "routine", details, SELF, "self", now)
    made = moving.move(
        tx, made.id, "awaiting_consent", "resident", now, next_at=now + consent.OWN_WORD
    )
    made = replace(made, asked_at=now, nudged=len(consent.AGAIN))  # no text of ours asks again
    tx.referrals.keep(made)
    _note(tx, made, "resident", "", now)
    return made


_NO_SMS = (
    "it needs TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_FROM or "
    "TWILIO_MESSAGING_SERVICE_SID, and sms in CHANNELS where those are set. The pretend people of "
    "`connectbot demo` are referred on its console."
)
UNDER_18 = (
    "Nobody under 18 is introduced to a group here: adults' contacts are not for them. Speak to "
    "them and to whoever looks after them yourself."
)
"""What whoever would refer a child reads."""


def _details(asked: New, by: By) -> Details:
    if asked.resident is None:
        fitting.first_name(asked.first_name)
    details = Details(
        first_name=fitting.short("first_name", asked.first_name),
        matters=fitting.short("matters", asked.matters),
        access=fitting.short("access", asked.access),
        area=fitting.short("area", asked.area).upper(),
        sender=fitting.short("sender", by.sender),
    )
    if not details.first_name and asked.resident is None:
        raise Refused("A first name is needed: the group is told to look out for somebody.")
    return details


def _person(tx: Tx, asked: New, place: str, desk: Desk, now: datetime) -> Resident:
    """Whoever is meant: somebody known here, or whoever has this number."""
    if asked.resident is not None:
        known = tx.residents.get(asked.resident)
        if known is None:
            raise Refused("Nobody of this number is known here.")
        return desk.placed(known)
    if asked.to is None:
        raise Refused(
            "A phone that takes texts is needed, like 07700 900123. Ring somebody who has none."
        )
    if asked.to.channel not in desk.traits or asked.to.channel in FLEETING:
        mend = _NO_SMS if asked.to.channel == "sms" else "give a phone."
        raise Refused(f"Nothing can be sent by {asked.to.channel} here: {mend}")
    if asked.to.channel == "sms" and not takes_texts(asked.to.value):
        raise Refused(fitting.NO_TEXTS)
    if desk.elsewhere(asked.to):
        raise Refused("This number is not in a country that is served here: give another one.")
    before = tx.residents.at(asked.to, place, now)
    _refuse_stopped(before)  # ahead of all that is kept: not every door takes that back
    found = _named(tx, before, asked, now)
    if found.new:
        saved = {**found.conversation.saved, "name": asked.first_name}
        named = found.conversation.changed(saved=saved)
        tx.residents.keep(found, named, None)
        found = replace(found, conversation=named)
    return desk.placed(found)


def _named(tx: Tx, writer: Resident, asked: New, now: datetime) -> Resident:
    """Who of those on a number has this first name."""
    on = tx.residents.on(writer.address)
    for one in on or (writer,):
        name = one.conversation.saved.get("name", "")
        if name and same_name(name, asked.first_name):
            return one
    unnamed = "name" not in writer.conversation.saved
    if len(on) < 2 and (writer.new or (unnamed and not asked.shared)):
        return writer
    if not asked.shared:
        raise Refused(
            "Somebody of another first name writes from this number. If they share the phone, say "
            "so (--shared); if it is the wrong number, ask for theirs."
        )
    if any(_talks(tx, one, now) for one in on or (writer,)):
        raise Refused(
            "Somebody is writing from this phone just now, or talking to one of our people: send "
            "it in a few hours, so that their talk is not cut off."
        )
    fresh = Conversation(writer.conversation.place, saved={"phone": "shared"})
    beside = tx.residents.beside(writer, fresh, now)
    return replace(beside, new=True)


def _talks(tx: Tx, one: Resident, now: datetime) -> bool:
    """Whether their talk would be somebody else's, if the phone were handed on now."""
    talk, heard_at = one.conversation, one.last_inbound_at
    lately = heard_at is not None and now - heard_at < ANOTHER_AFTER
    if one.waiting or talk.urgent or (lately and talk.frames):
        return True
    return any(open.handover.closed_at is None for open in tx.handovers.of_resident(one.id))


def _refuse(tx: Tx, resident: Resident, listing: Listing) -> None:
    _refuse_stopped(resident)
    if YOUNG in resident.conversation.tags:
        raise Refused(UNDER_18)
    _refuse_twice(tx, resident.id, listing.id, listing.name)


def _refuse_stopped(resident: Resident) -> None:
    if resident.stopped:
        raise Refused(
            "Texts to this number were stopped, so nothing is sent there: ring them. They can text "
            "START when they want to hear from us again."
        )


def _refuse_twice(tx: Tx, resident: int, listing: str, name: str) -> None:
    """One to each group at a time; drafts do not count."""
    for one in tx.referrals.of(resident):
        if one.listing == listing and not one.over and one.state != "draft":
            raise Refused(f"They are referred to {name} already: {moving.told(one.state)}.")


def _made(
    tx: Tx,
    resident: Resident,
    kept: Kept,
    listing: Listing,
    place: str,
    urgency: Urgency,
    details: Details,
    made_by: str,
    door: Door,
    now: datetime,
) -> Referral:
    return tx.referrals.add(
        Referral(
            id="",
            resident_id=resident.id,
            listing=kept.id,
            listing_number=kept.number,
            place=place,
            need=listing.needs[0],
            state="draft",
            reason="",
            urgency=urgency,
            made_by=made_by,
            door=door,
            share="",
            code="",
            made_at=now,
            details=details,
        )
    )


def _note(tx: Tx, made: Referral, actor: str, who_id: str, now: datetime) -> None:
    audit.note(
        tx,
        "referral.made",
        now,
        actor=actor,
        who=who_id,
        resident=made.resident_id,
        thing=f"referral:{made.id}",
        place=made.place,
        result=made.door,
    )
