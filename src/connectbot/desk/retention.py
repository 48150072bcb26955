"""How long everything is kept: one list, from which the page, the pack and the tick all work.

A table without a line fails a test, and so does a line whose job or test is not there.
"""

from __future__ import annotations

from datetime import timedelta

from connectbot.desk.retention_checkins import CHECKINS
from connectbot.desk.retention_line import (
    CROSSING,
    ERASED,
    GONE,
    KEYS,
    STANDS,
    WITH_THEM,
    Keep,
    Line,
)
from connectbot.desk.retention_readings import APART, BESIDE
from connectbot.desk.retention_referrals import INTRODUCED

__all__ = ["APART", "CROSSING", "ERASED", "KEYS", "RETENTION", "STANDS", "Keep", "Line"]

REMINDERS = timedelta(days=30)
FEEDBACK = timedelta(days=365)
UNDECIDED = timedelta(days=365)
UNREAD = timedelta(days=30)
"""How long an alert that nobody closes keeps somebody who asked to be forgotten."""

SPEND = timedelta(days=31)
UNMET = timedelta(days=730)
AUDIT = timedelta(days=6 * 365)
REVOKED = timedelta(days=365)
"""How long it is known who somebody was who was sent away."""

_HERE = "tests/desk/test_retention.py::"
_SUGGESTED = "tests/desk/test_suggesting.py::"
_REST = "tests/desk/test_resting.py::"

RETENTION = (
    Line(
        "residents",
        "a number for each person, their place, since when",
        WITH_THEM,
        "silent",
        _REST + "test_who_is_silent_for_two_years_is_erased",
    ),
    Line(
        "addresses",
        "phone numbers and chat addresses, sealed, with a keyed hash; opted out or not",
        f"{WITH_THEM}; of an opt-out the keyed hash and its date stay without end, so that it is "
        "kept; an address of nobody's goes within the hour",
        "addresses",
        _HERE + "test_an_address_of_nobodys_goes",
    ),
    Line("sharers", "who shares a number", WITH_THEM, ERASED, GONE),
    Line(
        "conversations",
        "where a person stands, sealed: what they said of themselves and looked for",
        "{words} after their last words; then a first name and whether others see the phone, "
        + WITH_THEM,
        "rest",
        _REST + "test_a_conversation_is_put_to_rest",
    ),
    Line(
        "inbox",
        "what people wrote, sealed",
        "the words {words}, longer while a talk or an alert is open or the message is parked; a "
        "keyed hash that tells a repeat {keys}",
        "words-in",
        _HERE + "test_words_go_after_their_time",
    ),
    Line(
        "outbox",
        "what was written to people and to our own, sealed",
        "{words}, longer while it is not sent or a talk or an alert is open",
        "words-out",
        _HERE + "test_words_go_after_their_time",
    ),
    Line(
        "handovers",
        "that a person was needed: when, which kind, who came (sealed)",
        "{words} after it was closed; an open one until it is closed",
        "talks",
        _HERE + "test_a_closed_talk_goes",
    ),
    Line(
        "handover_links",
        "hashes of one-time links, and to whom each went (sealed)",
        "until the talk is closed",
        "links",
        _HERE + "test_a_closed_talk_goes",
    ),
    Line(
        "reminders",
        "what somebody asked to be reminded of, sealed",
        "30 days after it ended",
        "reminders",
        "tests/store/test_forgetting.py::test_reminders_go_a_month_after_they_ended",
    ),
    Line(
        "feedback",
        "what was said of a listing, in our words, without the person",
        "12 months",
        "feedback",
        "tests/store/test_forgetting.py::test_feedback_goes_some_at_a_time",
    ),
    Line(
        "suggestions",
        "what somebody said of a listing, their words sealed",
        "{words} after it was decided, 12 months where it never is; of an erased person no word",
        "suggestions",
        _SUGGESTED + "test_a_suggestion_goes_after_its_time",
    ),
    Line(
        "listing_claims",
        "who keeps a listing because they answer its published phone or e-mail",
        f"until it is revoked, or {WITH_THEM}",
        ERASED,
        GONE,
    ),
    Line(
        "askings",
        "when the published contact of a listing was asked whether it is still right",
        "until the listing is asked about again",
        STANDS,
        "",
    ),
    Line(
        "unmet",
        "how often a search found nothing, or something, by month, without the person",
        "24 months",
        "unmet",
        _HERE + "test_counts_go_after_their_time",
    ),
    Line(
        "spend",
        "how many segments were sent in a minute; of nobody",
        "31 days",
        "spend",
        _HERE + "test_counts_go_after_their_time",
    ),
    Line(
        "flow_revisions",
        "flows as they were when a conversation began; of nobody",
        "until the last conversation in it ends",
        "revisions",
        _HERE + "test_a_flow_goes_with_its_last_conversation",
    ),
    Line(
        "audit_log",
        "who did what and when: random ids, never a name, a number or a word",
        "6 years",
        "audit",
        _HERE + "test_the_audit_log_goes_after_six_years",
    ),
    Line(
        "audit_subjects",
        "whom a random id in the audit log means",
        "until the person is erased, or no entry names the id",
        ERASED,
        GONE,
    ),
    Line(
        "audit_head",
        "where the audit log ends; of nobody",
        "as long as the log",
        STANDS,
        "tests/store/test_audit.py::test_old_entries_are_let_go_and_the_rest_stays_whole",
    ),
    Line(
        "staff",
        "our own people: their name, and where they are told, sealed",
        "365 days after they were sent away",
        "staff",
        "tests/desk/test_staff.py::test_nothing_of_them_stays_for_ever",
    ),
    Line(
        "staff_codes",
        "hashes of codes that let one of our people in once",
        "ten minutes, or until it is used",
        "staff",
        "tests/desk/test_staff.py::test_nothing_of_them_stays_for_ever",
    ),
    Line(
        "staff_visits",
        "hashes of the secrets of browsers that our people are signed in with",
        "12 hours, or until they sign out",
        "staff",
        "tests/desk/test_staff.py::test_nothing_of_them_stays_for_ever",
    ),
    Line(
        "passkeys",
        "the public halves of the keys that our people sign in with",
        "until they take it away or are sent away",
        STANDS,
        "tests/desk/test_passkeys.py::test_whoever_is_sent_away_has_no_passkey",
    ),
    Line(
        "passkey_challenges",
        "hashes of what a passkey is to sign once",
        "five minutes, or until it is used",
        "staff",
        "tests/desk/test_passkeys.py::test_what_nobody_signed_goes",
    ),
    Line(
        "caseloads",
        "which of our people looks after whom",
        f"until they do not any more, or {WITH_THEM}",
        ERASED,
        GONE,
    ),
    Line(
        "notes",
        "what our people wrote down about somebody, sealed",
        WITH_THEM,
        ERASED,
        GONE,
    ),
    Line(
        "switches",
        "what is on or off for the whole service; of nobody",
        "until it is set anew",
        STANDS,
        "",
    ),
    Line("keyring_marks", "which keyring belongs to it; of nobody", "as long as it", STANDS, ""),
    Line("alembic_version", "the version of the tables; of nobody", "as long as it", STANDS, ""),
    Line(
        "listings",
        "groups and places; of a keeper what they gave to be shown, a confidential address sealed",
        "until it is removed by its maintainer",
        STANDS,
        "",
    ),
    Line(
        "listing_revisions",
        "what a listing was before, who changed it and why",
        "as long as the listing",
        STANDS,
        "",
    ),
    Line("listing_files", "hashes of imported files; of nobody", "as long as it", STANDS, ""),
    *CHECKINS,
    *INTRODUCED,
    *BESIDE,
    Line(
        "listing_clock", "how often the directory changed; of nobody", "as long as it", STANDS, ""
    ),
)
"""Every table there is."""
