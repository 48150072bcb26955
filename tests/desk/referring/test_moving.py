"""Where a referral may go from where, and by whose word; and that the log tells how it came."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectbot.desk.referring import moving
from connectbot.desk.referring.moving import Refused
from connectbot.model import referral as nouns
from connectbot.model.referral import CURRENT, ENDINGS, MOVES, REASONS, STATES, WHOS
from tests.desk.referring.introduced import draft, moved, stands
from tests.desk.town import NOON, open_town

DOCS = Path(__file__).parents[3] / "docs" / "referrals.md"
LETTERS = {"resident": "R", "provider": "G", "link-worker": "L", "system": "S"}


def outcome(start, end, who, reason=""):
    """Why this word does not move a referral from there to there, "" where it does."""
    over = {"closed_at": NOON} if start in ENDINGS else {}
    try:
        moving.refuse(draft(1, id="abc", state=start, **over), end, who, reason)
    except Refused as refused:
        return str(refused)
    return ""


def test_every_move_is_as_the_page_says() -> None:
    """Every state, to every state, by every word: allowed as the table in docs/referrals.md says,
    else refused with the reason."""
    rows = [line.split("|")[1:-1] for line in DOCS.read_text().splitlines() if "|" in line]
    cells = [[cell.strip().strip("`") for cell in row] for row in rows]
    head = next(row for row in cells if row[0] == "to \\ from")
    said = {
        (start, row[0]): set(letters.replace("-", ""))
        for row in cells
        if row[0] in STATES and len(row) == len(head)
        for start, letters in zip(head[1:], row[1:], strict=True)
    }
    assert head[1:] == list(CURRENT)
    assert {end for _, end in said} == set(STATES) - {"draft"}
    for start, end, who in product(STATES, STATES, WHOS):
        why = outcome(start, end, who, REASONS.get(end, ("",))[0])
        assert (LETTERS[who] in said.get((start, end), ())) == (not why), (start, end, who, why)
        if start in ENDINGS:
            assert "is over" in why
        elif (start, end) not in MOVES:
            assert "cannot become" in why
            theirs = [b for (a, b), may in MOVES.items() if a == start and who in may]
            can = ", ".join(moving.told(one) for one in theirs)
            assert why.endswith(
                f"By the {who} it can become {can}." if can else "moves it from there."
            )
        elif why:
            assert "to say, not for the" in why


@pytest.mark.parametrize("end", sorted(ENDINGS))
def test_every_ending_needs_one_of_its_reasons(end) -> None:
    """Without a reason, and with one of another ending, nothing ends."""
    start, who = next((s, min(may)) for (s, e), may in MOVES.items() if e == end)
    for reason in ("", "banana"):
        assert f"needs a reason: {REASONS[end][0]}" in outcome(start, end, who, reason)
    assert all(outcome(start, end, who, reason) == "" for reason in REASONS[end])


def test_a_step_that_is_no_ending_takes_no_reason() -> None:
    """The log holds our own words alone."""
    assert outcome("sent", "accepted", "provider", "soon") == (
        "abc: accepted takes no reason; leave 'soon' out."
    )


def test_the_page_has_every_reason() -> None:
    """docs/referrals.md names each reason beside its ending."""
    text = DOCS.read_text()
    for end, reasons in REASONS.items():
        said = [line.split("|")[2] for line in text.splitlines() if line.startswith(f"| `{end}` |")]
        assert re.findall(r"`([a-z0-9-]+)`", said[-1]) == list(reasons), end


async def test_a_move_is_logged_and_kept(town) -> None:
    """Who said what and when stands in the log, and where it stands in the referral."""
    made = await stands(town, "accepted")
    town.later(days=2)
    await moved(town, made.id, "waiting_list", "link-worker", who_id="sam", note="four weeks")
    ended = await moved(town, made.id, "declined_by_service", "provider", reason="no-capacity")
    assert (ended.closed_at, ended.reason, ended.next_at) == (town.now, "no-capacity", None)
    assert [note.words for note in ended.details.notes] == ["four weeks"]
    log = await town.store.read(lambda tx: tx.referrals.events(made.id))
    assert [(event.who, event.who_id, event.after) for event in log] == [
        ("link-worker", "", "awaiting_consent"),
        ("resident", "", "sent"),
        ("provider", "", "accepted"),
        ("link-worker", "sam", "waiting_list"),
        ("provider", "", "declined_by_service"),
    ]


async def test_what_each_side_says_is_kept_apart(town) -> None:
    """The group says it went well; the resident, later, that it did not help: both stand."""
    made = await stands(town, "in_progress")
    await moved(town, made.id, "completed_got_help", "provider", reason="attending")
    after = await town.store.run(
        moving.said, made.id, "did_not_help", "resident", town.now, reason="nerves"
    )
    assert (after.state, after.provider_says, after.resident_says) == (
        "completed_got_help",
        "completed_got_help",
        "did_not_help",
    )
    log = await town.store.read(lambda tx: tx.referrals.events(made.id))
    assert (log[-1].before, log[-1].after, log[-1].said) == (
        "completed_got_help",
        "completed_got_help",
        "did_not_help",
    )


@pytest.mark.parametrize(
    ("state", "what", "who", "reason", "why"),
    [
        ("awaiting_consent", "completed_got_help", "resident", "", "has not been told"),
        ("sent", "accepted", "resident", "", "not for the resident to say"),
        ("sent", "did_not_help", "resident", "banana", "has no reason 'banana'"),
    ],
)
async def test_a_word_that_is_not_theirs_is_refused(town, state, what, who, reason, why) -> None:
    """A word that moves nothing has its rules too."""
    made = await stands(town, state)
    with pytest.raises(Refused, match=why):
        await town.store.run(moving.said, made.id, what, who, town.now, reason=reason)


async def test_nothing_moves_what_is_not_there(town) -> None:
    """An id that nobody has is named, with where to look."""
    with pytest.raises(Refused, match=r"no referral 'xyz': `connectbot refer list`"):
        await moved(town, "xyz", "sent", "resident")


@pytest.mark.parametrize(
    ("end", "who", "reason", "counted"),
    [
        ("declined_by_service", "provider", "no-capacity", 1),
        ("did_not_help", "resident", "cost", 1),
        ("closed_no_contact", "system", "group-silent", 1),
        ("no_longer_interested", "resident", "found-other", 0),
        ("completed_got_help", "resident", "helped", 0),
    ],
)
async def test_an_unmet_end_counts_as_unmet_need(town, end, who, reason, counted) -> None:
    """Where somebody still needs what they came for, the need and the district are counted."""
    made = await stands(town, "sent")
    await moved(town, made.id, end, who, reason=reason)
    with sqlite3.connect(town.folder / "data" / "connectbot.db") as database:
        rows = database.execute("SELECT place, need, area, month, count FROM unmet").fetchall()
    database.close()
    assert rows == [("oakfield", "bereavement", "LS8", "2026-11", 1)] * counted


async def test_one_entered_in_error_is_in_the_audit_log(town) -> None:
    """That somebody was entered wrongly is told in the audit log, by whom and why."""
    made = await stands(town, "sent")
    await moved(town, made.id, "entered_in_error", reason="wrong-person", who_id="sam")
    entry = (await town.store.read(lambda tx: tx.audit.newest()))[0]
    assert (entry.action, entry.actor, entry.thing, entry.result) == (
        "referral.error",
        "staff",
        f"referral:{made.id}",
        "wrong-person",
    )


@pytest.mark.parametrize(
    ("promised", "left"), [("referral {} tea Sam", ""), ("week tea-and-talk", "week tea-and-talk")]
)
async def test_go_brings_nothing_of_one_that_is_over(town, promised, left) -> None:
    """A neutral text of one that has ended is about nothing any more; others stay."""
    made = await stands(town, "awaiting_consent")
    resident = await town.resident()
    waits = resident.conversation.changed(promised=promised.format(made.id))
    await town.store.run(lambda tx: tx.residents.keep(resident, waits, None))
    await moved(town, made.id, "lapsed", "system", reason="no-answer")
    assert (await town.resident()).conversation.promised == left


async def test_what_is_with_the_group_is_told(town) -> None:
    """From the moment it is sent until it is over."""
    assert not moving.with_group(await stands(town, "awaiting_consent"))
    made = await stands(town, "sent")
    assert moving.with_group(made)


WORDS = st.lists(
    st.tuples(
        st.sampled_from(STATES),
        st.sampled_from(WHOS),
        st.integers(0, 8),
        st.booleans(),
    ),
    max_size=25,
)


@pytest.fixture(scope="module")
def one_town(tmp_path_factory, tables):
    """One town for all the lives of a property."""
    folder = tmp_path_factory.mktemp("lives")
    (folder / "data").mkdir()
    (folder / "data" / "connectbot.db").write_bytes(Path(tables).read_bytes())
    loop = asyncio.new_event_loop()

    async def opened():
        return open_town(folder)

    town = loop.run_until_complete(opened())
    yield loop, town
    loop.run_until_complete(town.store.close())
    loop.close()


@given(words=WORDS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_said_the_log_leads_to_where_it_stands(one_town, words) -> None:
    """Any words by anybody: the log, read from the draft on, ends where the referral stands, each
    line begins where the last ended, and nothing comes after an ending."""
    loop, town = one_town

    def life(tx, resident):
        made = tx.referrals.add(draft(resident))
        for to, who, pick, only_said in words:
            reasons = REASONS.get(to, ("",))
            step = moving.said if only_said else moving.move
            before = tx.referrals.get(made.id)
            try:
                step(tx, made.id, to, who, NOON, reason=reasons[pick % len(reasons)])
            except Refused:
                assert tx.referrals.get(made.id) == before
        return tx.referrals.get(made.id), tx.referrals.events(made.id)

    async def lived():
        resident = await town.resident()
        return await town.store.run(life, resident.id)

    stands_now, log = loop.run_until_complete(lived())
    at = "draft"
    for event in log:
        assert event.before == at
        assert event.said or at not in nouns.ENDINGS
        assert event.who in (WHOS if event.said else MOVES[event.before, event.after])
        at = event.after
    assert at == stands_now.state
    assert (stands_now.closed_at is None) == (at not in nouns.ENDINGS)
    assert (stands_now.sent_at is not None) == any(event.after == "sent" for event in log)
