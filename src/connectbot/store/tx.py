"""One transaction: the groups of promises over one connection. It keeps nothing of its own."""

from __future__ import annotations

from connectbot.desk import ports
from connectbot.store.askings import AskingRows, ClaimRows
from connectbot.store.audit import AuditRows
from connectbot.store.caseloads import CaseloadRows
from connectbot.store.checkins import CheckinRows
from connectbot.store.feedback import FeedbackRows
from connectbot.store.handovers import HandoverRows
from connectbot.store.held import HoldingRows
from connectbot.store.inbox import InboxRows
from connectbot.store.link import Link
from connectbot.store.listings import ListingRows
from connectbot.store.notes import NoteRows
from connectbot.store.outbox import OutboxRows
from connectbot.store.passkeys import PasskeyRows
from connectbot.store.referrals import ReferralRows
from connectbot.store.reminders import ReminderRows
from connectbot.store.residents import ResidentRows
from connectbot.store.retention import RetentionRows
from connectbot.store.revisions import RevisionRows
from connectbot.store.staff import StaffRows
from connectbot.store.suggestions import SuggestionRows
from connectbot.store.switches import SwitchRows
from connectbot.store.systems import SystemRows
from connectbot.store.timing import TimingRows
from connectbot.store.unlinking import ContributorRows, UnlinkingRows
from connectbot.store.unmet import UnmetRows
from connectbot.store.vault import Vault


class Transaction:
    """Keeps the promises of `ports.Tx`; the same one serves every use case of a connection."""

    def __init__(self, link: Link, vault: Vault) -> None:
        self.link = link
        self.inbox: ports.Inbox = InboxRows(link, vault)
        self.residents: ports.Residents = ResidentRows(link, vault)
        self.outbox: ports.Outbox = OutboxRows(link, vault)
        self.timing: ports.Timing = TimingRows(link)
        self.handovers: ports.Handovers = HandoverRows(link, vault)
        self.flows: ports.Flows = RevisionRows(link)
        self.switches: ports.Switches = SwitchRows(link)
        self.unmet: ports.Unmet = UnmetRows(link)
        self.feedback: ports.Feedback = FeedbackRows(link)
        self.listings: ports.Listings = ListingRows(link, vault)
        self.suggestions: ports.Suggestions = SuggestionRows(link, vault)
        self.askings: ports.Askings = AskingRows(link)
        self.claims: ports.Claims = ClaimRows(link)
        self.reminders: ports.Reminders = ReminderRows(link, vault)
        self.referrals: ports.Referrals = ReferralRows(link, vault)
        self.systems: ports.Systems = SystemRows(link)
        self.checkins: ports.Checkins = CheckinRows(link, vault)
        self.audit: ports.Audit = AuditRows(link, vault)
        self.holding: ports.Holding = HoldingRows(link, vault)
        self.staff: ports.People = StaffRows(link, vault)
        self.passkeys: ports.Passkeys = PasskeyRows(link)
        self.caseloads: ports.Caseloads = CaseloadRows(link, vault)
        self.notes: ports.Notes = NoteRows(link, vault)
        self.unlinking: ports.Unlinking = UnlinkingRows(link)
        self.contributors: ports.Contributors = ContributorRows(link, vault)
        self.retention: ports.Retention = RetentionRows(link, vault)
