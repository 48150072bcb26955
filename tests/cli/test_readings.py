"""Readings from the command line: their keys, their copies, and what is told of them."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from connectbot.app.crossing import Crossing
from connectbot.cli.root import settings_of
from connectbot.cli.store import in_both
from connectbot.clock import utc_now
from connectbot.model.message import Address
from connectbot.store import copies
from connectbot.store.cohorts import cohort_key, cohort_keys
from tests.app.waiting import Ford
from tests.cli.typed import done, typed

pytestmark = pytest.mark.usefixtures("database")

JOAN = Address("sms", "+447700900000")
OLD = "2025Q1"


def lived(cohort: str = "2026Q4", people: int = 1) -> None:
    """So many people were enrolled in a quarter, and what they answered has crossed."""
    now = utc_now()

    async def live(store: Any, crossing: Crossing) -> None:
        ford = Ford(Path(), store, crossing.readings, crossing)  # type: ignore[arg-type]
        cohort_key(crossing.keyring, cohort)
        then = now - timedelta(days=500 if cohort == OLD else 8)
        for number in range(people):
            await ford.end(await ford.enrol(number, cohort, then), at=then)
        await crossing.cross(now)

    in_both(settings_of(), live)


def count() -> int:
    """How many readings there are."""
    with closing(sqlite3.connect("connectbot-data/measures.db")) as database:
        return int(database.execute("SELECT count(*) FROM readings").fetchone()[0])


def test_what_is_held_of_answers_is_shown_and_given(here: Path) -> None:
    """How many and what they are called; in their own copy every answer."""
    lived()
    said = typed("privacy", "show", "07700900000").out
    assert "2 readings of check-ins in the readings database, pseudonymised" in said
    assert "satisfied 7" not in said
    assert "satisfied 7" in typed("privacy", "show", "07700900000", "--words").out
    copy = json.loads(typed("privacy", "show", "07700900000", "--json").out)
    assert [one["instrument"] for one in copy["check_in_answers"]] == ["ons4", "pulse"]


def test_erasing_takes_the_readings_too(here: Path) -> None:
    """At once, and says so; of others nothing goes."""
    lived(people=2)
    ended = typed("privacy", "erase", "07700900000", "--yes")
    assert "2 readings of check-ins, in the readings database" in ended.out
    assert "Released figures, which are anonymous" in ended.out
    assert count() == 2


def test_after_the_key_is_destroyed_erasing_says_that_it_cannot(here: Path) -> None:
    """Nobody pretends: what they answered is there, and nobody can find it."""
    lived(OLD, people=10)
    assert typed("keys", "shred", "--yes").code == 0
    assert count() == 20
    said = typed("privacy", "show", "07700900000").out
    assert "nobody can tell which are theirs" in said
    ended = typed("privacy", "erase", "07700900000", "--yes")
    assert "they cannot be found, and not removed" in ended.out
    assert count() == 20


def test_keys_of_quarters_are_listed_and_destroyed(here: Path) -> None:
    """Said first, done with --yes, never before their time."""
    lived(OLD, people=10)
    lived("2026Q4", people=1)
    status = typed("keys", "status").out
    assert f"cohort-{OLD}.key" in status
    assert "leads to readings; destroyed by itself on" in status
    dry = typed("keys", "shred")
    assert f"{OLD}: its key would be destroyed" in dry.out
    assert "Nothing was destroyed" in dry.out
    assert set(cohort_keys(here / "connectbot-keys")) == {OLD, "2026Q4"}
    early = typed("keys", "shred", "2026Q4", "--yes")
    assert early.code == 1
    assert "The key of 2026Q4 is still needed until" in early.err
    assert "There is no key of the quarter 'x'" in typed("keys", "shred", "x").err
    ended = typed("keys", "shred", OLD, "--yes")
    assert f"{OLD}: its key is destroyed" in ended.out
    assert "delete the older" in ended.out
    assert set(cohort_keys(here / "connectbot-keys")) == {"2026Q4"}
    assert f"cohort-{OLD}: destroyed" in typed("keys", "status").out
    found = json.loads(typed("keys", "status", "--json").out)["cohorts"]
    assert [(one["cohort"], bool(one["id"])) for one in found] == [(OLD, False), ("2026Q4", True)]
    assert typed("keys", "shred", "--yes").out.endswith("No key is due.\n")


def test_a_backup_has_two_files_and_old_ones_are_named(here: Path) -> None:
    """Named after the day in a folder; what is older than a week is to be deleted, by the doctor
    too."""
    lived()
    folder = here / "copies"
    folder.mkdir()
    (folder / "connectbot-2026-01-02-0300.db").touch()
    (folder / "notes-2026-01-02.txt").touch()
    (folder / "connectbot-2026-13-41.db").touch()
    ended = typed("db", "backup", str(folder))
    assert ended.code == 0, ended.err
    assert len(list(folder.glob("connectbot-*.measures.db"))) == 1
    assert "Delete what is older than 7 days" in ended.out
    assert "connectbot-2026-01-02-0300.db" in ended.out
    assert "notes" not in ended.out
    assert "copies in" in typed("doctor").out
    assert copies.LIVE < copies.SEALED


def test_readings_are_put_back_without_whoever_was_erased(here: Path) -> None:
    """The file says that it is of readings; who was erased since is not in it again."""
    lived(people=2)
    assert typed("db", "backup", "before.db").code == 0
    typed("privacy", "erase", "07700900000", "--yes")
    refused = typed("db", "restore", "before.measures.db")
    assert refused.code == 1
    assert "say --replace" in refused.err
    ended = typed("db", "restore", "before.measures.db", "--replace")
    assert ended.code == 0, ended.err
    assert "2 of people who were erased since are gone again" in ended.out
    assert count() == 2


def test_contacts_put_back_do_not_bring_sealed_answers_to_life(here: Path) -> None:
    """An answer that had left by now, in an old copy, goes as the copy is put back."""

    def waits(tx: Any) -> None:
        from connectbot.model.checkin import Enrolment
        from tests.app.waiting import ended

        then = utc_now() - timedelta(days=15)
        who = tx.residents.at(JOAN, "oakfield", then)
        enrolment = Enrolment(
            "e" * 32, who.id, "usual", "oakfield", "2026Q4", then.date(), then, state="consented"
        )
        tx.checkins.enrol(enrolment)
        tx.checkins.leave(ended(enrolment, at=then))

    done(waits)
    assert typed("db", "backup", "old.db").code == 0
    done(lambda tx: tx.checkins.left([one.key for one in tx.checkins.leaving("2026Q4")]))
    ended = typed("db", "restore", "old.db", "--replace")
    assert ended.code == 0, ended.err
    assert "1 sealed answers in it were past their time and are gone." in ended.out
    assert done(lambda tx: list(tx.checkins.leaving("2026Q4"))) == []
    assert count() == 0


def test_readings_are_refused_in_postgresql(here: Path) -> None:
    """Whose order of rows shows who came when; the doctor says the same."""
    (here / "connectbot.toml").write_text('measures_url = "postgresql://localhost/measures"')
    ended = typed("db", "upgrade")
    assert ended.code == 1
    assert "readings cannot be kept in PostgreSQL" in ended.err
    assert "CONNECTBOT_MEASURES_URL" in typed("doctor").out


def test_answers_whose_key_is_missing_are_told_of_and_erased(here: Path) -> None:
    """Looking at somebody and erasing them does not hang on one quarter's key: it is said what
    cannot be opened, and where the file belongs."""
    lived()
    (here / "connectbot-keys" / "cohort-2026Q4.key").unlink()
    said = typed("privacy", "show", "07700900000")
    assert said.code == 0, said.err
    assert "they cannot be found now. The key cohort-2026Q4.key is missing" in said.out
    status = typed("keys", "status")
    assert "cohort-2026Q4: The key cohort-2026Q4.key is missing" in status.out
    ended = typed("privacy", "erase", "07700900000", "--yes")
    assert ended.code == 0, ended.err
    assert "They go as soon as it is back" in ended.out
    assert typed("privacy", "show", "07700900000").code == 1


def test_a_key_is_kept_over_answers_that_it_does_not_open(here: Path) -> None:
    """Destroying it would delete them: that is refused with the mend, or asked for by name."""
    lived(OLD, people=1)
    key = here / "connectbot-keys" / f"cohort-{OLD}.key"

    def waits(tx: Any) -> None:
        from tests.app.waiting import ended

        (one,) = tx.checkins.of(tx.residents.at(JOAN, "oakfield", utc_now()).id)
        tx.checkins.leave(ended(one, "6-weeks"))

    right = key.read_text()
    key.write_text("ab" * 32)
    done(waits)
    key.write_text(right)
    refused = typed("keys", "shred", "--yes")
    assert refused.code == 1
    assert f"put back cohort-{OLD}.key" in refused.out
    assert f"{OLD}: its key is kept" in refused.out
    assert key.exists()
    assert typed("keys", "shred", OLD, "--anyway", "--yes").code == 0
    assert not key.exists()


def test_the_doctor_finds_a_key_that_others_can_read(here: Path) -> None:
    """And says how to mend it."""
    lived()
    key = here / "connectbot-keys" / "cohort-2026Q4.key"
    key.chmod(0o644)
    said = typed("doctor").out
    assert "chmod 600" in said
    assert "no answers of that quarter are kept" in said


def test_the_doctor_misses_a_key_of_a_quarter(here: Path) -> None:
    """With which nothing crosses and nobody's answers can be erased."""
    lived()
    assert "every key of theirs is there" in typed("doctor").out
    (here / "connectbot-keys" / "cohort-2026Q4.key").unlink()
    assert "cohort-2026Q4.key with which they were made is not in" in typed("doctor").out
