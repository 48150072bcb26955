"""SQL compiled once: its parameters are named, and its plans use the indexes made for them."""

import sqlite3
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import bindparam, select
from sqlalchemy.dialects import sqlite

from connectbot.store import claiming, outbox, persons, settling, taken_back
from connectbot.store.moments import Moment, micros, moment
from connectbot.store.statement import Statement
from connectbot.store.tables import SWITCHES


def test_both_databases_get_their_own_marks() -> None:
    """The same statement names its parameters as each driver wants them."""
    one = Statement(select(SWITCHES.c.value).where(SWITCHES.c.name == bindparam("name")))
    assert ":name" in one.sqlite
    assert b"%(name)s" in one.postgres


def test_a_forgotten_constant_is_told() -> None:
    """A value that would silently be left out of the parameters is refused."""
    with pytest.raises(TypeError, match="fixed"):
        _ = Statement(select(SWITCHES.c.value).where(SWITCHES.c.name == "sending")).sqlite


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        (claiming._READ, "ix_outbox_queue"),
        (claiming._READ, "uq_outbox_underway"),
        (claiming._READ, "ix_outbox_said"),
        (outbox._EXPIRED_READ, "ix_outbox_expiry"),
        (outbox._CANCEL, "ix_outbox_said"),
        (outbox._REPLAY, "ix_outbox_said"),
        (settling._UNSETTLED_READ, "uq_outbox_underway"),
        (settling._BY_PROVIDER, "ix_outbox_provider"),
        (persons._DUE_READ, "ix_conversations_wake_at"),
        (persons._AT_ADDRESS, "ix_inbox_waiting"),
        (taken_back.taken_back(2, 3), "ix_enrolments_taken_back_at"),
    ],
)
def test_the_hot_path_reads_by_index(sqlite_tables, statement, index) -> None:
    """No statement that runs all the time reads a whole table of messages or people."""
    database = sqlite3.connect(sqlite_tables)
    params = dict.fromkeys(_names(statement.sqlite), 1)
    plan = [row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {statement.sqlite}", params)]
    database.close()
    assert any(index in line for line in plan), plan
    assert [line for line in plan if line.startswith("SCAN") and "INDEX" not in line] == []


def test_a_claim_does_not_sort(sqlite_tables) -> None:
    """The queue is read in its order, so a claim costs what it takes and not what is waiting."""
    database = sqlite3.connect(sqlite_tables)
    sql = claiming._READ.sqlite
    plan = database.execute(f"EXPLAIN QUERY PLAN {sql}", dict.fromkeys(_names(sql), 1)).fetchall()
    database.close()
    assert "TEMP B-TREE" not in str(plan)


def _names(sql: str) -> list[str]:
    import re

    return re.findall(r":(\w+)", sql)


@given(st.datetimes(timezones=st.just(timezone(timedelta(hours=1)))))
def test_a_moment_comes_back(when) -> None:
    """Every time comes back to the microsecond, in UTC, on both paths."""
    assert moment(micros(when)) == when
    column = Moment()
    dialect = sqlite.dialect()
    stored = column.process_bind_param(when, dialect)
    assert stored == micros(when)
    assert column.process_result_value(stored, dialect) == when
    assert column.process_result_value(None, dialect) is None


def test_a_time_without_a_zone_is_refused() -> None:
    """A naive datetime is an error, not a guess."""
    with pytest.raises(TypeError):
        micros(datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None))
