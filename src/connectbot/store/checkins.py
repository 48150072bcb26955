"""Check-ins as one group of promises, and enrolling many people in one go."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, delete, exists, func, null, or_, select, text, update
from sqlalchemy.sql.expression import ClauseElement

from connectbot.desk.ports.checkins import Bulk, Newcomer, Staged
from connectbot.model.checkin import Enrolment
from connectbot.store.addresses import AddressBook
from connectbot.store.answered import AnswerRows
from connectbot.store.checked import ENROLMENTS, WAVES
from connectbot.store.cohorts import cohort_key
from connectbot.store.enrolments import ADD, EnrolmentRows, row_of
from connectbot.store.following import FollowingRows
from connectbot.store.link import Link
from connectbot.store.moments import micros
from connectbot.store.quarter_seal import QuarterSeal
from connectbot.store.row import fixed
from connectbot.store.statement import Statement, params
from connectbot.store.tables import ADDRESSES, RESIDENTS
from connectbot.store.taken_back import TakenBackRows
from connectbot.store.unlinked import READINGS_ERASING
from connectbot.store.vault import Vault
from connectbot.store.waves import WaveRows, row_of_wave

_A, _E, _R, _G = ADDRESSES.c, ENROLMENTS.c, RESIDENTS.c, READINGS_ERASING.c


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
# Whoever is not known yet, in four statements for all: numbers are taken first, and given back
# where the address turns out to be somebody's.
_NUMBERED = Statement(
    text("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'residents'")
)
_NUMBERS = Statement(
    text(
        "SELECT nextval(pg_get_serial_sequence('residents', 'id')) "
        "FROM generate_series(1, CAST(:many AS integer))"
    )
)
_MADE = Statement(lambda insert: insert(RESIDENTS).values(params(("id", "place", "created_at"))))
_THERE = Statement(
    lambda insert: (
        insert(ADDRESSES)
        .values(
            {
                **params(("channel", "lookup", "sealed", "resident_id")),
                **dict.fromkeys(("stopped_at", "bad_at", "last_inbound_at"), null()),
                **dict.fromkeys(("stopped_how", "bad_code"), fixed("")),
            }
        )
        .on_conflict_do_nothing(index_elements=["lookup"])
    )
)
_NOWHERE = Statement(
    select(_R.id).where(
        _R.id >= bindparam("first"),
        _R.id <= bindparam("last"),
        ~exists().where(_A.resident_id == _R.id),
    )
)
_UNMADE = Statement(delete(RESIDENTS).where(_R.id == bindparam("number")))
_EVER = Statement(
    select(
        or_(
            exists().where(_E.cohort == bindparam("cohort")),
            exists().where(_G.cohort == bindparam("cohort")),
        )
    )
)
_IN_IT = Statement(
    select(_E.id).where(_E.resident_id == bindparam("who"), _E.plan == bindparam("of"))
)
_OFFERED = ("wave", "due_at", "due_local", "next_at", "state", "reason", "reminded", "closes_at")
_ALIKE = ("plan", "place", "anchor", "referrer", "made_at")
_OFFERS = Statement(
    lambda insert: insert(WAVES).from_select(
        ["enrolment", "resident_id", *_OFFERED, "delivery"],
        select(
            _E.id,
            _E.resident_id,
            *(bindparam(name, type_=WAVES.c[name].type) for name in _OFFERED),
            fixed(""),
        ).where(
            _E.resident_id >= bindparam("first"),
            _E.resident_id <= bindparam("last"),
            *(_E[name] == bindparam(f"of_{name}", type_=_E[name].type) for name in _ALIKE),
        ),
    )
)


class CheckinRows(EnrolmentRows, AnswerRows, WaveRows, FollowingRows, TakenBackRows):
    """Keeps the promises of `ports.Checkins`."""

    def __init__(self, link: Link, vault: Vault) -> None:
        super().__init__(link, vault)
        self._book = AddressBook(link, vault)
        self._quarters = QuarterSeal(link, vault)

    def enrol(self, enrolment: Enrolment) -> None:
        """Keep it; with the first of a quarter its key is made."""
        self._make_keys({enrolment.cohort})
        super().enrol(enrolment)

    def _make_keys(self, cohorts: Collection[str]) -> None:
        """Where somebody is, or was, in that quarter, the key was made: one that is missing is put
        back, and never made anew in silence."""
        for cohort in sorted(cohorts):
            if not self._link.rows(_EVER, cohort=cohort)[0][0]:
                cohort_key(Path(self._vault.keyring.folder), cohort)

    def stage(self, newcomers: Sequence[Newcomer]) -> Sequence[Staged]:
        """Hash and seal what `enrol_many` will write."""
        alike: dict[int, tuple[dict[str, Any], dict[str, Any]]] = {}
        return [self._staged(one, alike) for one in newcomers]

    def _staged(
        self, one: Newcomer, alike: dict[int, tuple[dict[str, Any], dict[str, Any]]]
    ) -> Staged:
        lookup = self._book.hash(one.address)
        sealed = self._vault.seal("addresses:sealed", lookup.hex(), one.address.value)
        key = id(one.enrolment)
        if key not in alike:
            offer = {**row_of_wave(one.offer), "wave": one.offer.wave}
            alike[key] = row_of(one.enrolment, self._vault), offer
        enrolment, offer = alike[key]
        address = {"channel": one.address.channel, "lookup": lookup, "sealed": sealed}
        return Staged(address, one.id, enrolment, offer)

    def enrol_many(self, staged: Sequence[Staged], now: datetime) -> Bulk:
        """Write them, and who is not known yet; the others one by one, and only once."""
        self._make_keys({one.enrolment["cohort"] for one in staged})
        numbers = self._numbers(len(staged))
        made_at = micros(now)
        rows = list(zip(numbers, staged, strict=True))
        self._link.change_many(
            _MADE,
            (
                {"id": number, "place": one.enrolment["place"], "created_at": made_at}
                for number, one in rows
            ),
        )
        self._link.change_many(
            _THERE, ({**one.address, "resident_id": number} for number, one in rows)
        )
        known = self._nowhere(numbers)
        self._link.change_many(_UNMADE, ({"number": number} for number in sorted(known)))
        done = self._enrolled([row for row in rows if row[0] not in known] if known else rows)
        found = (self._found(one, made_at) for number, one in rows if number in known)
        for who, one in (row for row in found if row is not None):
            # One at a time: the same person may stand there again.
            if self._link.row(_IN_IT, who=who, of=one.enrolment["plan"]) is None:
                done += self._enrolled([(who, one)])
        return Bulk(done, len(staged) - done)

    def _numbers(self, many: int) -> list[int]:
        """Numbers of residents that nobody else is given."""
        if self._link.holds:
            return [row[0] for row in self._link.rows(_NUMBERS, many=many)]
        last = self._link.rows(_NUMBERED)[0][0]
        return list(range(last + 1, last + 1 + many))

    def _nowhere(self, numbers: Sequence[int]) -> set[int]:
        first, last = min(numbers, default=0), max(numbers, default=0)
        rows = self._link.rows(_NOWHERE, first=first, last=last)
        return {row[0] for row in rows} & set(numbers)

    def _found(self, one: Staged, made_at: int) -> tuple[int, Staged] | None:
        """Who has this address; None where nothing may go there."""
        number, who, stopped_at, bad = self._link.rows(_FIND, **one.address)[0]
        if stopped_at is not None or bad:
            return None
        if who is None:
            made = self._link.rows(_MAKE, place=one.enrolment["place"], created_at=made_at)
            who = made[0][0]
            self._link.change(_MOVE_IN, number=number, resident=who)
        return who, one

    def _enrolled(self, rows: Sequence[tuple[int, Staged]]) -> int:
        """Enrol these, by the order of their numbers: residents who were made just now, or one who
        was known. Each kind of offer is one statement."""
        self._link.change_many(
            ADD, ({**one.enrolment, "id": one.id, "resident_id": who} for who, one in rows)
        )
        different = {id(one.enrolment): one for _, one in rows}.values()
        kinds = {tuple(one.enrolment[name] for name in _ALIKE): one for one in different}
        for key, one in kinds.items():
            offer = {name: one.offer[name] for name in _OFFERED}
            alike = {f"of_{name}": value for name, value in zip(_ALIKE, key, strict=True)}
            self._link.change(_OFFERS, **offer, **alike, first=rows[0][0], last=rows[-1][0])
        return len(rows)
