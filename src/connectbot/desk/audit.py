"""What goes into the audit log: which acts, by whom; never a word, a name or a number.

Each entry is written in the transaction of the act it tells of, as its last step: on PostgreSQL
the end of the chain is held from then on to the commit.
"""

from __future__ import annotations

import re
from datetime import datetime

from connectbot.desk.ports import Tx

ACTORS = frozenset({"operator", "service", "resident", "contact", "maintainer", "staff"})
"""Who may have done something; `operator` is whoever typed a command."""

ACTIONS = {
    "audit.purge": "entries of the log were let go after their time",
    "backup.made": "a backup was made",
    "backup.restored": "a backup was put back",
    "checkin.dealt_with": "one of our people asked about check-ins that had been ended",
    "checkin.enrolled": "people were enrolled in a plan of check-ins",
    "checkin.paused": "check-ins of a resident were paused",
    "checkin.resumed": "check-ins of a resident go on",
    "handover.answered": "one of our people answered a resident",
    "handover.acknowledged": "one of our people has seen an alert",
    "handover.closed": "one of our people gave a talk back",
    "handover.taken": "one of our people took a talk in the console",
    "handover.opened": "one of our people opened a talk",
    "keys.destroyed": "the key of a quarter's readings was destroyed: nobody can walk back",
    "keys.retired": "an old key was taken away",
    "keys.rotated": "a new key was made",
    "listing.changed": "somebody changed a listing",
    "listings.imported": "listings were taken over from files",
    "parked.discarded": "a parked message was discarded",
    "parked.replayed": "a parked message was answered after all",
    "parked.shown": "the words of a parked message were looked at",
    "privacy.erased": "a resident was erased from the command line",
    "privacy.exported": "what is held of a resident was written to a file",
    "privacy.shown": "what is held of a resident was looked at",
    "report.released": "the figures of a quarter were released",
    "note.added": "one of our people wrote something down about a resident",
    "record.changed": "one of our people changed what is known of a resident",
    "record.read": "one of our people read what is known of a resident",
    "record.number": "one of our people was shown a resident's number",
    "caseload.changed": "who looks after a resident was changed",
    "referral.dealt_with": "one of our people did what an ended referral needed of them",
    "referral.error": "a referral was entered in error",
    "referral.exported": "a referral was written to a file",
    "referral.made": "somebody was referred to a listing",
    "referral.moved": "one of our people moved a referral",
    "referral.shown": "a referral was looked at",
    "resident.forgotten": "a resident asked to be forgotten",
    "resident.left": "a resident left web chat quickly, and was forgotten there",
    "send.paused": "sending was stopped",
    "send.resumed": "sending was started again",
    "serve.started": "the service started",
    "staff.changed": "what one of our people does here was changed, or when they are away",
    "staff.entered": "one of our people signed in",
    "staff.everywhere": "one of our people was signed out in every browser",
    "staff.invited": "one of our people was sent a code to sign in with",
    "staff.left": "one of our people signed out",
    "staff.linked": "one of our people linked their Telegram",
    "staff.passkey-added": "one of our people made a passkey",
    "staff.passkey-removed": "one of our people took a passkey away",
    "staff.revoked": "one of our people was sent away",
    "staff.unlinked": "one of our people took their Telegram off again",
    "system.added": "another system may send referrals",
    "system.revoked": "another system may not send referrals any more",
    "tidy.aside": "residents who had asked for it were erased, once their alert was read",
    "tidy.silent": "residents who had been silent for long were erased",
    "suggestion.decided": "one of our people decided about a suggestion",
    "listing.suspended": "nobody is introduced to a listing for now",
    "listing.claimed": "the contact of a listing keeps it from now on",
    "listing.unchecked": "a listing lost its check: another phone or e-mail is to be written to",
    "listing.unclaimed": "the contact of a listing does not keep it any more",
    "test.texted": "a test text was sent",
}
"""Every act that is told, as a sentence."""

_WORD = re.compile(r"[a-z0-9][a-z0-9._:/+-]{0,79}")
_KEY = re.compile(r"key:[0-9a-f]{8}")  # eight figures by chance are no number of anybody's
_NUMBER = re.compile(r"(?:\d[.+-]?){7,}")


def note(
    tx: Tx,
    action: str,
    now: datetime,
    *,
    actor: str = "operator",
    who: str = "",
    resident: int | None = None,
    subject: str = "",
    thing: str = "",
    place: str = "",
    result: str = "done",
) -> None:
    """Tell of one act. `who` is one of our people, by name or address, kept as a random id;
    `resident` is whom it was done to, or `subject` the id they had before they were erased.

    Raises ValueError for an act that is not in ACTIONS, and for what looks like words or a number.
    """
    if action not in ACTIONS:
        raise ValueError(f"desk/audit.py: there is no act {action!r}; add it to ACTIONS")
    if actor not in ACTORS:
        raise ValueError(f"desk/audit.py: there is no actor {actor!r}; add it to ACTORS")
    for name, value in (("thing", thing), ("result", result)):
        if value and not _is_safe(value):
            raise ValueError(f"the audit log takes no words and no numbers as {name} of {action}")
    if resident is not None:
        subject = tx.audit.subject(resident)
    # A place is named by whoever runs it: an odd name must not stop what is being done there.
    place = place if _is_safe(place) else ""
    tx.audit.add(
        action, now, actor=actor, who=who, subject=subject, thing=thing, place=place, result=result
    )


def _is_safe(value: str) -> bool:
    if _KEY.fullmatch(value):
        return True
    return _WORD.fullmatch(value) is not None and _NUMBER.search(value) is None
