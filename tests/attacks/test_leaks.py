"""T11: numbers, names and words are planted in check-ins, in every way in, and looked for wherever
scores are: both databases, copies, logs, exports, errors."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import shutil
import sqlite3
import traceback
from base64 import b64encode
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from connectbot.app.crossing import Crossing
from connectbot.app.releasing import Press
from connectbot.desk.checking import claiming
from connectbot.logs import Lines
from connectbot.store import backup
from connectbot.store.cohorts import cohort_key
from connectbot.store.readings import copying, open_readings
from tests.cli.typed import typed
from tests.desk.checking import rounds
from tests.desk.town import Town, open_town

PEOPLE = 4
NUMBERS = [f"+4477009007{n:02}" for n in range(PEOPLE)]
NAMES = [f"Quimby Plover{n:02}" for n in range(PEOPLE)]
SENTENCES = [f"the kettle sang {n:02} times by the mauve stile" for n in range(PEOPLE)]
CANARIES = [*NUMBERS, *NAMES, *SENTENCES]
ASKED = 8
JANUARY = datetime(2027, 1, 20, 9, tzinfo=UTC)


def sung(content: bytes) -> list[str]:
    """The canaries that are in there, in one of the forms they may have."""
    lower = content.lower()
    return [one for one in CANARIES if any(form in lower for form in forms(one))]


def forms(canary: str) -> list[bytes]:
    """Plain, in two bytes a letter, in base64, and as a number is written here."""
    plain = [canary.encode(), canary.encode("utf-16-le"), b64encode(canary.encode())[:-4]]
    if canary in NUMBERS:
        plain += [canary[3:].encode(), f"0{canary[3:7]} {canary[7:]}".encode()]
    return [one.lower() for one in plain]


async def checked_in(town: Town, n: int) -> None:
    """Somebody says who they are, answers in numbers and in words, and ends their check-in."""
    who = NUMBERS[n]
    await rounds.consented(town, who, strata={"language": "en"})
    await town.say(f"im {NAMES[n]}, {SENTENCES[n]}", who)
    town.now = max(town.now, (await rounds.waves(town, who))["baseline"].next_at)
    while (await town.store.run(claiming.look, town.desk, town.now)).count:
        pass
    await town.leave()
    said = [
        "GO",
        "7",
        f"its {NAMES[n]} on {who}",
        f"7 but {SENTENCES[n]}",
        "GO",
        *"777",
        *"1" * ASKED,
    ]
    for words in said:
        town.later(minutes=11)
        await town.say(words, who)
        if await waits(town) > n:
            return


async def waits(town: Town) -> int:
    """How many check-ins wait to cross."""
    return len(await town.store.read(lambda tx: tx.checkins.leaving("2026Q4")))


@pytest.fixture
async def lived(tmp_path, tables):
    """Four people checked in by text, their answers crossed (the first time over a sealed row that
    was changed, which broke it), and all that was logged and raised."""
    (tmp_path / "data").mkdir()
    shutil.copy(tables, tmp_path / "data" / "connectbot.db")
    town, logged = open_town(tmp_path), io.StringIO()
    handler = logging.StreamHandler(logged)
    handler.setFormatter(Lines(as_json=True))
    log = logging.getLogger("connectbot")
    log.addHandler(handler)
    before = log.level
    log.setLevel(logging.DEBUG)
    readings = open_readings(f"sqlite:///{tmp_path / 'apart' / 'measures.db'}")
    crossing = Crossing(town.store, readings, tmp_path / "keys")
    for n in range(PEOPLE):
        await checked_in(town, n)
    errors = await broken(town, crossing, tmp_path)
    assert await crossing.cross(town.now + timedelta(days=7)) == PEOPLE
    yield town, crossing, logged, errors
    log.removeHandler(handler)
    log.setLevel(before)
    await town.store.close()


async def test_no_canary_stands_beside_a_score(lived, tmp_path, monkeypatch, record):
    """Not one, in any of them; and the scores are there. Somebody's own copy has what is theirs."""
    town, crossing, logged, errors = lived
    lines = logged.getvalue().splitlines()
    found = await crossing.readings.readings()
    assert {one.values.get("satisfied") for one in found if one.instrument == "ons4"} == {7}
    backup.back_up(tmp_path / "data" / "connectbot.db", tmp_path / "contacts.db", town.now)
    copying.back_up(tmp_path / "apart" / "measures.db", tmp_path / "readings.db")
    press = Press(town.store, crossing.readings, tmp_path / "keys", town.desk.world.measures, {})
    await press.make("oakfield", "Oakfield", JANUARY)
    monkeypatch.setenv("CONNECTBOT_KEYRING", str(tmp_path / "keys"))
    monkeypatch.setenv("CONNECTBOT_MEASURES_URL", f"sqlite:///{tmp_path}/apart/measures.db")
    monkeypatch.chdir(tmp_path)
    own, reports = await asyncio.to_thread(handed_out, tmp_path)
    places = {
        "readings": kept(tmp_path / "apart"),
        "contacts": kept(tmp_path / "data"),
        "copies": (tmp_path / "contacts.db").read_bytes() + (tmp_path / "readings.db").read_bytes(),
        "logs": logged.getvalue().encode(),
        "errors": errors.encode(),
        "reports": reports,
    }
    assert {place: sung(content) for place, content in places.items() if sung(content)} == {}
    assert '"satisfied": 7' in own
    assert "Traceback" in errors
    events = {one["event"] for one in map(json.loads, lines)}
    assert {"a tick failed", "answers to a check-in cannot be opened"} <= events
    assert sung(own.encode()) == [NUMBERS[0], NAMES[0], SENTENCES[0]]
    await one_beside_a_score(crossing)  # and this look would have found it
    assert sung(kept(tmp_path / "apart")) == [NAMES[3]]
    record("T11", f"0 of {len(CANARIES)} planted, in {len(places) + 1} kinds of places")


def handed_out(folder: Path) -> tuple[str, bytes]:
    """The first one's own copy, and every form of the report, as the commands give them."""
    data = ("--data", str(folder / "data"))
    assert typed("privacy", "export", NUMBERS[0], "-o", "own", *data).code == 0
    for form in ("pdf", "html"):
        assert typed("report", "show", "-o", f"report.{form}", *data).code == 0
    pages = PdfReader(folder / "report.pdf").pages
    reports = [typed("report", "show", *how, *data).out for how in ((), ("--json",))]
    reports += [page.extract_text() for page in pages]
    own = "".join(path.read_text("utf-8") for path in sorted((folder / "own").iterdir()))
    assert all("Oakfield" in one for one in reports[:3])
    return own, "".join(reports).encode() + (folder / "report.html").read_bytes()


def kept(folder: Path) -> bytes:
    """Every byte of the files in a folder."""
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


async def broken(town: Town, crossing: Crossing, folder: Path) -> str:
    """What is raised, and logged by the tick it is raised in, where crossing breaks over a sealed
    row that was changed, and where the keyring has another key."""
    later, key = town.now + timedelta(days=7), folder / "keys" / "cohort-2026Q4.key"
    said = []

    async def breaks() -> None:
        for everything in (crossing.cross, crossing.often):
            try:
                await everything(later)
            except Exception as error:
                said.extend(traceback.format_exception(error))
                logging.getLogger("connectbot").exception("a tick failed")

    with closing(sqlite3.connect(folder / "data" / "connectbot.db")) as database, database:
        ((first, sealed),) = database.execute("SELECT key, sealed FROM readings_leaving LIMIT 1")
        change = "UPDATE readings_leaving SET sealed = ? WHERE key = ?"
        database.execute(change, (sealed[:-1] + bytes([sealed[-1] ^ 1]), first))
        database.commit()
        await breaks()
        database.execute(change, (sealed, first))
    assert said
    ours = key.read_bytes()
    key.unlink()
    cohort_key(folder / "keys", "2026Q4")  # another one
    await breaks()
    key.write_bytes(ours)
    return "\n".join(said)


async def one_beside_a_score(crossing: Crossing) -> None:
    """Mutation: a name is put where groups are."""
    first = (await crossing.readings.readings())[0]
    async with crossing.readings.writing() as pen:
        await pen.put([replace(first, key=b"x" * 16, wave="later", strata={"name": NAMES[3]})])
