"""The pages of the console with 10,000 residents and 5,000 referrals: milliseconds until each is
read whole by a browser on this machine. Prints one JSON object; --all tells of each page.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import aiohttp

from bench import turn_server
from connectbot.app.building import build
from connectbot.desk import audit, staff
from connectbot.desk.ports import Store, Tx
from connectbot.desk.referring import moving
from connectbot.model.conversation import Conversation
from connectbot.model.message import Address
from connectbot.model.referral import Details, Referral, State
from connectbot.model.staff import Staff
from connectbot.web.server import application, serving

RESIDENTS, REFERRALS, WORKERS, WAITING = 10_000, 5_000, 40, 30
TIMES = 15
AT = 1_000
NOW = datetime.now(UTC).replace(microsecond=0)
NAMES = ("Jean", "Bob", "Amina", "Stan", "Mair", "Joy", "Ravi", "Elsie")
TEA = "tea-and-talk"
PLACE = "oakfield"
ON: tuple[tuple[State, str, str], ...] = (
    ("awaiting_consent", "link-worker", ""),
    ("sent", "resident", ""),
    ("accepted", "provider", ""),
    ("in_progress", "resident", ""),
    ("completed_got_help", "resident", "helped"),
)
"""The way of one that goes well; they stop at each of its steps."""

LEA = Staff("lea", "Lea Lead", "lead", (PLACE, ""), NOW)
SAM = Staff("worker0", "Sam Worker", "link-worker", (PLACE,), NOW)
PATHS = (
    *("", "/handovers", "/handovers/{talk}", "/me", "/directory", "/directory/find?words=tea"),
    *("/residents", "/residents?place=oakfield", "/residents/{resident}"),
    *("/referrals", "/referrals?state=all", "/referrals?skip=1000", "/referrals?show=overdue"),
    *("/referrals?show=dead", "/referrals/{referral}", "/referrals/new?words=walk"),
    *("/referrals/new?to=tea-and-talk", "/referrals/several", "/alerts", "/staff", "/audit"),
    "/directory/listings/tea-and-talk",
)
ONLY_LEADS = ("/alerts", "/staff", "/audit")


def people(tx: Tx, first: int) -> None:
    """So many residents: each with a name and somebody who looks after them, some referred."""
    for number in range(first, first + AT):
        heard = NOW - timedelta(minutes=number)
        at = tx.residents.at(Address("telegram", str(10**9 + number)), PLACE, heard)
        talk = Conversation(PLACE, saved={"name": NAMES[number % len(NAMES)], "area": "LS8"})
        tx.residents.keep(at, talk, None)
        tx.caseloads.add(f"worker{number % WORKERS}", at.id, heard)
        if number < REFERRALS:
            _referred(tx, at.id, number, heard)
        if number < WAITING:
            tx.handovers.open(at.id, PLACE, "handover", "asked", heard, heard)


def _referred(tx: Tx, resident: int, number: int, at: datetime) -> None:
    made = tx.referrals.add(
        Referral(
            id="",
            resident_id=resident,
            listing=TEA,
            listing_number=1,
            place=PLACE,
            need="bereavement",
            state="draft",
            reason="",
            urgency="routine",
            made_by=f"worker{number % WORKERS}",
            door="console",
            share="",
            code="",
            made_at=at,
            details=Details(NAMES[number % len(NAMES)], "company on Tuesdays", "no steps", "LS8"),
        )
    )
    for to, who, reason in ON[: 1 + number % len(ON)]:
        made = moving.move(tx, made.id, to, who, at, reason=reason)  # type: ignore[arg-type]
    audit.note(tx, "referral.made", at, actor="service", resident=resident, place=PLACE)
    # Nothing is due: no text leaves while the pages are read.
    tx.referrals.keep(replace(made, next_at=None))


def everybody(tx: Tx) -> None:
    """Those who work here."""
    tx.staff.add(LEA)
    for number in range(WORKERS):
        name = SAM.name if number == 0 else f"Worker {number}"
        tx.staff.add(replace(SAM, id=f"worker{number}", name=name))


async def signed_in(store: Store, who: Staff) -> str:
    """The secret of a browser in which somebody is."""
    code, secret = f"a-code-of-{who.id}", f"{who.id:x<43}"
    await store.run(staff.invite, who, {"page": code}, NOW, known=(PLACE, ""))
    assert await store.run(staff.sign_in, code, secret, NOW) is not None
    return secret


async def read(session: aiohttp.ClientSession, url: str) -> float:
    """Milliseconds until a page is here."""
    began = time.perf_counter()
    async with session.get(url) as answer:
        text = await answer.text()
    assert answer.status == 200, (url, answer.status, text[:500])
    return (time.perf_counter() - began) * 1000


async def measured(data: Path) -> dict[str, dict[str, float]]:
    """The median of each page, for a lead and for a link worker."""
    built = await build(turn_server.settings(data / "data"))
    store = built.service.store
    await store.run(everybody)
    for first in range(0, RESIDENTS, AT):
        await store.run(people, first)
    found: dict[str, dict[str, float]] = {}
    ids = await store.read(_ids)
    async with serving(application(built.routes), "127.0.0.1", 0) as address:
        for who in (LEA, SAM):
            cookie = {"Cookie": f"visit={await signed_in(store, who)}"}
            async with aiohttp.ClientSession(headers=cookie) as session:
                found[who.role] = {
                    path: median(
                        [
                            await read(session, f"{address}/console{path.format(**ids)}")
                            for _ in range(TIMES)
                        ]
                    )
                    for path in PATHS
                    if who is LEA or path not in ONLY_LEADS
                }
    await built.service.stop()
    return found


def _ids(tx: Tx) -> dict[str, Any]:
    """A talk, a resident and a referral that the link worker may see."""
    resident = tx.caseloads.of([SAM.id])[0]
    (referral,) = tx.referrals.of(resident)
    waiting = [one.handover for one in tx.handovers.open_in([PLACE])]
    talk = next(one.id for one in waiting if one.resident_id == resident)
    return {"talk": talk, "resident": resident, "referral": referral.id}


def main() -> None:
    """Measure once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="an empty folder")
    parser.add_argument("--all", action="store_true", help="each page by itself")
    given = parser.parse_args()
    found = asyncio.run(measured(given.data))
    if given.all:
        print(json.dumps(found, indent=2))
        return
    every = [(ms, path) for pages in found.values() for path, ms in pages.items()]
    print(json.dumps({"median_ms": median(ms for ms, _ in every), "slowest_ms": max(every)[0]}))


if __name__ == "__main__":
    main()
