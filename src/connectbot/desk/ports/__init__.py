"""What the desk needs from the outside; the store and the channels keep these promises."""

from connectbot.desk.ports.audit import Audit, Entry, Verdict
from connectbot.desk.ports.casework import Caseloads, Notes, Standing
from connectbot.desk.ports.channel import Channel, Redacted, Traits, Unlisted
from connectbot.desk.ports.checkins import (
    Bulk,
    Checkins,
    Followed,
    Newcomer,
    Staged,
    Step,
    TakenBack,
)
from connectbot.desk.ports.handovers import Handovers, Open
from connectbot.desk.ports.held import (
    Held,
    HeldAddress,
    HeldCheckins,
    HeldMessage,
    HeldNote,
    HeldReferral,
    HeldReminder,
    HeldSuggestion,
    HeldTalk,
    Holding,
)
from connectbot.desk.ports.listings import Listings
from connectbot.desk.ports.passkeys import Passkeys
from connectbot.desk.ports.readings import Pen, Readings, Released
from connectbot.desk.ports.referrals import (
    Answered,
    Count,
    Referrals,
    System,
    Systems,
    Wanted,
    Watched,
)
from connectbot.desk.ports.reminders import Reminders
from connectbot.desk.ports.residents import Residents
from connectbot.desk.ports.retention import Retention
from connectbot.desk.ports.rows import (
    Feedback,
    Flows,
    Inbox,
    Limits,
    Outbox,
    ParkedMessage,
    Unmet,
    Waiting,
)
from connectbot.desk.ports.staff import People
from connectbot.desk.ports.store import Store, Tx
from connectbot.desk.ports.suggestions import Askings, Claims, Suggestions
from connectbot.desk.ports.switches import Switches
from connectbot.desk.ports.timing import Timing
from connectbot.desk.ports.unlinking import Contributors, Erasing, Unlinking

__all__ = [
    "Answered",
    "Askings",
    "Audit",
    "Bulk",
    "Caseloads",
    "Channel",
    "Checkins",
    "Claims",
    "Contributors",
    "Count",
    "Entry",
    "Erasing",
    "Feedback",
    "Flows",
    "Followed",
    "Handovers",
    "Held",
    "HeldAddress",
    "HeldCheckins",
    "HeldMessage",
    "HeldNote",
    "HeldReferral",
    "HeldReminder",
    "HeldSuggestion",
    "HeldTalk",
    "Holding",
    "Inbox",
    "Limits",
    "Listings",
    "Newcomer",
    "Notes",
    "Open",
    "Outbox",
    "ParkedMessage",
    "Passkeys",
    "Pen",
    "People",
    "Readings",
    "Redacted",
    "Referrals",
    "Released",
    "Reminders",
    "Residents",
    "Retention",
    "Staged",
    "Standing",
    "Step",
    "Store",
    "Suggestions",
    "Switches",
    "System",
    "Systems",
    "TakenBack",
    "Timing",
    "Traits",
    "Tx",
    "Unlinking",
    "Unlisted",
    "Unmet",
    "Verdict",
    "Waiting",
    "Wanted",
    "Watched",
]
