"""The people who write, at their addresses, and where each stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, null, update
from sqlalchemy.sql.expression import ClauseElement

from connectbot.model.conversation import Conversation
from connectbot.model.message import Address
from connectbot.model.resident import Resident
from connectbot.store.addresses import AddressBook
from connectbot.store.coding import plain
from connectbot.store.forgetting import forget, forget_aside, has_another, let_go
from connectbot.store.link import Link
from connectbot.store.merging import merge
from connectbot.store.moments import micros, micros_or_none
from connectbot.store.persons import Persons
from connectbot.store.revisions import stood_in
from connectbot.store.sharing import Sharing
from connectbot.store.statement import Statement, params
from connectbot.store.tables import (
    ADDRESSES,
    CONVERSATIONS,
    fixed,
)
from connectbot.store.talks import Talks
from connectbot.store.vault import Vault

_A, _C = ADDRESSES.c, CONVERSATIONS.c
_HEARD = Statement(
    update(ADDRESSES)
    .where(_A.lookup == bindparam("hash"))
    .values(last_inbound_at=bindparam("at"), bad_code=fixed(""), bad_at=null())
)


def _keeping(insert: Any) -> ClauseElement:
    adding = insert(CONVERSATIONS).values(
        {
            **params(("resident_id", "sealed", "revision", "wake_at")),
            "version": fixed(1),
            "rested_at": null(),
        }
    )
    new = adding.excluded
    change = {"sealed": new.sealed, "revision": new.revision, "wake_at": new.wake_at}
    clause: ClauseElement = adding.on_conflict_do_update(
        index_elements=["resident_id"],
        set_={**change, "version": _C.version + fixed(1), "rested_at": null()},
    )
    return clause


_KEEP = Statement(_keeping)


class ResidentRows:
    """Keeps the promises of `ports.Residents`."""

    def __init__(self, link: Link, vault: Vault) -> None:
        self._link = link
        self._talks = Talks(link, vault)
        self._book = AddressBook(link, vault)
        self._persons = Persons(link, vault)
        self._sharing = Sharing(link)

    def at(self, address: Address, place: str, now: datetime) -> Resident:
        """Find or make the resident at an address, and hold them until the commit."""
        return self._persons.at(address) or self._make(address, place, now)

    def _make(self, address: Address, place: str, now: datetime) -> Resident:
        number, resident_id = self._book.keep(address)
        if resident_id is None:  # else somebody has made them just now
            self._sharing.move_in(number, self._sharing.make(place, now))
        return self._now_at(address, new=resident_id is None)

    def _now_at(self, address: Address, *, new: bool = False) -> Resident:
        found = self._persons.at(address, new=new)
        if found is None:
            raise AssertionError("somebody was put there just now")
        return found

    def get(self, resident_id: int) -> Resident | None:
        """The resident with this number, held until the commit; at the address they used last."""
        return self._persons.get(resident_id)

    def those(self, resident_ids: Collection[int]) -> Mapping[int, Resident]:
        """Those of these who have a number, held until the commit: read together."""
        return self._persons.those(resident_ids)

    def keep(
        self,
        resident: Resident,
        conversation: Conversation,
        wake_at: datetime | None,
        *,
        heard_at: datetime | None = None,
    ) -> None:
        """Save where they stand; a message of theirs also shows that the address is good."""
        self._link.change(
            _KEEP,
            resident_id=resident.id,
            sealed=self._talks.seal(resident.id, conversation),
            revision=conversation.revision if conversation.frames else "",
            wake_at=micros_or_none(wake_at),
        )
        if heard_at is not None:
            self._link.change(_HEARD, hash=self._book.hash(resident.address), at=micros(heard_at))

    def due(self, now: datetime, limit: int = 50) -> Sequence[Resident]:
        """Residents whose `wake_at` has passed, oldest first."""
        return self._persons.due(now, limit)

    def stop(self, address: Address, now: datetime, how: str) -> None:
        """They opted out: nothing more goes there."""
        self._book.stop(address, now, how)

    def stop_everywhere(self, resident_id: int, now: datetime, how: str) -> None:
        """Nothing more goes to any address that is theirs now."""
        self._sharing.stop_everywhere(resident_id, now, how)

    def start(self, address: Address, now: datetime, how: str = "") -> bool:
        """They opted in again."""
        return self._book.start(address, how)

    def mark_bad(self, address: Address, code: str, now: datetime) -> None:
        """The provider says this address cannot be reached."""
        self._book.mark_bad(address, code, now)

    def forget(self, resident_id: int) -> None:
        """Erase what is held about them; an opt-out is kept as a keyed hash alone."""
        self._persons.hold(resident_id)
        forget(self._link, resident_id)

    def forget_aside(self, since: datetime, limit: int = 50) -> int:
        """Erase who was set aside until an alert was read."""
        return forget_aside(self._link, since, limit)

    def last_at(self, address: Address) -> int | None:
        """Whoever has this address and no other."""
        number, resident_id = self._book.find(address)
        if resident_id is None or has_another(self._link, number, resident_id):
            return None
        return resident_id

    def let_go(self, address: Address) -> None:
        """Erase an address; with the last one the person as well."""
        number, resident_id = self._book.find(address)
        if resident_id is not None:
            self._persons.hold(resident_id)
            let_go(self._link, number, resident_id)

    def on(self, address: Address) -> Sequence[Resident]:
        """Everybody who writes from this address, whoever came first first."""
        number, resident_id = self._book.find(address)
        alone = [] if resident_id is None else [resident_id]
        found = [self._persons.get(one) for one in self._sharing.on(number) or alone]
        return [replace(one, address=address) for one in found if one is not None]

    def beside(self, resident: Resident, conversation: Conversation, now: datetime) -> Resident:
        """Make somebody who writes from this resident's address from now on."""
        number, _ = self._book.find(resident.address)
        made = self._sharing.make(conversation.place, now)
        self._sharing.pass_on(number, resident.id, made)
        found = self._now_at(resident.address)
        self.keep(found, conversation, None)
        return replace(found, conversation=conversation)

    def pass_to(self, address: Address, resident_id: int) -> Resident:
        """Somebody on this address writes from it now."""
        number, before = self._book.find(address)
        if resident_id not in self._sharing.on(number):
            raise LookupError(f"resident {resident_id} does not write from this address")
        self._sharing.pass_on(number, resident_id if before is None else before, resident_id)
        return self._now_at(address)

    def leave(self, address: Address, resident_id: int, why: str) -> None:
        """Somebody does not write from this address any more."""
        self._sharing.leave(self._book.find(address)[0], resident_id, why)

    def take_off(self, address: Address, resident_id: int) -> None:
        """Somebody never writes from this address again; with the last one they are forgotten."""
        self._persons.hold(resident_id)
        self._sharing.take_off(self._book.find(address)[0], resident_id)

    def merge(self, gone: int, stays: int) -> None:
        """Two were one."""
        for one in sorted((gone, stays)):
            self._persons.hold(one)
        merge(self._link, gone, stays)

    def silence(self, resident_id: int, reason: str, now: datetime) -> None:
        """Nothing that was decided for them goes."""
        self._persons.hold(resident_id)
        self._sharing.silence(resident_id, plain(reason), now)

    def revisions(self) -> set[str]:
        """The flow revisions some conversation is pinned to."""
        return stood_in(self._link)
