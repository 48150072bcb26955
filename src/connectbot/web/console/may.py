"""Who may open which page of the console, and which pages stand in its navigation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from connectbot.model.staff import CARERS, KEEPERS, ROLES, Role, Staff

EVERYBODY: frozenset[Role] = frozenset(ROLES)
TALKERS: frozenset[Role] = frozenset(role for role in ROLES if role in CARERS)
"""Who talks to residents."""

WRITERS: frozenset[Role] = frozenset(role for role in ROLES if role in KEEPERS)
"""Who changes listings."""

LEADS: frozenset[Role] = frozenset({"lead"})

DIRECTORY = "/console/directory"
START = "/console"


@dataclass(frozen=True, slots=True)
class Page:
    """One entry of the navigation: its id, its words, where it leads, and for whom."""

    id: str
    words: str
    path: str
    may: frozenset[Role]


PAGES = (
    Page("today", "Today", START, TALKERS),
    Page("handovers", "Handovers", "/console/handovers", TALKERS),
    Page("residents", "Residents", "/console/residents", TALKERS),
    Page("referrals", "Referrals", "/console/referrals", TALKERS),
    Page("alerts", "Alerts", "/console/alerts", LEADS),
    Page("reports", "Reports", "/console/reports", EVERYBODY),
    Page("directory", "Directory", DIRECTORY, EVERYBODY),
    Page("staff", "Staff", "/console/staff", LEADS),
    Page("audit", "Audit", "/console/audit", LEADS),
)
"""The navigation, in its order; a page of its own adds a line here."""


def pages_for(staff: Staff) -> Sequence[Page]:
    """What stands in the navigation of somebody."""
    return [page for page in PAGES if staff.role in page.may]


def start_of(staff: Staff) -> str:
    """Where somebody begins: whoever talks to residents with their day, others with the
    directory."""
    return START if staff.role in TALKERS else DIRECTORY
