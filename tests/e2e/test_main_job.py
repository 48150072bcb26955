"""From a first text to a listing in full, to a person and back: by the real process, end to end."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.browser import PlainBrowser, link_in
from tests.e2e.conftest import in_one_loop
from tests.e2e.service import SAM, until
from tests.e2e.street import Street

pytestmark = in_one_loop


async def main_job(street: Street, her: str) -> None:
    """She texts in her own words, gets a listing in full, asks for a person, and is answered."""
    told = len(street.received(SAM))
    hello = await street.ask(her, "im lonely since my husband died, LS8")
    assert "I'm sorry. The quiet after losing someone is hard." in hello
    assert "1 Just me" in hello
    assert "STOP to end" in await street.ask(her, "1")
    offered = await street.ask(her, "1")
    assert offered.startswith("Near LS8.")
    assert "1 Tea and Talk" in offered
    in_full = await street.ask(her, "1", answers=2)
    assert "Ask for Jean." in in_full
    assert in_full.endswith("Talk to a person")
    asked = await street.ask(her, "PERSON", answers=2)
    assert "I am telling Sam now" in asked
    assert "While you wait" in asked

    await until(lambda: len(street.received(SAM)) > told, "Sam was told")
    link = link_in(street.received(SAM)[-1])
    assert her[-6:] not in street.received(SAM)[-1]
    async with PlainBrowser(street.service.url) as sam, PlainBrowser(street.service.url) as other:
        await sam.go(link)
        await sam.press(link.rpartition("/")[2])
        assert "You have this talk" in sam.page
        assert "im lonely since my husband died, LS8" in sam.page
        await other.go(link)
        await other.press(link.rpartition("/")[2])
        assert other.status == 403
        await sam.press("/say", text="Hello, I'm Sam. Shall I ring you?")
        await until(
            lambda: street.received(her)[-1] == "Hello, I'm Sam. Shall I ring you?",
            "her phone got Sam's words",
        )
        heard = len(street.received(her))
        await street.text(her, "yes please, and is there a bus?")
        await street.text(her, "MENU")
        await sam.go(sam_page(sam))
        assert "yes please, and is there a bus?" in sam.page
        assert len(street.received(her)) == heard, "the bot spoke while Sam had the talk"
        await sam.press("/back")
        await until(lambda: len(street.received(her)) > heard, "she was told who answers now")
        assert "This is the automatic helper again." in street.received(her)[-1]
        assert await street.ask(her, "MENU")


def sam_page(browser: PlainBrowser) -> str:
    """The address of the talk that a browser shows."""
    return browser.page.split('action="', 1)[1].split('/say"', 1)[0]


async def test_the_main_job_over_real_webhooks(shared: Street) -> None:
    """A listing in full and a person who is really told, on embedded storage."""
    await main_job(shared, "+447700900123")


async def test_the_main_job_on_postgresql(tmp_path: Path, postgres_url: str) -> None:
    """The same talk on PostgreSQL; beside it there is the file of readings, and nothing else."""
    async with Street(tmp_path, DATABASE_URL=postgres_url) as street:
        await main_job(street, "+447700900124")
    assert [file.name for file in (tmp_path / "data").iterdir()] == ["measures.db"]
