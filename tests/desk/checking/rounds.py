"""People in a plan of check-ins: enrolled, asked, answering; for the tests of these rooms."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from connectbot.desk.checking import carrying, claiming, enrolling
from connectbot.model.checkin import Answers, Enrolment, Leaving, Part, Wave
from connectbot.model.effect import Answering, Completed, ConsentTo, Effect
from connectbot.model.message import Address
from tests.desk.town import JEAN, Town

ONS4: Answers = (
    ("ons4", "satisfied", 7),
    ("ons4", "worthwhile", 8),
    ("ons4", "happy", 6),
    ("ons4", "anxious", 2),
)
DAY = timedelta(days=1)


async def enrol(town: Town, sender: str = JEAN, plan: str = "usual") -> Enrolment:
    """Somebody who may never have written is enrolled."""
    wanted = [enrolling.Wanted(Address("sms", sender), plan, "oakfield")]
    people = enrolling.newcomers(wanted, town.desk, town.now)
    staged = await town.store.read(enrolling.stage, people)
    await town.store.run(enrolling.enrol_many, staged, town.now)
    return await enrolment(town, sender)


async def enrolment(town: Town, sender: str = JEAN) -> Enrolment:
    """The newest enrolment of whoever writes from this number."""
    who = await town.resident(sender)
    return (await town.store.read(lambda tx: tx.checkins.of(who.id)))[0]


async def consented(town: Town, sender: str = JEAN, **said: object) -> Enrolment:
    """Somebody is enrolled one morning, and says yes."""
    town.now = town.now.replace(hour=9, minute=0)
    made = await enrol(town, sender)
    await carry(town, ConsentTo(made.id, "yes", **said), sender)  # type: ignore[arg-type]
    return await enrolment(town, sender)


async def carry(town: Town, effect: Effect, sender: str = JEAN) -> None:
    """A turn asks for this."""
    who = await town.resident(sender)
    how = carrying.CARRY[type(effect)]
    await town.store.run(lambda tx: how(tx, who, effect, town.desk, town.now))


async def answer(town: Town, name: str, answers: Answers, sender: str = JEAN) -> None:
    """They answer some of a wave."""
    made = await enrolment(town, sender)
    await carry(town, Answering(made.id, name, answers), sender)


async def complete(town: Town, name: str, answers: Answers, sender: str = JEAN) -> None:
    """They answer all of a wave."""
    made = await enrolment(town, sender)
    await carry(town, Answering(made.id, name, answers), sender)
    await carry(town, Completed(made.id, name, answers), sender)


async def look(town: Town) -> list[str]:
    """Everything that is due is looked at, and leaves; what Jean reads."""
    while (looked := await town.store.run(claiming.look, town.desk, town.now)).count:
        assert not looked.broke
    return [text for to, text in await town.leave() if to == JEAN]


async def at(town: Town, moment: datetime) -> list[str]:
    """It is that time now."""
    town.now = moment
    return await look(town)


async def waves(town: Town, sender: str = JEAN) -> dict[str, Wave]:
    """Every wave of theirs, by name."""
    made = await enrolment(town, sender)
    found = await town.store.read(lambda tx: tx.checkins.waves(made.id))
    return {wave.wave: wave for wave in found}


async def due(town: Town, name: str) -> list[str]:
    """It is when this wave is looked at next."""
    return await at(town, (await waves(town))[name].next_at)


def checked_in(tx: Any, resident_id: int, now: datetime) -> None:
    """A row of this resident in every table of check-ins."""
    made = Enrolment("0e" * 16, resident_id, "usual", "oakfield", "2026Q4", now.date(), now)
    tx.checkins.enrol(replace(made, strata={"age": "25-64"}))
    number = tx.checkins.plan_wave(Wave(0, made.id, resident_id, "baseline", now, "", now))
    wave = tx.checkins.wave_of(number)
    tx.checkins.hold(wave, ONS4, now)
    tx.checkins.show(wave, "jo", ONS4, now)
    part = Part(b"p" * 16, "ons4", "2011", {"happy": 7})
    tx.checkins.leave(
        Leaving(
            b"k" * 16,
            resident_id,
            "2026Q4",
            now,
            made.id,
            "oakfield",
            "usual",
            "baseline",
            {},
            (part,),
        )
    )
