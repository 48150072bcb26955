"""Releases made from both databases: once a quarter, and mended where they were cut short."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from connectbot.app.releasing import Press
from connectbot.app.tabling import foretold, lines
from connectbot.measures.library import Library
from connectbot.measures.released.forecast import forecast
from connectbot.measures.released.ledger import Refused
from connectbot.measures.released.people import measures
from connectbot.measures.released.release import parsed
from connectbot.model.message import Address
from connectbot.model.referral import Referral
from tests.app.waiting import NOW, WEEK, Ford, ended, ford_in
from tests.measures.released.words import PROMISES

FLOWS = Path(__file__).parents[2] / "flows"
JANUARY = datetime(2027, 1, 20, 9, tzinfo=UTC)
APRIL = datetime(2027, 4, 20, 9, tzinfo=UTC)


def library() -> Library:
    """The starter's instruments and plans."""

    def texts(folder: str) -> dict[str, str]:
        return {path.name: path.read_text("utf-8") for path in (FLOWS / folder).glob("*.yaml")}

    return Library.parse(texts("instruments"), texts("plans"))[0]


@pytest.fixture
async def ford(tmp_path, tables):
    """Two new databases."""
    made = ford_in(tmp_path, tables)
    yield made
    await made.store.close()


def press_at(ford: Ford) -> Press:
    """Where releases are made of them."""
    return Press(ford.store, ford.readings, ford.keys, library(), {"company": "Company"})


async def answered(ford: Ford, numbers: range, scores: tuple[int, ...] = (4, 5, 6, 7)) -> None:
    """So many more people who were enrolled by three of ours and answered at the start."""
    for number in numbers:
        who = await ford.enrol(number)
        named = replace(who, referrer=("sam", "ada", "")[number % 3])
        await ford.store.run(lambda tx, named=named: tx.checkins.change(named))
        leaving = ended(who, "baseline", NOW, scores[number % len(scores)])
        await ford.store.run(lambda tx, leaving=leaving: tx.checkins.leave(leaving))
    await ford.crossing.cross(NOW + WEEK)


async def enrolments(ford: Ford, resident: int):
    """What somebody is enrolled in."""
    return await ford.store.read(lambda tx: tx.checkins.of(resident))


def row(artefact: str, cell: str) -> dict:
    """A printed row."""
    every = [row for table in parsed(artefact)["tables"] for row in table["rows"]]
    return next(row for row in every if row["cell"] == cell)


async def test_a_quarter_is_released_from_both_databases(ford) -> None:
    """Answers from one, how far people came from the other; kept sealed in one and printed in the
    other, and told in the audit log."""
    await answered(ford, range(40))
    made = await press_at(ford).make("oakfield", "Oakfield", JANUARY)
    assert (made.id, made.quarter) == ("oakfield-2026Q4", "2026Q4")
    start = row(made.artefact, "start|ons4.satisfied")
    assert (start["n"], start["mean"], start["as_at"]) == (40, 5.5, "2026Q4")
    assert row(made.artefact, "funnel|baseline|baseline")["n"] == 40
    assert row(made.artefact, "reach|age|25-64")["n"] == "*"  # all are: nothing is told apart
    (kept,) = await ford.readings.releases("oakfield")
    assert kept == made
    newest = await ford.store.read(lambda tx: tx.audit.newest(1))
    assert [one.action for one in newest] == ["report.released"]


async def test_whom_nobody_named_is_of_one_hand(ford) -> None:
    """People enrolled without saying by whom are those of one of us: not printed by themselves."""
    await answered(ford, range(40))
    for one in [one for of in range(1, 41) for one in await enrolments(ford, of)]:
        nobodys = replace(one, referrer="")
        await ford.store.run(lambda tx, nobodys=nobodys: tx.checkins.change(nobodys))
    made = await press_at(ford).make("oakfield", "Oakfield", JANUARY)
    assert row(made.artefact, "start|ons4.satisfied")["n"] == "*"


async def test_a_release_is_of_those_enrolled_by_its_quarter(ford) -> None:
    """Whoever was enrolled since is in the next."""
    await answered(ford, range(40))
    october = datetime(2026, 10, 20, 9, tzinfo=UTC)
    with pytest.raises(Refused, match="nothing to release of oakfield"):
        await press_at(ford).make("oakfield", "Oakfield", october)


async def test_a_quarter_is_released_once(ford) -> None:
    """And the next only when it is due."""
    await answered(ford, range(12))
    press = press_at(ford)
    await press.make("oakfield", "Oakfield", JANUARY)
    with pytest.raises(Refused, match="2027Q1 can be from 2027-04-15 on"):
        await press.make("oakfield", "Oakfield", JANUARY)
    assert len(await ford.readings.releases()) == 1


async def test_where_nobody_has_answered_there_is_nothing_to_release(ford) -> None:
    """And no empty quarter is counted as one in which something was kept back."""
    with pytest.raises(Refused, match="nothing to release of oakfield"):
        await press_at(ford).make("oakfield", "Oakfield", JANUARY)


async def test_three_more_people_change_no_figure(ford) -> None:
    """The next quarter says what was said before, and that it is of then; also when the key of
    those people has been destroyed, so that nobody knows any more who enrolled them."""
    await answered(ford, range(40))
    press = press_at(ford)
    first = await press.make("oakfield", "Oakfield", JANUARY)
    await answered(ford, range(40, 43))
    await ford.crossing.shred("2026Q4", APRIL)
    second = await press.make("oakfield", "Oakfield", APRIL)
    for cell in ("start|ons4.satisfied", "reach"):
        assert row(second.artefact, cell) == row(first.artefact, cell)
    assert parsed(second.artefact)["previous"] == first.hash
    # how far people came is remembered where their enrolments are not
    invited = "funnel|baseline|invited"
    assert row(second.artefact, invited) == row(first.artefact, invited)


async def test_killed_between_the_two_databases_the_next_time_prints_what_was_sealed(ford) -> None:
    """The release that was sealed is the one that is printed, to the letter."""
    await answered(ford, range(30))
    press = press_at(ford)
    made = await press.make("oakfield", "Oakfield", JANUARY)
    with closing(sqlite3.connect(ford.readings.path)) as database, database:
        database.execute("DELETE FROM releases")
    assert await ford.readings.releases() == []
    ledger, _ = await press.ledger("oakfield")
    assert await ford.readings.releases() == [made]
    assert ledger.found == {"2026Q4": made.hash}


async def test_without_the_sealed_record_nothing_is_released(ford) -> None:
    """The contacts database was put back from before: nobody can tell what a figure gives away."""
    await answered(ford, range(30))
    press = press_at(ford)
    made = await press.make("oakfield", "Oakfield", JANUARY)
    other = replace(made, id="oakfield-2026Q3", quarter="2026Q3")
    await ford.readings.keep_release(other)
    with pytest.raises(Refused, match=r"of 2026Q3 .* one backup"):
        await press.make("oakfield", "Oakfield", APRIL)


async def test_a_record_that_cannot_be_read_releases_nothing(ford) -> None:
    """And says what to do."""
    await ford.store.run(lambda tx: tx.contributors.keep("oakfield-2026Q3", "oakfield", "{}"))
    with pytest.raises(Refused, match="put both databases back"):
        await press_at(ford).make("oakfield", "Oakfield", JANUARY)


async def test_searches_and_introductions_come_from_the_contacts_database(ford) -> None:
    """Searches of the quarter itself, introductions of the one before, drafts and mistakes left
    out."""

    def once(tx) -> None:
        for month, times in ((9, 5), (10, 8), (12, 7)):
            for _ in range(times):
                tx.unmet.count("oakfield", "company", "LS8", datetime(2026, month, 3).date())
                tx.unmet.count(
                    "oakfield", "company", "LS8", datetime(2026, month, 3).date(), met=True
                )
                tx.unmet.count("other", "company", "LS8", datetime(2026, month, 3).date())
        at = datetime(2026, 8, 3, tzinfo=UTC)
        for number in range(14):
            who = tx.residents.at(Address("sms", f"+447700900{number:03d}"), "oakfield", at)
            state = "completed_got_help" if number < 12 else "draft"
            maker = ("sam", "ada", "self")[number % 3]
            tx.referrals.add(
                Referral(
                    id="",
                    resident_id=who.id,
                    listing="tea",
                    listing_number=1,
                    place="oakfield",
                    need="company",
                    state=state,
                    reason="",
                    urgency="routine",
                    made_by=maker,
                    door="command",
                    share="first-name",
                    code="",
                    made_at=at,
                )
            )

    await ford.store.run(once)
    made = await press_at(ford).make("oakfield", "Oakfield", JANUARY)
    assert row(made.artefact, "searches|company")["n"] == 15
    assert row(made.artefact, "searches|company")["label"] == "Company"
    assert row(made.artefact, "searches|company|area|LS8")["n"] == 15
    assert row(made.artefact, "sought|company")["n"] == 30
    assert row(made.artefact, "referrals|completed_got_help")["n"] == 10
    assert row(made.artefact, "referrals|open")["n"] == "*"


async def test_a_release_reads_well_in_a_terminal(ford) -> None:
    """Tables with the columns that hold something, tokens told in a line, each note once."""
    await answered(ford, range(40))
    press = press_at(ford)
    await press.make("oakfield", "Oakfield", JANUARY)
    made = await press.make("oakfield", "Oakfield", APRIL)
    text = "\n".join(lines(parsed(made.artefact)))
    assert "Where people began\n" in text
    assert "of 2026Q4" in text
    assert "  * in all" in text
    assert text.count("is repeated from then") == 1
    assert max(map(len, text.splitlines())) < 160
    assert not PROMISES.findall(text)


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (120, "change in quarter 3, whole place only"),
        (75, "change in quarter 4, whole place only"),
        (30, "no change at all"),
        (700, "change in quarter 1, of the largest groups, too"),
    ],
)
def test_a_pilot_is_told_in_a_sentence(people: int, said: str) -> None:
    """What comes first, then each table, then what was taken for granted."""
    wanted = tuple(one for one in measures(library()) if one.id == "ucla3.total")
    found = forecast(people, 3 if people < 700 else 1, wanted, {"baseline": 0, "6-weeks": 0.46})
    told = "\n".join(foretold(people, 3 if people < 700 else 1, found))
    assert said in told
    assert "three link workers" in told.replace("\n", " ")
    assert not PROMISES.findall(told)
