"""Check-ins while the service runs: sent, answered, and emptied at the provider."""

import logging
from dataclasses import dataclass, field, replace
from datetime import timedelta

from connectbot.app import checkins, redacting
from connectbot.app.service import Service
from connectbot.desk.checking import hushing
from connectbot.model.delivery import HUSHED, Outgoing, Sent
from connectbot.model.message import Address, Inbound, Message, MessageClass
from tests.app.scripted import FakeChannel
from tests.desk.checking.rounds import consented, enrolment, waves


@dataclass
class Emptying(FakeChannel):
    """A channel whose provider empties what it is asked to, once it listens."""

    listens: bool = True
    never: frozenset[str] = frozenset()
    emptied: list[str] = field(default_factory=list)

    async def redact(self, provider_id: str) -> bool:
        """Empty it."""
        self.emptied.append(provider_id)
        return self.listens and provider_id not in self.never


def service_of(town, channel):
    """A service that is not started."""
    return Service(town.store, town.desk, {"sms": channel}, lambda: town.now)


async def answered(town):
    """Somebody has said GO to a check-in."""
    await consented(town)
    town.now = (await waves(town))["baseline"].next_at
    service = service_of(town, FakeChannel())
    await checkins.look(service)
    await town.leave()
    await town.say("GO")


async def test_what_is_due_is_sent_by_the_tick(town):
    """The tick looks until nothing is due."""
    await answered(town)
    assert (await waves(town))["baseline"].state == "sent"


async def test_one_that_breaks_is_told_of(town, caplog):
    """The operator is told that something broke, and at which wave; not whose."""
    await consented(town)
    made = await enrolment(town)
    await town.store.run(lambda tx: tx.checkins.change(replace(made, place="nowhere")))
    town.now = (await waves(town))["baseline"].next_at
    service = service_of(town, FakeChannel())
    service.desk = replace(town.desk, default_place="nowhere")
    await checkins.look(service)
    assert "a check-in broke and was put by" in caplog.text
    assert made.id not in caplog.text


async def test_an_answer_is_emptied_by_the_tick(town, caplog):
    """Until the provider says so it is asked again; then nothing is left to ask."""
    await answered(town)
    channel = Emptying(listens=False)
    so_far = redacting.Round()
    with caplog.at_level(logging.WARNING):
        await redacting.look(service_of(town, channel), so_far)
    assert "has not emptied" in caplog.text
    channel.listens = True
    await redacting.look(service_of(town, channel), so_far)
    assert channel.emptied == ["SM1", "SM1"]
    assert await town.store.read(hushing.to_redact) == []


async def test_what_went_unredacted_is_emptied_by_the_tick(town):
    """A question that the provider refuses to empty is asked for again, and holds up no other."""
    await answered(town)
    await town.store.run(hushing.redacted, 1)
    for number in (1, 2):
        await town.text(f"{number}")
        for claimed in await town.claim():
            await town.settle(claimed, Sent(f"SM-out-{number}", kept=True))
    waiting = await town.store.read(hushing.said_to_redact)
    assert waiting
    channel, so_far = Emptying(listens=False), redacting.Round()
    await redacting.look(service_of(town, channel), so_far)
    assert channel.emptied == ["SM2", *(one for *_, one in waiting)]  # the first is theirs
    channel.listens = True
    await redacting.look(service_of(town, channel), so_far)
    assert await town.store.read(hushing.said_to_redact) == []


async def test_fifty_that_are_never_emptied_hold_up_no_other(town):
    """Each has its turn, theirs and ours: in some rounds all that can be emptied are, and those
    that cannot are still asked for."""
    later = town.now + timedelta(hours=1)
    never, others = [f"SM-{number}" for number in range(50)], ["SM-50", "SM-51"]

    def kept(tx):
        for number in range(52):
            at = Address("sms", f"+447700900{number:03}")
            line = Outgoing(at, Message("7"), MessageClass.REPLY, 1, town.now, later)
            tx.outbox.add(replace(line, purpose=HUSHED))
            who = tx.residents.at(at, "oakfield", town.now).id
            heard = Inbound(at, f"SM-{number}", "7", town.now)
            hushing.heard(tx, tx.inbox.add(heard, who, state="done"), "sms")

    await town.store.run(kept)
    for number, claimed in enumerate(await town.claim() + await town.claim()):
        await town.settle(claimed, Sent(f"SM-{number}", kept=True))
    channel, so_far = Emptying(never=frozenset(never)), redacting.Round()
    for _ in range(51):
        await redacting.look(service_of(town, channel), so_far)
    assert {one for *_, one in await town.store.read(hushing.said_to_redact)} == set(never)
    assert len(await town.store.read(hushing.to_redact)) == len(never)
    assert channel.emptied.count("SM-0") > 2 == channel.emptied.count(others[1])
