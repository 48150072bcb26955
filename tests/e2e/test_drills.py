"""The two drills: new keys under traffic with kills in it, and a backup put back elsewhere."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from connectbot.fakes.twilio import Receipts
from connectbot.fakes.twilio.ledger import new_sid
from connectbot.model.message import Address
from connectbot.store.keyring import key_id, open_keyring
from connectbot.store.opening import open_store
from tests.e2e.communities import ECHO, made_community
from tests.e2e.conftest import in_one_loop
from tests.e2e.ledger import kept_in
from tests.e2e.service import RealService, run_beside, until
from tests.e2e.street import Street
from tests.e2e.webhook import post_text

pytestmark = [in_one_loop, pytest.mark.kill]

STOPPED = "+447700900190"
FIRST = "+447700900191"
PEOPLE = [f"+4477009001{n:02}" for n in range(6)]


@asynccontextmanager
async def traffic(street: Street) -> AsyncIterator[dict[str, list[str]]]:
    """While the block runs everybody texts 1, 2, 3 ...; what was taken, by number."""
    taken: dict[str, list[str]] = {number: [] for number in PEOPLE}
    going = True

    async def write(number: str) -> None:
        while going:
            words = str(len(taken[number]) + 1)
            await street.text(number, words)
            taken[number].append(words)
            await asyncio.sleep(0.02)

    writing = [asyncio.create_task(write(number)) for number in PEOPLE]
    try:
        yield taken
    finally:
        going = False
        await asyncio.gather(*writing)


async def killed(service: RealService, so: Callable[[], bool], *command: str) -> None:
    """Start a command beside the service, and kill it as soon as something is so."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "connectbot", *command,
        cwd=service.folder, env=service.environment,
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    while not so() and process.returncode is None:  # noqa: ASYNC110 - so is of another process
        await asyncio.sleep(0.002)
    if process.returncode is None:
        process.kill()
    await process.wait()


def sealed_with(folder: Path, key: bytes) -> int:
    """How many messages that came in are still sealed with a key."""
    with closing(sqlite3.connect(folder / "data/connectbot.db")) as database:
        asked = "SELECT count(*) FROM inbox WHERE substr(sealed, 1, 4) = ?"
        return int(database.execute(asked, (key_id(key),)).fetchone()[0])


async def status_of(service: RealService) -> dict[str, object]:
    """What `keys status` says."""
    found: dict[str, object] = json.loads(
        (await run_beside(service, "keys", "status", "--json"))[0]
    )
    return found


async def test_keys_change_under_traffic(tmp_path: Path) -> None:
    """Two kills in the middle, then it is finished and the old keys are gone for good: everything
    opens, a repeat is a repeat, who stopped has stopped, and nobody noticed."""
    community = made_community(tmp_path / "community", ECHO)
    async with Street(tmp_path / "service", COMMUNITY=str(community)) as street:
        service, keys = street.service, tmp_path / "service/keys"
        old, sid = open_keyring(keys, data=None, make=False).seals[0], new_sid()
        assert (await post_text(service.url, FIRST, b"hello", sid=sid))[0] == 200
        await street.text(STOPPED, "hello")
        await street.text(STOPPED, "STOP")
        async with traffic(street) as taken:
            await asyncio.sleep(1)
            new = keys / "lookup-0002.key"
            await killed(service, new.exists, "keys", "rotate", "--lookup")
            assert (await status_of(service))["under_way"]
            before = sealed_with(service.folder, old)
            await killed(
                service, lambda: sealed_with(service.folder, old) < before, "keys", "rotate"
            )
            said, _ = await run_beside(service, "keys", "rotate")
            assert "lookup.key" in said or "Put away" in said
        assert sealed_with(service.folder, old) == 0
        shutil.rmtree(keys / "retired")
        assert [path.name for path in sorted(keys.iterdir())] == [
            "lookup-0002.key",
            "seal-0002.key",
        ]
        answers = len(street.received(FIRST))
        assert (await post_text(service.url, FIRST, b"hello", sid=sid))[0] == 200
        assert "Noted" in await street.ask(FIRST, "again")
        assert len(street.received(FIRST)) == answers + 1, "a repeat was answered"
        await service.stop()
        kept = kept_in(service.folder)
        for number in PEOPLE:
            assert kept[number].heard == taken[number]
        assert "Traceback" not in service.log
        assert "could not be answered" not in service.log
        store = open_store(f"sqlite:///{service.folder}/data/connectbot.db", keys)
        stopped = await store.run(lambda tx: tx.residents.on(Address("sms", STOPPED))[0].stopped)
        await store.close()
        assert stopped


async def test_a_backup_is_put_back_on_another_machine(tmp_path: Path) -> None:
    """Made in the middle of traffic; there nothing is sent, nothing is taken twice, and what came
    in since is fetched from the provider."""
    community = made_community(tmp_path / "community", ECHO)
    async with Street(tmp_path / "old", COMMUNITY=str(community)) as street:
        street.twilio.receipts = Receipts(seconds=2.0)
        async with traffic(street) as taken:
            await asyncio.sleep(0.5)
            await run_beside(street.service, "db", "backup", str(tmp_path / "copy.db"))
            at_least = sum(len(words) for words in taken.values())
            await asyncio.sleep(0.3)
        await street.text(FIRST, "after the backup")
        await street.service.kill()
        sent = len([one for one in street.twilio.messages if one.direction != "inbound"])
        other = RealService(tmp_path / "new", **_same(street.service.settings))
        shutil.copytree(tmp_path / "old/keys", tmp_path / "new/keys")
        await run_beside(other, "db", "restore", str(tmp_path / "copy.db"))
        await other.start()
        try:
            everybody = {FIRST: ["after the backup"], **taken}
            await until(lambda: _heard(tmp_path / "new") == everybody, "the gap was fetched", 30)
            await asyncio.sleep(1)
            said, _ = await run_beside(other, "send", "status")
        finally:
            await other.stop()
        assert said.startswith("Paused.\nThis database was put back from a backup of ")
        now = len([one for one in street.twilio.messages if one.direction != "inbound"])
        assert now == sent, "a restored copy has sent something"
        assert sum(len(words) for words in taken.values()) > at_least
        assert "Traceback" not in other.log


def _same(settings: dict[str, str]) -> dict[str, str]:
    """The old machine's settings, but for what a machine has for itself."""
    own = ("DATA", "KEYRING", "PORT", "PUBLIC_URL")
    return {name: value for name, value in settings.items() if name not in own}


def _heard(folder: Path) -> dict[str, list[str]]:
    """What everybody wrote, in the order it is kept there."""
    return {number: one.heard for number, one in kept_in(folder).items()}
