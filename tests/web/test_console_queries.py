"""How much a page asks of the database: at most ten queries, on the reading connections alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from connectbot.desk import talks
from connectbot.model.checkin import Enrolment
from connectbot.model.message import Address
from connectbot.model.referral import Event
from connectbot.store.link import SqliteLink
from tests.desk.referring.introduced import draft
from tests.desk.test_talks import TODAY
from tests.web.office import LEA, SAM, Office, Person, somebody_waits

MOST = 10
PAGES = (
    "/console",
    "/console/handovers",
    "/console/handovers/{talk}",
    "/console/residents",
    "/console/residents?place=oakfield",
    "/console/residents/{resident}",
    "/console/referrals",
    "/console/referrals?state=all&place=oakfield",
    "/console/referrals?show=overdue",
    "/console/referrals/{referral}",
    "/console/referrals/new?words=tea&who={resident}",
    "/console/referrals/new?to=tea-and-talk",
    "/console/referrals/several",
    "/console/alerts",
    "/console/staff",
    "/console/staff/sam",
    "/console/audit",
    "/console/me",
    "/console/directory",
    "/console/directory/find?words=tea",
    "/console/directory/listings/tea-and-talk",
)


LOGGED = {"/console/residents/{resident}", "/console/referrals/{referral}"}
"""Pages of which it is written down that they were read: that is one write, beside the reading."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, str]]:
    """Every statement that is run, as it is run, with the connection it runs on."""
    run, statements = SqliteLink._run, []

    def counted(link, statement, params):  # type: ignore[no-untyped-def]
        statements.append((id(link), statement.sqlite))
        return run(link, statement, params)

    monkeypatch.setattr(SqliteLink, "_run", counted)
    return statements


async def test_a_page_asks_at_most_ten_times(office: Office, asked: list[tuple[int, str]]) -> None:
    """However many people wait: with thirty of them no more than with one."""
    await office.here(SAM)
    await somebody_waits(office)
    now = office.town.now
    for number in range(30):
        at = Address("sms", f"+4477009002{number:02}")
        referral = await office.town.store.run(_asks, at, now)
    lea = await Person(office).sign_in(LEA)
    waiting = (await office.town.store.read(talks.queue, LEA, TODAY))[0].handover
    writer = {link for link, sql in asked if not sql.startswith("SELECT")}
    wrong = {}
    for path in PAGES:
        at = path.format(talk=waiting.id, resident=waiting.resident_id, referral=referral)
        await lea.read(at)
        asked.clear()
        await lea.read(at)
        reading = [sql for link, sql in asked if link not in writer]
        wrote = len(asked) > len(reading)
        if not 1 <= len(reading) <= MOST or wrote != (path in LOGGED):
            wrong[path] = (len(reading), wrote)
    assert wrong == {}


def _asks(tx, at: Address, now) -> str:
    resident = tx.residents.at(at, "oakfield", now)
    tx.handovers.open(resident.id, "oakfield", "handover", "asked", now, now)
    tx.caseloads.add("sam", resident.id, now)
    over = Enrolment(f"{resident.id:032}", resident.id, "usual", "oakfield", "2026Q4", TODAY, now)
    tx.checkins.enrol(replace(over, state="withdrawn", taken_back_at=now))
    made = tx.referrals.add(draft(resident.id))
    for _ in range(30):
        tx.referrals.log(Event(made.id, now, "system", "", "draft", "draft", "", said="sent"))
    return made.id
