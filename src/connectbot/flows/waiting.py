"""How long a question waits for its answer, and what is done when none comes."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

_DURATION = re.compile(r"(\d{1,4}) (minute|hour|day|week)s?")
_LONGEST = timedelta(days=366)


def duration(text: object) -> object:
    """ "1 day" as a timedelta. Raises ValueError with the mend."""
    if not isinstance(text, str):
        return text
    found = _DURATION.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"write a time like `30 minutes`, `2 hours` or `1 day`, not `{text}`")
    lasts = timedelta(**{f"{found[2]}s": int(found[1])})
    if not timedelta(minutes=1) <= lasts <= _LONGEST:
        raise ValueError("a wait is between 1 minute and 52 weeks")
    return lasts


Duration = Annotated[timedelta, BeforeValidator(duration)]


class NoReply(BaseModel):
    """After this long without an answer: one neutral reminder if wanted; after as long again the
    talk moves silently to `go`. What stands there is said when they next write."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    after: Duration
    remind: bool = False
    go: str | None = None
