"""Ways to break a store on purpose, with the driver's own connection in a use case's hands."""

import sqlite3

from sqlalchemy import text

from connectbot.store.statement import Statement
from tests.store.people import NOW


def raw(tx) -> sqlite3.Connection:
    """The driver's connection under a transaction."""
    return tx.link._connection


def note(tx, name: str, value: str = "here") -> str:
    """A small good use case: leaves a switch behind; its name."""
    tx.switches.set(name, value, NOW)
    return name


def note_and_raise(tx, name: str) -> None:
    """Writes, and then fails as a bug would."""
    note(tx, name)
    raise ValueError(name)


def note_and_roll_back_everything(tx, name: str) -> None:
    """Destroys the transaction of its whole batch, as OR ROLLBACK does."""
    note(tx, name)
    _run(tx, "INSERT OR ROLLBACK INTO switches VALUES (?, 'twice', 0)", name)


def swallow_and_go_on(tx, name: str) -> None:
    """Destroys the transaction, hides the error and goes on writing."""
    try:
        note_and_roll_back_everything(tx, name)
    except sqlite3.Error:
        note(tx, f"{name}-after")


def swallow_and_end(tx, name: str) -> None:
    """Hides an error of the database and ends as if nothing had been."""
    note(tx, name)
    try:
        _run(tx, "INSERT INTO switches VALUES (?, 'twice', 0)", name)
    except sqlite3.Error:
        return


def ask_for_what_is_not_there(tx, name: str) -> None:
    """A query that fails, after something was written."""
    note(tx, name)
    tx.link.rows(Statement(text("SELECT * FROM nowhere")))


def fail_at_commit(tx, name: str) -> None:
    """All goes well until COMMIT, which finds an address of nobody."""
    note(tx, name)
    _run(tx, "PRAGMA defer_foreign_keys=ON")
    _run(tx, "INSERT INTO addresses VALUES (9, 'sms', 'x', NULL, 99, NULL, '', '', NULL, NULL)")


def lose_the_lock(tx, other: sqlite3.Connection) -> None:
    """Destroys the batch while another process takes the database."""
    note(tx, "bad")
    try:
        note_and_roll_back_everything(tx, "bad")
    finally:
        other.execute("BEGIN IMMEDIATE")


def interrupt_once(tx, name: str, done: list[str]) -> str:
    """Is interrupted in the middle of writing, the first time."""
    note(tx, name)
    if not done:
        done.append(name)
        connection = raw(tx)
        connection.create_function("stop_now", 0, lambda: connection.interrupt())
        _run(tx, _SLOW)
    return name


_SLOW = """
    INSERT INTO switches
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
    SELECT 'row' || i, coalesce(CASE WHEN i = 500 THEN stop_now() END, ''), 0 FROM n
"""


def fill(tx, name: str, size: int = 100_000) -> str:
    """Writes more than a nearly full disk can take."""
    return note(tx, name, "x" * size)


def _run(tx, sql: str, *params: str) -> None:
    try:
        raw(tx).execute(sql, params)
    except sqlite3.Error as error:
        tx.link.failed = error  # as the link does for its own statements
        raise
