"""`connectbot doctor`: is everything as it should be, and does a text go out?"""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from connectbot.cli.root import Failure, example, folders, root, settings_of
from connectbot.cli.store import in_store

if TYPE_CHECKING:
    from connectbot.settings import Settings
    from connectbot.store.rotating import Db

WAIT_SECONDS, LOOK_SECONDS = 20.0, 0.25
_ENDED = {
    "sent": "ok: the provider has it.",
    "delivered": "ok: it was delivered.",
    "failed": "broken: the provider refused it (code {code}).",
    "expired": "broken: it was not sent in time.",
    "suppressed": "broken: that number has said STOP, or sending is paused for it.",
    "unknown": "look at this: nobody knows whether it went.",
}


@root.command()
@click.option("--json", "as_json", is_flag=True, help="JSON instead of words.")
@click.option("--text", "number", metavar="NUMBER", help="Also send a test text to this phone.")
@folders
@example("connectbot doctor --text +447700900123")
def doctor(as_json: bool, number: str | None, data: Path | None, community: Path | None) -> None:
    """Look at settings, database, keys, disk and providers; exit code 1 where one is broken.

    The test text is counted, told in the audit log, and sent by the service that runs.
    """
    from connectbot.app.doctor import State, examine
    from connectbot.clock import utc_now

    settings = settings_of(data=data, community=community)
    found = asyncio.run(examine(settings, os.environ, utc_now()))
    rows = [{"state": str(one.state), "thing": one.thing, "says": one.says} for one in found]
    said = _texted(settings, number) if number else ""
    if said:
        state, _, says = said.partition(": ")
        rows.append({"state": state, "thing": "test text", "says": says})
    if as_json:
        click.echo(json.dumps(rows, indent=2))
    else:
        for row in rows:
            click.echo(f"{row['state']:12}  {row['thing']}: {row['says']}")
    raise SystemExit(1 if any(row["state"] == State.BROKEN for row in rows) else 0)


def _texted(settings: Settings, number: str) -> str:
    from connectbot.channels.sms.served import is_served
    from connectbot.clock import utc_now
    from connectbot.desk import testing
    from connectbot.flows.answers.phone import phone
    from connectbot.model.message import Address

    whole = phone(number)
    if whole is None:
        raise Failure(f"{number} is no phone number: write it like +447700900123.")
    if not settings.twilio_account_sid:
        raise Failure("No text can go: CONNECTBOT_TWILIO_ACCOUNT_SID is not set.")
    if not is_served(whole, settings.prefixes):
        raise Failure(f"{number} is not under CONNECTBOT_SMS_ALLOWED_PREFIXES: no text goes there.")

    async def send(store: Db) -> str:
        id = await store.run(testing.send_test, Address("sms", whole), utc_now())
        for _ in range(round(WAIT_SECONDS / LOOK_SECONDS)):
            state, code = await store.read(_state, id)
            if state in _ENDED:
                return _ENDED[state].format(code=code)
            await asyncio.sleep(LOOK_SECONDS)
        return (
            f"look at this: it waits in the outbox (state {state}): the service sends it when it "
            "runs and is not paused."
        )

    return in_store(settings, send)


def _state(tx: Any, id: str) -> tuple[str, str]:
    return tx.outbox.state(id) or ("unknown", "")
