"""What is past its time goes, table by table; what is open, and what keeps somebody safe, stays."""

import ast
import string
from datetime import date, timedelta
from pathlib import Path

import pytest

from connectbot.desk import audit, tidy
from connectbot.desk.retention import APART, AUDIT, ERASED, RETENTION, STANDS, Keep
from connectbot.desk.retention_line import CROSSING
from connectbot.model.message import Address, MessageClass
from connectbot.store.readings.schema import TABLES
from connectbot.store.statement import Statement
from connectbot.store.tables import Row
from tests.desk.test_talk import asked, give_back
from tests.desk.town import LEE, link_token

ROOT = Path(__file__).parents[2]
WORDS = Keep().words + timedelta(days=1)
ALL = {
    name: Statement(table.select().order_by(*table.primary_key))
    for name, table in Row.metadata.tables.items()
}


async def tidied(town):
    """The hourly tick: some at a time, until nothing is left; how many."""
    gone = 0
    while await town.wake():
        pass
    await town.leave()
    while some := await town.store.run(tidy.tidy, town.desk, town.now):
        gone += some
    return gone


async def rows(town, table):
    """The rows of a table, each as a dict."""
    names = [column.name for column in Row.metadata.tables[table].columns]
    found = await town.store.read(lambda tx: tx.audit._link.rows(ALL[table]))
    return [dict(zip(names, row, strict=True)) for row in found]


def test_every_table_has_its_line() -> None:
    """No table is kept without saying how long, and no line is of a table there is not."""
    assert [line.table for line in RETENTION if line.table != "alembic_version"] == [
        name for name in dict.fromkeys(line.table for line in RETENTION) if name in ALL
    ]
    assert {line.table for line in RETENTION} == {*ALL, "alembic_version"}
    assert sorted(line.table for line in APART) == sorted(TABLES)


@pytest.mark.parametrize("line", RETENTION + APART, ids=lambda line: line.table)
def test_every_line_has_its_job_and_its_test(line) -> None:
    """A promise that nothing keeps, or nothing shows, is none; what is filled in is known."""
    assert line.job in {*tidy.JOBS, ERASED, STANDS, CROSSING}
    named = {part for _, part, _, _ in string.Formatter().parse(line.kept) if part}
    assert named <= {"words", "silent", "keys"}
    assert "{" not in line.kept_for(Keep())
    if line.job == STANDS and not line.test:
        return
    file, _, name = line.test.partition("::")
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    assert name in {one.name for one in tree.body if isinstance(one, functions)}


def test_no_job_is_forgotten() -> None:
    """Each job belongs to a table of the list, or is said under one."""
    # The keyed hashes of inbox; who waited for an alert to be read; words of check-ins.
    beside = {"keys", "aside", "hushed"}
    assert set(tidy.JOBS) == {line.job for line in RETENTION} - {ERASED, STANDS, CROSSING} | beside


async def test_words_go_after_their_time(town):
    """Neither what she wrote nor what she was sent is left; that a message came is known longer."""
    await town.say("im lonely, LS8")
    await town.say("1")
    said = await rows(town, "inbox")
    town.now += WORDS - timedelta(days=2)
    await tidied(town)
    assert await rows(town, "inbox") == said
    town.later(days=2)
    assert await tidied(town)
    kept = await rows(town, "inbox")
    assert {(one["sealed"], one["resident_id"]) for one in kept} == {(None, None)}
    assert [one["key"] for one in kept] == [one["key"] for one in said]
    assert await rows(town, "outbox") == []
    town.number = 0
    await town.text("im lonely, LS8")
    assert await rows(town, "inbox") == kept  # a repeat is still known
    town.now += Keep().keys
    await tidied(town)
    assert [one["key"] in {old["key"] for old in said} for one in await rows(town, "inbox")] == []


@pytest.mark.parametrize("state", ["waiting", "parked"])
async def test_what_is_not_answered_stays(town, state):
    """A message that waits, or that broke something, is kept until somebody has looked."""
    await town.say("hello")
    await town.store.run(
        lambda tx: tx.audit._link.change(
            Statement(Row.metadata.tables["inbox"].update().values(state=_fixed(state)))
        )
    )
    town.now += WORDS * 3
    await tidied(town)
    assert [one["sealed"] is None for one in await rows(town, "inbox")] == [False]


def _fixed(value):
    from connectbot.store.row import fixed

    return fixed(value)


@pytest.mark.parametrize("state", ["queued", "sending", "lost"])
async def test_what_is_not_sent_stays(town, state):
    """Nothing is let go of while it may still be sent, or its end is not known."""
    id = await town.queue("hello", MessageClass.SERVICE)
    if state != "queued":
        (claimed,) = await town.claim()
        assert claimed.id == id
    if state == "lost":
        await town.store.run(lambda tx: tx.outbox.lost(id, town.now, "timeout"))
    town.now += WORDS * 3
    await tidied(town)
    assert [one["state"] for one in await rows(town, "outbox")] == [state]


async def test_what_is_said_in_an_open_talk_stays(town):
    """Sam reads the whole talk while it is open; when it is closed its words go in their time."""
    talk = await town.take(await asked(town))
    town.now += WORDS
    await tidied(town)
    assert [one["sealed"] is None for one in await rows(town, "inbox")] == [False]
    assert await rows(town, "outbox") != []
    assert await give_back(town, talk)
    await town.leave()
    await tidied(town)
    assert [one["sealed"] is None for one in await rows(town, "inbox")] == [True]


async def test_an_open_alert_stays(town):
    """However long nobody opens it, and however silent she is: somebody is still to look."""
    await town.say("hello")
    await town.text("my husband hits me")
    link = link_token((await town.delivered())[LEE][0])
    town.now += Keep().silent * 2
    await tidied(town)
    talk = await town.take(link)
    assert talk is not None
    lines = await town.store.read(lambda tx: tx.handovers.transcript(talk.id))
    assert "my husband hits me" in [line.text for line in lines]


async def test_a_closed_talk_goes(town):
    """The links at once, as they open nothing any more; the rest after its time."""
    talk = await town.take(await asked(town))
    await tidied(town)
    assert len(await rows(town, "handover_links")) == 1
    assert await give_back(town, talk)
    await tidied(town)
    assert await rows(town, "handover_links") == []
    assert len(await rows(town, "handovers")) == 1
    town.now += WORDS
    await tidied(town)
    assert await rows(town, "handovers") == []


async def test_an_address_of_nobodys_goes(town):
    """Sam's number was only written to: it goes with the last text to it."""
    talk = await town.take(await asked(town))
    assert await give_back(town, talk)
    await town.leave()
    town.now += WORDS
    await tidied(town)
    assert [one["resident_id"] is None for one in await rows(town, "addresses")] == [False]


async def test_of_an_opt_out_of_nobodys_only_the_hash_stays(town):
    """Lee said STOP to us before he was ever a resident here."""
    lee = Address("sms", LEE)
    await town.queue("hello", MessageClass.SAFETY, LEE)
    await town.leave()
    await town.store.run(lambda tx: tx.residents.stop(lee, town.now, "provider"))
    town.now += WORDS
    await tidied(town)
    (row,) = await rows(town, "addresses")
    assert row["sealed"] is None
    assert row["stopped_how"] == "provider"


async def test_counts_go_after_their_time(town):
    """What was searched for in vain two years ago, and what was spent a month ago."""

    def counted(tx):
        for month in (date(2024, 10, 1), date(2024, 11, 1), date(2026, 11, 1)):
            for need in ("company", "food"):
                tx.unmet.count("oakfield", need, "LS8", month)

    await town.store.run(counted)
    await town.say("hello")
    (before,) = await rows(town, "spend")
    await tidied(town)
    assert {one["month"] for one in await rows(town, "unmet")} == {"2024-11", "2026-11"}
    assert await rows(town, "spend") == [before]
    town.later(days=32)
    await tidied(town)
    assert await rows(town, "spend") == []


async def test_a_flow_goes_with_its_last_conversation(town):
    """It is kept for who stands in it, and not for longer."""
    await town.restart()
    await town.say("im lonely")
    old = (await town.resident()).conversation.revision
    current = set(town.desk.world.bodies())
    await town.store.run(lambda tx: tx.flows.keep("gone", "{}", town.now))
    await tidied(town)
    kept = {one["revision"] for one in await rows(town, "flow_revisions")}
    assert kept == current | {old}
    assert "gone" not in kept


async def test_the_audit_log_goes_after_six_years(town):
    """Old entries go, one says how many went, and the rest is whole."""
    for _ in range(3):
        await town.store.run(lambda tx: audit.note(tx, "send.paused", town.now))
        town.later(days=1)
    town.now += AUDIT - timedelta(days=1)
    assert await tidied(town) == 2
    told = await town.store.read(lambda tx: tx.audit.entries())
    assert [(one.action, one.result) for one in told] == [
        ("send.paused", "done"),
        ("audit.purge", "2"),
    ]
    assert (await town.store.read(lambda tx: tx.audit.verify())).why == ""


async def test_at_most_fifty_go_at_once(town):
    """Nobody who writes waits behind a year of old messages."""
    for n in range(40):
        await town.text("hello", f"+44770090{n:04}")
    await town.leave()
    town.now += WORDS
    gone = []
    while some := await town.store.run(tidy.tidy, town.desk, town.now):
        gone.append(some)
    assert max(gone) == tidy.MOST
    assert len(gone) > 1
