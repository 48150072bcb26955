"""Everything that is held of one person, read from every table that leads to them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import BindParameter, bindparam, exists, func, or_, select

from connectbot.desk.ports.held import (
    Held,
    HeldAddress,
    HeldCheckins,
    HeldMessage,
    HeldNote,
    HeldReferral,
    HeldReminder,
    HeldSuggestion,
    HeldTalk,
)
from connectbot.model.checkin import Enrolment, Leaving
from connectbot.model.conversation import Conversation
from connectbot.model.message import Address
from connectbot.store.addresses import AddressBook
from connectbot.store.checkins import CheckinRows
from connectbot.store.coding import inbound_from_text
from connectbot.store.letters import LETTER, Letters, extra
from connectbot.store.link import Link
from connectbot.store.moments import moment, moment_or_none
from connectbot.store.referrals import ReferralRows
from connectbot.store.statement import Statement
from connectbot.store.tables import (
    ADDRESSES,
    CASELOADS,
    CONVERSATIONS,
    HANDOVERS,
    INBOX,
    LISTING_CLAIMS,
    NOTES,
    OUTBOX,
    REMINDERS,
    RESIDENTS,
    SHARERS,
    SUGGESTIONS,
    fixed,
)
from connectbot.store.vault import Vault

_A, _C, _H, _I, _O = ADDRESSES.c, CONVERSATIONS.c, HANDOVERS.c, INBOX.c, OUTBOX.c
_R, _S, _P, _G, _K = RESIDENTS.c, SHARERS.c, REMINDERS.c, SUGGESTIONS.c, LISTING_CLAIMS.c
_WHO: BindParameter[int] = bindparam("who")
_THEIRS = or_(
    _A.resident_id == _WHO, exists().where(_S.address_id == _A.id, _S.resident_id == _WHO)
)
_PERSON = Statement(
    select(
        _R.place,
        _R.created_at,
        exists().where(_S.resident_id == _R.id, _S.gone == fixed("forgotten")),
    ).where(_R.id == _WHO)
)
_NUMBERS = Statement(
    select(
        _A.channel,
        _A.lookup,
        _A.sealed,
        exists().where(_S.address_id == _A.id, _S.resident_id != _WHO, _S.gone == fixed("")),
        _A.stopped_at,
        _A.stopped_how,
        _A.bad_code,
        _A.last_inbound_at,
    )
    .where(_THEIRS)
    .order_by(_A.id)
)
_STANDS = Statement(select(_C.sealed).where(_C.resident_id == _WHO))
_HEARD = Statement(
    select(_I.received_at, _I.channel, _I.key, _I.sealed, _I.state)
    .where(_I.resident_id == _WHO)
    .order_by(_I.seq)
)
_SAID = Statement(
    LETTER.add_columns(_O.state).where(_O.resident_id == _WHO, _THEIRS).order_by(_O.seq)
)
# Texts to our own people name nobody: their purpose names the talk, and the talk the person.
_OF_TALK = _H.kind.concat(fixed(":")).concat(_H.id).concat(fixed("%"))
_ABOUT = Statement(
    select(func.count())
    .select_from(OUTBOX)
    .where(exists().where(_H.resident_id == _WHO, _O.purpose.like(_OF_TALK)))
)
_PROMISED = Statement(
    select(_P.kind, _P.sealed, _P.due_local, _P.state, _P.made_at)
    .where(_P.resident_id == _WHO)
    .order_by(_P.id)
)
_TALKS = Statement(
    select(_H.kind, _H.why, _H.opened_at, _H.acknowledged_at, _H.closed_at)
    .where(_H.resident_id == _WHO)
    .order_by(_H.opened_at, _H.id)
)
_SUGGESTED = Statement(
    select(_G.id, _G.kind, _G.listing, _G.sealed, _G.state, _G.made_at)
    .where(_G.resident_id == _WHO)
    .order_by(_G.seq)
)
_KEPT = Statement(select(_K.listing).where(_K.resident_id == _WHO).order_by(_K.listing))
_CARERS = Statement(select(func.count()).where(CASELOADS.c.resident_id == _WHO))
_NOTED = Statement(
    select(NOTES.c.id, NOTES.c.sealed, NOTES.c.made_at)
    .where(NOTES.c.resident_id == _WHO)
    .order_by(NOTES.c.made_at, NOTES.c.id)
)
_STOPPED = Statement(select(_A.stopped_at).where(_A.id == bindparam("number")))
_ASIDE = Statement(
    select(_S.resident_id)
    .where(_S.address_id == bindparam("number"), _S.gone == fixed("forgotten"))
    .order_by(_S.resident_id)
)


class HoldingRows:
    """Keeps the promises of `ports.Holding`."""

    def __init__(self, link: Link, vault: Vault) -> None:
        self._link = link
        self._vault = vault
        self._book = AddressBook(link, vault)
        self._letters = Letters(link, vault)

    def all_of(self, resident_id: int) -> Held | None:
        """Everything that is held of them."""
        person = self._link.row(_PERSON, who=resident_id)
        if person is None:
            return None
        place, since, aside = person
        return Held(
            resident=resident_id,
            place=place,
            since=moment(since),
            aside=bool(aside),
            addresses=self._addresses(resident_id),
            conversation=self._conversation(resident_id),
            messages=self._messages(resident_id),
            reminders=self._reminders(resident_id),
            talks=self._talks(resident_id),
            suggestions=self._suggestions(resident_id),
            keeps=tuple(row[0] for row in self._link.rows(_KEPT, who=resident_id)),
            about=int(self._link.rows(_ABOUT, who=resident_id)[0][0]),
            notes=self._notes(resident_id),
            referrals=self._referrals(resident_id),
            checkins=self._checkins(resident_id),
            unopened=CheckinRows(self._link, self._vault).unopened_by(resident_id),
            looked_after_by=int(self._link.rows(_CARERS, who=resident_id)[0][0]),
        )

    def stopped(self, address: Address) -> datetime | None:
        """When this address opted out."""
        row = self._link.row(_STOPPED, number=self._book.find(address)[0])
        return moment_or_none(row[0]) if row else None

    def aside(self, address: Address) -> Sequence[int]:
        """Who waits at this address for an alert to be read."""
        number = self._book.find(address)[0]
        return [row[0] for row in self._link.rows(_ASIDE, number=number)]

    def _addresses(self, who: int) -> tuple[HeldAddress, ...]:
        return tuple(
            HeldAddress(
                channel,
                self._book.read(channel, lookup, sealed).value if sealed else "",
                bool(shared),
                moment_or_none(stopped_at),
                stopped_how,
                bad_code,
                moment_or_none(last),
            )
            for channel, lookup, sealed, shared, stopped_at, stopped_how, bad_code, last in (
                self._link.rows(_NUMBERS, who=who)
            )
        )

    def _conversation(self, who: int) -> Conversation | None:
        row = self._link.row(_STANDS, who=who)
        if row is None:
            return None
        return Conversation.from_json(
            json.loads(self._vault.open("conversations:sealed", str(who), row[0]))
        )

    def _messages(self, who: int) -> tuple[HeldMessage, ...]:
        heard = []
        for at, channel, key, sealed, state in self._link.rows(_HEARD, who=who):
            text = ""
            if sealed is not None:
                opened = self._vault.open("inbox:sealed", bytes(key).hex(), sealed)
                text = inbound_from_text(opened, channel, moment(at)).text
            heard.append(HeldMessage(moment(at), channel, "them", text, state))
        said = []
        for row in self._link.rows(_SAID, who=who):
            one = self._letters.outgoing(row)
            text = "\n".join((one.message.text, *one.message.options))
            channel, state = one.address.channel, extra(row)[0]
            said.append(HeldMessage(one.created_at, channel, "us", text, state))
        return tuple(sorted([*heard, *said], key=lambda one: one.at))

    def _reminders(self, who: int) -> tuple[HeldReminder, ...]:
        found = []
        for kind, sealed, due_local, state, made_at in self._link.rows(_PROMISED, who=who):
            of = json.loads(self._vault.open("reminders:sealed", f"{kind} {made_at}", sealed))
            found.append(HeldReminder(kind, of["listing"], due_local, state, moment(made_at)))
        return tuple(found)

    def _talks(self, who: int) -> tuple[HeldTalk, ...]:
        return tuple(
            HeldTalk(kind, why, moment(opened), moment_or_none(read), moment_or_none(closed))
            for kind, why, opened, read, closed in self._link.rows(_TALKS, who=who)
        )

    def _suggestions(self, who: int) -> tuple[HeldSuggestion, ...]:
        found = []
        for id, kind, listing, sealed, state, made_at in self._link.rows(_SUGGESTED, who=who):
            said = json.loads(self._vault.open("suggestions:sealed", id, sealed))
            words, reason = said["words"], said["reason"]
            found.append(HeldSuggestion(kind, listing, words, state, moment(made_at), reason))
        return tuple(found)

    def _referrals(self, who: int) -> tuple[HeldReferral, ...]:
        return tuple(
            HeldReferral(
                listing=one.listing,
                state=one.state,
                reason=one.reason,
                share=one.share,
                made_at=one.made_at,
                closed_at=one.closed_at,
                first_name=one.details.first_name,
                matters=one.details.matters,
                access=one.details.access,
                area=one.details.area,
                notes=tuple(note.words for note in one.details.notes),
            )
            for one in ReferralRows(self._link, self._vault).of(who)
        )

    def _notes(self, who: int) -> tuple[HeldNote, ...]:
        return tuple(
            HeldNote(moment(made_at), self._vault.open("notes:sealed", id, sealed))
            for id, sealed, made_at in self._link.rows(_NOTED, who=who)
        )

    def _checkins(self, who: int) -> tuple[HeldCheckins, ...]:
        rows = CheckinRows(self._link, self._vault)
        waits = rows.leaving_by(who)
        return tuple(_in_plan(one, rows, waits) for one in rows.of(who))


def _in_plan(one: Enrolment, rows: CheckinRows, waits: Sequence[Leaving]) -> HeldCheckins:
    waves = rows.waves(one.id)
    given = [(wave.wave, *answer) for wave in waves for answer in rows.held(wave.id) or ()]
    left = [
        (of.wave, part.instrument, item, value)
        for of in waits
        if of.enrolment == one.id
        for part in of.readings
        for item, value in part.values.items()
    ]
    return HeldCheckins(
        plan=one.plan,
        state=one.state,
        made_at=one.made_at,
        consented_at=one.consented_at,
        hour=f"{one.hour:%H:%M}",
        weekday=one.weekday,
        said_of_themselves=dict(one.strata),
        shown_to_one_of_our_people=bool(one.shows_to),
        waves=tuple((wave.wave, wave.due_local, wave.state) for wave in waves),
        answers=(*given, *left),
    )
