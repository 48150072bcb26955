"""Check-ins of one resident in words: how they take part and how far they have come. Answers are
told only where the resident let this very one of our people see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from connectbot.desk import checkins_by_us
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Followed
from connectbot.measures.instrument import Item
from connectbot.model.checkin import OFFER, Answers, Enrolment, Standing, Wave, WaveState

STANDINGS: Mapping[Standing, str] = {
    "invited": "They are being asked whether they want any",
    "consented": "They take part",
    "declined": "They said no",
    "withdrawn": "They take no part any more",
    "paused": "They take part",
    "finished": "All of them are over",
}
WAVES: Mapping[WaveState, str] = {
    "waiting": "to come",
    "sent": "asked",
    "started": "begun",
    "complete": "done",
    "partial": "done in part",
    "missed": "not answered",
    "dropped": "not sent",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What they let this one of our people see of one wave: each question and its answer."""

    wave: str
    answers: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class CheckIns:
    """One plan as the page shows it; each row is a wave, how it stands, and its day."""

    title: str
    stands: str
    done: int
    rows: Sequence[tuple[str, str]]
    shown: Sequence[Shown]
    may_pause: bool
    may_go_on: bool


def of(one: Followed, desk: Desk, zone: tzinfo) -> CheckIns:
    """One enrolment in words."""
    enrolment = one.enrolment
    plan = desk.world.measures.plans.get(enrolment.plan)
    waves = [wave for wave in one.waves if wave.wave != OFFER and wave.reason != "replaced"]
    shown = [(wave, one.shown[wave.id]) for wave in waves if wave.id in one.shown]
    return CheckIns(
        plan.title if plan else enrolment.plan,
        f"{STANDINGS[enrolment.state]}{_pause(enrolment, zone)}.",
        sum(wave.state in ("complete", "partial") for wave in waves),
        [(_name(wave.wave), _row(wave, zone)) for wave in waves],
        [Shown(_name(wave.wave), _said(answers, desk)) for wave, answers in shown],
        checkins_by_us.may_pause(enrolment),
        checkins_by_us.may_go_on(enrolment),
    )


def _name(wave: str) -> str:
    return wave.replace("-", " ")


def _row(wave: Wave, zone: tzinfo) -> str:
    at = (wave.sent_at or wave.due_at).astimezone(zone)
    return f"{WAVES[wave.state]}, {at:%-d %b %Y}"


def _pause(enrolment: Enrolment, zone: tzinfo) -> str:
    if not enrolment.paused_why:
        return ""
    if enrolment.paused_until is None:
        return ", and it is paused until somebody says so"
    return f", and it is paused until {enrolment.paused_until.astimezone(zone):%-d %b %Y}"


def _said(answers: Answers, desk: Desk) -> list[tuple[str, str]]:
    return [_answer(instrument, item, value, desk) for instrument, item, value in answers]


def _answer(instrument: str, item: str, value: int, desk: Desk) -> tuple[str, str]:
    known = desk.world.measures.instruments.get(instrument)
    asked = known.items.get(item) if known else None
    return (asked.text, _worded(asked, value)) if asked else (f"{instrument}, {item}", str(value))


def _worded(asked: Item, value: int) -> str:
    if asked.range is None:
        return asked.options.get(value, str(value))
    least, most = asked.range.least, asked.range.most
    return f"{value} ({least} {asked.range.low}, {most} {asked.range.high})"
