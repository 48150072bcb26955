"""Keys are replaced while others write: nothing is lost, nobody is met twice, no STOP forgotten."""

import asyncio
import shutil

import pytest
from sqlalchemy import LargeBinary

from connectbot.model.conversation import Conversation
from connectbot.model.message import Address
from connectbot.model.reminder import Reminder
from connectbot.store import postgres, rekeying
from connectbot.store.keyring import add_key, key_names
from connectbot.store.opening import open_store
from connectbot.store.rotating import rotate, status
from connectbot.store.statement import Statement
from connectbot.store.tables import Row
from connectbot.store.vault import VaultError
from tests.store.people import ANN, BOB, NOW, heard, later, letter

NOT_SEALED = {
    "addresses.lookup",
    "inbox.key",
    "audit_log.hash",
    "audit_subjects.contact",
    "audit_head.hash",
    "audit_head.kept_hash",
    "audit_head.signed",
    "staff.linked",
    "passkeys.public_key",
    "readings_leaving.key",
}
"""Columns of bytes that are hashes, and the public halves of keys."""


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    """Nobody here takes a second from looking at the keyring to the first statement."""
    monkeypatch.setattr(postgres, "MARGIN_SECONDS", 0.05)


def now():
    """The same time for every test."""
    return NOW


def everybody(tx) -> int:
    """Something in every sealed column; Bob has stopped and is only a hash by now."""
    ann = tx.residents.at(ANN, "leeds", NOW)
    tx.inbox.add(heard("im lonely", id="SM1"), ann.id, state="done")
    tx.residents.keep(ann, Conversation("leeds", saved={"name": "Ann"}), None, heard_at=NOW)
    tx.outbox.add(letter("Two groups near you", resident_id=ann.id))
    talk, _ = tx.handovers.open(ann.id, "leeds", "handover", "asked", NOW, later(hours=1))
    tx.handovers.told(talk.id, 0, "Sam", "hash", NOW, None)
    tx.handovers.bind("hash", "browser", NOW)
    tx.reminders.add(Reminder(ann.id, "day", "walkers", later(hours=2), "later"), NOW)
    bob = tx.residents.at(BOB, "leeds", NOW)
    tx.inbox.add(heard("stop", who=BOB, id="SM2"), bob.id, state="done")
    tx.residents.stop(BOB, NOW, "keyword")
    tx.residents.forget(bob.id)
    return ann.id


def all_is_well(tx, ann: int) -> None:
    """Everything opens, a repeat is a repeat, and who stopped has stopped."""
    assert tx.residents.get(ann).conversation.saved == {"name": "Ann"}
    assert tx.residents.at(ANN, "leeds", NOW).id == ann
    for who, id in ((ANN, "SM1"), (BOB, "SM2")):
        assert tx.inbox.add(heard("again", who=who, id=id), ann, state="done") is None
    assert tx.inbox.known("sms", ["SM1", "SM2", "SM3"]) == {"SM1", "SM2"}
    assert tx.residents.at(BOB, "leeds", NOW).stopped
    assert [one.listing for one in tx.reminders.due(later(days=1))] == ["walkers"]
    talk = tx.handovers.taken(ann)
    assert talk.taken_by == "Sam"
    assert [line.text for line in tx.handovers.transcript(talk.id)] == [
        "im lonely",
        "Two groups near you",
    ]


def test_every_column_of_bytes_is_known() -> None:
    """A sealed column that a rotation passed over would be lost with its key."""
    columns = {
        f"{table.name}.{column.name}"
        for table in Row.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, LargeBinary) or column.type.python_type is bytes
    }
    known = {f"{one.table.name}.{one.column}" for one in rekeying.SEALED}
    assert columns - known == NOT_SEALED


async def test_everything_goes_under_the_new_key(store, keys) -> None:
    """After a rotation every value is under the new key, and the old one has been put away."""
    ann = await store.run(everybody)
    before = await status(store, keys)
    assert [key.name for key in before.keys] == ["seal-0001.key", "lookup.key"]
    assert before.keys[0].values == 8
    seen: list[int] = []
    assert await rotate(store, keys, now, done=seen.append) == ["seal-0001.key"]
    assert sum(seen) == 8
    after = await status(store, keys)
    assert [(key.name, key.values, key.newest, key.retired) for key in after.keys] == [
        ("seal-0002.key", 8, True, False),
        ("lookup.key", None, True, False),
        ("seal-0001.key", 0, False, True),
    ]
    assert not after.under_way
    shutil.rmtree(keys / "retired")
    await store.run(all_is_well, ann)


async def test_a_new_process_needs_no_old_key(store, url, keys) -> None:
    """With the old keys gone for good, a process that starts now opens all there is."""
    ann = await store.run(everybody)
    await rotate(store, keys, now)
    shutil.rmtree(keys / "retired")
    other = open_store(url, keys)
    await other.run(all_is_well, ann)
    await other.close()


async def test_a_lookup_key_goes_too(store, url, keys) -> None:
    """Rows are found by the new key; where only a hash is left the older one stays, and says so."""
    ann = await store.run(everybody)
    assert await rotate(store, keys, now, lookup=True) == ["seal-0001.key"]
    found = await status(store, keys)
    assert (found.to_do, found.alone, found.under_way) == (0, 2, False)
    other = open_store(url, keys)
    await other.run(all_is_well, ann)
    await other.run(lambda tx: tx.link.change(_FORGET_HASHES))
    await other.run(lambda tx: tx.link.change(_FORGET_REPEATS))
    found = await status(other, keys)
    assert found.under_way
    assert await rotate(other, keys, now) == ["lookup.key"]
    assert sorted(key_names(keys)) == ["lookup-0002.key", "seal-0002.key"]
    await other.close()
    third = open_store(url, keys)
    assert await third.run(lambda tx: tx.residents.at(ANN, "leeds", NOW).id) == ann
    await third.close()


_FORGET_HASHES = Statement(
    rekeying.ADDRESSES.delete().where(rekeying.ADDRESSES.c.resident_id.is_(None))
)
_FORGET_REPEATS = Statement(rekeying.INBOX.delete().where(rekeying.INBOX.c.resident_id.is_(None)))


class Killed(BaseException):
    """The power went."""


@pytest.mark.parametrize("rows", [1, 2, 4, 7])
async def test_a_rotation_that_was_killed_goes_on(url, keys, rows) -> None:
    """Wherever it ends all opens meanwhile, and the next one finishes it without a new key."""
    store = open_store(url, keys)
    ann = await store.run(everybody)
    gone = 0

    def done(number: int) -> None:
        nonlocal gone
        gone += number
        if gone >= rows:
            raise Killed

    with pytest.raises(Killed):
        await rotate(store, keys, now, lookup=True, done=done)
    await store.close()
    store = open_store(url, keys)
    assert (await status(store, keys)).under_way
    await store.run(all_is_well, ann)
    await rotate(store, keys, now, lookup=True)
    names = list(key_names(keys))
    assert names == ["seal-0002.key", "lookup.key", "lookup-0002.key"]
    await store.run(all_is_well, ann)
    await store.close()


async def test_a_key_that_was_made_and_not_yet_used_is_used(store, keys) -> None:
    """Killed before anything was sealed with the new keys, the next rotation takes them."""
    ann = await store.run(everybody)
    add_key(keys, "seal")
    add_key(keys, "lookup")
    await store.run(all_is_well, ann)
    assert await rotate(store, keys, now) == ["seal-0001.key"]
    assert "seal-0003.key" not in key_names(keys)
    await store.run(all_is_well, ann)


def residents_of(tx, people, round: int) -> list[int]:
    """Everybody writes: a message of this round, and the first one of theirs again."""
    found = []
    for who in people:
        resident = tx.residents.at(who, "leeds", NOW)
        tx.inbox.add(heard("new", who=who, id=f"{who.value}-{round}"), resident.id, state="done")
        again = tx.inbox.add(heard(who=who, id=f"{who.value}-0"), resident.id, state="done")
        assert again is None
        tx.outbox.add(letter(to=who))
        found.append(resident.id)
    return found


async def test_others_write_all_the_while(url, keys) -> None:
    """While one process rotates both keys another goes on: the same people, each repeat known."""
    service, beside = open_store(url, keys), open_store(url, keys)
    people = [Address("sms", f"+4477009001{n:02}") for n in range(12)]
    first = await service.run(residents_of, people, 0)
    turning = asyncio.create_task(rotate(beside, keys, now, lookup=True))
    rounds = 0
    while not turning.done():
        rounds += 1
        for start in range(0, 12, 3):
            some = slice(start, start + 3)
            assert await service.run(residents_of, people[some], rounds) == first[some]
        await asyncio.sleep(0.001)
    assert sorted(await turning) == ["lookup.key", "seal-0001.key"]
    assert rounds > 1
    assert await service.run(residents_of, people, rounds + 1) == first
    shutil.rmtree(keys / "retired")
    third = open_store(url, keys)
    assert await third.run(residents_of, people, rounds + 2) == first
    for one in (service, beside, third):
        await one.close()


async def test_a_keyring_that_cannot_be_read_changes_nothing(store, keys) -> None:
    """While the keyring is away the service works with what it knows; a value of a key that it
    does not know is refused by name until the keyring is back."""
    ann = await store.run(everybody)
    away = keys.with_name("away")
    keys.rename(away)
    await store.run(all_is_well, ann)
    away.rename(keys)
    keys.chmod(0o755)
    await store.run(all_is_well, ann)
    keys.chmod(0o700)


async def test_a_missing_key_is_counted(store, url, keys, tmp_path) -> None:
    """With an old copy of the keyring, status says how many values have no key."""
    await store.run(everybody)
    copy = tmp_path / "copy"
    shutil.copytree(keys, copy)
    await rotate(store, keys, now)
    other = open_store(url, copy)
    found = await status(other, copy)
    assert sum(found.missing.values()) == 8
    with pytest.raises(VaultError, match="does not have"):
        await other.read(lambda tx: tx.residents.get(1))
    await other.close()


@pytest.mark.parametrize("lookup", [False, True])
async def test_an_empty_database_is_rotated(store, keys, lookup) -> None:
    """Where nothing is sealed yet both keys change at once."""
    gone = await rotate(store, keys, now, lookup=lookup)
    assert gone == ["seal-0001.key", *(["lookup.key"] if lookup else [])]
    assert not (await status(store, keys)).under_way
