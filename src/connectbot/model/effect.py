"""What a turn asks to be done; the desk carries it out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Effect:
    """Something a turn asks for; each kind below is one."""


@dataclass(frozen=True, slots=True)
class OptOut(Effect):
    """Send nothing more to this address."""


@dataclass(frozen=True, slots=True)
class OptIn(Effect):
    """They wrote START: they may be written to again."""


@dataclass(frozen=True, slots=True)
class HandOver(Effect):
    """Tell a named person now. `why` is one of the reasons below, never their words."""

    why: str = "asked"  # asked, stuck, wrong-person, media, young


@dataclass(frozen=True, slots=True)
class Alert(Effect):
    """Urgent words were seen: tell the safeguarding lead. Kinds only, no text, no score."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Forget(Effect):
    """Erase what is held about this person."""


@dataclass(frozen=True, slots=True)
class Unmet(Effect):
    """A search found nothing: count the need and the district, without the person."""

    need: str
    area: str


@dataclass(frozen=True, slots=True)
class Feedback(Effect):
    """How they found a listing, for those who keep it true: `what` is a word such as "closed",
    never their own words; the person is not told with it."""

    listing: str
    what: str
