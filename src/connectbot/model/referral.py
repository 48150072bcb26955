"""A referral: one person introduced to one listing, and who may move it from where to where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Literal, get_args

State = Literal[
    "draft",
    "awaiting_consent",
    "sent",
    "accepted",
    "waiting_list",
    "needs_information",
    "contact_tried",
    "in_progress",
    "completed_got_help",
    "declined_by_service",
    "declined_by_person",
    "no_longer_interested",
    "redirected",
    "did_not_help",
    "closed_no_contact",
    "lapsed",
    "entered_in_error",
]
"""Where it stands. `draft` is not asked yet; `awaiting_consent` asked of the resident; `sent` told
to the group; the next five are the group's answers; the others are endings. `lapsed` came to
nothing without anybody having said no."""

STATES: tuple[State, ...] = get_args(State)

Who = Literal["resident", "provider", "link-worker", "system"]
"""Whose word moves it: theirs, the group's, one of our people's, or ours by a rule."""

WHOS: tuple[Who, ...] = get_args(Who)

Share = Literal["", "first-name", "name-and-number", "all"]
"""What the resident agreed that the group is told: "" nothing (yet); `all` is what matters to them
and what they need to take part, beside name and number."""

SHARES: tuple[Share, ...] = get_args(Share)

Urgency = Literal["routine", "soon", "urgent"]

URGENCIES: tuple[Urgency, ...] = get_args(Urgency)

Door = Literal["console", "command", "api", "telegram", "self"]

REASONS: Mapping[State, tuple[str, ...]] = MappingProxyType(
    {
        "completed_got_help": ("helped", "helped-a-bit", "attending"),
        "declined_by_service": ("not-eligible", "no-capacity", "out-of-area", "closed", "other"),
        "declined_by_person": ("said-no", "not-now", "other"),
        "no_longer_interested": (
            "changed-mind",
            "bus",
            "nerves",
            "cost",
            "time",
            "health",
            "closed",
            "found-other",
            "other",
        ),
        "redirected": ("better-fit", "moved", "other"),
        "did_not_help": ("bus", "nerves", "cost", "time", "closed", "not-for-me", "other"),
        "closed_no_contact": ("no-answer", "unreachable", "group-silent", "other"),
        "lapsed": (
            "no-answer",
            "stopped",
            "unreachable",
            "wrong-person",
            "died",
            "moved",
            "under-18",
            "unchecked",
            "closed",
            "other",
        ),
        "entered_in_error": ("wrong-person", "wrong-listing", "twice", "other"),
    }
)
"""Every ending, and the words of which each carries one."""

ENDINGS = frozenset(REASONS)
"""Nothing comes after these."""

UNMET: frozenset[State] = frozenset({"declined_by_service", "did_not_help", "closed_no_contact"})
"""Endings after which somebody still needs what they came for."""

WITH_GROUP: tuple[State, ...] = (
    "sent",
    "accepted",
    "waiting_list",
    "needs_information",
    "contact_tried",
    "in_progress",
)
"""Where a group has been told, and it is not over."""

CURRENT: tuple[State, ...] = ("draft", "awaiting_consent", *WITH_GROUP)
"""Where it is not over."""


def _who(letters: str) -> frozenset[Who]:
    return frozenset(who for who in WHOS if who[0] in letters)


# Each line: from where, then to where and whose word it takes: r(esident) p(rovider)
# l(ink worker) s(ystem). The same table stands in docs/referrals.md; a test holds them together.
_ANSWERS = {
    "accepted": "pl",
    "waiting_list": "pl",
    "needs_information": "pl",
    "contact_tried": "pl",
    "in_progress": "prl",
    "declined_by_service": "pl",
}
_ENDS = {
    "completed_got_help": "prl",
    "no_longer_interested": "rl",
    "redirected": "pl",
    "did_not_help": "rl",
    "closed_no_contact": "pls",
    "lapsed": "ls",
    "entered_in_error": "rpls",
}
_TABLE: Mapping[State, Mapping[str, str]] = {
    "draft": {"awaiting_consent": "rls", "lapsed": "ls", "entered_in_error": "ls"},
    "awaiting_consent": {
        "sent": "r",
        "declined_by_person": "rl",
        "lapsed": "ls",
        "entered_in_error": "rls",
    },
    "sent": {**_ANSWERS, **_ENDS},
    "accepted": {**_ANSWERS, **_ENDS, "accepted": ""},
    "waiting_list": {**_ANSWERS, **_ENDS, "waiting_list": ""},
    "needs_information": {**_ANSWERS, **_ENDS, "needs_information": "", "sent": "ls"},
    "contact_tried": {**_ANSWERS, **_ENDS},  # a second and a third try are told each
    "in_progress": {**_ENDS},
}

MOVES: Mapping[tuple[State, State], frozenset[Who]] = MappingProxyType(
    {
        (start, end): _who(letters)
        for start, line in _TABLE.items()
        for end in STATES
        if (letters := line.get(end, ""))
    }
)
"""From where to where, and whose word it takes; what is not here does not happen."""


@dataclass(frozen=True, slots=True)
class Note:
    """Words beside a move: whose, and what they wrote."""

    at: datetime
    who: Who
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Details:
    """What is sealed: who they are to the group, and what it should know.

    `matters` is what they hope for, in their words; `access` what they need to take part; `area` a
    district such as "LS8"; `sender` the first name the resident knows whoever sends them by;
    `company` that they would like somebody to go with; `notes` the words beside the moves.
    """

    first_name: str = field(default="", repr=False)
    matters: str = field(default="", repr=False)
    access: str = field(default="", repr=False)
    area: str = field(default="", repr=False)
    sender: str = field(default="", repr=False)
    company: bool = False
    notes: tuple[Note, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Referral:
    """One of them.

    `listing_number` the revision of the listing
    that was seen; `need` the listing's first need; `made_by` the id of one of our people, "self" or
    "system:<name>"; `code` what a group answers with; `nudged` how often somebody was reminded in
    this state; `next_at` when to look again; `dealt_at` when one of our people ticked off what its
    end needed of them; `resident_says` and `provider_says` the last that each
    of them said ("" nothing), which may differ from where it stands.
    """

    id: str
    resident_id: int
    listing: str
    listing_number: int
    place: str
    need: str
    state: State
    reason: str
    urgency: Urgency
    made_by: str
    door: Door
    share: Share
    code: str
    made_at: datetime
    asked_at: datetime | None = None
    sent_at: datetime | None = None
    next_at: datetime | None = None
    closed_at: datetime | None = None
    moved_at: datetime | None = None
    dealt_at: datetime | None = None
    nudged: int = 0
    resident_says: str = ""
    provider_says: str = ""
    details: Details = field(default_factory=Details, repr=False)

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.state in ENDINGS


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the log: whose word moved it from where to where. `said` is a word of theirs that
    moved nothing ("" where it did), such as the resident's "completed_got_help" after the group's;
    `who_id` is the id of one of our people, "" else."""

    referral: str
    at: datetime
    who: Who
    who_id: str
    before: State
    after: State
    reason: str
    said: str = ""
