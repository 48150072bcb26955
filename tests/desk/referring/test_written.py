"""A referral on paper: a row, two lines for a record, and a Bundle that a kept library reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from connectbot.desk.referring import fhir, written
from connectbot.directory.outgoing.cells import table
from connectbot.model.referral import CURRENT, REASONS, STATES, Event, Note
from tests.desk.referring.introduced import draft
from tests.desk.town import NOON

LONDON = ZoneInfo("Europe/London")
LATER = datetime(2026, 12, 1, 9, tzinfo=UTC)
OVER = {"closed_at": LATER, "moved_at": LATER}


def one(state, **more):
    """Jean's, as it stands so."""
    reason = REASONS.get(state, ("",))[0]
    over = {} if state in CURRENT else OVER
    known = {} if state in ("draft", "awaiting_consent") else {"sent_at": NOON, "share": "all"}
    return draft(7, **{"id": "abc", "state": state, "reason": reason, **over, **known, **more})


def test_a_row_names_nobody_unless_asked() -> None:
    """Names, words and the district stand in it only where that was asked for."""
    referral = one("sent")
    details = replace(referral.details, notes=(Note(NOON, "provider", "is there a step?"),))
    referral = replace(referral, details=details)
    bare, named = written.row(referral), written.row(referral, names=True)
    assert list(bare) == list(written.COLUMNS)
    assert list(named) == [*written.COLUMNS, *written.NAMES]
    assert not any(word in str(bare) for word in ("Jean", "LS8", "company", "no steps", "step"))
    assert (named["first_name"], named["area"], named["notes"]) == (
        "Jean",
        "LS8",
        "is there a step?",
    )
    assert (bare["made_at"], bare["closed_at"]) == ("2026-11-24T12:00:00+00:00", None)


def test_the_log_is_beside_it() -> None:
    """Who said what, as it was logged."""
    event = Event("abc", NOON, "provider", "", "sent", "accepted", "")
    assert written.whole(one("accepted"), [event])["log"] == [
        {
            "at": "2026-11-24T12:00:00+00:00",
            "who": "provider",
            "by": "",
            "from": "sent",
            "to": "accepted",
            "reason": "",
            "said": "",
        }
    ]


@pytest.mark.parametrize(
    ("referral", "lines"),
    [
        (
            one("awaiting_consent"),
            "24 Nov 2026 Introduction to a community group: Tea and Talk; nothing was shared. "
            "Ref abc.\n24 Nov 2026: asked, no answer yet.\n",
        ),
        (
            one(
                "completed_got_help",
                share="name-and-number",
                resident_says="did_not_help",
                provider_says="completed_got_help",
            ),
            "24 Nov 2026 Introduction to a community group: Tea and Talk; consent 24 Nov 2026: "
            "first name and number. Ref abc.\n1 Dec 2026: got help (helped); they say: tried, did "
            "not help; the group says: got help.\n",
        ),
    ],
)
def test_two_lines_for_the_record(referral, lines) -> None:
    """What was offered and shared, and what came of it, each side's word apart; nobody's name."""
    said = written.record(referral, "Tea and Talk", LONDON)
    assert said.replace("01 Dec", "1 Dec") == lines
    assert "Jean" not in said


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_words_and_a_status(state) -> None:
    """Each state is told in the record and as a Task of FHIR."""
    assert len(written.record(one(state), "Tea", LONDON).splitlines()) == 2
    assert fhir.TASK[state]


def test_the_bundle_is_fhir(library) -> None:
    """A kept library of FHIR R4B reads the Bundle of every state, and finds nothing wrong in it."""
    for state in STATES:
        for more in ({}, {"resident_says": "did_not_help", "asked_at": NOON, "need": ""}):
            bundle = fhir.bundle(one(state, **more), "Tea and Talk")
            read = library.model_validate(bundle)
            kinds = [entry.resource.get_resource_type() for entry in read.entry]
            assert kinds == ["ServiceRequest", "Task", "Consent"]
            assert not any(word in str(bundle) for word in ("Jean", "LS8", "0770", "company"))
    for resource, needed in ((0, "intent"), (1, "status"), (2, "category")):
        bundle = fhir.bundle(one("sent"), "Tea and Talk")
        del bundle["entry"][resource]["resource"][needed]
        with pytest.raises(ValueError, match=needed):
            library.model_validate(bundle)


@pytest.fixture
def library():
    """The library reads slowly for the first time, so only where it is needed."""
    from fhir.resources.R4B.bundle import Bundle

    return Bundle


@pytest.mark.parametrize(
    ("state", "status", "provision"),
    [
        ("awaiting_consent", "proposed", "deny"),
        ("declined_by_person", "rejected", "deny"),
        ("sent", "active", "permit"),
        ("no_longer_interested", "inactive", "deny"),
        ("completed_got_help", "active", "permit"),
    ],
)
def test_consent_is_as_it_was_given(state, status, provision) -> None:
    """Proposed, given, refused or taken back."""
    more = {"sent_at": None, "share": ""} if state == "declined_by_person" else {}
    consent = fhir.bundle(one(state, **more), "Tea")["entry"][2]["resource"]
    assert (consent["status"], consent["provision"]["type"]) == (status, provision)


def test_no_cell_runs_in_a_spreadsheet() -> None:
    """What somebody typed is never a program in the file that is opened."""
    referral = one("sent")
    details = replace(referral.details, first_name="=1+1", matters="@cmd", access="-2")
    row = written.row(replace(referral, details=details), names=True)
    said = table((*written.COLUMNS, *written.NAMES), [row])
    assert said.splitlines()[1].endswith(",'=1+1,'@cmd,'-2,LS8,")
