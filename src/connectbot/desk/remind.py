"""What was promised for later: written down when they ask for it, and kept when its time comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from connectbot.desk import coming_back, introduced, one_a_day, promising, safe_times, sentences
from connectbot.desk.desk import Desk
from connectbot.desk.people import SILENT
from connectbot.desk.ports import Tx
from connectbot.desk.say import REMINDER, SERVICE_FOR, say
from connectbot.directory.hours import Session, local
from connectbot.directory.listing import Listing
from connectbot.flows import promised, reminding, resting
from connectbot.flows import sentences as said
from connectbot.flows.leaving import PAUSED
from connectbot.flows.young import YOUNG
from connectbot.model.effect import Remind
from connectbot.model.message import Message, MessageClass
from connectbot.model.reminder import DAY, Reminder
from connectbot.model.resident import Resident

IN_PEACE = timedelta(minutes=30)
"""How long somebody has not written before we begin anything."""

SENT, LATE, GONE, DROPPED = "sent", "late", "gone", "dropped"


def promise(tx: Tx, resident: Resident, asked: Remind, desk: Desk, now: datetime) -> Message:
    """Write it down, and what they are told of it: when, and how it will look."""
    listing = desk.world.book.listing(asked.listing)
    if listing is None:
        return Message(said.LISTING_GONE)
    safe = safe_times.of(resident, desk)
    place = desk.zone(resident.conversation.place)
    session = reminding.meeting(listing, local(now, listing.timezone))
    if asked.kind == DAY:
        there = ZoneInfo(listing.timezone)
        due = promising.before(session, there, safe, now) if session else None
    else:
        due = coming_back.due(asked.kind, resident, asked.listing, desk, now)
    if due is None:
        return Message(sentences.TOO_SOON)
    starts = session.starts if session and asked.kind == DAY else None
    wall = promising.written(due, place)
    reminder = Reminder(resident.id, asked.kind, asked.listing, due, wall, starts)
    one_a_day.instead(tx, reminder, now)
    tx.reminders.add(reminder, now)
    openly = asked.kind == DAY and theirs_alone(resident)
    tongue = desk.world.tongue(resident.conversation)
    return Message(sentences.will_write(due, now, place, tongue, openly=openly))


def theirs_alone(resident: Resident) -> bool:
    """Whether they said that nobody else sees this phone and never said otherwise, and nobody else
    writes from it."""
    talk = resident.conversation
    mine = talk.saved.get("phone") == "mine" and not resting.is_seen(talk)
    return mine and not resident.sharing


def remind_due(tx: Tx, desk: Desk, now: datetime) -> int:
    """Keep what falls due; how many texts were decided. Whoever writes just now, or is with a
    person, is left in peace for a while."""
    return sum(_kept(tx, reminder, desk, now) for reminder in tx.reminders.due(now))


def _kept(tx: Tx, reminder: Reminder, desk: Desk, now: datetime) -> bool:
    resident = tx.residents.get(reminder.resident_id)
    if resident is None:
        tx.reminders.end(reminder.id, DROPPED, now)
        return False
    resident = desk.placed(resident)
    standing = introduced.standing(tx, reminder)
    state, session = _how(resident, reminder, standing, desk, now)
    if state == SENT and _is_busy(resident, now):
        tx.reminders.again(reminder.id, now + IN_PEACE)
        return False
    later = state == SENT and one_a_day.later(tx, resident, reminder, standing, desk, now)
    if later:
        tx.reminders.again(reminder.id, later)
        return False
    if not tx.reminders.end(reminder.id, state, now) or state != SENT:
        return False
    _write(tx, resident, reminder, session, desk, now)
    return True


def _how(
    resident: Resident,
    reminder: Reminder,
    standing: introduced.Standing,
    desk: Desk,
    now: datetime,
) -> tuple[str, Session | None]:
    """What becomes of it, and the session it is about, as the listing stands now."""
    talk = resident.conversation
    silent = {PAUSED, YOUNG} & talk.tags or talk.stranger
    if resident.stopped or resident.away or silent or standing == "never":
        return DROPPED, None
    listing = desk.world.book.listing(reminder.listing)
    if listing is None or not _runs(listing, now):
        return GONE, None
    if reminder.starts is None:
        return SENT, None
    session = reminding.still_on(listing, reminder.starts)
    if session is None:
        return GONE, None
    return (
        SENT if safe_times.opens(resident, desk, now) < _end(listing, session) else LATE
    ), session


def _told(tx: Tx, reminder: Reminder) -> str:
    """The first name that the group there was told of them; "" where none was."""
    found = introduced.introduced_to(tx, reminder.resident_id, reminder.listing)
    return found.details.first_name if found else ""


def _runs(listing: Listing, now: datetime) -> bool:
    """Whether it is still on at all; one without times may be."""
    here = local(now, listing.timezone)
    return not listing.when or any(
        schedule.valid_to is None or schedule.valid_to >= here.date() for schedule in listing.when
    )


def _end(listing: Listing, session: Session) -> datetime:
    """When a reminder comes too late."""
    wall = session.starts if session.timed else session.over
    return promising.at(wall, ZoneInfo(listing.timezone))


def _is_busy(resident: Resident, now: datetime) -> bool:
    heard_at = resident.last_inbound_at
    just_now = heard_at is not None and now - heard_at < IN_PEACE
    return resident.conversation.with_person or resident.waiting or just_now


def _long_silent(resident: Resident, now: datetime) -> bool:
    heard_at = resident.last_inbound_at
    return heard_at is not None and now - heard_at >= SILENT


def _write(
    tx: Tx,
    resident: Resident,
    reminder: Reminder,
    session: Session | None,
    desk: Desk,
    now: datetime,
) -> None:
    opens = safe_times.opens(resident, desk, now)
    until = opens + SERVICE_FOR
    listing = desk.world.book.listing(reminder.listing)
    if listing is not None and session is not None:
        until = min(until, _end(listing, session))
        if theirs_alone(resident) and not _long_silent(resident, now):
            # The one exception: they asked for it, and said that this phone is theirs alone.
            here = local(opens, listing.timezone)
            tongue = desk.world.tongue(resident.conversation)
            words = Message(reminding.told(listing, session, here, tongue))
            say(tx, resident, words, MessageClass.SERVICE, desk, now, purpose=REMINDER, until=until)
            return
    name = _told(tx, reminder)
    waits = promised.kept(replace(reminder, starts=session.starts if session else None), name)
    if session is not None and (both := one_a_day.joined(tx, resident, waits, desk, now)):
        conversation = resident.conversation.changed(promised=both)
        tx.residents.keep(resident, conversation, resident.wake_at)
        return
    hello(tx, resident, waits, desk, now, until=until)


def hello(
    tx: Tx,
    resident: Resident,
    waits: str,
    desk: Desk,
    now: datetime,
    *,
    until: datetime | None = None,
) -> None:
    """Ask neutrally for GO: what `waits` is said only then."""
    conversation = resident.conversation.changed(promised=waits)
    tx.residents.keep(resident, conversation, resident.wake_at)
    words = desk.world.tongue(conversation)(said.NEUTRAL)
    neutral = Message(words.format(place=desk.place(conversation.place).name))
    say(tx, resident, neutral, MessageClass.SERVICE, desk, now, purpose=REMINDER, until=until)
