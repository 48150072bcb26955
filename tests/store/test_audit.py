"""The audit log is append-only, a chain, signed at its end, and leads to nobody once erased."""

import sqlite3

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectbot.desk import audit
from connectbot.store.audit import chained
from tests.store.people import ANN, BOB, NOW, later

CHANGES = (
    ("UPDATE audit_log SET result = 'refused' WHERE seq = 2", 2, "it was changed"),
    ("UPDATE audit_log SET at = at + 1 WHERE seq = 3", 3, "it was changed"),
    ("UPDATE audit_log SET subject = '' WHERE seq = 1", 1, "it was changed"),
    ("DELETE FROM audit_log WHERE seq = 2", 2, "it is missing"),
    ("DELETE FROM audit_log WHERE seq = 1", 1, "it is missing"),
    ("DELETE FROM audit_log WHERE seq = 4", 4, "it was taken off the end"),
    ("DELETE FROM audit_log", 1, "it was taken off the end"),
    (
        "INSERT INTO audit_log SELECT 5, at, actor, actor_id, action, subject, thing, place, "
        "result, hash FROM audit_log WHERE seq = 4",
        5,
        "it was changed",
    ),
)
TRIGGERS = (
    "audit_log_no_update",
    "audit_log_no_delete",
    "audit_log_no_replace",
    "audit_log_no_truncate",
    "audit_head_one",
)


def four(tx):
    """Ann is shown, a talk with her is opened by Sam, sending stops and starts."""
    ann = tx.residents.at(ANN, "leeds", NOW)
    audit.note(tx, "privacy.shown", NOW, resident=ann.id, place="leeds")
    audit.note(tx, "handover.opened", NOW, actor="contact", who="Sam", resident=ann.id)
    audit.note(tx, "send.paused", NOW)
    audit.note(tx, "send.resumed", later(minutes=5), result="done")
    return ann.id


def behind_its_back(url, *statements):
    """Somebody writes to the database itself."""
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as database:
            for one in statements:
                database.execute(one)
        database.close()
        return
    with psycopg.connect(url) as database:
        for one in statements:
            database.execute(one)


def without_triggers(url):
    """What somebody who owns the database can do first."""
    if url.startswith("sqlite"):
        return [f"DROP TRIGGER IF EXISTS {name}" for name in TRIGGERS]
    return ["SET LOCAL session_replication_role = replica"]


async def verdict(store):
    return await store.read(lambda tx: tx.audit.verify())


async def test_a_log_that_nobody_touched_is_whole(store) -> None:
    """Four acts, four entries, each in its order; the same person has the same id."""
    await store.run(four)
    found = await verdict(store)
    assert (found.entries, found.last, found.bad, found.why) == (4, 4, None, "")
    entries = await store.read(lambda tx: tx.audit.entries())
    assert [one.action for one in entries] == [
        "privacy.shown",
        "handover.opened",
        "send.paused",
        "send.resumed",
    ]
    assert entries[0].subject == entries[1].subject != ""
    assert entries[1].actor_id not in ("", entries[0].subject)
    newest = await store.read(lambda tx: tx.audit.newest(1))
    assert [one.seq for one in newest] == [4]


async def test_an_empty_log_is_not_taken_for_a_whole_one(store) -> None:
    """A service that started once has an entry of it."""
    assert (await verdict(store)).why == "the log is empty"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_log SET result = 'x'",
        "DELETE FROM audit_log",
        "DELETE FROM audit_head",
        "INSERT OR REPLACE INTO audit_log SELECT * FROM audit_log",
        "TRUNCATE audit_log",
    ],
)
async def test_the_database_itself_refuses_changes(store, url, statement) -> None:
    """Whoever writes to it by hand is stopped, whatever the statement."""
    sqlite = url.startswith("sqlite")
    if statement.startswith("TRUNCATE" if sqlite else "INSERT"):
        pytest.skip("this kind of database has no such statement")
    await store.run(four)
    error = sqlite3.IntegrityError if sqlite else psycopg.errors.RaiseException
    with pytest.raises(error, match="append-only"):
        behind_its_back(url, statement)
    assert (await verdict(store)).entries == 4


@pytest.mark.parametrize(("change", "bad", "why"), CHANGES, ids=[one[0][:44] for one in CHANGES])
async def test_what_was_changed_is_found(store, url, change, bad, why) -> None:
    """With the triggers out of the way, too: the first bad entry is named."""
    await store.run(four)
    behind_its_back(url, *without_triggers(url), change)
    found = await verdict(store)
    assert (found.bad, found.why) == (bad, why)


async def test_a_chain_written_anew_is_not_signed(sqlite_store, sqlite_url) -> None:
    """Who knows how the hashes are made can make a whole chain, but not the end of it."""
    await sqlite_store.run(four)
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as database:
        for one in without_triggers(sqlite_url):
            database.execute(one)
        last = bytes(32)
        for row in database.execute("SELECT * FROM audit_log WHERE seq < 4").fetchall():
            told = (*row[:-2], "forged")
            last = chained(last, told)
            database.execute(
                "UPDATE audit_log SET result = 'forged', hash = ? WHERE seq = ?", (last, row[0])
            )
        database.execute("DELETE FROM audit_log WHERE seq = 4")
        database.execute("UPDATE audit_head SET seq = 3, hash = ?", (last,))
    database.close()
    found = await verdict(sqlite_store)
    assert (found.bad, found.why) == (3, "the end of the log is not signed with this keyring")


async def test_who_is_erased_is_shredded_out_of_it(store) -> None:
    """The entries stay and the chain is whole, but no row leads from an id to a person."""
    ann = await store.run(four)
    assert len(await store.read(lambda tx: tx.audit.of(ann))) == 1
    await store.run(lambda tx: tx.residents.forget(ann))
    assert await store.read(lambda tx: tx.audit.of(ann)) == []
    assert (await verdict(store)).why == ""
    # Told of afterwards, they get an id that leads nowhere from the first.
    await store.run(lambda tx: audit.note(tx, "privacy.erased", NOW, resident=ann))
    assert await store.read(lambda tx: tx.audit.of(ann)) == []


async def test_two_who_are_one_keep_both_ids(store) -> None:
    """What was told of either is told of the one who stays."""

    def both(tx):
        ann, bob = (tx.residents.at(who, "leeds", NOW).id for who in (ANN, BOB))
        for one in (ann, bob):
            audit.note(tx, "privacy.shown", NOW, resident=one)
        tx.residents.merge(bob, ann)
        return ann

    ann = await store.run(both)
    assert len(await store.read(lambda tx: tx.audit.of(ann))) == 2


async def test_old_entries_are_let_go_and_the_rest_stays_whole(store, url) -> None:
    """Some at a time, the oldest first and never the last; the chain begins after them, and that
    is signed as well."""
    await store.run(four)
    before = later(minutes=1)
    assert await store.run(lambda tx: tx.audit.purge(before, 2)) == 2
    assert await store.run(lambda tx: tx.audit.purge(before, 2)) == 1
    assert await store.run(lambda tx: tx.audit.purge(later(days=9), 2)) == 0
    found = await verdict(store)
    assert (found.entries, found.last, found.kept_after, found.why) == (1, 4, 3, "")
    await store.run(lambda tx: audit.note(tx, "send.paused", NOW))
    assert (await verdict(store)).entries == 2
    behind_its_back(
        url, *without_triggers(url), "UPDATE audit_head SET kept_after = 4",
        "DELETE FROM audit_log WHERE seq = 4",
    )  # fmt: skip
    assert (await verdict(store)).why == "it was changed"


async def test_whom_nobody_is_told_of_any_more_has_no_id(store) -> None:
    """With the last entry that names them the way from an id to them goes, too."""
    ann = await store.run(four)
    await store.run(lambda tx: tx.audit.purge(later(minutes=1)))
    assert await store.read(lambda tx: tx.audit.of(ann)) == []


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        ("walked the dog", {}),
        ("send.paused", {"actor": "Margaret"}),
        ("send.paused", {"thing": "Margaret"}),
        ("send.paused", {"result": "im lonely since he died"}),
        ("send.paused", {"thing": "sms:+447700900101"}),
        ("send.paused", {"thing": "number:0770.090.0101"}),
    ],
)
async def test_words_and_numbers_are_refused(store, action, fields) -> None:
    """An act nobody named, a name, a sentence, a number: none gets into the log."""
    with pytest.raises(ValueError, match="audit"):
        await store.run(lambda tx: audit.note(tx, action, NOW, **fields))
    assert (await verdict(store)).entries == 0


@pytest.mark.parametrize("thing", ["parked:17", "listing:oakfield/tea-and-talk", "key:12345678"])
async def test_the_names_of_things_are_not(store, thing) -> None:
    """What an act was done to is named, even a key whose name is all figures."""
    await store.run(lambda tx: audit.note(tx, "parked.shown", NOW, thing=thing, result="v0.1.0"))
    assert [one.thing for one in await store.read(lambda tx: tx.audit.entries())] == [thing]


@pytest.mark.parametrize(("place", "told"), [("leeds", "leeds"), ("Ann's home", ""), ("", "")])
async def test_an_odd_name_of_a_place_stops_nothing(store, place, told) -> None:
    """What is done there is told without it."""
    await store.run(lambda tx: audit.note(tx, "send.paused", NOW, place=place))
    assert [one.place for one in await store.read(lambda tx: tx.audit.entries())] == [told]


COLUMNS = st.tuples(st.integers(0, 2**60), st.text(max_size=9), st.text(max_size=9))


@given(COLUMNS, COLUMNS)
def test_no_two_entries_have_one_hash(one, other) -> None:
    """Not even where what ends one column begins the next."""
    same = chained(bytes(32), one) == chained(bytes(32), other)
    assert same == (one == other)
