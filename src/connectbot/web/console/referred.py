"""Referrals in words: where one stands, who said what of it, and what our people may say of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from connectbot.desk.referring.seeing import Seen, moves
from connectbot.model.referral import (
    CURRENT,
    REASONS,
    Door,
    Event,
    Referral,
    Share,
    State,
    Urgency,
    Who,
)

STATES: Mapping[State, str] = {
    "draft": "Written down, nobody was asked",
    "awaiting_consent": "They are asked first",
    "sent": "The group is told",
    "accepted": "The group said yes",
    "waiting_list": "On the group's waiting list",
    "needs_information": "The group asks something",
    "contact_tried": "The group tried to reach them",
    "in_progress": "They have been there",
    "completed_got_help": "They got help",
    "declined_by_service": "The group cannot take them",
    "declined_by_person": "They said no",
    "no_longer_interested": "They don't want it any more",
    "redirected": "Something else was found",
    "did_not_help": "They tried, and it did not help",
    "closed_no_contact": "Nobody was reached",
    "lapsed": "Came to nothing",
    "entered_in_error": "Entered in error",
}
"""Where one stands, as our people read it."""

_KINDS: Mapping[State, str] = {
    "accepted": "good",
    "in_progress": "good",
    "completed_got_help": "good",
    "awaiting_consent": "wait",
    "sent": "wait",
    "needs_information": "bad",
    "declined_by_service": "bad",
    "did_not_help": "bad",
    "closed_no_contact": "bad",
}
_THEIRS: Mapping[State, str] = {
    "awaiting_consent": "asked for it",
    "sent": "agreed",
}
WHO: Mapping[Who, str] = {
    "resident": "They",
    "provider": "The group",
    "link-worker": "Our people",
    "system": "The service",
}
DOORS: Mapping[Door, str] = {
    "console": "on this page",
    "command": "on the command line",
    "api": "by another system",
    "telegram": "on Telegram",
    "self": "by themselves",
}
URGENCIES: Mapping[Urgency, str] = {"routine": "Routine", "soon": "Soon", "urgent": "Urgent"}
SHARED: Mapping[Share, str] = {
    "": "nothing yet",
    "first-name": "their first name",
    "name-and-number": "first name and number",
    "all": "first name, number, what matters and access needs",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log: whose word it was, what it said, and why."""

    at: datetime
    who: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that our people may say of it: an ending needs one of its reasons."""

    words: str
    values: Sequence[tuple[str, str]]


def kind(state: State) -> str:
    """How a state is marked."""
    return _KINDS.get(state, "calm")


def reason(word: str) -> str:
    """A reason, as one reads it; nothing where it only says the state again."""
    return "" if word == "helped" else word.replace("-", " ")


def last_word(seen: Seen, who: Who) -> str:
    """What a side said last."""
    event = next((one for one in reversed(seen.log) if one.who == who), None)
    return _words(event) if event else "nothing yet"


def lines(seen: Seen) -> list[Line]:
    """The log, the newest first."""
    return [
        Line(
            event.at,
            seen.names.get(event.who_id) or WHO[event.who],
            f"said: {_words(event)}" if event.said else _words(event),
            reason(event.reason),
        )
        for event in reversed(seen.log)
    ]


def _words(event: Event) -> str:
    if event.said:
        return next((words for state, words in STATES.items() if state == event.said), event.said)
    theirs = _THEIRS.get(event.after, "") if event.who == "resident" else ""
    return theirs or STATES[event.after]


def made_by(referral: Referral, names: Mapping[str, str]) -> str:
    """Who made it, and how."""
    door = DOORS[referral.door]
    name = names.get(referral.made_by, "")
    return f"{name}, {door}" if name else door


def choices(referral: Referral) -> list[Choice]:
    """What our people may say of one, as the groups of a list; the value is `state` or
    `state:reason`."""
    return [
        Choice(
            STATES[state],
            [
                (f"{state}:{one}", f"{STATES[state]}: {reason(one)}".removesuffix(": "))
                for one in REASONS.get(state, ())
            ]
            or [(state, STATES[state])],
        )
        for state in moves(referral)
    ]


def state_of(word: str) -> State | None:
    """The state of this name."""
    return next((state for state in STATES if state == word), None)


SHOWN: Mapping[str, tuple[State, ...] | None] = {
    "": CURRENT,
    "all": None,
    "over": tuple(REASONS),
    **{state: (state,) for state in STATES},
}
"""The states that a list shows, by the word in its address."""

STATE_CHOICES = (
    ("", "Open"),
    ("over", "Over"),
    ("all", "All"),
    *STATES.items(),
)
