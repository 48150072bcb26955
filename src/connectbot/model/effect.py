"""What a turn asks to be done; the desk carries it out."""

from __future__ import annotations

from dataclasses import dataclass

from connectbot.model.checkin import Answers


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

    why: str = "asked"  # asked, stuck, media, young, wrong-person, died, moved, hospital, landline


@dataclass(frozen=True, slots=True)
class Alert(Effect):
    """Urgent words were seen: tell the safeguarding lead. Kinds only, no text, no score."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alarm(Effect):
    """The safety screen broke over a message, and a plain list stood in: tell the operator what
    broke, never a word of it."""

    what: str


@dataclass(frozen=True, slots=True)
class Forget(Effect):
    """Erase what is held about this person."""


@dataclass(frozen=True, slots=True)
class Unmet(Effect):
    """A search found nothing: count the need and the district, without the person."""

    need: str
    area: str


@dataclass(frozen=True, slots=True)
class Met(Effect):
    """A search found something: counted in the same way, so that what is missing stands beside what
    is looked for."""

    need: str
    area: str


@dataclass(frozen=True, slots=True)
class Feedback(Effect):
    """How they found a listing, for those who keep it true: `what` is a word such as "closed",
    never their own words; the person is not told with it."""

    listing: str
    what: str


@dataclass(frozen=True, slots=True)
class Suggest(Effect):
    """They say that a listing is wrong ("closed", "wrong"), or know of one that is not there
    (`listing` is ""): kept with their words for those who keep the directory true."""

    words: str
    listing: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class Claim(Effect):
    """They say that they run this listing: a code goes to its published phone or e-mail; with
    `code`, whether that is the one they wrote back."""

    listing: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Remind(Effect):
    """Write again about a listing they chose: `kind` is "day" (before it is on) or "week" (come
    back and ask)."""

    listing: str
    kind: str


@dataclass(frozen=True, slots=True)
class Gone(Effect):
    """Whoever we write to is not there: nothing decided for them goes any more. `name` is who it
    is, where several write from this number."""

    why: str  # wrong-person, died, moved, hospital
    name: str = ""


@dataclass(frozen=True, slots=True)
class Known(Effect):
    """Whoever writes is the one with this key among `Conversation.people`."""

    key: str


@dataclass(frozen=True, slots=True)
class Newcomer(Effect):
    """Whoever writes has not written before. `others` is what becomes of those who have: they
    "stay" on the number, are kept "apart" and not spoken of there, or "drop": it was theirs."""

    others: str = "stay"


@dataclass(frozen=True, slots=True)
class SendCode(Effect):
    """Send a code to this phone number, if somebody has written to us from it."""

    number: str


@dataclass(frozen=True, slots=True)
class Join(Effect):
    """They hold the phone with this number too: the two residents are one."""

    number: str


@dataclass(frozen=True, slots=True)
class Answering(Effect):
    """A question of a check-in was answered, skipped or taken back: these are all `answers` so far
    (instrument, item, value), in place of what was kept of this wave before."""

    enrolment: str
    wave: str
    answers: Answers


@dataclass(frozen=True, slots=True)
class Completed(Effect):
    """Every question of a check-in was answered or skipped: these are the answers. The conversation
    has forgotten them."""

    enrolment: str
    wave: str
    answers: Answers


@dataclass(frozen=True, slots=True)
class ConsentTo(Effect):
    """They were asked whether they want check-ins: `choice` is "yes" or "no". `strata` is what they
    chose to say of themselves (field, value), `hour` their own like "10:00" ("" any), `weekday` 0
    for Monday (None any), `shows_to` the id of who may see their answers ("" nobody)."""

    enrolment: str
    choice: str
    strata: tuple[tuple[str, str], ...] = ()
    hour: str = ""
    weekday: int | None = None
    shows_to: str = ""


@dataclass(frozen=True, slots=True)
class PauseCheckins(Effect):
    """No check-in and no reminder of one for so many `days`: 0 ends a pause, None is until they or
    a person say so."""

    days: int | None


@dataclass(frozen=True, slots=True)
class WithdrawCheckins(Effect):
    """They take back their yes to check-ins: no more come, and answers being given are dropped."""


@dataclass(frozen=True, slots=True)
class Introduce(Effect):
    """For themselves: tell the group of this listing that they come, with so much of them
    (`share`); `company` asks for somebody to go with them."""

    listing: str
    share: str  # all, name-and-number, first-name
    company: bool = False


@dataclass(frozen=True, slots=True)
class Agree(Effect):
    """Somebody sends them to a group, and they agree that it is told so much (`share`)."""

    referral: str
    share: str


@dataclass(frozen=True, slots=True)
class ReadFirst(Effect):
    """Somebody sends them to a group, and they would like to read first what was written of
    them."""

    referral: str


@dataclass(frozen=True, slots=True)
class Decline(Effect):
    """Somebody would send them to a group, and they would rather not."""

    referral: str
    reason: str = "said-no"


@dataclass(frozen=True, slots=True)
class TakeBack(Effect):
    """They take back what they agreed to: for this listing, or "" for all that stands open."""

    listing: str = ""


@dataclass(frozen=True, slots=True)
class Outcome(Effect):
    """What came of going there, in their own word: `what` is "went", "not-gone", "closed",
    "helped", "helped-a-bit", "not-helped" or "thanks" (which they send to the group); `reason` what
    got in the way."""

    listing: str
    what: str
    reason: str = ""
