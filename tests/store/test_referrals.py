"""What is kept of referrals: sealed, found again, and let go of after its time."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import time
from dataclasses import replace

import psycopg
import pytest

from connectbot.desk.ports import Answered, System
from connectbot.model.message import Address
from connectbot.model.referral import Event
from connectbot.store.opening import open_store
from tests.desk.referring.introduced import draft
from tests.store.people import ANN, NOW, heard, later
from tests.store.test_audit import behind_its_back


def _made(tx, **more):
    ann = tx.residents.at(ANN, "leeds", NOW)
    return tx.referrals.add(draft(ann.id, made_at=NOW, **more))


def _event(made, at=NOW):
    return Event(made.id, at, "link-worker", "sam", "draft", "awaiting_consent", "")


async def test_what_is_kept_is_found_as_it_was(store) -> None:
    """Every field comes back; the id is unguessable, the code is like K7QP."""
    made = await store.run(_made, next_at=later(days=3))
    assert re.fullmatch(r"[a-z]{12}", made.id)
    assert re.fullmatch(r"[A-Z][2-9][A-Z]{2}", made.code)
    assert await store.read(lambda tx: tx.referrals.get(made.id)) == made
    changed = replace(made, state="sent", share="all", nudged=2, sent_at=NOW, next_at=None)
    await store.run(lambda tx: tx.referrals.keep(changed))
    assert await store.read(lambda tx: tx.referrals.get(made.id)) == changed
    assert await store.read(lambda tx: tx.referrals.get("nobody")) is None


async def test_no_word_of_a_person_stands_in_clear(store, url) -> None:
    """Name, hopes, needs and district are sealed."""
    await store.run(_made)
    rows = str(_rows(url, "SELECT * FROM referrals"))
    assert not any(word in rows for word in ("Jean", "company", "no steps", "LS8"))


def _rows(url, statement):
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as database:
            rows = database.execute(statement).fetchall()
        database.close()
        return rows
    with psycopg.connect(url) as database:
        return database.execute(statement).fetchall()


async def test_a_code_leads_to_the_open_one(store) -> None:
    """A code that was another's before leads to the one that is not over; else to the newest."""
    first = await store.run(_made)
    await store.run(lambda tx: tx.referrals.keep(replace(first, closed_at=NOW, state="lapsed")))
    assert (await store.read(lambda tx: tx.referrals.by_code(first.code))).id == first.id
    assert await store.read(lambda tx: tx.referrals.by_code("A2BC")) is None


async def test_what_is_due_is_found_once_it_is(store) -> None:
    """Those of the states asked for, oldest first, so many at most."""
    first = await store.run(_made, next_at=later(days=2), state="sent")
    second = await store.run(_made, next_at=later(days=1), state="sent")
    await store.run(_made, next_at=NOW, state="accepted")

    async def due(at, limit=50):
        rows = await store.run(lambda tx: tx.referrals.due(at, ("sent",), limit))
        return [row.id for row in rows]

    assert await due(NOW) == []
    assert await due(later(days=2)) == [second.id, first.id]
    assert await due(later(days=2), 1) == [second.id]


async def test_a_link_opens_its_page_until_it_ends(store) -> None:
    """By the hash of its token; dropped, or past, it opens nothing."""
    made = await store.run(_made)

    async def opened(at):
        return await store.run(lambda tx: tx.referrals.by_link("hash", at))

    assert await opened(NOW) is None
    await store.run(lambda tx: tx.referrals.offer_link("hash", made.id, later(days=1)))
    assert (await opened(NOW)).id == made.id
    assert await opened(later(days=1)) is None
    await store.run(lambda tx: tx.referrals.drop_links(made.id))
    assert await opened(NOW) is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE referral_events SET reason = 'other'",
        "DELETE FROM referral_events",
        "INSERT OR REPLACE INTO referral_events SELECT seq, referral, at, who, who_id, before, "
        "after, 'other', said FROM referral_events",
        "TRUNCATE referral_events",
    ],
)
async def test_the_log_only_grows(store, url, statement) -> None:
    """The database itself refuses to change or take away a line of a referral that is there."""
    if statement.startswith("INSERT" if not url.startswith("sqlite") else "TRUNCATE"):
        pytest.skip("there is no such statement here")
    made = await store.run(_made)
    await store.run(lambda tx: tx.referrals.log(_event(made)))
    with pytest.raises(Exception, match="append-only"):
        behind_its_back(url, statement)
    assert await store.read(lambda tx: tx.referrals.events(made.id)) == [_event(made)]


async def test_they_are_counted_by_how_they_came_out(store) -> None:
    """Alike ones together, with whom they were of; what was made at another time is left out."""

    def several(tx):
        one = _made(tx, state="sent")
        tx.referrals.add(one)
        tx.referrals.add(replace(one, state="lapsed", reason="no-answer"))
        tx.referrals.add(replace(one, made_at=later(days=200)))
        return one.resident_id

    ann = await store.run(several)
    found = await store.read(lambda tx: tx.referrals.counts(NOW, later(days=1)))
    assert [(one.state, one.reason, one.area, one.residents) for one in found] == [
        ("lapsed", "no-answer", "LS8", (ann,)),
        ("sent", "", "LS8", (ann, ann)),
    ]


async def test_what_is_past_its_time_goes(store, url) -> None:
    """A draft goes; the words of one that ended go before the rest, whose district is counted; then
    the rest, its lines and its links."""
    made = await store.run(_made)
    over = await store.run(_made)

    def lived(tx):
        tx.referrals.keep(replace(over, state="lapsed", reason="no-answer", closed_at=NOW))
        tx.referrals.log(_event(over))
        tx.referrals.offer_link("hash", over.id, NOW)

    await store.run(lived)
    soon = later(days=1)
    assert await store.run(lambda tx: tx.referrals.drop_drafts(NOW, 50)) == 0
    assert await store.run(lambda tx: tx.referrals.drop_drafts(soon, 50)) == 1
    assert await store.read(lambda tx: tx.referrals.get(made.id)) is None
    assert await store.run(lambda tx: tx.referrals.drop_words(NOW, 50)) == 0
    assert await store.run(lambda tx: tx.referrals.drop_words(soon, 50)) == 1
    assert await store.run(lambda tx: tx.referrals.drop_words(soon, 50)) == 0
    left = (await store.read(lambda tx: tx.referrals.get(over.id))).details
    assert (left.first_name, left.area) == ("", "LS8")
    assert await store.run(lambda tx: tx.referrals.purge(NOW, NOW, 50)) == 0
    assert await store.run(lambda tx: tx.referrals.purge(soon, soon, 50)) == 3
    assert _rows(url, "SELECT count(*) FROM referral_events") == [(0,)]


async def test_lines_of_an_erased_person_lead_to_nobody(store, url) -> None:
    """With the person their referrals and links go; the lines stay their time, of an id that is
    nowhere else."""
    made = await store.run(_made)

    def lived(tx):
        tx.referrals.log(_event(made))
        tx.referrals.offer_link("hash", made.id, later(days=1))

    await store.run(lived)
    await store.run(lambda tx: tx.residents.forget(made.resident_id))
    assert _rows(url, "SELECT count(*) FROM referrals") == [(0,)]
    assert _rows(url, "SELECT count(*) FROM referral_tokens") == [(0,)]
    assert await store.read(lambda tx: tx.referrals.events(made.id)) == [_event(made)]
    assert await store.run(lambda tx: tx.referrals.purge(NOW, NOW, 50)) == 0
    assert await store.run(lambda tx: tx.referrals.purge(later(days=1), NOW, 50)) == 1


async def test_two_who_are_one_keep_their_referrals(store) -> None:
    """Where two turn out to be one, the referrals of both are theirs."""
    made = await store.run(_made)

    def merged(tx):
        other = tx.residents.at(Address("telegram", "7"), "leeds", NOW)
        tx.residents.merge(made.resident_id, other.id)
        return other.id

    other = await store.run(merged)
    assert [one.id for one in await store.read(lambda tx: tx.referrals.of(other))] == [made.id]


SURGERY = System("surgery", "The Surgery", ("leeds", "york"), NOW)


async def test_a_system_is_known_by_its_token(store) -> None:
    """By its hash, until it is revoked; all of them can be listed."""
    await store.run(lambda tx: tx.systems.add(SURGERY, "hash"))
    assert await store.read(lambda tx: tx.systems.by_token("hash")) == SURGERY
    assert await store.read(lambda tx: tx.systems.by_token("other")) is None
    await store.run(lambda tx: tx.systems.revoke("surgery", NOW))
    assert await store.read(lambda tx: tx.systems.by_token("hash")) is None
    assert await store.read(lambda tx: tx.systems.all()) == [replace(SURGERY, revoked_at=NOW)]


async def test_a_key_is_answered_once(store) -> None:
    """What a system was answered to a key is kept, and a second answer to it is not."""
    answered = Answered("body", 201, "abc")

    async def answer(one):
        return await store.run(lambda tx: tx.systems.answer("surgery", "key", one, NOW))

    assert await answer(answered)
    assert not await answer(Answered("other", 409, ""))
    assert await store.read(lambda tx: tx.systems.answered("surgery", "key")) == answered
    assert await store.read(lambda tx: tx.systems.answered("another", "key")) is None


async def test_a_system_goes_after_its_time(store) -> None:
    """A year after it was revoked; what it was answered after a day."""

    def lived(tx):
        tx.systems.add(SURGERY, "hash")
        tx.systems.revoke("surgery", NOW)
        tx.systems.answer("surgery", "key", Answered("body", 201, "abc"), NOW)

    await store.run(lived)
    assert await store.run(lambda tx: tx.systems.purge(NOW, NOW, 50)) == 0
    assert await store.run(lambda tx: tx.systems.purge(later(days=1), later(days=1), 50)) == 2


async def test_who_never_wrote_is_found_to_be_let_go(store) -> None:
    """Somebody who was referred, never wrote, and of whom no group was told: once the last one has
    been over for long enough."""
    made = await store.run(_made)

    async def found():
        return list(await store.read(lambda tx: tx.referrals.unanswered(later(days=1), 50)))

    async def stands(**more):
        await store.run(lambda tx: tx.referrals.keep(replace(made, **more)))
        return await found()

    assert await found() == []
    assert await stands(state="lapsed", closed_at=later(days=1)) == []
    assert await stands(state="lapsed", closed_at=NOW, sent_at=NOW) == []
    assert await stands(state="lapsed", closed_at=NOW) == [made.resident_id]
    await store.run(lambda tx: tx.inbox.add(heard(), made.resident_id, state="done"))
    assert await found() == []


async def test_what_is_due_goes_to_one_process(postgres_url, keys) -> None:
    """Two processes that look at once never take the same one."""
    one, two = open_store(postgres_url, keys), open_store(postgres_url, keys)

    def several(tx):
        first = _made(tx, next_at=NOW, state="sent")
        for _ in range(9):
            tx.referrals.add(first)

    def take(tx):
        found = tx.referrals.due(NOW, ("sent",), 5)
        time.sleep(0.1)
        for each in found:
            tx.referrals.keep(replace(each, next_at=None))
        return [each.id for each in found]

    try:
        await one.run(several)
        first, second = await asyncio.gather(one.run(take), two.run(take))
        assert len({*first, *second}) == len(first) + len(second) == 10
    finally:
        await one.close()
        await two.close()
