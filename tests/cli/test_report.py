"""`connectbot report`: figures are released on their days, shown as they were, and foretold."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

from connectbot.app.releasing import Press
from connectbot.cli import root as cli
from connectbot.measures.library import Library
from connectbot.store.opening import open_store
from connectbot.store.readings import open_readings
from tests.cli.typed import typed


def released(at: datetime) -> None:
    """A release of the current folder's database, made on a day of our choice."""
    settings = cli.settings_of()

    async def once() -> None:
        store = open_store(settings.database, settings.keys)

        def searched(tx) -> None:
            for _ in range(12):
                tx.unmet.count("oakfield", "company", "LS8", datetime(2026, 8, 3).date())

        await store.run(searched)
        readings = open_readings(settings.measures, settings.database)
        press = Press(store, readings, settings.keys, Library(), {"company": "Company"})
        await press.make("oakfield", "Oakfield", at)
        await store.close()

    asyncio.run(once())


def test_a_release_is_shown_as_it_was_printed(here: Path) -> None:
    """Whole, or one kind of table; for people or a program; or what to do where there is none."""
    before = typed("report", "show", "--place", "oakfield")
    assert before.code == 1
    assert "`connectbot report release` makes the first" in before.err
    released(datetime(2026, 10, 20, tzinfo=UTC))
    shown = typed("report", "show", "--place", "oakfield")
    assert shown.out.startswith("Oakfield, 2026Q3 (oakfield-2026Q3)\n")
    assert "How introductions made in 2026Q2 came out" in shown.out
    needs = typed("report", "needs", "--release", "oakfield-2026Q3")
    assert "Company  " in needs.out
    assert "introductions" not in needs.out
    told = json.loads(typed("report", "needs", "--place", "oakfield", "--json").out)
    assert [table["id"] for table in told["tables"]] == [
        *("unmet-needs", "sought-needs"),
        *("unmet-needs-by-area", "sought-needs-by-area"),
    ]
    assert told["tables"][0]["rows"][0]["n"] == 10
    whole = json.loads(typed("report", "show", "--place", "oakfield", "--json").out)
    assert len(whole["tables"]) > 4
    for kind in ("reach", "referrals"):
        assert "* in all" in typed("report", kind, "--place", "oakfield").out
    assert "no place 'x' here; try oakfield" in typed("report", "show", "--place", "x").err
    assert typed("report", "show").out == shown.out
    other = typed("report", "show", "--release", "oakfield-2026Q1")
    assert "There is no release 'oakfield-2026Q1'; there is: oakfield-2026Q3." in other.err


def test_a_release_is_written_as_a_file(here: Path) -> None:
    """A page or A4, named by its ending where no format is; anything else says how."""
    released(datetime(2026, 10, 20, tzinfo=UTC))
    made = typed("report", "show", "--format", "pdf", "-o", "report.pdf")
    assert made.out == "oakfield-2026Q3 is written to report.pdf.\n"
    assert Path("report.pdf").read_bytes().startswith(b"%PDF")
    assert typed("report", "show", "-o", "report.html").code == 0
    page = Path("report.html").read_text("utf-8")
    assert "Most looked for and not found: company (10 searches" in page
    for wrong in (("--format", "pdf"), ("-o", "report.odt"), ("-o", "r.pdf", "--json")):
        assert "--format pdf -o report.pdf" in typed("report", "show", *wrong).err
    assert "cannot be written" in typed("report", "show", "-o", "nowhere/report.pdf").err


def test_a_release_is_refused_in_a_sentence(here: Path) -> None:
    """Outside of its days it names the first of them, within them that nobody has answered yet;
    with several places it asks which."""
    done = typed("report", "release", "--place", "oakfield")
    assert done.code == 1
    assert "can be released from" in done.err or "nothing to release of oakfield" in done.err
    assert "one of these with --place: oakfield, porth-derwen" in typed("report", "release").err


def test_a_pilot_is_foretold(here: Path) -> None:
    """In words that begin with what is asked most, and as rows for a program."""
    told = typed("report", "plan", "--people", "120")
    assert "change in quarter 3, whole place only" in told.out
    rows = json.loads(typed("report", "plan", "--people", "40", "--quarters", "1", "--json").out)
    assert (rows["people"], rows["quarters"]) == (40, 1)
    assert any(table["first_quarter"] is None for table in rows["tables"])
