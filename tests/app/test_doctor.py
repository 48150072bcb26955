"""Every fault that an operator meets is told: the thing, the place, the mend."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from connectbot.app.doctor import State, examine, here
from connectbot.model.message import Address, Inbound
from connectbot.settings import load
from connectbot.store import backup
from tests.app.machine import ACCOUNT, OURS, SERVICE, Machine, machine_in


@pytest.fixture
async def machine(tmp_path: Path, tables: Path):
    """Everything in order, a backup made an hour ago."""
    async with machine_in(tmp_path, tables) as made:
        yield made


async def test_where_nothing_is_wrong_everything_is_ok(machine: Machine) -> None:
    """Every thing is named once and in order."""
    found = await machine.examined()
    wrong = [one for findings in found.values() for one in findings if one.state is not State.OK]
    assert wrong == []
    assert list(found) == [
        "settings",
        "who is told",
        "community",
        "safety screen",
        "disk",
        "database",
        "keys",
        "sending",
        "parked messages",
        "alerts",
        "backup",
        "readings",
        "twilio",
        "twilio webhook",
        "clock",
        "telegram",
        "telegram updates",
        "public address",
    ]


def given(**changes: Any) -> Callable[[Machine], None]:
    """A fault in the settings."""
    return lambda machine: machine.given.update(changes)


def account(**changes: Any) -> Callable[[Machine], None]:
    """A fault in the provider's console."""
    return lambda machine: vars(machine.twilio.account).update(changes)


def later(**time: float) -> Callable[[Machine], None]:
    """This machine's clock is off."""

    def change(machine: Machine) -> None:
        machine.now += timedelta(**time)

    return change


def webhook(**changes: Any) -> Callable[[Machine], None]:
    """What Telegram says of the webhook."""
    return lambda machine: vars(machine.telegram.pending).update(changes)


def waiting(machine: Machine) -> None:
    """Nobody takes Telegram's updates."""
    machine.telegram.pending.waiting.update({n: {} for n in range(21)})


def by_service(machine: Machine) -> None:
    """Texts go by a messaging service, which brings them elsewhere."""
    machine.given.update(twilio_from="", twilio_messaging_service_sid=SERVICE)
    machine.twilio.account.service_url = "https://old.example/sms"


def spoilt(machine: Machine) -> None:
    """The middle of the database's file is gone."""
    path = machine.folder / "data" / "connectbot.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + bytes(len(whole) - 16384) + whole[-8192:])


def keyless(machine: Machine) -> None:
    """The keyring is gone."""
    (machine.folder / "keys").rename(machine.folder / "lost")


def other_seal(machine: Machine) -> None:
    """A second key was made, and nothing more."""
    path = machine.folder / "keys" / "seal-0002.key"
    path.write_text("ab" * 32 + "\n")
    path.chmod(0o600)


def no_world(machine: Machine) -> None:
    """The community's folder has nothing in it."""
    (machine.folder / "empty").mkdir()
    machine.given["community"] = machine.folder / "empty"


FAULTS: list[tuple[Callable[[Machine], None], str, State, str]] = [
    (given(handover_to=""), "settings", State.BROKEN, "HANDOVER_TO: nobody is named"),
    (given(handover_to="Sam +447700900999"), "who is told", State.LOOK, "add a second"),
    (no_world, "community", State.BROKEN, "`connectbot check` tells all"),
    (spoilt, "database", State.BROKEN, "restore"),
    (given(database_url="mysql://x"), "database", State.BROKEN, "CONNECTBOT_DATABASE_URL"),
    (keyless, "keys", State.BROKEN, "put back the keyring that belongs to it"),
    (other_seal, "keys", State.LOOK, "`connectbot keys rotate` to go on"),
    (given(twilio_auth_token="not-its-token-any-more"), "twilio", State.BROKEN, "copy both"),
    (given(twilio_account_sid="AC" + "1f" * 16), "twilio", State.BROKEN, "does not accept"),
    (given(twilio_from="", twilio_account_sid=ACCOUNT), "twilio", State.BROKEN, "TWILIO_FROM"),
    (given(twilio_api_url="http://127.0.0.1:9"), "twilio", State.BROKEN, "does not answer"),
    (account(status="suspended"), "twilio", State.BROKEN, "The account is suspended"),
    (account(sms_url=""), "twilio webhook", State.BROKEN, "brought nowhere: in its console"),
    (account(sms_url="https://x.example"), "twilio webhook", State.BROKEN, "https://x.example"),
    (account(numbers=[]), "twilio webhook", State.BROKEN, f"The account has no {OURS}"),
    (by_service, "twilio webhook", State.BROKEN, "brought to https://old.example/sms"),
    (later(minutes=5), "clock", State.BROKEN, "timedatectl"),
    (given(telegram_token="701:another-bots-token"), "telegram", State.BROKEN, "BotFather"),
    (given(telegram_api_url="http://127.0.0.1:9"), "telegram", State.BROKEN, "does not answer"),
    (webhook(url=""), "telegram updates", State.LOOK, "brought nowhere and not to"),
    (given(telegram_mode="polling"), "telegram updates", State.LOOK, "takes that back"),
    (webhook(last_error="Wrong response: 502"), "telegram updates", State.LOOK, "502"),
    (waiting, "telegram updates", State.LOOK, "21 wait to be taken"),
    (given(public_url="http://127.0.0.1:9"), "public address", State.BROKEN, "does not answer"),
    (given(public_url=""), "settings", State.BROKEN, "PUBLIC_URL: say the address"),
    (later(days=9), "backup", State.LOOK, "9 days ago"),
]


@pytest.mark.parametrize(("fault", "thing", "state", "says"), FAULTS)
async def test_a_fault_is_told_with_its_mend(
    machine: Machine, fault: Callable[[Machine], None], thing: str, state: State, says: str
) -> None:
    """One fault, one finding that says what to do."""
    fault(machine)
    found = await machine.look(thing)
    assert any(one.state is state and says in one.says for one in found), found


async def test_a_service_that_brings_texts_by_its_numbers_is_ok(machine: Machine) -> None:
    """Where the messaging service leaves it to its numbers, theirs are looked at."""
    machine.given.update(twilio_from="", twilio_messaging_service_sid=SERVICE)
    assert (await machine.look("twilio webhook"))[0].state is State.OK
    machine.given["twilio_messaging_service_sid"] = "MG" + "1c" * 16
    assert "has no MG1c" in (await machine.look("twilio webhook"))[0].says


async def test_something_else_at_our_address_is_told(machine: Machine) -> None:
    """A page that is not ours is no answer of ours."""
    machine.given["public_url"] = machine.given["twilio_api_url"]
    assert "answered by something else" in (await machine.look("public address"))[0].says


def halted(tx: Any) -> None:
    """Twilio has refused our account, and sending was paused by hand."""
    tx.switches.set("halt:sms", "20003", datetime(2026, 11, 22, tzinfo=UTC))
    tx.switches.set("sending", "paused", datetime(2026, 11, 22, tzinfo=UTC))


def restored(tx: Any) -> None:
    """The database was put back."""
    at = datetime(2026, 11, 22, 4, 30, tzinfo=UTC)
    backup.pause(tx.switches, at, at)


def unredacted(tx: Any) -> None:
    """The provider keeps the questions of check-ins."""
    tx.switches.set("provider-keeps", "2026-11-22T10:00:00", datetime(2026, 11, 22, tzinfo=UTC))


def troubles(tx: Any) -> None:
    """Something is parked, and an alert was opened by nobody."""
    at, jean = datetime(2026, 11, 22, tzinfo=UTC), Address("sms", "+447700900101")
    resident = tx.residents.at(jean, "oakfield", at)
    seq = tx.inbox.add(Inbound(jean, "SM1", "hello", at), resident.id, state="parked")
    tx.inbox.park(seq, "KeyError")
    alert, _ = tx.handovers.open(resident.id, "oakfield", "safeguarding", "urgent-words", at, at)
    tx.handovers.wait(alert.id, None)


@pytest.mark.parametrize(
    ("change", "thing", "state", "says"),
    [
        (halted, "sending", State.LOOK, "It is paused"),
        (halted, "sending", State.BROKEN, "sms is halted (code 20003)"),
        (restored, "sending", State.LOOK, "put back from a backup of 2026-11-22 04:30"),
        (troubles, "parked messages", State.LOOK, "`connectbot parked list`"),
        (troubles, "alerts", State.BROKEN, "`connectbot alerts`"),
        (lambda tx: tx.switches.set(backup.MADE, None, NEVER), "backup", State.LOOK, "every night"),
        (unredacted, "message redaction", State.LOOK, "Messaging, Settings, General"),
    ],
)
async def test_what_waits_is_told(
    machine: Machine, change: Callable[[Any], None], thing: str, state: State, says: str
) -> None:
    """Queues and switches that want somebody."""
    await machine.with_store(change)
    found = await machine.look(thing)
    assert any(one.state is state and says in one.says for one in found), found


NEVER = datetime(2026, 11, 22, tzinfo=UTC)


async def test_without_a_database_and_providers_little_is_looked_at(tmp_path: Path) -> None:
    """Before the first start it says so, makes nothing, and names a misspelt setting."""
    settings = load(data=tmp_path / "new" / "data", channels="webchat")
    found = await examine(settings, {"CONNECTBOT_PUBLIC_ULR": "x"}, NEVER)
    said = {one.says for one in found}
    assert "There is none yet: `connectbot serve` makes it." in said
    assert any("did you mean CONNECTBOT_PUBLIC_URL" in one for one in said)
    assert os.listdir(tmp_path) == []  # noqa: PTH208


@pytest.mark.parametrize(
    ("free", "state"), [(1024**2, State.BROKEN), (1024**3, State.LOOK), (1024**4, State.OK)]
)
def test_room_on_the_disk(free: int, state: State) -> None:
    """Too little is said before it is none."""
    assert here._room(Path("/srv"), free).state is state
