"""T11: numbers, names and words are planted in check-ins, in every way in, and looked for wherever
scores are: both databases, copies, logs, exports, errors."""

from __future__ import annotations

import io
import logging
import shutil
from base64 import b64encode
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from connectbot.app.crossing import Crossing
from connectbot.desk.checking import claiming
from connectbot.logs import Lines
from connectbot.store import backup
from connectbot.store.cohorts import cohort_key
from connectbot.store.keyring import KeyringError
from connectbot.store.readings import copying, open_readings
from tests.app.waiting import ended
from tests.desk.checking import rounds
from tests.desk.town import Town, open_town

PEOPLE = 4
NUMBERS = [f"+4477009007{n:02}" for n in range(PEOPLE)]
NAMES = [f"Quimby Plover{n:02}" for n in range(PEOPLE)]
SENTENCES = [f"the kettle sang {n:02} times by the mauve stile" for n in range(PEOPLE)]
CANARIES = [*NUMBERS, *NAMES, *SENTENCES]
ASKED = 8


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
    """Ten people checked in by text, their answers crossed, and all that was logged."""
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
    assert await crossing.cross(town.now + timedelta(days=7)) == PEOPLE
    yield town, crossing, logged
    log.removeHandler(handler)
    log.setLevel(before)
    await town.store.close()


async def test_no_canary_stands_beside_a_score(lived, tmp_path, record):
    """Not one, in any of them; and the scores are there."""
    town, crossing, logged = lived
    found = await crossing.readings.readings()
    assert {one.values.get("satisfied") for one in found if one.instrument == "ons4"} == {7}
    backup.back_up(tmp_path / "data" / "connectbot.db", tmp_path / "contacts.db", town.now)
    copying.back_up(tmp_path / "apart" / "measures.db", tmp_path / "readings.db")
    errors = await broken(crossing, tmp_path)
    places = {
        "readings": kept(tmp_path / "apart"),
        "contacts": kept(tmp_path / "data"),
        "copies": (tmp_path / "contacts.db").read_bytes() + (tmp_path / "readings.db").read_bytes(),
        "logs": logged.getvalue().encode(),
        "errors": errors.encode(),
        "exports": repr(found).encode(),
    }
    assert len(errors) > 200
    assert {place: sung(content) for place, content in places.items() if sung(content)} == {}
    await one_beside_a_score(crossing)  # and this look would have found it
    assert sung(kept(tmp_path / "apart")) == [NAMES[3]]
    record("T11", f"0 of {len(CANARIES)} planted, in {len(places)} kinds of places")


def kept(folder: Path) -> bytes:
    """Every byte of the files in a folder."""
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


async def broken(crossing: Crossing, folder: Path) -> str:
    """What is said where crossing breaks: another key, a sealed row that was changed."""
    said = []
    (folder / "keys" / "cohort-2026Q4.key").unlink()
    key = cohort_key(folder / "keys", "2026Q4")
    try:
        async with crossing.readings.writing() as pen:
            await pen.knows("2026Q4", key[:4].hex())
    except KeyringError as error:
        said.append(repr(error))
    for waiting in (await crossing.readings.readings())[:1]:
        said.append(repr(waiting))
    who = (await crossing.store.read(lambda tx: tx.checkins.of(1)))[0]
    said.append(repr(who) + repr(ended(who)))
    return "\n".join(said)


async def one_beside_a_score(crossing: Crossing) -> None:
    """Mutation: a name is put where groups are."""
    first = (await crossing.readings.readings())[0]
    async with crossing.readings.writing() as pen:
        await pen.put([replace(first, key=b"x" * 16, wave="later", strata={"name": NAMES[3]})])
