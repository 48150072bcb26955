"""What is held of a person, as sentences: for the operator's screen, and as their own copy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo

from connectbot.desk import answered
from connectbot.desk.audit import ACTIONS
from connectbot.desk.ports import Held, HeldAddress, HeldCheckins, HeldReferral, HeldSuggestion
from connectbot.desk.privacy import File, counts, first_name

_BY = {"them": "they wrote", "us": "we wrote"}
_KIND = {"handover": "a person was asked for", "safeguarding": "urgent words, an alert"}


def shown(file: File, zone: tzinfo, *, words: bool = False) -> list[str]:
    """What is held, line by line. Without `words` nothing that anybody wrote is in it: only what
    kind of thing is held, and how much of it."""
    held = file.held
    return [
        f"resident:{held.resident}, {held.place}, known since {_day(held.since, zone)}",
        *(["Asked to be forgotten; kept until an alert is read."] if held.aside else []),
        *(_address(one, zone, words=words) for one in held.addresses),
        *_saved(held, words=words),
        *(
            f"{number} {what}"
            for what, number in counts(held).items()
            if number and "messages" in what
        ),
        *(_messages(held, zone) if words else []),
        *(f"Reminder: {one.kind}, {one.state}, for {one.due_local}" for one in held.reminders),
        *(
            f"{_KIND.get(one.kind, one.kind).capitalize()}: {_day(one.opened_at, zone)}, "
            + (f"closed {_day(one.closed_at, zone)}" if one.closed_at else "open")
            for one in held.talks
        ),
        *(_suggestion(one, zone, words=words) for one in held.suggestions),
        *([f"Listings kept by them: {len(held.keeps)}"] if held.keeps and not words else []),
        *(f"You keep the listing {listing}" for listing in held.keeps if words),
        *(_introduction(one, zone, words=words) for one in held.referrals),
        *([f"Notes of our people: {len(held.notes)}"] if held.notes and not words else []),
        *(f"Note of our people: {_day(one.at, zone)}: {one.text}" for one in held.notes if words),
        *(
            [f"Looked after by {held.looked_after_by} of our people"]
            if held.looked_after_by
            else []
        ),
        *(line for one in held.checkins for line in _checkins(one, zone, words=words)),
        *(
            f"{number} check-ins of the quarter {cohort} wait whose answers cannot be opened now. "
            f"{answered.mend(cohort)}"
            for cohort, number in sorted(held.unopened.items())
        ),
        *answered.shown(file.answered, words=words),
        *(
            f"Audit: {_day(one.at, zone)} {ACTIONS.get(one.action, one.action)} ({one.actor})"
            for one in file.told
        ),
    ]


def own_words(file: File, zone: tzinfo) -> str:
    """The person's own copy, to be read by them."""
    lines = [
        "What connectbot holds about you",
        "",
        *shown(file, zone, words=True),
        "",
        "Not in this copy: who of our people helped you, and what others on a shared phone wrote.",
    ]
    return "\n".join(lines) + "\n"


def _address(one: HeldAddress, zone: tzinfo, *, words: bool) -> str:
    value = (one.value or "a keyed hash alone") if words else _ends(one.value)
    parts = [f"{one.channel}: {value}"]
    if one.shared:
        parts.append("shared with somebody else")
    if one.stopped_at:
        parts.append(f"opted out {_day(one.stopped_at, zone)} ({one.stopped_how})")
    if one.bad_code:
        parts.append(f"cannot be reached (code {one.bad_code})")
    if one.last_inbound_at:
        parts.append(f"wrote last {_day(one.last_inbound_at, zone)}")
    return ", ".join(parts)


def _ends(value: str) -> str:
    return f"...{value[-3:]}" if value else "a keyed hash alone"


def _saved(held: Held, *, words: bool) -> Iterator[str]:
    if held.conversation is None:
        return
    saved = held.conversation.saved
    if not words:
        name = "a first name" if first_name(held) else "no name"
        others = ", ".join(sorted(set(saved) - {"name"})) or "nothing else"
        yield f"Of themselves they told us: {name}; {others}"
        return
    for field, value in sorted(saved.items()):
        yield f"You told us: {field.replace('_', ' ')}: {value}"
    if held.conversation.tags:
        yield f"Noted: {', '.join(sorted(held.conversation.tags))}"
    if held.conversation.heard:
        yield f"Your last words: {held.conversation.heard}"


def _messages(held: Held, zone: tzinfo) -> Iterator[str]:
    for one in held.messages:
        text = one.text or "(its words have gone after their time)"
        at = one.at.astimezone(zone)
        yield f"{at:%Y-%m-%d %H:%M} {one.channel}, {_BY[one.by]} ({one.state}): {text}"


def _suggestion(one: HeldSuggestion, zone: tzinfo, *, words: bool) -> str:
    line = f"Suggestion about a listing: {_day(one.made_at, zone)}, {one.kind}, {one.state}"
    if not words:
        return line
    about, reason = one.listing or "a new one", f" (we said: {one.reason})" if one.reason else ""
    return f"{line}, {about}: {one.words}{reason}"


def _introduction(one: HeldReferral, zone: tzinfo, *, words: bool) -> str:
    line = f"Introduction to a group: {_day(one.made_at, zone)}, {one.state.replace('_', ' ')}"
    if not words:
        return line
    told = (one.first_name, one.matters, one.access, one.area, *one.notes)
    said = "; ".join(part for part in told if part)
    return f"{line}, {one.listing}, shared: {one.share or 'nothing'}{': ' if said else ''}{said}"


def _checkins(one: HeldCheckins, zone: tzinfo, *, words: bool) -> Iterator[str]:
    agreed = f", agreed {_day(one.consented_at, zone)}" if one.consented_at else ""
    yield f"Check-ins, plan {one.plan}: {one.state}, asked {_day(one.made_at, zone)}{agreed}"
    if not words:
        yield from [f"{len(one.answers)} answers that have not left yet"] if one.answers else []
        return
    for what, value in sorted(one.said_of_themselves.items()):
        yield f"You told us for check-ins: {what}: {value}"
    if one.shown_to_one_of_our_people:
        yield "One of our people sees a copy of your answers, as you wished."
    for wave, due, state in one.waves:
        yield f"Check-in {wave}, meant for {due}: {state}"
    for wave, instrument, item, answer in one.answers:
        yield f"Your answer, {wave}, {instrument}, {item}: {answer}"


def _day(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d}"
