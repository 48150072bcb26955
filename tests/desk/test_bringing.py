"""An import of listings: reported and done alike, all or nothing, never over an edit of ours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from connectbot.desk.listings import bringing, changing, importing, reviewing
from connectbot.desk.listings.bringing import Plan
from connectbot.desk.listings.changing import Refused
from connectbot.desk.listings.reporting import Report, lines_of, row_of
from connectbot.desk.ports import Store, Tx
from connectbot.directory.body import body_of
from connectbot.directory.differing import differences
from connectbot.directory.duplicates.finding import duplicates
from connectbot.directory.incoming.facts import UNSORTED, Draft, Note
from connectbot.directory.incoming.piling import Pile
from connectbot.model.kept import Act, Kept, State
from connectbot.store.opening import open_store
from tests.directory.making import listing

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
US = Act("operator", "", "cli")
FEED = "council.example"


@pytest_asyncio.fixture
async def store(tmp_path: Path) -> Any:
    (tmp_path / "data").mkdir()
    opened = open_store(f"sqlite:///{tmp_path / 'data' / 'town.db'}", tmp_path / "keys")
    yield opened
    await opened.close()


def draft(id: str, state: State = "active", **more: Any) -> Draft:
    made = listing(id, **{"checked": None, **more})
    return Draft(f"service {id}", id, made.name, made, (), state, more.get("uid", ""))


def pile(*drafts: Draft, out: tuple[Draft, ...] = ()) -> Pile:
    return Pile(drafts, out, ())


async def brought(store: Store, *drafts: Draft, gone: bool = False, complete: bool = True) -> Plan:
    return await store.run(bringing.bring, FEED, pile(*drafts), complete, gone, NOW)


def got(tx: Tx, id: str) -> Kept | None:
    return tx.listings.get(id)


async def kept(store: Store, id: str) -> Kept:
    found = await store.read(got, id)
    assert found is not None
    return found


async def test_what_is_reported_is_what_is_done(store: Store) -> None:
    """New at first, then nothing to do: not one revision more."""
    first = await store.read(bringing.plan, FEED, pile(draft("tea"), draft("walk")), True)
    assert [step.kind for step in first.steps] == ["new", "new"]
    assert await store.read(got, "tea") is None
    done = await brought(store, draft("tea"), draft("walk"))
    assert [step.kept.id for step in done.of("new")] == ["tea", "walk"]
    again = await brought(store, draft("tea"), draft("walk"))
    assert [step.kind for step in again.steps] == ["unchanged", "unchanged"]
    assert (await kept(store, "tea")).number == 1


async def test_a_change_there_is_a_change_here(store: Store) -> None:
    """Field by field, as a revision of its own; the files of the community let it be."""
    await brought(store, draft("tea"))
    done = await brought(store, draft("tea", cost="£2"))
    assert [str(one) for one in done.of("changed")[0].fields] == ["cost: (nothing) -> £2"]
    assert (await kept(store, "tea")).number == 2
    await store.run(importing.finish, {}, (), (), NOW)
    assert (await kept(store, "tea")).state == "active"


async def test_an_edit_of_ours_is_never_overwritten(store: Store) -> None:
    """What both changed stays ours and waits to be looked at; what only they changed is taken."""
    await brought(store, draft("tea"))
    body = body_of(listing("tea", checked=None, cost="£1"))
    await store.run(changing.change, "tea", body, US, NOW, seen=1)
    done = await brought(store, draft("tea", cost="£2", description="Tea."))
    step = done.steps[0]
    assert ([one.field for one in step.fields], [one.field for one in step.beside]) == (
        ["description"],
        ["cost"],
    )
    assert '"cost":"£1"' in (await kept(store, "tea")).body.text
    beside = await store.read(reviewing.beside)
    assert [(one.id, [str(field) for field in one.fields]) for one in beside] == [
        ("tea", ["cost: £1 -> £2"])
    ]
    again = await brought(store, draft("tea", cost="£2", description="Tea."))
    assert again.steps[0].kind == "unchanged"
    assert await store.run(reviewing.settle, "tea", True, US, NOW)
    assert '"cost":"£2"' in (await kept(store, "tea")).body.text


async def test_it_is_all_or_nothing(store: Store) -> None:
    """Where it breaks in the middle, nothing of it is kept."""

    def breaks(tx: Tx) -> None:
        bringing.bring(tx, FEED, pile(draft("tea"), draft("walk")), True, False, NOW)
        raise RuntimeError("the light went out")

    with pytest.raises(RuntimeError):
        await store.run(breaks)
    assert await store.read(got, "tea") is None
    assert (await brought(store, draft("tea"))).of("new")


async def test_what_is_gone_there(store: Store) -> None:
    """Told, and hidden only where that was asked for; found again when it comes back. A source not
    read to its end, or with the record in a fault, tells nothing."""
    await brought(store, draft("tea"), draft("walk"))
    assert not (await brought(store, draft("tea"), complete=False)).gone
    faulty = pile(draft("tea"), out=(Draft("service 2", "walk", "Walk", None),))
    assert not (await store.read(bringing.plan, FEED, faulty, True)).gone
    assert [one.id for one in (await brought(store, draft("tea"))).gone] == ["walk"]
    assert (await kept(store, "walk")).state == "active"
    await brought(store, draft("tea"), gone=True)
    assert (await kept(store, "walk")).state == "hidden"
    back = await brought(store, draft("tea"), draft("walk"))
    assert [str(one) for one in back.of("changed")[0].fields] == ["state: hidden -> active"]


async def test_hidden_until_somebody_has_looked(store: Store) -> None:
    """What somebody shows stays shown, whatever the source says again; it waits in the review."""
    await brought(store, draft("tea", "hidden"), draft("walk", needs=[UNSORTED]), draft("sing"))
    waits = await store.read(reviewing.waiting)
    assert [(one.id, one.why.split(":")[0]) for one in waits] == [
        ("tea", "hidden since it was imported"),
        ("walk", "nobody has said what it helps with"),
    ]
    assert (await store.run(reviewing.show, "tea", US, NOW)).state == "active"
    edited = body_of(listing("tea", checked=None, cost="£1"))
    await store.run(changing.change, "tea", edited, US, NOW, seen=2)
    with pytest.raises(Refused, match="not hidden"):
        await store.run(reviewing.show, "tea", US, NOW)
    await brought(store, draft("tea", "hidden"), draft("walk", needs=[UNSORTED]), draft("sing"))
    assert (await kept(store, "tea")).state == "active"


async def test_which_listing_it_is(store: Store) -> None:
    """By its source, its id in the standard, or our own id in a file of ours; else it is new, with
    an id that nobody has."""
    uid = "ac148810-d857-441c-9679-408f346de14b"
    there = listing("old", uid=uid, checked=None)
    for one in (there, listing("tea", checked=None)):
        new = Kept(one.id, "here", "active", 0, body_of(one))
        await store.run(changing.add, new, US, NOW)
    ours = Draft("service 9", "tea", "Name tea", listing("tea", checked=None), ours=True)
    done = await brought(
        store, draft("new", uid=uid, name="Name old"), ours, draft("tea", name="Another tea")
    )
    assert [(step.kept.id, step.kind) for step in done.steps] == [
        ("old", "unchanged"),
        ("tea", "unchanged"),
        ("tea-ls8", "new"),
    ]
    assert [step.beside == () for step in done.steps] == [True, True, True]


async def test_what_another_source_keeps(store: Store) -> None:
    """A listing of a file, or one made here, is not changed: their words stand beside."""
    one = listing("tea", checked=None)
    mine = importing.Draft("tea", "here", body_of(one), "tea.yaml:1")
    await store.run(importing.take, [mine], NOW)
    await store.run(
        changing.add, Kept("walk", "here", "active", 0, body_of(listing("walk"))), US, NOW
    )
    theirs = [
        Draft("1", id, f"Name {id}", listing(id, checked=None, cost="£9"), ours=True)
        for id in ("tea", "walk")
    ]
    same = Draft("1", "tea", "Name tea", one, ours=True)
    assert not (await brought(store, same)).steps[0].beside
    edited = body_of(listing("sing", checked=None, cost="£9"))
    mine = importing.Draft("sing", "here", body_of(listing("sing", checked=None)), "tea.yaml:9")
    await store.run(importing.take, [mine], NOW)
    await store.run(changing.change, "sing", edited, US, NOW, seen=1)
    agreed = Draft("1", "sing", "Name sing", listing("sing", checked=None, cost="£9"), ours=True)
    assert not (await brought(store, agreed)).steps[0].beside
    assert "sing" not in [one.id for one in await store.read(reviewing.waiting)]
    done = await brought(store, *theirs)
    assert [[str(field) for field in step.beside][-1] for step in done.steps] == [
        "cost: (nothing) -> £9"
    ] * 2
    assert [one.id for one in await store.read(reviewing.beside)] == ["tea", "walk"]
    assert not [step for step in (await brought(store, *theirs)).steps if step.beside]


async def test_what_somebody_removed_stays_removed(store: Store) -> None:
    """And a summary alone takes nothing away from what is known."""
    await brought(store, draft("tea", cost="£2"))
    partial = Draft("1", "tea", "Name tea", listing("tea", checked=None), partial=True)
    assert (await brought(store, partial)).steps[0].kind == "unchanged"
    await store.run(changing.move, "tea", "removed", US, NOW)
    assert (await brought(store, draft("tea", cost="£3"))).steps[0].kind == "unchanged"
    assert (await kept(store, "tea")).state == "removed"


def test_the_report() -> None:
    """Counts first, then each kind with its mend; the first few unless all are asked for."""
    bad = Note("opens_at", "'banana' is no time", "left out; write like 14:00", "look")
    mended = Note("url", "'www.x.org' is no whole address", "https://www.x.org meant")
    steps = tuple(_steps(draft("tea"), bad, mended))
    same = {"contact": {"phone": "07700 900123"}, "name": "Chatty Bench"}
    twins = duplicates([listing("a", **same), listing("b", **same)])
    out = Draft("row 9", "", "", None, (Note("name", "it has no name", "left out", "look"),))
    drafts = tuple(step.draft for step in steps)
    whole = Pile(drafts, (out,), (("row 3", "row 2", "the same again"),))
    gone = (steps[0].kept,)
    report = Report("x.csv", whole, Plan(steps, gone), twins, ("read as Windows text",))
    text = "\n".join(lines_of(report, everything=False))
    for said in (
        "x.csv: 14 records", "(read as Windows text)", "12 new", "1 left out", "1 gone there",
        "Name tea (tea, service tea, hidden)", "and 2 more (--all shows them)",
        "opens_at: 'banana' is no time; left out; write like 14:00", "row 9: left out",
        "url: 'www.x.org'", "a and b:", "cost: ours (nothing); theirs £2",
    ):  # fmt: skip
        assert said in text, said
    assert "more (--all" not in "\n".join(lines_of(report, everything=True))
    row = row_of(report, applied=False)
    assert (row["records"], len(row["faulty"]), report.good) == (14, 13, False)
    assert row["beside"][0]["fields"] == [{"field": "cost", "ours": "", "theirs": "£2"}]
    assert Report("x", Pile((), (), ()), Plan(())).good


def _steps(one: Draft, *notes: Note) -> Iterator[bringing.Step]:
    body = body_of(listing("tea"))
    beside = differences(body, body_of(listing("tea", cost="£2")))
    for number in range(12):
        state: State = "active" if number else "hidden"
        told = replace(one, notes=notes, label=f"service {number if number else 'tea'}")
        yield bringing.Step(told, "new", Kept("tea", "here", state, 1, body), (), beside)
