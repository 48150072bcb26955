"""T8, T9: whoever has copies of everything tries numbers, enrolments and keys; before and after the
key of a quarter is destroyed."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from connectbot.desk.answered import stays
from connectbot.desk.unlinking import destroyed_at, pseudonym
from connectbot.model.checkin import Wave
from connectbot.model.conversation import Conversation
from connectbot.store import backup, cohorts, copies
from connectbot.store.cohorts import cohort_key, cohort_keys
from connectbot.store.keyring import read_keyring
from connectbot.store.readings import copying
from connectbot.store.vault import Vault
from tests.app.waiting import ford_in
from tests.attacks.crowd import BEGAN, Crowd

QUARTERS = ("2026Q3", "2026Q4")
EACH = 40
SPACE = [f"+447700900{number:03d}" for number in range(1000)]
LONG = (16, 32)
ROWS = {"answers_held": "wave_id", "conversations": "resident_id", "readings_leaving": "key"}
WAITS = "SELECT count(*) FROM readings_leaving"


@dataclass
class Loot:
    """What an attacker has carried off, as bytes, and every value of 16 or 32 bytes in its rows."""

    contacts: Path
    readings: Path
    keys: list[bytes]

    def rows(self, path: Path, statement: str) -> list[tuple]:
        with closing(sqlite3.connect(path)) as database:
            return database.execute(statement).fetchall()

    def values(self) -> set[bytes]:
        """Every value of that length in either database."""
        found: set[bytes] = set()
        for path in (self.contacts, self.readings):
            for (table,) in self.rows(path, "SELECT name FROM sqlite_master WHERE type = 'table'"):
                for row in self.rows(path, f'SELECT * FROM "{table}"'):
                    found |= {one for one in row if isinstance(one, bytes) and len(one) in LONG}
        return found

    def linked(self) -> int:
        """How many readings are led back to an enrolment, and by that to a number of theirs."""
        enrolments = [id for (id,) in self.rows(self.contacts, "SELECT id FROM enrolments")]
        names = [name for (name,) in self.rows(self.readings, "SELECT pseudonym FROM readings")]
        made = {guess for id in enrolments for guess in guesses(id, self.keys)}
        return sum(name in made for name in names)


def guesses(text: str, keys: list[bytes]) -> Iterator[bytes]:
    """What a hash of this might be, without a key and with each that there is."""
    for said in (text, text.lstrip("+"), f"0{text[3:]}", f"sms{chr(31)}{text}"):
        for tail in (b"", b"measures-v1"):
            whole = said.encode() + tail
            for name in ("md5", "sha1", "sha256", "sha512", "blake2b"):
                digest = hashlib.new(name, whole).digest()
                yield from (digest[:16], digest[:32])
            for key in (b"", b"\0" * 32, *keys):
                digest = hmac.digest(key, whole, "sha256")
                yield from (digest[:16], digest)


@pytest.fixture(scope="module")
def lived(tmp_path_factory, tables):
    """Two quarters of 40 people whose answers have crossed; the folder, both databases closed."""
    folder = tmp_path_factory.mktemp("keys")

    async def live() -> Crowd:
        crowd = Crowd(ford_in(folder / "machine", tables))
        for quarter in QUARTERS:
            await crowd.answer(["oakfield"] * EACH, BEGAN, quarter)
        assert await crowd.ford.crossing.cross(BEGAN) == EACH * 2
        await crowd.ford.store.close()
        return crowd

    return asyncio.run(live())


def carried_off(crowd: Crowd, folder: Path, keys: list[bytes]) -> Loot:
    """Copies of both databases, and these keys."""
    contacts, readings = folder / "contacts.db", folder / "readings.db"
    backup.back_up(crowd.ford.folder / "data" / "connectbot.db", contacts, BEGAN)
    copying.back_up(crowd.ford.readings.path, readings)
    return Loot(contacts, readings, keys)


def seals(crowd: Crowd) -> list[bytes]:
    """Every key in the keyring that is of no quarter."""
    files = [path for path in crowd.ford.keys.iterdir() if not path.name.startswith("cohort-")]
    return [bytes.fromhex(path.read_text().strip()) for path in files if path.suffix == ".key"]


def test_a_copy_without_the_keyring(lived, tmp_path, record):
    """T8: no value in either database is any hash of a number; none of a pseudonym is of an
    enrolment. What a number is hashed with has 256 bits, so trying more numbers finds no more."""
    loot = carried_off(lived, tmp_path, [])
    values = loot.values()
    assert len(values) > EACH * 2
    tried = {guess for number in SPACE for guess in guesses(number, [])}
    found = len(tried & values)
    assert found == loot.linked() == 0
    key = cohort_key(lived.ford.keys, QUARTERS[0])
    with_one = Loot(loot.contacts, loot.readings, [key])
    of_it = with_one.rows(loot.readings, f"SELECT 1 FROM readings WHERE cohort = '{QUARTERS[0]}'")
    assert with_one.linked() == len(of_it) == EACH
    record("T8", f"0 of {EACH * 2} linked; with one cohort's key {EACH} of {EACH}, of the other 0")


def test_with_a_hash_without_a_key_everybody_is_found(lived, tmp_path):
    """Mutation: a pseudonym that is the plain hash of a number falls at once."""
    loot = carried_off(lived, tmp_path, [])
    with closing(sqlite3.connect(loot.readings)) as database, database:
        rows = database.execute("SELECT key FROM readings").fetchall()
        for (key,), number in zip(rows, SPACE, strict=False):
            plain = hashlib.sha256(number.encode()).digest()[:16]
            database.execute("UPDATE readings SET pseudonym = ? WHERE key = ?", (plain, key))
    tried = {guess for number in SPACE for guess in guesses(number, [])}
    names = {name for (name,) in loot.rows(loot.readings, "SELECT pseudonym FROM readings")}
    assert names <= tried


def test_without_shredding_the_keyring_leads_back(lived, tmp_path):
    """Mutation: with everything, before the keys are destroyed, everybody is found."""
    keys = [cohort_key(lived.ford.keys, quarter) for quarter in QUARTERS]
    assert carried_off(lived, tmp_path, keys).linked() == EACH * 2


async def shredded(folder: Path, tables: Path) -> tuple[Crowd, list[Loot], set[bytes]]:
    """Forty people answer, half-way through another check-in too; copies are made while all of it
    waits and before the key is destroyed, and nobody deletes any. What there is then, and the names
    that the readings had."""
    crowd = Crowd(ford_in(folder / "machine", tables))
    await crowd.answer(["oakfield"] * EACH, BEGAN)
    await crowd.ford.store.run(half_way, crowd.people)
    nights = folder / "nights"
    nights.mkdir()
    copied(crowd, nights, BEGAN)  # while all of it waits, sealed: the dangerous one
    await crowd.ford.crossing.cross(BEGAN)
    ends = destroyed_at("2026Q4", BEGAN + timedelta(days=7))
    copied(crowd, nights, ends - timedelta(days=1))
    names = {one.pseudonym for one in await crowd.ford.readings.readings()}
    await crowd.ford.crossing.tick(ends)
    assert cohort_keys(crowd.ford.keys) == {}
    return crowd, everything(crowd, nights, folder), names


def half_way(tx, people) -> None:
    """Each of them has answered the first question of another check-in, and is asked the second."""
    given = (("ons4", "happy", 7),)
    for who in people:
        wave = Wave(0, who.id, who.resident_id, "6-weeks", BEGAN, "", BEGAN, "started")
        tx.checkins.plan_wave(wave)
        tx.checkins.hold(tx.checkins.wave(who.id, "6-weeks"), given, BEGAN)
        resident = tx.residents.get(who.resident_id)
        asked = Conversation("oakfield", checkin=f"checkin {who.id} 6-weeks usual", answers=given)
        tx.residents.keep(resident, asked, None)
        assert tx.residents.get(who.resident_id).conversation == asked


def read(loot: Loot, keyring: Path) -> int:
    """How many rows of answers, each beside whoever gave them, are read with what is left in the
    keyring: their outer seals open, and within there are answers or there is another seal."""
    vault, found, opened = Vault(read_keyring(keyring)), 0, 0
    rows = [
        (table, row.hex() if isinstance(row, bytes) else str(row), sealed)
        for table, by in ROWS.items()
        for row, sealed in loot.rows(loot.contacts, f"SELECT {by}, sealed FROM {table}")
    ]
    for table, row, sealed in rows:
        within = vault.open(f"{table}:sealed", row, sealed)
        opened += 1
        found += "ons4" in within
    assert opened == len(rows)
    return found


async def test_after_shredding_with_everything(tmp_path, tables, record):
    """T9: both databases as they are, copies of them from every time, the one from while answers
    waited too, and the whole keyring: nobody is found, and an erasure is answered so."""
    crowd, everywhere, old_names = await shredded(tmp_path, tables)
    assert len(everywhere) == 9
    waited = [loot for loot in everywhere if loot.rows(loot.contacts, WAITS)[0][0] == EACH]
    assert len(waited) == 3
    assert sum(read(loot, crowd.ford.keys) for loot in everywhere) == 0
    lengths = "SELECT DISTINCT length(sealed) FROM readings_leaving"
    assert len(waited[0].rows(waited[0].contacts, lengths)) == 1
    assert linked_by_all(everywhere) == 0
    now = {one.pseudonym for one in await crowd.ford.readings.readings()}
    assert not old_names & now
    answered = await crowd.ford.crossing.answered(crowd.people[0].resident_id)
    assert not answered.readings
    assert "nobody can tell which are theirs" in stays(answered)[0]
    again = await crowd.ford.store.run(lambda tx: tx.residents.get(crowd.people[0].resident_id))
    assert not again.conversation.answers
    await crowd.ford.store.close()
    record("T9", f"0 of {EACH} linked; an erasure says that they cannot be found")


async def test_without_the_seal_of_the_quarter_old_copies_are_read(tmp_path, tables, monkeypatch):
    """Mutation: sealed by the vault alone, a copy from while answers waited tells all of them."""
    monkeypatch.setattr(cohorts, "seal", lambda folder, cohort, bound, text: text)
    monkeypatch.setattr(cohorts, "unseal", lambda folder, cohort, bound, sealed: sealed)
    crowd, everywhere, _ = await shredded(tmp_path, tables)
    assert max(read(loot, crowd.ford.keys) for loot in everywhere) == EACH * 3
    await crowd.ford.store.close()


def linked_by_all(everywhere: list[Loot]) -> int:
    """How many readings are led back by any of these."""
    return sum(loot.linked() for loot in everywhere)


def copied(crowd: Crowd, folder: Path, now) -> None:
    """A night's copies."""
    file = folder / copies.name_of(now)
    backup.back_up(crowd.ford.folder / "data" / "connectbot.db", file, now)
    copying.back_up(crowd.ford.readings.path, copies.beside(file))


def everything(crowd: Crowd, nights: Path, folder: Path) -> list[Loot]:
    """Every contacts database with every readings database, and all keys that are left."""
    live = folder / "live.db"
    backup.back_up(crowd.ford.folder / "data" / "connectbot.db", live, BEGAN)
    shutil.copy(crowd.ford.readings.path, folder / "live.measures.db")
    contacts = [live, *(one for one in nights.iterdir() if "measures" not in one.name)]
    readings = [folder / "live.measures.db", *nights.glob("*.measures.db")]
    return [Loot(one, other, seals(crowd)) for one in contacts for other in readings]


def test_a_pseudonym_hangs_on_key_and_enrolment() -> None:
    """The same in every wave, another for another person and another quarter."""
    made = {pseudonym(key, who) for key in (b"a" * 32, b"b" * 32) for who in ("1", "2")}
    assert len(made) == 4
