"""What a talk that tests a flow may expect to come of a check-in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from connectbot.model.effect import (
    Answering,
    Completed,
    ConsentTo,
    Effect,
    PauseCheckins,
    WithdrawCheckins,
)

WHAT: Mapping[str, Callable[[Effect], bool]] = {
    "complete": lambda effect: isinstance(effect, Completed),
    "paused": lambda effect: isinstance(effect, PauseCheckins) and bool(effect.days),
    "resumed": lambda effect: isinstance(effect, PauseCheckins) and effect.days == 0,
    "halted": lambda effect: isinstance(effect, PauseCheckins) and effect.days is None,
    "withdrawn": lambda effect: isinstance(effect, WithdrawCheckins),
}
"""What may become of somebody's check-ins."""


def answered(effects: Sequence[Effect], wanted: Mapping[str, int]) -> str:
    """ "" where exactly these answers (instrument/item -> value) are kept, else a sentence."""
    told = [e for e in effects if isinstance(e, Answering | Completed)]
    kept = {f"{one}/{item}": value for e in told[-1:] for one, item, value in e.answers}
    if told and kept == dict(wanted):
        return ""
    return f"the answers kept are {kept or 'none'}"


def consented(effects: Sequence[Effect], wanted: Mapping[str, str]) -> str:
    """ "" where exactly this was agreed to, else a sentence."""
    said = [e for e in effects if isinstance(e, ConsentTo)]
    told = {name: value for e in said for name, value in _consent(e) if value}
    return "" if told == dict(wanted) else f"what they agreed to is {told or 'nothing'}"


def _consent(effect: ConsentTo) -> Iterator[tuple[str, str]]:
    yield "choice", effect.choice
    yield "hour", effect.hour
    yield "weekday", "" if effect.weekday is None else str(effect.weekday)
    yield "shows", effect.shows_to
    yield from effect.strata


def became(effects: Sequence[Effect], what: str) -> str:
    """ "" where this has become of their check-ins, else a sentence."""
    if what not in WHAT:
        return f"`check-ins` can be {', '.join(WHAT)}, not `{what}`"
    return "" if any(map(WHAT[what], effects)) else f"the check-ins are not {what}"
