"""What stays of a talk once somebody else may hold the phone: who they are, not what they said."""

from __future__ import annotations

from connectbot.flows.liking import FIELDS, SAFE_HOURS
from connectbot.model.conversation import Conversation

CHECKINS = "checkins"
"""The field that says why no check-in comes after GO, where one was put off or is over."""

_LASTING = FIELDS | {"name", "phone", "language", SAFE_HOURS, CHECKINS}
"""What they told of themselves that no answer reads out. Where they look for something is asked
anew: it may be where they mean to go."""

SEEN = "seen"
"""The tag of somebody who said once that others see their phone. One of those may say since that
it is theirs alone, so what we do for their safety stays."""


def is_seen(talk: Conversation) -> bool:
    """Whether others see this phone, or did."""
    return SEEN in talk.tags or talk.saved.get("phone") == "shared"


def noted(talk: Conversation) -> Conversation:
    """The talk, in which it is kept that others see the phone."""
    if SEEN in talk.tags or not is_seen(talk):
        return talk
    return talk.changed(tags=talk.tags | {SEEN})


PASSING = "checkin_"
"""How the fields begin that are kept no longer than the talk in which they were asked."""

AT = "checkin_at"
"""The field with the step at which they left being asked about check-ins, until they say GO."""

CAME_FOR = "came_for"
"""The field with the flow that somebody new came for, while they are welcomed."""

WORKER = "checkin_worker"
"""The field with the first name of who enrolled them, while they are asked about check-ins."""


def _passes(field: str) -> bool:
    return field.startswith(PASSING) or field == CAME_FOR


def ended(talk: Conversation) -> Conversation:
    """The talk with no flow running; what is saved stays. A check-in under way waits for a GO."""
    saved = talk.saved
    if any(map(_passes, saved)):
        saved = {field: value for field, value in saved.items() if not _passes(field)}
    return talk.changed(
        revision="",
        frames=(),
        saved=saved,
        heard="",
        overheard=(),
        tries=0,
        options=(),
        shown=(),
        seen=(),
        trail=(),
        awaiting=None,
        nudged=False,
        held=False,
        promised=talk.promised or talk.checkin,
        checkin="",
        lost=False,
    )


def of_checkin(talk: Conversation) -> dict[str, str]:
    """What they said while they were asked about check-ins, and where that was left."""
    return {field: value for field, value in talk.saved.items() if field.startswith(PASSING)}


def _left(talk: Conversation) -> dict[str, str]:
    """The same, where they are being asked just now: GO goes on there, and nothing reads it out."""
    asked = talk.checkin.startswith("consent ") and talk.frames
    return {**of_checkin(talk), AT: talk.frames[0].step} if asked else {}


def put_away(talk: Conversation) -> Conversation:
    """The talk without what was asked, shown, chosen or offered, so that no word brings it back.

    What waits for its GO still waits for it, and a person who has the talk keeps it.
    """
    lasting = {field: value for field, value in talk.saved.items() if field in _LASTING}
    return Conversation(
        talk.place,
        saved={**lasting, **_left(talk)},
        tags=talk.tags,
        with_person=talk.with_person,
        people=talk.people,
        promised=talk.promised or talk.checkin,
    )


_KNOWN_BY = frozenset({"name", "language", SAFE_HOURS})


def at_rest(talk: Conversation) -> Conversation:
    """What stays of somebody who has not written for long: a first name, by which they are known
    on a phone that others use, their language, when it is safe to write, and that others see it.
    That it was theirs alone may not be so any more."""
    kept = {field: value for field, value in talk.saved.items() if field in _KNOWN_BY}
    shared = {"phone": "shared"} if talk.saved.get("phone") == "shared" else {}
    return Conversation(
        talk.place,
        saved={**kept, **shared},
        tags=talk.tags & {SEEN},
        people=talk.people,
    )
