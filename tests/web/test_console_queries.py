"""How much a page asks of the database: at most ten queries, on the reading connections alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from connectbot.desk import talks
from connectbot.model.message import Address
from connectbot.store.link import SqliteLink
from tests.desk.test_talks import TODAY
from tests.web.office import LEA, SAM, Office, Person, somebody_waits

MOST = 10
PAGES = (
    "/console",
    "/console/handovers",
    "/console/handovers/{talk}",
    "/console/alerts",
    "/console/staff",
    "/console/staff/sam",
    "/console/audit",
    "/console/me",
    "/console/directory",
    "/console/directory/find?words=tea",
    "/console/directory/listings/tea-and-talk",
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every statement that is run, as it is run."""
    run, statements = SqliteLink._run, []

    def counted(link, statement, params):  # type: ignore[no-untyped-def]
        statements.append(statement.sqlite)
        return run(link, statement, params)

    monkeypatch.setattr(SqliteLink, "_run", counted)
    return iter([statements])  # type: ignore[return-value]


async def test_a_page_asks_at_most_ten_times(office: Office, asked: Iterator[list[str]]) -> None:
    """However many people wait: with thirty of them no more than with one."""
    statements = next(asked)
    await office.here(SAM)
    await somebody_waits(office)
    now = office.town.now
    for number in range(30):
        at = Address("sms", f"+4477009002{number:02}")
        await office.town.store.run(_asks, at, now)
    lea = await Person(office).sign_in(LEA)
    waiting = await office.town.store.read(talks.queue, LEA, TODAY)
    wrong = {}
    for path in PAGES:
        at = path.format(talk=waiting[0].handover.id)
        await lea.read(at)
        statements.clear()
        await lea.read(at)
        writes = [one for one in statements if not one.startswith("SELECT")]
        if len(statements) > MOST or writes:
            wrong[path] = (len(statements), writes)
    assert wrong == {}


def _asks(tx, at: Address, now) -> None:
    resident = tx.residents.at(at, "oakfield", now)
    tx.handovers.open(resident.id, "oakfield", "handover", "asked", now, now)
    tx.caseloads.add("sam", resident.id, now)
