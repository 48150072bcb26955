"""What has come of a talk that tests a flow: the effects that a line of it may name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from connectbot.flows import rehearsing_checkins
from connectbot.model.effect import (
    Agree,
    Decline,
    Effect,
    Feedback,
    Introduce,
    Met,
    Outcome,
    ReadFirst,
    Remind,
    Suggest,
    TakeBack,
    Unmet,
)

Effects = Sequence[Effect]


def _unmet(effects: Effects, need: str) -> str:
    counted = [e for e in effects if isinstance(e, Unmet) and e.need == need]
    return "" if counted else f"`{need}` was not counted as missing"


def _met(effects: Effects, need: str) -> str:
    counted = [e for e in effects if isinstance(e, Met) and e.need == need]
    return "" if counted else f"`{need}` was not counted as found"


def _suggested(effects: Effects, wanted: Mapping[str, str]) -> str:
    told = {e.listing or "new": e.words for e in effects if isinstance(e, Suggest)}
    return "" if told == wanted else f"what was passed on is {told or 'nothing'}"


def _feedback(effects: Effects, wanted: Mapping[str, str]) -> str:
    kept = {e.listing: e.what for e in effects if isinstance(e, Feedback)}
    return "" if kept == wanted else f"the feedback kept is {kept or 'none'}"


def _remind(effects: Effects, wanted: Mapping[str, str]) -> str:
    asked = {e.listing: e.kind for e in effects if isinstance(e, Remind)}
    return "" if asked == wanted else f"the reminder asked for is {asked or 'none'}"


def _introduced(effects: Effects, wanted: Mapping[str, str]) -> str:
    asked = (e for e in effects if isinstance(e, Introduce))
    told = {e.listing: e.share + " with company" * e.company for e in asked}
    return "" if told == wanted else f"the introduction asked for is {told or 'none'}"


def _agreed(effects: Effects, share: str) -> str:
    said = [e.share for e in effects if isinstance(e, Agree)]
    said += ["no" for e in effects if isinstance(e, Decline)]
    said += ["to read it first" for e in effects if isinstance(e, ReadFirst)]
    return "" if said == [share] else f"they agreed to {', '.join(said) or 'nothing'}"


def _taken_back(effects: Effects, listing: str) -> str:
    wanted = TakeBack("" if listing == "all" else listing)
    return "" if wanted in effects else f"nothing was taken back (`{listing}`)"


def _outcome(effects: Effects, wanted: Mapping[str, str]) -> str:
    said = (e for e in effects if isinstance(e, Outcome))
    told = {e.listing: f"{e.what} {e.reason}".strip() for e in said}
    return "" if told == wanted else f"what came of it is {told or 'not said'}"


OF: Mapping[str, Callable[[Effects, Any], str]] = {
    "unmet": _unmet,
    "met": _met,
    "suggested": _suggested,
    "feedback": _feedback,
    "remind": _remind,
    "introduced": _introduced,
    "agreed": _agreed,
    "taken_back": _taken_back,
    "outcome": _outcome,
    "answered": rehearsing_checkins.answered,
    "consented": rehearsing_checkins.consented,
    "check_ins": rehearsing_checkins.became,
}
"""The word of a line -> what is wrong with it, "" where nothing is."""
