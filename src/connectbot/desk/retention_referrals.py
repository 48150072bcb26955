"""How long everything about referrals is kept."""

from __future__ import annotations

from datetime import timedelta

from connectbot.desk.retention_line import Line

DRAFTS = timedelta(days=14)
"""How long a referral that nobody was asked about waits."""

REFERRALS = timedelta(days=730)
"""How long it is known how a referral came out, and who said what of it."""

UNANSWERED = timedelta(days=180)
"""How long somebody is known who was referred and never wrote a word to us."""

SYSTEMS_GONE = timedelta(days=365)
ANSWERED = timedelta(days=1)
"""How long a system that asks again is answered as before."""

_HERE = "tests/store/test_referrals.py::"

INTRODUCED = (
    Line(
        "referrals",
        "who was introduced to which listing and how it came out; sealed: a first name, what "
        "matters to them, what they need, their district, the notes beside it",
        "a draft 14 days; the words {words} after it ended; the rest 24 months after it ended, "
        "or until the person is erased: somebody who never wrote to us 180 days after the last "
        "one came to nothing",
        "referrals",
        _HERE + "test_what_is_past_its_time_goes",
    ),
    Line(
        "referral_events",
        "who said what of a referral and when: random ids and words of ours alone",
        "24 months after it was said, once the referral has gone; of an erased person the lines "
        "lead to nobody",
        "referrals",
        _HERE + "test_what_is_past_its_time_goes",
    ),
    Line(
        "referral_tokens",
        "hashes of links to a page on which a group answers",
        "until the link ends",
        "referrals",
        _HERE + "test_what_is_past_its_time_goes",
    ),
    Line(
        "systems",
        "other systems that may send referrals: a name, and the hash of a token",
        "365 days after one was revoked",
        "referrals",
        _HERE + "test_a_system_goes_after_its_time",
    ),
    Line(
        "idempotency_keys",
        "what a system was answered to a key: hashes and an id of ours",
        "a day",
        "referrals",
        _HERE + "test_a_system_goes_after_its_time",
    ),
)
