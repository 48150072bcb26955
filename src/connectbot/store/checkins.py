"""Check-ins as one group of promises, and enrolling many people in one go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, null, select, update
from sqlalchemy.sql.expression import ClauseElement

from connectbot.desk.ports.checkins import Bulk, Newcomer, Staged
from connectbot.store.addresses import AddressBook
from connectbot.store.answered import AnswerRows
from connectbot.store.checked import ENROLMENTS, WAVES
from connectbot.store.enrolments import ADD, EnrolmentRows, row_of
from connectbot.store.link import Link
from connectbot.store.moments import micros
from connectbot.store.row import fixed
from connectbot.store.statement import Statement, params
from connectbot.store.tables import ADDRESSES, RESIDENTS
from connectbot.store.vault import Vault
from connectbot.store.waves import WaveRows, row_of_wave

_A, _E, _R = ADDRESSES.c, ENROLMENTS.c, RESIDENTS.c


def _finding(insert: Any) -> ClauseElement:
    empty = dict.fromkeys(("resident_id", "stopped_at", "bad_at", "last_inbound_at"), null())
    said = dict.fromkeys(("stopped_how", "bad_code"), fixed(""))
    adding = insert(ADDRESSES).values({**params(("channel", "lookup", "sealed")), **empty, **said})
    seals = func.coalesce(_A.sealed, adding.excluded.sealed)
    clause: ClauseElement = adding.on_conflict_do_update(
        index_elements=["lookup"], set_={"sealed": seals}
    ).returning(_A.id, _A.resident_id, _A.stopped_at, _A.bad_code)
    return clause


_FIND = Statement(_finding)
_MAKE = Statement(
    lambda insert: insert(RESIDENTS).values(params(("place", "created_at"))).returning(_R.id)
)
_MOVE_IN = Statement(
    update(ADDRESSES).where(_A.id == bindparam("number")).values(resident_id=bindparam("resident"))
)
_IN_IT = Statement(
    select(_E.id).where(
        _E.resident_id == bindparam("who"),
        _E.plan == bindparam("of"),
        _E.state != fixed("finished"),
    )
)
_OFFER = Statement(
    lambda insert: insert(WAVES).values(
        {
            **params(("enrolment", "resident_id", "wave", "due_at", "due_local", "next_at")),
            **params(("state", "reason", "sent_at", "reminded", "closes_at")),
            "delivery": fixed(""),
        }
    )
)


class CheckinRows(EnrolmentRows, AnswerRows, WaveRows):
    """Keeps the promises of `ports.Checkins`."""

    def __init__(self, link: Link, vault: Vault) -> None:
        super().__init__(link, vault)
        self._book = AddressBook(link, vault)

    def stage(self, newcomers: Sequence[Newcomer]) -> Sequence[Staged]:
        """Hash and seal what `enrol_many` will write."""
        return [self._staged(one) for one in newcomers]

    def _staged(self, one: Newcomer) -> Staged:
        lookup = self._book.hash(one.address)
        sealed = self._vault.seal("addresses:sealed", lookup.hex(), one.address.value)
        offer = row_of_wave(one.offer)
        offer |= {"enrolment": one.enrolment.id, "wave": one.offer.wave}
        return Staged(
            {"channel": one.address.channel, "lookup": lookup, "sealed": sealed},
            row_of(one.enrolment, self._vault),
            offer,
        )

    def enrol_many(self, staged: Sequence[Staged], now: datetime) -> Bulk:
        """Write them, and who is not known yet; the others only once."""
        moved, enrolments, offers = [], [], []
        taken: set[int] = set()
        made_at = micros(now)
        for one in staged:
            number, who, stopped_at, bad = self._link.rows(_FIND, **one.address)[0]
            if stopped_at is not None or bad or number in taken:
                continue
            taken.add(number)
            enrolment = one.enrolment
            if who is None:
                made = self._link.rows(_MAKE, place=enrolment["place"], created_at=made_at)
                who = made[0][0]
                moved.append({"number": number, "resident": who})
            elif self._link.row(_IN_IT, who=who, of=enrolment["plan"]) is not None:
                continue
            enrolments.append({**enrolment, "resident_id": who})
            offers.append({**one.offer, "resident_id": who})
        self._link.change_many(_MOVE_IN, moved)
        self._link.change_many(ADD, enrolments)
        self._link.change_many(_OFFER, offers)
        return Bulk(len(enrolments), len(staged) - len(enrolments))
