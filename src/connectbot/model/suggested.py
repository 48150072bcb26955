"""What somebody says of a listing, for a maintainer to decide; whom we ask whether one is right."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from connectbot.model.message import Address

Kind = Literal["wrong", "closed", "new", "changed", "stopped", "silent"]
"""`wrong`, `closed` and `new` are said by anybody; `changed` and `stopped` by the group's own
contact; `silent` by the bot itself, whose question nobody answered."""

By = Literal["resident", "contact", "maintainer", "service"]

Ending = Literal["accepted", "amended", "declined"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One of them. `listing` is "" for one that is not in the directory yet.

    `resident` or `to` is who is told what became of it; both empty where nobody is. `closed_by` is
    an id of one of our people, `reason` what was said to whoever suggested it.
    """

    id: str
    place: str
    listing: str
    kind: Kind
    by: By
    words: str = field(repr=False)
    made_at: datetime
    resident: int | None = None
    to: Address | None = field(default=None, repr=False)
    state: str = "open"
    closed_at: datetime | None = None
    closed_by: str = ""
    reason: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Asking:
    """Whether a listing is still right, as its published contact is asked.

    `state` is "open" (asked, or to be asked at `next_at`), "words" (they said that something
    changed, and are writing what), "answered" or "silent". `token_hash` is of the link in a mail.
    """

    listing: str
    place: str
    to: Address = field(repr=False)
    times: int
    asked_at: datetime
    next_at: datetime | None
    state: str = "open"
    token_hash: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody who keeps a listing because they answer its published phone or e-mail. It is `held`
    once they wrote back the code that was sent there, until it is revoked."""

    listing: str
    resident: int
    code_hash: str
    ends_at: datetime
    tries: int
    held: bool
